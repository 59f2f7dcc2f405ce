"""Compare things of one kind: what they share, figures beside each other, targets, enterprises.

It works for zones, industries, places, enterprises and every other class.  Of a place, the
industries, enterprises and policies of the zones in it belong to the comparison, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import BadParameter
from gaoxin.graph.audit.targets import promises_of
from gaoxin.graph.comparison.figure_rows import FigureRow, figure_rows
from gaoxin.graph.comparison.kinds import kinds_of
from gaoxin.graph.comparison.shared_items import SharedItem, shared_items
from gaoxin.graph.facts.figures import Figure, figures, read_figure
from gaoxin.graph.facts.grades import at_least
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.facts.valid_then import ValidThen
from gaoxin.graph.lookup.sections import FactSection, sections
from gaoxin.graph.lookup.told_items import ToldItem
from gaoxin.graph.portrait.portrait import Filter, Portrait, portrait
from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.terms import vocabulary

_OF_ZONES = ("industries", "enterprises", "platforms", "projects", "policies")
"""What the zones in a place add to it."""
_BY_VALUE = ("figures", "rankings", "targets", "basics", "names")
MOST = 8
"""So many things are compared at once; more do not fit a page."""


@dataclass(frozen=True, slots=True)
class JudgedPromise:
    """A promise, and what became of it: its row of :func:`gaoxin.graph.audit.targets.targets`.

    ``figure`` is ``None`` for an aim, which has no number.
    """

    figure: Figure | None
    row: dict[str, Any]

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """The sources of the promise and of what it was judged by."""
        return tuple(
            SourceRef(key, "", "", grade)
            for columns in (("source", "grade"), ("reached_source", "reached_grade"))
            for key, grade in zip(*(self.row[name].split("; ") for name in columns), strict=True)
            if key
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, in the order asked.

    ``shared`` has the related things by section, ``figures`` the figures, ``targets`` the promises
    of each side and of things in it, ``kinds`` the numbers of enterprises of each side by kind.
    """

    sides: tuple[Portrait, ...]
    shared: tuple[tuple[FactSection, tuple[SharedItem, ...]], ...]
    figures: tuple[FigureRow, ...]
    targets: tuple[tuple[JudgedPromise, ...], ...]
    kinds: tuple[dict[str, int], ...]


def compare(
    generation: Generation,
    iris: Sequence[str],
    as_of: date,
    year: int | None = None,
    grade: str = "",
    most: int = 0,
) -> Comparison:
    """Compare two to :data:`MOST` things; targets are judged as of ``as_of``.

    With a ``year`` only what held in it is compared, with a ``grade`` only what a source of it or
    a stronger one says.  Of each relation of other things to one of these, at most ``most`` are
    read; 0 for all.

    Raises:
        BadParameter: fewer than two things, more than :data:`MOST`, one of them twice, or things
            of different kinds.
        UnresolvedName: the store knows nothing of one of the IRIs.
    """
    _check(iris)
    reader = Reader(generation)
    wanted = Filter(then=ValidThen(reader, year) if year else None, grade=grade)
    _check_kinds(reader, iris)
    sides = tuple(portrait(generation, iri, wanted, most) for iri in iris)
    inner = [_zones_in(generation, reader, side, wanted, most) for side in sides]
    items = [_by_section(side, zones) for side, zones in zip(sides, inner, strict=True)]
    shared = tuple(
        (section, shared_items(reader, [found.get(section.key, ()) for found in items]))
        for section in sections()
        if section.key not in _BY_VALUE and any(found.get(section.key) for found in items)
    )
    told_figures = [
        [
            figure
            for figure in figures(reader, [iri])
            if not figure.is_promise
            and at_least(figure.sources, grade)
            and not (year and figure.start and figure.start.year > year)
        ]
        for iri in iris
    ]
    return Comparison(
        sides,
        shared,
        figure_rows(reader, told_figures),
        tuple(
            _promises(reader, iri, found, as_of, wanted)
            for iri, found in zip(iris, items, strict=True)
        ),
        tuple(kinds_of(reader, found.get("enterprises", ())) for found in items),
    )


def _check(iris: Sequence[str]) -> None:
    if len(iris) < 2:
        raise BadParameter(
            "至少要写两个事物才能比较，如：gaoxin compare 合肥高新区 武汉东湖高新区。",
            "A comparison needs two things, for example: gaoxin compare hfgxq whdhgxq.",
        )
    if len(iris) > MOST:
        raise BadParameter(
            f"一次最多比较 {MOST} 个；写了 {len(iris)} 个。",
            f"At most {MOST} things can be compared at once; {len(iris)} were given.",
        )
    if len(set(iris)) < len(iris):
        raise BadParameter(
            "同一个事物写了两次；请换成另一个。",
            "One thing is given twice; give another one instead.",
        )


def _check_kinds(reader: Reader, iris: Sequence[str]) -> None:
    entries = [reader.entry(iri) for iri in iris]
    groups = {group_of(entry.cls) for entry in entries}
    if len(groups) > 1:
        labels = vocabulary().classes
        zh = "，".join(f"「{e.zh or e.name}」是{labels[e.cls].label_zh}" for e in entries)
        en = ", ".join(f"{e.en or e.name} is a {labels[e.cls].label_en}" for e in entries)
        raise BadParameter(
            f"只能比较同一类的事物：{zh}。",
            f"Only things of one kind can be compared: {en}.",
            classes=[entry.cls for entry in entries],
        )


def group_of(cls: str) -> str:
    """The kind within which things of class ``cls`` are compared: zones with zones, for example."""
    return vocabulary().find_class(cls).kind


def _promises(
    reader: Reader,
    iri: str,
    items: Mapping[str, Sequence[ToldItem]],
    as_of: date,
    wanted: Filter,
) -> tuple[JudgedPromise, ...]:
    """The promises of a thing and of what is related to it and lies in it."""
    related = (item.iri for listed in items.values() for item in listed if item.iri)
    found = []
    subjects = list(dict.fromkeys((iri, *related)))
    for row in promises_of(reader, as_of, iri, subjects, wanted.grade):
        figure = read_figure(reader, ox.NamedNode(row["iri"]))
        promise = JudgedPromise(figure, row)
        dates = row["source_date"].split("; ")
        if wanted.then is None or wanted.then.knows_promise(dates):
            found.append(promise)
    return tuple(found)


def _zones_in(
    generation: Generation, reader: Reader, side: Portrait, wanted: Filter, most: int
) -> list[Portrait]:
    """The portraits of the zones that lie in a place, directly or in a part of it."""
    if group_of(side.cls) != "division":
        return []
    located = reader.chosen_relations(("locatedIn",))
    inside = {other for other, _, outgoing in reader.links(side.iri, located) if not outgoing}
    zones = [iri for iri in sorted(inside) if vocabulary().is_a(reader.entry(iri).cls, ("Zone",))]
    return [portrait(generation, iri, wanted, most) for iri in zones]


def _by_section(side: Portrait, zones: Sequence[Portrait]) -> dict[str, tuple[ToldItem, ...]]:
    """The items of a side by section, with those of the zones in it."""
    found: dict[str, dict[str, ToldItem]] = {}
    for part in side.parts:
        found[part.section.key] = {item.iri or item.name: item for item in part.entries}
    for zone in zones:
        for part in zone.parts:
            if part.section.key in _OF_ZONES:
                listed = found.setdefault(part.section.key, {})
                for item in part.entries:
                    listed.setdefault(item.iri, item)
    return {key: tuple(items.values()) for key, items in found.items()}
