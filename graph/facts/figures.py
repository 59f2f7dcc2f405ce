"""Read figures and targets from a generation, in a form for comparing and judging them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.facts.node_lookup import nodes_of, nodes_with_subject, read_node
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.facts.reader import Reader, SourceRef, each_source_once
from gaoxin.graph.facts.spans import Span, span

PROMISED = ("target", "planned")
"""The statuses of figures about the future."""

# The figures that can be compared, as named in the common table; ranks cannot.
_OBSERVATION, _TARGET = "observation", "target"


@dataclass(frozen=True, slots=True)
class Figure:
    """A gx:Observation or gx:Target; unknown fields are ``""`` or ``None``.

    ``number`` and ``base_unit`` are the value and unit normalised for comparison (亿 multiplied
    out).  ``start`` and ``end`` are the first and last day of its period.  Each of ``sources``
    carries its grade for this figure.
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
        """Whether it is about the future (a target or plan)."""
        return self.is_target or self.status in PROMISED

    @property
    def is_growth(self) -> bool:
        """Whether the qualifier says that it is a change against the year before."""
        parts = re.split(r"[;；]", self.qualifier)
        return any(part.strip() == "yoy" or "同比" in part for part in parts)

    @property
    def span(self) -> Span | None:
        """The span of numbers that it may mean; see :mod:`gaoxin.graph.facts.spans`."""
        return None if self.number is None else span(self.number, self.comparator)

    @property
    def written(self) -> str:
        """The value with its comparator, as written."""
        return self.comparator + self.value if self.value else ""


def figures(reader: Reader, subjects: Iterable[str] | None = None) -> Iterator[Figure]:
    """The observations and targets about the given things, or all of them; unordered."""
    seen: set[str] = set()
    for node in _nodes(reader, subjects):
        if node.value not in seen:
            seen.add(node.value)
            found = read_figure(reader, node)
            if found is not None:
                yield found


def _nodes(reader: Reader, subjects: Iterable[str] | None) -> Iterator[ox.NamedNode]:
    shapes = [
        shape for shape in node_shapes().figures if shape.term.predicate in (_OBSERVATION, _TARGET)
    ]
    if subjects is None:
        yield from nodes_of(reader.store, shapes)
    else:
        for iri in subjects:
            yield from nodes_with_subject(reader.store, ox.NamedNode(iri), shapes)


def read_figure(reader: Reader, node: ox.NamedNode) -> Figure | None:
    """The figure of this node; ``None`` if it is a ranking, or has no subject or no indicator."""
    stated = read_node(reader.store, node)
    if stated is None:
        return None
    fact = stated.fact
    kind = fact.shape.term.predicate
    if kind not in (_OBSERVATION, _TARGET):
        return None
    return Figure(
        iri=node.value,
        is_target=kind == _TARGET,
        subject=fact.subject.value,
        indicator=fact.object.value,
        value=fact.value_text or fact.value,
        comparator=fact.comparator,
        unit=fact.unit,
        number=Decimal(fact.normal_value) if fact.normal_value else None,
        base_unit=fact.normal_unit,
        time=fact.time,
        start=_day(fact.start),
        end=_day(fact.end),
        status=fact.status,
        qualifier=fact.qualifier,
        sources=reader.sources_of(stated.grades, stated.locators),
    )


def source_columns(sources: Iterable[SourceRef], prefix: str = "") -> dict[str, str]:
    """The columns ``source``, ``source_title``, ``source_date`` and ``grade``; several sources
    are joined by ``"; "`` in the same order.
    """
    listed = list(sources)
    return {
        f"{prefix}source": "; ".join(source.key for source in listed),
        f"{prefix}source_title": "; ".join(source.title for source in listed),
        f"{prefix}source_date": "; ".join(source.date for source in listed),
        f"{prefix}grade": "; ".join(source.grade for source in listed),
    }


def sources_in(rows: Iterable[Mapping[str, Any]], prefix: str = "") -> tuple[SourceRef, ...]:
    """The sources in the columns of rows (:func:`source_columns`), each once with its best grade.

    Title and date are ``""`` where the rows have no such columns.  The places of all rows are kept
    (:func:`locator_column`).
    """
    return each_source_once(source for row in rows for source in _sources_of_row(row, prefix))


def _sources_of_row(row: Mapping[str, Any], prefix: str) -> Iterator[SourceRef]:
    keys, grades, *others = (
        str(row.get(f"{prefix}{name}") or "").split("; ")
        for name in ("source", "grade", "source_title", "source_date", "locator")
    )
    for number, (key, grade) in enumerate(zip(keys, grades, strict=False)):
        if key:
            title, day, places = (
                listed[number] if len(listed) == len(keys) else "" for listed in others
            )
            yield SourceRef(key, title, day, grade, locator=places.replace(" & ", "; "))


def locator_column(sources: Iterable[SourceRef]) -> str:
    """The places in the sources, in their order, joined by ``"; "``; ``""`` if none is known.

    Several places in one source are joined by ``" & "``.
    """
    listed = [source.locator.replace("; ", " & ") for source in sources]
    return "; ".join(listed) if any(listed) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # from foreign RDF: a date outside the range of datetime.date
        return None
