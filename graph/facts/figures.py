"""Reads figures and targets out of a generation in a form that can be compared and judged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from gaoxin.graph.facts.amounts import Span, span
from gaoxin.graph.facts.reader import Reader, SourceRef, text_of
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RDF_TYPE

PROMISED = ("target", "planned")
"""Statuses of what is to come."""

_OBSERVATION, _TARGET = GX + "Observation", GX + "Target"
_CLASSES = (_OBSERVATION, _TARGET)
_TEXTS = (
    "value", "valueText", "comparator", "unit", "time", "status", "qualifier", "normalValue",
    "normalUnit", "start", "end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One gx:Observation or gx:Target; ``""`` and ``None`` for what nobody says.

    ``number`` and ``base_unit`` are the normal value and unit (亿 multiplied out); ``start`` and
    ``end`` the first and last day of its period; each of ``sources`` has the grade that this figure
    has by it.
    """

    iri: str
    is_target: bool
    subject: str
    indicator: str
    value: str
    comparator: str
    unit: str
    number: Decimal | None
    base_unit: str
    time: str
    start: date | None
    end: date | None
    status: str
    qualifier: str
    sources: tuple[SourceRef, ...]

    @property
    def is_promise(self) -> bool:
        """Whether it says what is to be, not what is."""
        return self.is_target or self.status in PROMISED

    @property
    def is_growth(self) -> bool:
        """Whether the qualifier says that it compares with the year before."""
        parts = re.split(r"[;；]", self.qualifier)
        return any(part.strip() == "yoy" or "同比" in part for part in parts)

    @property
    def span(self) -> Span | None:
        """The numbers that it may stand for."""
        return None if self.number is None else span(self.number, self.comparator)

    @property
    def written(self) -> str:
        """The value with its comparator, as written."""
        return self.comparator + self.value if self.value else ""


def figures(reader: Reader, subjects: Iterable[str] | None = None) -> Iterator[Figure]:
    """The observations and targets about these things, or about anything; unordered."""
    seen: set[str] = set()
    for node in _nodes(reader, subjects):
        if node.value not in seen:
            seen.add(node.value)
            found = read_figure(reader, node)
            if found is not None:
                yield found


def _nodes(reader: Reader, subjects: Iterable[str] | None) -> Iterator[ox.NamedNode]:
    patterns: list[tuple[ox.NamedNode, ox.NamedNode]]
    if subjects is None:
        patterns = [(RDF_TYPE, ox.NamedNode(name)) for name in _CLASSES]
    else:
        patterns = [(ox.NamedNode(GX + "about"), ox.NamedNode(iri)) for iri in subjects]
    for predicate, value in patterns:
        for quad in reader.store.quads_for_pattern(None, predicate, value, DEFAULT_GRAPH):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject


def read_figure(reader: Reader, node: ox.NamedNode) -> Figure | None:
    """The figure that this node stands for; ``None`` if it is a ranking or lacks an end."""
    values: dict[str, set[str]] = defaultdict(set)
    grades: dict[str, str] = {}
    for quad in reader.store.quads_for_pattern(node, None, None, None):
        graph = getattr(quad.graph_name, "value", "")
        if not graph:
            continue
        grades.setdefault(graph, "")
        name = quad.predicate.value.removeprefix(GX)
        if name == "confidence":
            grades[graph] = text_of(quad.object)
        else:
            values[name].add(text_of(quad.object))
    classes = values[RDF_TYPE.value]
    if not classes.intersection(_CLASSES) or not values["about"] or not values["indicator"]:
        return None
    text = {name: min(values[name], default="") for name in _TEXTS}
    return Figure(
        iri=node.value,
        is_target=_TARGET in classes,
        subject=min(values["about"]),
        indicator=min(values["indicator"]),
        value=text["valueText"] or text["value"],
        comparator=text["comparator"],
        unit=text["unit"],
        number=Decimal(text["normalValue"]) if text["normalValue"] else None,
        base_unit=text["normalUnit"],
        time=text["time"],
        start=_day(text["start"]),
        end=_day(text["end"]),
        status=text["status"],
        qualifier=text["qualifier"],
        sources=sources_of(reader, grades),
    )


def sources_of(reader: Reader, grades: dict[str, str]) -> tuple[SourceRef, ...]:
    """The sources of these named graphs by key, each with the grade given here or its own."""
    found: dict[str, SourceRef] = {}
    for graph, grade in sorted(grades.items()):
        source = reader.source_of(graph)
        if source is None:
            continue
        own = SourceRef(
            source.key, source.title, source.date, grade or source.grade, source.publisher
        )
        if source.key not in found or own.grade < found[source.key].grade:
            found[source.key] = own
    return tuple(found[key] for key in sorted(found))


def source_columns(sources: Iterable[SourceRef], prefix: str = "") -> dict[str, str]:
    """``source``, ``source_title``, ``source_date`` and ``grade``, aligned, joined by ``"; "``."""
    listed = list(sources)
    return {
        f"{prefix}source": "; ".join(source.key for source in listed),
        f"{prefix}source_title": "; ".join(source.title for source in listed),
        f"{prefix}source_date": "; ".join(source.date for source in listed),
        f"{prefix}grade": "; ".join(source.grade for source in listed),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # a date beyond the calendar, from foreign RDF
        return None
