"""The lines of a changed list that come and go, without translating the records that stay.

Four kinds of records that stay matter nevertheless:

- Those with a name that now means another thing are translated with the old names and with the new.
- Those about things of which a line would go keep it if they give it, too.
- If a credit code has another of its names first, records that stay give another label: then all
  are translated.
- If a name in the changed records has no clear meaning, all records are needed: a load tells such
  names with their places and numbers of rows.  Then there is no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.lines import Lines, compare, held, quads_of_lines, subject_of
from gaoxin.loaders.inputs import Content
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.name_rows import CATALOGUED
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.resolving.retranslation import ChangedNames
from gaoxin.loaders.revising.unchanged_records import UnchangedRecords, in_parts
from gaoxin.loaders.translate import Translator
from gaoxin.model import Record
from gaoxin.ontology.rdf_terms import ALTERNATIVE, DEFAULT_GRAPH, HIDDEN, PREFERRED
from gaoxin.progress import Progress, counted

MOST = 50_000
"""Maximum number of unchanged records that are translated again, and of names that are looked
through.
"""
_PART = 500  # records
_LABELS = (PREFERRED, ALTERNATIVE, HIDDEN)


@dataclass(frozen=True, slots=True)
class LineChanges:
    """The lines that a dataset gains and loses."""

    added: Lines
    removed: Lines


class ChangedLines:
    """Finds the changed lines of lists.

    ``parent`` is the generation before the load.  ``registry`` resolves names as they are now, and
    ``before`` are the profiles of names so far.  ``names`` are the names that may mean another
    thing, ``None`` if that is unknown.  Temporary files go into ``scratch``.
    """

    def __init__(
        self,
        parent: Generation | None,
        registry: Registry,
        before: Mapping[str, Profile],
        names: ChangedNames | None,
        minter: Minter,
        scratch: Path,
        progress: Progress,
    ) -> None:
        self._parent, self._registry, self._names = parent, registry, names
        self._minter, self._scratch, self._progress = minter, scratch, progress
        self._profiles_before = before

    @cached_property
    def _registry_before(self) -> Registry:
        return Registry(self._profiles_before) if self._names else self._registry

    def of(self, content: Content) -> LineChanges | None:
        """The changed lines of a list; ``None`` if it must be translated as a whole."""
        changes, parent = content.changes, self._parent
        dataset = parent.manifest.datasets.get(content.dataset) if parent else None
        if changes is None or parent is None or dataset is None or self._names is None:
            return None
        if changes.input != dataset.input or content.records.sources != set(dataset.graphs):
            return None
        if self._names_shown_change(content):
            return None
        forms = self._names.forms_in(content.profile)
        if forms is None:
            return None
        unchanged = UnchangedRecords(content.records, changes.added_at)
        touched = []
        for record in unchanged.having(forms):
            touched.append(record)
            if len(touched) > MOST:
                return None
        before = self._lines(content.dataset, [*changes.removed, *touched], self._registry_before)
        now = counted(
            [*changes.added, *touched],
            self._progress,
            "translate-records",
            len(changes.added) + len(touched),
        )
        after = self._lines(content.dataset, now, self._registry)
        if before is None or after is None:
            return None
        added, lost = compare(before, after, self._scratch)
        removed = self._without_kept(content, unchanged, set(lost), before)
        if removed is None:
            return None
        store = parent.store
        quads = quads_of_lines(added)
        return LineChanges(
            held([line for line, quad in zip(added, quads, strict=True) if quad not in store]),
            held(sorted(removed)),
        )

    def _names_shown_change(self, content: Content) -> bool:
        """Whether a credit code with several names has another of them as its name: that depends on
        the order of all rows.
        """
        before, now = self._profiles_before.get(content.dataset), content.profile
        return before is None or (before.shown, before.contested) != (now.shown, now.contested)

    def _lines(
        self, dataset: str, records: Iterable[Record | Identity], registry: Registry
    ) -> Lines | None:
        """The lines of these records; ``None`` if the meaning of one of their names is open."""
        translator = Translator(dataset, registry, self._minter, self._scratch, is_list=True)
        found = translator.translate(records)
        return None if found.review or found.refused or found.left_out else found.lines

    def _without_kept(
        self, content: Content, unchanged: UnchangedRecords, lost: set[bytes], before: Lines
    ) -> set[bytes] | None:
        """The lines that no unchanged record gives, either; ``None`` if there may be too many
        such records.
        """
        things = self._things_of(lost, before)
        graphs = {self._minter.graph(content.dataset, s) for s in content.records.sources}
        lost = {line for line in lost if things[subject_of(line)] not in graphs}
        strings_of = {node: self._strings_of(node) for node in things.values()}
        by_rule = {node for node in strings_of if self._kind(node) in CATALOGUED}
        if by_rule and not self._add_mentions(content, by_rule, strings_of):
            return None
        strings = {text for texts in strings_of.values() for text in texts}
        for records in in_parts(unchanged.having(strings), _PART):
            found = self._lines(content.dataset, records, self._registry)
            if found is None:
                return None
            lost.difference_update(found)
            left = {things[subject_of(line)] for line in lost}
            strings.intersection_update(text for node in left for text in strings_of[node])
        return lost

    def _things_of(self, lost: set[bytes], before: Lines) -> dict[bytes, ox.NamedNode]:
        """The thing that each subject of the lost lines is, or is a fact about."""
        subjects = {subject_of(line) for line in lost}
        about = {str(node).encode() for node in node_shapes().parts.subjects}
        things = {subject: subject for subject in subjects}
        for line in before:
            subject, predicate, rest = line.split(b" ", 2)
            if predicate in about and subject in subjects:
                things[subject] = rest[: rest.index(b" ")]
        return {subject: ox.NamedNode(n[1:-1].decode()) for subject, n in things.items()}

    def _kind(self, node: ox.NamedNode) -> str:
        return self._minter.key(node.value).partition("/")[0]

    def _strings_of(self, node: ox.NamedNode) -> set[str]:
        """What records about a thing may contain: its names so far, its key or the code in it."""
        assert self._parent
        key = self._minter.key(node.value)
        names = (
            quad.object.value
            for label in _LABELS
            for quad in self._parent.store.quads_for_pattern(node, label, None, DEFAULT_GRAPH)
            if isinstance(quad.object, ox.Literal)
        )
        return {key, key.rpartition("/")[2], *names}

    def _add_mentions(
        self,
        content: Content,
        nodes: set[ox.NamedNode],
        strings_of: dict[ox.NamedNode, set[str]],
    ) -> bool:
        """Add the names in the dataset that mean one of these things by rule, without being among
        its names in the graph; ``False`` if the dataset has too many names.
        """
        mentions = content.profile.mentions
        if len(mentions) > MOST:
            return False
        for row in mentions:
            if row.type != "Person":
                key = self._registry.resolve(row.type, row.form, content.dataset).key
                if (node := self._minter.thing(key)) in nodes:
                    strings_of[node].add(row.form)
        return True
