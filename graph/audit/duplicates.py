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

from collections.abc import Collection
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.audit.similar_pairs import COMMON, PERSONAL, PROPER, NamedThing, near_pairs
from gaoxin.graph.facts.node_lookup import nodes_with_object
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.names.core_names import numbers_in, telling_words
from gaoxin.graph.names.keys import has_han, pinyin
from gaoxin.graph.names.name_parts import PlaceNames, parts_of_firm
from gaoxin.graph.names.similarity import FIRMS, name_share
from gaoxin.model import Answer
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.progress import Progress, silent

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

_LEAST_OF_COMMON = 85.0


def duplicates(
    generation: Generation,
    decided: Apart = (),
    least: float = LEAST_SCORE,
    progress: Progress = silent,
) -> Answer:
    """Pairs that may be the same thing (:data:`COLUMNS`), most similar first.

    ``decided`` are the pairs of the identity table; they are left out.
    """
    reader = Reader(generation)
    places = PlaceNames.of(generation.names.connection)
    rows = []
    for one, other in near_pairs(generation, progress):
        if numbers_in(one.name) != numbers_in(other.name) or _is_decided(one, other, decided):
            continue
        zones = sorted({*one.zones} & {*other.zones})
        found = _reason(one, other, bool(zones), least, places)
        if found is None or _related(reader, one.iri, other.iri):
            continue
        reason, score = found
        rows.append(
            {
                "score": round(score, 1),
                "reason": reason,
                "type": reader.entry(one.iri).cls,
                "name": one.name,
                "other": other.name,
                "zone": "; ".join(reader.entry(iri).name for iri in zones),
                "facts": _said(reader, one.iri),
                "other_facts": _said(reader, other.iri),
                "key": one.key,
                "other_key": other.key,
            }
        )
    rows.sort(key=lambda row: (-float(str(row["score"])), row["type"], row["name"], row["other"]))
    return Answer(COLUMNS, rows)


def _reason(
    one: NamedThing, other: NamedThing, together: bool, least: float, places: PlaceNames
) -> tuple[str, float] | None:
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
    if best and best[0] == "alike" and not _is_brand_alike(one, other, least, places):
        return None
    return best


def _is_brand_alike(one: NamedThing, other: NamedThing, least: float, places: PlaceNames) -> bool:
    """Whether similar names of firms are similar where it counts.

    合肥华海智能科技 and 合肥华光智能科技 have seven of eight characters in common.
    """
    if one.kind not in FIRMS:
        return True
    shares = (
        name_share(one.kind, a, b, (parts_of_firm(a, places), parts_of_firm(b, places)))
        for a in one.names
        for b in other.names
    )
    return any(share.points >= least for share in shares)


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


def _is_decided(one: NamedThing, other: NamedThing, decided: Apart) -> bool:
    return any(
        frozenset(((one.kind, a), (other.kind, b))) in decided
        for a in one.names
        for b in other.names
    )


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


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
