"""Translate rows that no other rows can change, as the single machine translates a dataset."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import mint, normal_form
from gaoxin.graph.store.lines import Lines, Sorter
from gaoxin.loaders.record_codec import record_of_line
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.code_watch import CodeClash, CodeWatch
from gaoxin.loaders.resolving.evidence import Post
from gaoxin.loaders.resolving.name_collector import NameCollector
from gaoxin.loaders.resolving.name_rows import Mentioned, kind_of
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.translate import Translator
from gaoxin.model import Entity, Key, Record, Statement
from gaoxin.spark.row_links import NamedBeside, ends_of_row, written

RowLines = dict[int, bytes]
"""The records of rows as lines of JSON, by the number of the row."""


def records_of(lines: bytes) -> list[Record | Identity]:
    """The records of one row."""
    return [record_of_line(line) for line in lines.splitlines(keepends=True)]


def profile_of_rows(
    dataset: str, rows: RowLines, mentions: Iterable[NamedBeside], *, is_list: bool
) -> tuple[Profile, list[CodeClash]]:
    """The names of the rows, and the clashes of credit codes in them.

    ``mentions`` are those of all rows of the dataset.
    """
    with CodeWatch() as watch:
        collector = NameCollector(dataset, watch)
        for _, lines in sorted(rows.items()):
            for record in records_of(lines):
                collector.add(record)
        profile = collector.profile(is_list=is_list)
        for type_, form in mentions:
            profile.mentions.add(Mentioned(kind_of(type_), normal_form(form), type_))
        return profile, list(watch.clashes())


class RowTranslator(Translator):
    """Keeps what only these rows can say apart from what other parts may say, too.

    The lines of the first sort are those of :meth:`own`.  Those of the second are in the
    translation that :meth:`finished` gives; they are made distinct over all parts.  ``types`` are
    the classes of the things that the lists are about.
    """

    def __init__(
        self,
        dataset: str,
        registry: Registry,
        minter: Minter,
        scratch: Path,
        types: Collection[str],
        *,
        is_list: bool,
    ) -> None:
        super().__init__(dataset, registry, minter, scratch, is_list=is_list)
        self._types = types
        self._own_lines = Sorter(scratch)
        self._own_forms: set[str] = set()
        self._own_node = ""
        self._shared_nodes: set[str] = set()
        self._is_own = False

    def row(
        self, records: list[Record | Identity], *, is_shared: bool, is_coded: bool = False
    ) -> None:
        """Add a row; ``is_shared`` if it goes with others, which may say the same of its thing.

        ``is_coded`` is that of :class:`.packed.PackedRow`.
        """
        for record in records:
            self._graph(record.source)  # its description is shared
        self._own_forms, self._own_node = set(), ""
        if is_coded and not is_shared:
            [record] = records
            assert isinstance(record, Entity)
            assert isinstance(record.subject, Key)
            self._own_node = self._node(record.subject.path)
        elif not is_shared:
            self._find_own(records)
        self.records(records)

    def own(self) -> Lines:
        """The lines of the first sort."""
        return self._own_lines.sorted()

    def _find_own(self, records: list[Record | Identity]) -> None:
        """Find the node of the row's thing, if nothing but the row's own name or key leads to
        it.
        """
        own, mentions = ends_of_row(records, self._types)
        if len(own) != 1:
            return
        end = own[0]
        if isinstance(end, Key):
            key = end.path
        elif end.type == "Person":  # told apart by organizations, which other rows name
            return
        else:
            form = normal_form(end.form)
            key = mint(kind_of(end.type), form, self.dataset)
            if self.registry.resolve(end.type, form, self.dataset).key != key:
                return
        self._own_node = self._node(key)
        self._own_forms = {written(end)} - {form for _, form in mentions}

    def _add(self, source: str, s: str, p: str, o: str) -> None:
        if s == self._own_node or (self._is_own and s not in self._shared_nodes):
            self._own_lines.add_text(f"{s} {p} {o} {self._named_graphs[source]} .\n")
        else:
            super()._add(source, s, p, o)

    def _named(
        self, type_: str, form: str, source: str, place: str, post: Post | None = None
    ) -> tuple[str, str]:
        is_own, self._is_own = self._is_own, False
        found = super()._named(type_, form, source, place, post)
        self._is_own = is_own
        if found[0] != self._own_node:
            self._shared_nodes.add(found[0])
        return found

    def _statement(self, row: Statement) -> None:
        self._is_own = row.subject in self._own_forms or row.object in self._own_forms
        super()._statement(row)
        self._is_own = False
