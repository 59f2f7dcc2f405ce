"""Possible duplicates: pairs of things of one kind with similar names, for a person to review.

Nothing is merged here.  The reviewer writes each decision into the identity table (``same`` or
``different``), and a pair in that table is not reported again.  Things with official keys
(divisions, zones, catalogued indicators) are distinct from each other, so they are compared only
with things without.  Classes of the official industry schemes are not compared at all, because
trade names are linked to them by ``skos:exactMatch`` and similar properties.  If the sources relate
two things to each other (a part and its whole), they are not duplicates.

The ontology says how the names of a class are compared (``gx:nameForm``), and whether its members
have official keys (``gx:officialKeys``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.facts.node_lookup import nodes_with_object
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.placement import zones_of
from gaoxin.graph.names.core_names import core_of, numbers_in, telling_words
from gaoxin.graph.names.keys import has_han, is_unnamed, match_key, pinyin
from gaoxin.model import Answer
from gaoxin.ontology.rdf_terms import ALTERNATIVE, DEFAULT_GRAPH, RDF_TYPE
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

COLUMNS = [
    "score",
    "reason",
    "type",
    "name",
    "other",
    "zone",
    "facts",
    "other_facts",
    "key",
    "other_key",
]
LEAST_SCORE = 80.0
"""Minimum similarity of two names (0 to 100) to be reported as similar."""

Apart = Collection[frozenset[tuple[str, str]]]
"""Pairs of (kind, match key) that the identity table contains."""

# The values of gx:nameForm.
PROPER, COMMON, PERSONAL, LISTED = "proper", "common", "personal", "listed"
_MINTED = re.compile(r"[-/][0-9a-f]{8}$")
_LEAST_OF_COMMON = 85.0
_LONGEST_POSTING = 400  # name parts that more things share are too common to be used


@dataclass(frozen=True, slots=True)
class _Thing:
    iri: str
    key: str
    kind: str
    form: str
    name: str
    official: bool
    names: tuple[str, ...]
    """Match keys of the Chinese names and aliases, the preferred name first."""
    cores: tuple[str, ...]
    """The core of each name (:func:`core_of`), without repetition."""
    zones: frozenset[str]
    """Zones that contain it or are related to it, if these help to decide."""


def duplicates(generation: Generation, decided: Apart = (), least: float = LEAST_SCORE) -> Answer:
    """Pairs that may be the same thing (:data:`COLUMNS`), most similar first.

    ``decided`` are the pairs of the identity table; they are left out.
    """
    reader = Reader(generation)
    groups: dict[str, list[_Thing]] = defaultdict(list)
    for thing in _things(generation, reader):
        groups[thing.kind].append(thing)
    rows = []
    for kind in sorted(groups):
        for one, other, reason, score, zone in _pairs(reader, groups[kind], decided, least):
            rows.append(
                {
                    "score": round(score, 1),
                    "reason": reason,
                    "type": reader.entry(one.iri).cls,
                    "name": one.name,
                    "other": other.name,
                    "zone": "; ".join(reader.entry(iri).name for iri in zone),
                    "facts": _said(reader, one.iri),
                    "other_facts": _said(reader, other.iri),
                    "key": one.key,
                    "other_key": other.key,
                }
            )
    rows.sort(key=lambda row: (-float(str(row["score"])), row["type"], row["name"], row["other"]))
    return Answer(COLUMNS, rows)


def _things(generation: Generation, reader: Reader) -> Iterator[_Thing]:
    seen: set[str] = set()
    for term in vocabulary().classes.values():
        if not term.names_things or term.name_form == LISTED:
            continue
        for quad in generation.triples(None, RDF_TYPE, ox.NamedNode(term.iri)):
            iri = text_of(quad.subject)
            if iri in seen or not iri.startswith(generation.minter.base):
                continue
            seen.add(iri)
            key = generation.minter.key(iri)
            official = bool(term.official_keys) and not _MINTED.search(key)
            if official and term.official_keys == "apart":
                continue
            aliases = reader.labels(iri, ALTERNATIVE, "zh")
            name = reader.entry(iri).zh or next(iter(aliases), "")
            names = dict.fromkeys(match_key(form, term.kind) for form in (name, *aliases) if form)
            if names and not is_unnamed(name):
                cores = dict.fromkeys(core_of(form, term.kind) for form in names)
                placed = not official and term.name_form != COMMON
                zones = _zones_about(reader, iri) if placed else frozenset()
                yield _Thing(
                    iri,
                    key,
                    term.kind,
                    term.name_form,
                    name,
                    official,
                    tuple(names),
                    tuple(cores),
                    zones,
                )


def _pairs(
    reader: Reader, things: Sequence[_Thing], decided: Apart, least: float
) -> Iterator[tuple[_Thing, _Thing, str, float, list[str]]]:
    for one, other in _near(things):
        if numbers_in(one.name) != numbers_in(other.name) or _is_decided(one, other, decided):
            continue
        shared = sorted(one.zones & other.zones)
        found = _reason(one, other, bool(shared), least)
        if found and not _related(reader, one.iri, other.iri):
            yield one, other, *found, shared


def _near(things: Sequence[_Thing]) -> Iterator[tuple[_Thing, _Thing]]:
    """Candidate pairs, which share two adjacent characters, the whole pinyin, or a zone and a
    prefix.
    """
    postings: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        pieces: set[str] = set()
        for core in thing.cores:
            pieces |= {core[i : i + 2] for i in range(max(1, len(core) - 1))}
            if has_han(core) and not thing.official:
                pieces.add(f"\x1f{pinyin(core)[0]}")
            if thing.form == PROPER:
                pieces |= {f"{zone}\x1f{core[0]}" for zone in thing.zones}
        for piece in pieces:
            postings[piece].append(number)
    near = {
        (a, b)
        for numbers in postings.values()
        if len(numbers) <= _LONGEST_POSTING
        for place, a in enumerate(numbers)
        for b in numbers[place + 1 :]
        if not (things[a].official and things[b].official)
    }
    for a, b in sorted(near):
        yield things[a], things[b]


def _reason(one: _Thing, other: _Thing, together: bool, least: float) -> tuple[str, float] | None:
    """Why two things may be the same, and the similarity of their names: the best over all
    names.
    """
    found = [
        reason
        for a in one.cores
        for b in other.cores
        if (reason := _reason_of(a, b, one.form, together, least))
    ]
    best = max(found, key=lambda reason: reason[1], default=None)
    if best and best[0] == "alike" and telling_words(one.name) != telling_words(other.name):
        return None
    return best


def _reason_of(a: str, b: str, form: str, together: bool, least: float) -> tuple[str, float] | None:
    from rapidfuzz import fuzz

    if a == b:
        return "same_core", 100.0
    if has_han(a) and has_han(b) and pinyin(a)[0] == pinyin(b)[0]:
        return "same_pinyin", 97.0
    if form == PERSONAL:  # names of people with two of three characters in common are not similar
        return None
    score = float(fuzz.ratio(a, b))
    if together and form != COMMON and min(len(a), len(b)) >= 2:
        if a in b or b in a:
            return "contained", max(score, 80.0)
        short, long = sorted((a, b), key=len)
        if form == PROPER and short[0] == long[0] and _is_subsequence(short, long):
            return "abbreviation", max(score, 75.0)
    if form == COMMON:
        least = max(least, _LEAST_OF_COMMON)
    return ("alike", score) if score >= least else None


def _is_decided(one: _Thing, other: _Thing, decided: Apart) -> bool:
    return any(
        frozenset(((one.kind, a), (other.kind, b))) in decided
        for a in one.names
        for b in other.names
    )


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _zones_about(reader: Reader, iri: str) -> frozenset[str]:
    """The zones that contain a thing, are related to it, or have figures of it."""
    found = set(zones_of(reader, iri))
    for other, _, _ in reader.links(iri):
        if vocabulary().is_a(reader.entry(other).cls, ["Zone"]):
            found.add(other)
    return frozenset(found)


def _related(reader: Reader, a: str, b: str) -> bool:
    """Whether a relation connects the two."""
    ends = (ox.NamedNode(a), ox.NamedNode(b))
    return any(
        True
        for first, second in (ends, ends[::-1])
        for _ in reader.store.quads_for_pattern(first, None, second, DEFAULT_GRAPH)
    )


def _said(reader: Reader, iri: str) -> int:
    """The number of facts about it: relations, and figures if it is an indicator."""
    measured = nodes_with_object(reader.store, ox.NamedNode(iri), node_shapes().figures)
    return sum(1 for _ in reader.links(iri)) + sum(1 for _ in measured)
