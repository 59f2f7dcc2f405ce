"""The profile of a dataset: the names that it declares and the names that it only mentions."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

import pyoxigraph as ox

from gaoxin.files import PARTIAL, link_or_copy
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import match_key, normal_form
from gaoxin.loaders.resolving.evidence import Post, Whereabouts
from gaoxin.loaders.resolving.name_dependencies import (
    entries_of,
    leads_of_alias,
    leads_of_declared,
    leads_of_place,
)
from gaoxin.loaders.resolving.name_rows import (
    CATALOGUED,
    Alias,
    Declared,
    Mentioned,
    Same,
    alias_form,
    declared_form,
    kind_of,
    mention_form,
    name_key,
    place_form,
)
from gaoxin.loaders.resolving.name_set import NameKey, NameSet, NamesFile
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.namespaces import RDF_TYPE_IRI, SKOS
from gaoxin.ontology.terms import vocabulary

_LABELS = {
    f"{SKOS}prefLabel": "preferred",
    f"{SKOS}altLabel": "alias",
    f"{SKOS}hiddenLabel": "short",
}


_ROWS: dict[str, Callable[[list[Any]], tuple[Any, ...]]] = {
    "declared": lambda cells: Declared._make([*cells[:-1], tuple(cells[-1])]),
    "mentions": Mentioned._make,
    "aliases": Alias._make,
    "places": Whereabouts._make,
}


@dataclass(frozen=True, slots=True)
class NameChanges:
    """The rows that another profile has ``lost`` and those that are ``new``, by their sets."""

    before: Profile
    lost: Mapping[str, set[Any]]
    new: Mapping[str, set[Any]]

    def __bool__(self) -> bool:
        return any(self.lost.values()) or any(self.new.values())


class Profile:
    """The names of a dataset, for resolving them.

    ``declared``, ``mentions``, ``aliases`` and ``places`` grow with the rows of a list; they are in
    a file if they are many.  ``places`` and ``posts`` tell firms and persons of one name apart.
    ``shown`` has the name of each credit code that stands beside several names, and ``contested``
    the pairs (key, name) of those that contradict it.  ``clashes`` is the number of clashes of
    credit codes in the records, ``None`` if it is unknown.  ``is_stored`` tells whether the file is
    that of a generation, which keeps it; ``revision`` how it differs from another one.
    """

    FORM: ClassVar[int] = 3
    """Raise it when the content of a profile changes: profiles of another form are made anew."""

    def __init__(self, dataset: str, stored: NamesFile | None = None) -> None:
        """An empty profile; with ``stored``, one whose names are in that file."""
        self.dataset = dataset
        self._file = file = stored or NamesFile()
        self.is_stored = is_stored = stored is not None
        self.declared = NameSet(declared_form(), file, is_stored=is_stored)
        self.mentions = NameSet(mention_form(dataset), file, is_stored=is_stored)
        self.aliases = NameSet(alias_form(dataset), file, is_stored=is_stored)
        self.places = NameSet(place_form(dataset), file, is_stored=is_stored)
        self.identities: set[Same] = set()
        self.posts: set[Post] = set()
        self.shown: dict[str, str] = {}
        self.contested: set[tuple[str, str]] = set()
        self.clashes: int | None = None
        self.revision: NameChanges | None = None
        self.used_sources: set[str] = set()
        self.source_places: dict[str, tuple[str, int | None]] = {}

    def growing(self) -> dict[str, NameSet[Any]]:
        """The sets that grow with the rows of a list."""
        return {
            "declared": self.declared,
            "mentions": self.mentions,
            "aliases": self.aliases,
            "places": self.places,
        }

    @property
    def is_large(self) -> bool:
        """Whether a part of it is in a file."""
        return any(names.is_large for names in self.growing().values())

    def settle(self) -> None:
        """Sort the sets that are in a file, if they are not sorted yet."""
        for names in self.growing().values():
            if names.is_large:
                names.store()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Profile):
            return NotImplemented
        if other.revision and other.revision.before is self:
            return not other.revision
        return self._small() == other._small() and self.growing() == other.growing()

    __hash__ = None  # type: ignore[assignment]

    def _small(self) -> dict[str, Any]:
        """What does not grow with the rows of a list, as plain JSON, sorted."""
        return {
            "identities": sorted(self.identities),
            "used_sources": sorted(self.used_sources),
            "posts": sorted(self.posts),
            "shown": sorted(self.shown.items()),
            "contested": sorted(self.contested),
        }

    def entries(self) -> Iterator[tuple[NameKey, object]]:
        """Everything except mentions that can change the thing or the shown form of a name."""
        for declared in self.declared:
            yield from entries_of(declared, self.dataset)
        for alias in self.aliases:
            yield from entries_of(alias, self.dataset)
        for place in self.places:
            yield from entries_of(place, self.dataset)
        yield from self.small_entries()

    def small_entries(self) -> Iterator[tuple[NameKey, object]]:
        """Those of the identities and posts."""
        for row in self.identities:
            kind = kind_of(row.left_type)
            yield (kind, match_key(row.left, kind)), row
        for post in self.posts:
            yield name_key("person", post.form, self.dataset), ("post", post, self.dataset)

    def leads(self) -> Iterator[tuple[NameKey, NameKey]]:
        """Pairs (a, b) of names: b must be resolved again if a resolves to another thing."""
        for alias in self.aliases:
            yield from leads_of_alias(alias, self.dataset)
        for place in self.places:
            yield from leads_of_place(place, self.dataset)
        for declared in self.declared:
            yield from leads_of_declared(declared)
        yield from self.small_leads()

    def small_leads(self) -> Iterator[tuple[NameKey, NameKey]]:
        """Those of the identities and posts."""
        for row in self.identities:
            left, right = kind_of(row.left_type), kind_of(row.right_type)
            led = (left, match_key(row.left, left))
            yield name_key(right, row.right, self.dataset), led
            yield ("", row.right), led
        for post in self.posts:
            led = name_key("person", post.form, self.dataset)
            if post.organization_type:
                kind = kind_of(post.organization_type)
                yield name_key(kind, post.organization, self.dataset), led
            yield ("", post.organization), led

    def has_written_forms(self) -> bool:
        """Whether a mention is of a kind whose written forms are read by the catalogues."""
        kinds = (*CATALOGUED, "organization")
        return any(next(self.mentions.starting("name", (kind, "")), None) for kind in kinds)

    def dump(self) -> Iterator[Any]:
        """The profile as plain JSON, sorted: what is small, with the number of the rows that
        follow, and then these rows.

        The rows of a large profile are left out; they are in a file, or made anew from the records.
        """
        growing = {} if self.is_large else self.growing()
        follow = {name: len(rows) for name, rows in growing.items()}
        yield {"form": self.FORM, **self._small(), "rows": follow}
        for rows in growing.values():
            yield from ({"name": row} for row in rows)  # arrays are records

    @classmethod
    def load(cls, dataset: str, body: dict[str, Any], rows: Iterator[dict[str, Any]]) -> Profile:
        """Read a profile from the first part of :meth:`dump` and the rows that follow it."""
        profile = cls(dataset)
        profile._read_small(body)
        growing = profile.growing()
        for name, count in body["rows"].items():
            for row in islice(rows, count):
                growing[name].add(_ROWS[name](row["name"]))
        return profile

    def _read_small(self, body: dict[str, Any]) -> None:
        self.identities = {Same(*row) for row in body["identities"]}
        self.used_sources = set(body["used_sources"])
        self.posts = {Post(*row) for row in body["posts"]}
        self.shown = dict(body["shown"])
        self.contested = {(key, form) for key, form in body["contested"]}
        self.clashes = body.get("clashes")

    def revised(self, changes: NameChanges, folder: Path) -> Profile:
        """A profile with these rows instead; this one is in a file, and a copy of it in ``folder``
        becomes the file of the other, which loses its name.
        """
        assert self._file.path
        handle, name = tempfile.mkstemp(PARTIAL, dir=folder)
        os.close(handle)
        shutil.copyfile(self._file.path, name)
        profile = self.adopt(self.dataset, Path(name))
        for table, names in profile.growing().items():
            names.revise(changes.lost.get(table, ()), changes.new.get(table, ()))
        profile.revision = changes
        return profile

    def save(self, path: Path) -> None:
        """Write the profile to a new file, which :meth:`open` reads."""
        if self.is_stored and self._file.path:
            link_or_copy(self._file.path, path)
            return
        for names in self.growing().values():
            names.store()
        base = self._file.connection
        base.execute("CREATE TABLE IF NOT EXISTS small (form INTEGER, body TEXT)")
        base.execute("DELETE FROM small")
        body = json.dumps({**self._small(), "clashes": self.clashes})
        base.execute("INSERT INTO small VALUES (?, ?)", (self.FORM, body))
        self._file.save(path)

    @classmethod
    def open(cls, dataset: str, path: Path) -> Profile | None:
        """Open the profile in a file; its names stay there.

        ``None`` if an earlier version wrote it.
        """
        return cls._opened(dataset, NamesFile(path))

    @classmethod
    def adopt(cls, dataset: str, path: Path) -> Profile:
        """Make a temporary file with a profile the file of this one; it loses its name."""
        profile = cls._opened(dataset, NamesFile(path, is_own=True))
        assert profile  # this version wrote it
        profile.is_stored = False
        path.unlink()
        return profile

    @classmethod
    def _opened(cls, dataset: str, file: NamesFile) -> Profile | None:
        profile = cls(dataset, file)
        form, body = file.connection.execute("SELECT form, body FROM small").fetchone()
        if form != cls.FORM:
            return None
        profile._read_small(json.loads(body))
        return profile


def profile_of_quads(dataset: str, quads: Iterable[ox.Quad], minter: Minter) -> Profile:
    """Collect the names in RDF: those of our things that have a class and labels."""
    profile = Profile(dataset)
    classes: dict[str, set[str]] = {}
    labels: dict[str, set[tuple[str, str]]] = {}
    official: set[str] = set()  # concepts of official schemes never capture trade names
    for quad in quads:
        subject, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
        if parts := minter.graph_parts(getattr(quad.graph_name, "value", "")):
            profile.used_sources.add(parts[1])
        if predicate == RDF_TYPE_IRI:
            classes.setdefault(subject, set()).add(getattr(quad.object, "value", ""))
        elif predicate in _LABELS and isinstance(quad.object, ox.Literal):
            labels.setdefault(subject, set()).add((quad.object.value, _LABELS[predicate]))
        elif predicate == f"{SKOS}inScheme":
            official.add(subject)
    for subject, forms in labels.items():
        term = main_class(classes.get(subject, ()))
        if term is None:
            continue
        names = [term.name, *sorted(_local_names(classes[subject]) - {term.name})]
        key = minter.key(subject)
        for form, label in forms:
            how = "official" if subject in official else label
            profile.declared.add(Declared(term.kind, normal_form(form), how, key, tuple(names)))
    for subject, types in classes.items():
        key = minter.key(subject)
        if key.startswith("source/") and "Source" in _local_names(types):
            profile.declared.add(Declared("source", key[7:], "code", key, ("Source",)))
    return profile


def cells_of(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """A function that returns the values of a record's fields, without copies.

    dataclasses.astuple makes deep copies, which took a quarter of the time of a load.
    """
    names = [item.name for item in fields(cls)]
    if len(names) == 1:  # attrgetter would not return a tuple
        return lambda record: (getattr(record, names[0]),)
    return attrgetter(*names)


def _local_names(iris: Iterable[str]) -> set[str]:
    terms = vocabulary()
    return {t.name for iri in iris if (t := terms.by_iri(iri)) is not None}
