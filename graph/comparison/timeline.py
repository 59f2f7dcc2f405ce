"""What is known of a thing by date: its dated facts, and when related things began and ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.facts.figures import PROMISED, source_columns
from gaoxin.graph.facts.finding import Finding, incoming, outgoing, stated_incoming
from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.facts.valid_then import DATED
from gaoxin.graph.lookup.relation_words import relation_heading
from gaoxin.graph.lookup.sections import section_of_figure, section_of_link, section_of_text
from gaoxin.graph.lookup.thing import label_of, require
from gaoxin.graph.lookup.told_items import figure_words
from gaoxin.graph.portrait.portrait import Filter
from gaoxin.graph.store.generation import Generation
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

_FIGURES = ("observation", "target", "rank")
_MOST_RELATED = 2_000
"""Of more related things than this the dates are not looked up."""

COLUMNS = [
    "time",
    "start",
    "end",
    "section",
    "label",
    "name",
    "value",
    "unit",
    "status",
    "qualifier",
    "source",
    "source_title",
    "source_date",
    "grade",
    "iri",
]


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact with its time.

    ``label`` is the relation, attribute or indicator, ``name`` the other thing or the amount
    (``""`` if the date itself is the value), ``remark`` what the source adds.
    """

    fact: Finding
    section: str
    time: str
    start: str
    end: str
    label: str
    name: str
    remark: str
    iri: str

    @property
    def is_promise(self) -> bool:
        """Whether it is about the future: a target or a plan."""
        return self.fact.predicate == "target" or self.fact.status in PROMISED

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Who says so."""
        return self.fact.sources


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated facts of a thing, the oldest first, and the number of those without a date.

    ``cut`` are relations (local names) that lead to the thing too often for all to be looked at;
    only facts without a date are left out.
    """

    facts: tuple[DatedFact, ...]
    undated: int
    cut: tuple[str, ...] = ()


def timeline(
    generation: Generation, iri: str, wanted: Filter | None = None, most: int = 0
) -> Timeline:
    """What is known of the thing by date.

    Of each relation of other things to this one, at most ``most`` facts without a date are looked
    at; 0 for all.

    Raises:
        UnresolvedName: the store knows nothing of this IRI.
    """
    reader = Reader(generation)
    require(reader, iri)
    wanted = wanted or Filter()
    found: list[DatedFact] = []
    undated: set[tuple[str, str]] = set()
    related: dict[str, None] = {}
    coming, cut = stated_incoming(reader, iri, most) if most else (incoming(reader, iri), ())
    for fact in (*outgoing(reader, iri), *coming):
        section = _section(reader, iri, fact)
        if fact.inferred or not section or not wanted.keeps(fact):
            continue
        if fact.object and fact.predicate not in _FIGURES:
            related[fact.object if fact.subject == iri else fact.subject] = None
        dated = _dated(reader, iri, fact, section)
        if dated is not None and not _is_of_unknown_age(dated, wanted):
            found.append(dated)
        elif section not in ("basics", "names"):
            other = fact.object if fact.subject == iri else fact.subject
            undated.add((section, other or fact.iri))
    if not cut and len(related) <= _MOST_RELATED:
        found += _of_related(reader, related, wanted)
    found.sort(key=_order)
    return Timeline(tuple(_once(found)), len(undated), cut)


def rows_of_timeline(found: Timeline) -> Answer:
    """The dated facts as :data:`COLUMNS`."""
    rows: list[dict[str, Any]] = [
        {
            "time": each.time,
            "start": each.start,
            "end": each.end,
            "section": each.section,
            "label": each.label,
            "name": each.name,
            "value": each.fact.figure if each.fact.predicate in _FIGURES else "",
            "unit": each.fact.unit,
            "status": each.fact.status,
            "qualifier": each.fact.remark,
            **source_columns(each.sources),
            "iri": each.iri,
        }
        for each in found.facts
    ]
    return Answer(COLUMNS, rows)


def _is_of_unknown_age(dated: DatedFact, wanted: Filter) -> bool:
    """Whether a promise for a later year than is asked about has no source with a date: nobody says
    that it was made by then.
    """
    begins = dated.start[:4]
    if wanted.then is None or not dated.is_promise or not begins.isdigit():
        return False
    return int(begins) > wanted.then.year and not any(source.date for source in dated.sources)


def _order(each: DatedFact) -> tuple[str, ...]:
    """By time, then as in Chinese, so that both languages have one order."""
    fact = each.fact
    is_figure = fact.predicate in _FIGURES
    return (
        each.start or each.end,
        each.end,
        "" if fact.object else fact.predicate,
        str(int(is_figure)),
        fact.predicate,
        each.iri,
        fact.remark,
    )


def _section(reader: Reader, iri: str, fact: Finding) -> str:
    if fact.predicate in _FIGURES:
        return section_of_figure(fact.predicate, fact.status)
    if not fact.object:
        return section_of_text(fact.predicate)
    out = fact.subject == iri
    classes = reader.entry(fact.object if out else fact.subject).cls, reader.entry(iri).cls
    return section_of_link(fact.predicate, *classes, out=out, status=fact.status)


def _dated(reader: Reader, iri: str, fact: Finding, section: str) -> DatedFact | None:
    if not fact.object and fact.predicate in DATED:
        return _attribute(fact, label_of(fact.predicate), "", iri)
    if not fact.start and not fact.end:
        return None
    out = fact.subject == iri
    other = (fact.object if out else fact.subject) or iri
    name = reader.entry(other).name if other != iri else fact.text
    label = relation_heading(fact.predicate, out=out) if fact.object else label_of(fact.predicate)
    remark = remark_words(fact.remark)
    if fact.predicate in _FIGURES:
        label, remark = reader.entry(other).name, remark_words(fact.qualifier)
        name = figure_words(fact) or say("没有数值", "no number given")
    return DatedFact(fact, section, fact.time, fact.start, fact.end, label, name, remark, other)


def _attribute(fact: Finding, label: str, name: str, iri: str) -> DatedFact | None:
    """A date that is the value of an attribute; ``None`` if it cannot be read as a time."""
    try:
        period = parse_period(fact.text)
    except ValueError:
        return None
    start = period.start.isoformat() if period.start else ""
    end = period.end.isoformat() if period.end else ""
    section = section_of_text(fact.predicate)
    return DatedFact(fact, section, fact.text, start, end, label, name, "", iri)


def _of_related(reader: Reader, related: Iterable[str], wanted: Filter) -> Iterator[DatedFact]:
    """The dates at which related things were issued, founded, begun and so on."""
    for iri in related:
        name = reader.entry(iri).name
        node = ox.NamedNode(iri)
        has_date = any(
            True
            for predicate in DATED
            for _ in reader.store.quads_for_pattern(
                node, ox.NamedNode(GX + predicate), None, DEFAULT_GRAPH
            )
        )
        if not has_date or reader.vocabulary.is_a(reader.entry(iri).cls, ("Place",)):
            continue
        for fact in outgoing(reader, iri):
            if fact.predicate in DATED and not fact.inferred and wanted.keeps(fact):
                dated = _attribute(fact, label_of(fact.predicate), name, iri)
                if dated is not None:
                    yield dated


def _once(found: Iterable[DatedFact]) -> Iterator[DatedFact]:
    """Each once for a time: a thing may be related twice, for example as issuer and as place."""
    seen: set[tuple[str, ...]] = set()
    for each in found:
        key = each.time, each.fact.predicate, each.iri, each.name, each.fact.remark
        if key not in seen:
            seen.add(key)
            yield each
