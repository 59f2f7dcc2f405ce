"""Pairs of things of one kind whose names are near enough to be compared.

The names stand in a temporary SQLite file with an inverted index of their pieces
(:mod:`gaoxin.graph.names.grams`), like the names of a generation.  So memory does not grow with the
number of things, and the time grows in proportion to it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.placement import zones_of
from gaoxin.graph.names.core_names import core_of
from gaoxin.graph.names.grams import GRAM_SCHEMA, GramWriter, grams_of, most_shared
from gaoxin.graph.names.keys import has_han, is_unnamed, match_key, pinyin
from gaoxin.ontology.rdf_terms import ALTERNATIVE, RDF_TYPE
from gaoxin.ontology.terms import vocabulary
from gaoxin.progress import Progress

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

# The values of gx:nameForm.
PROPER, COMMON, PERSONAL, LISTED = "proper", "common", "personal", "listed"
_MINTED = re.compile(r"[-/][0-9a-f]{8}$")
_NEAR = 60  # things that share most pieces with one thing
_SHARED = 400  # things of one pinyin, or of one zone and first character; more tell nothing
_BATCH = 2_000  # things that are read with one reader, which remembers what it has read
_SCHEMA = f"""
CREATE TABLE thing (id INTEGER PRIMARY KEY, kind TEXT, content TEXT);
CREATE TABLE piece (piece TEXT, thing INTEGER);
{GRAM_SCHEMA}
"""


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing with what its name is compared by.

    ``form`` is the class's ``gx:nameForm``; ``official`` tells that its key is an official one.
    ``names`` are the match keys of its Chinese names and aliases, the preferred name first;
    ``cores`` the cores of these.  ``zones`` are the zones that contain it or are related to it, if
    these help to decide.
    """

    iri: str
    key: str
    kind: str
    form: str
    name: str
    official: bool
    names: tuple[str, ...]
    cores: tuple[str, ...]
    zones: tuple[str, ...]


def near_pairs(
    generation: Generation, progress: Progress
) -> Iterator[tuple[NamedThing, NamedThing]]:
    """Pairs that share pieces of their names, the whole pinyin, or a zone and a first character.

    Each pair is yielded once; two things with official keys are never a pair.
    """
    base = sqlite3.connect("", isolation_level=None)  # a temporary file, deleted when it is closed
    try:
        base.executescript(_SCHEMA)
        base.execute("BEGIN")
        grams = GramWriter(base)
        count = 0
        for thing in named_things(generation):
            count += 1
            progress("read", count, None)
            _store(base, grams, count, thing)
        grams.flush()
        base.execute("COMMIT")
        base.execute("CREATE INDEX piece_piece ON piece (piece)")
        read = lru_cache(_BATCH)(lambda number: _read(base, number))
        for number in range(1, count + 1):
            progress("compare", number, count)
            one = read(number)
            for other in map(read, _neighbours(base, number, one)):
                if not (one.official and other.official):
                    yield one, other
    finally:
        base.close()


def named_things(generation: Generation) -> Iterator[NamedThing]:
    """Every thing whose class is compared by names, in the order of classes and IRIs."""
    for term in vocabulary().classes.values():
        if not term.names_things or term.name_form == LISTED:
            continue
        members = generation.triples(None, RDF_TYPE, ox.NamedNode(term.iri))
        iris = (text_of(quad.subject) for quad in members)
        while batch := list(islice(iris, _BATCH)):
            reader = Reader(generation)
            for iri in batch:
                # A thing of several classes is compared under its main class only.
                if iri.startswith(generation.minter.base) and reader.entry(iri).cls == term.name:
                    yield from _named(generation, reader, iri)


def _named(generation: Generation, reader: Reader, iri: str) -> Iterator[NamedThing]:
    term = vocabulary().classes[reader.entry(iri).cls]
    key = generation.minter.key(iri)
    official = bool(term.official_keys) and not _MINTED.search(key)
    if official and term.official_keys == "apart":
        return
    aliases = reader.labels(iri, ALTERNATIVE, "zh")
    name = reader.entry(iri).zh or next(iter(aliases), "")
    names = dict.fromkeys(match_key(form, term.kind) for form in (name, *aliases) if form)
    if not names or is_unnamed(name):
        return
    cores = dict.fromkeys(core_of(form, term.kind) for form in names)
    placed = not official and term.name_form != COMMON
    yield NamedThing(
        iri,
        key,
        term.kind,
        term.name_form,
        name,
        official,
        tuple(names),
        tuple(cores),
        tuple(sorted(_zones_about(reader, iri))) if placed else (),
    )


def _zones_about(reader: Reader, iri: str) -> Iterable[str]:
    """The zones that contain a thing, are related to it, or have figures of it."""
    found = set(zones_of(reader, iri))
    for other, _, _ in reader.links(iri):
        if vocabulary().is_a(reader.entry(other).cls, ["Zone"]):
            found.add(other)
    return found


def _store(base: sqlite3.Connection, grams: GramWriter, number: int, thing: NamedThing) -> None:
    content = json.dumps(astuple(thing), ensure_ascii=False)
    base.execute("INSERT INTO thing VALUES (?, ?, ?)", (number, thing.kind, content))
    for core in thing.cores:
        grams.add(number, thing.kind, core)
    base.executemany(
        "INSERT INTO piece VALUES (?, ?)", [(piece, number) for piece in _pieces(thing)]
    )


def _read(base: sqlite3.Connection, number: int) -> NamedThing:
    (content,) = base.execute("SELECT content FROM thing WHERE id = ?", (number,)).fetchone()
    cells: Any = [tuple(c) if isinstance(c, list) else c for c in json.loads(content)]
    return NamedThing(*cells)


def _pieces(thing: NamedThing) -> set[str]:
    """Whole pinyin, and each zone with the first character of a name: 沈飞, 沈阳飞机."""
    found: set[str] = set()
    for core in thing.cores:
        if has_han(core) and not thing.official:
            found.add(f"{thing.kind}\x1f{pinyin(core)[0]}")
        if thing.form == PROPER:
            found |= {f"{thing.kind}\x1f{zone}\x1f{core[0]}" for zone in thing.zones}
    return found


def _neighbours(base: sqlite3.Connection, number: int, thing: NamedThing) -> list[int]:
    """The things after this one that are near it."""
    found: set[int] = set()
    for core in thing.cores:
        found.update(most_shared(base, grams_of(core), [thing.kind], _NEAR))
    for piece in _pieces(thing):
        sharing = base.execute(
            f"SELECT thing FROM piece WHERE piece = ? LIMIT {_SHARED + 1}", (piece,)
        ).fetchall()
        if len(sharing) <= _SHARED:
            found.update(other for (other,) in sharing)
    return sorted(other for other in found if other > number)
