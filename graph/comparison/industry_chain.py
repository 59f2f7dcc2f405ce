"""An industry as a chain across zones: its parts, and which zone has, leads or plans which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import AmbiguousName, BadParameter, UnresolvedName
from gaoxin.graph.facts.finding import incoming
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.told_items import HELD, PAST, PLANNED, ToldItem, told_items
from gaoxin.graph.store.generation import Generation
from gaoxin.language import counted, say
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import GX, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

_NARROWER = (ox.NamedNode(GX + "subIndustryOf"), ox.NamedNode(SKOS + "broader"))
_EXACT, _CLOSE = ox.NamedNode(SKOS + "exactMatch"), ox.NamedNode(SKOS + "closeMatch")
_STATUS = {HELD: "actual", PLANNED: "planned", PAST: "historical"}
_MOST_INDUSTRIES = 2000
"""How many industries below one are looked at; a division of the official classes has fewer."""


@dataclass(frozen=True, slots=True)
class ChainPart:
    """A part of the chain: an industry with what sources say of it.

    ``iris`` are the industries that are one part: they mean exactly the same.  ``zones`` and
    ``enterprises`` are the things that are said to have it, each once.
    """

    iris: tuple[str, ...]
    name: str
    zones: tuple[ToldItem, ...]
    enterprises: tuple[ToldItem, ...]

    @property
    def leading(self) -> tuple[ToldItem, ...]:
        """The zones in which it leads."""
        return tuple(item for item in self.zones if item.leading and item.state == HELD)

    @property
    def held(self) -> tuple[ToldItem, ...]:
        """The zones that have it without being said to lead by it."""
        return tuple(item for item in self.zones if not item.leading and item.state == HELD)

    @property
    def planned(self) -> tuple[ToldItem, ...]:
        """The zones that plan it."""
        return tuple(item for item in self.zones if item.state == PLANNED)


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A zone with its entry in each part of the chain, ``None`` where no source reports any."""

    iri: str
    name: str
    cells: tuple[ToldItem | None, ...]


@dataclass(frozen=True, slots=True)
class IndustryChain:
    """An industry by parts and by zones; the industry itself is the first part."""

    iri: str
    name: str
    parts: tuple[ChainPart, ...]
    rows: tuple[ChainRow, ...]


def industry_chain(generation: Generation, iri: str) -> IndustryChain:
    """Read the chain of an industry: itself and all industries below it of which sources speak.

    Industries below it are those that are part of it, by the names of the trade or by an official
    scheme, and those that are close to one of these.  The part that most zones have comes first,
    after the industry itself; the zone with most parts comes first.

    Raises:
        BadParameter: the thing is no industry.
    """
    reader = Reader(generation)
    entry = reader.entry(iri)
    if entry.cls != "Industry":
        raise BadParameter(
            f"「{entry.name}」不是产业；产业链请写一个产业的名称，例如 新能源产业。",
            f"{entry.name!r} is no industry; name an industry, for example 新能源产业.",
            parameter="name",
        )
    first, *others = (_part(reader, iris) for iris in _groups(reader, iri))
    told = [part for part in others if part.zones or part.enterprises]
    told.sort(key=lambda part: (-len(part.zones), -len(part.enterprises), part.iris))
    parts = (first, *told)
    return IndustryChain(iri, entry.name, parts, tuple(_rows(parts)))


def industry_named(generation: Generation, name: str) -> str:
    """The IRI of the industry that has this name; else of what has it.

    Raises:
        UnresolvedName, AmbiguousName: the name means nothing, or several things.
    """
    try:
        return generation.names.resolve(name, "Industry").iri
    except AmbiguousName:
        raise
    except UnresolvedName:
        return generation.names.resolve(name).iri


def rows_of_chain(found: IndustryChain) -> Answer:
    """The chain as a table: a part and a zone in each row."""
    rows: list[dict[str, Any]] = [
        {"industry": part.name, "zone": item.name, "leading": item.leading}
        | {"status": _STATUS[item.state]}
        | {"source": " ".join(source.key for source in item.sources), "zone_iri": item.iri}
        for part in found.parts
        for item in part.zones
    ]
    return Answer(["industry", "zone", "leading", "status", "source", "zone_iri"], rows)


def _groups(reader: Reader, iri: str) -> list[tuple[str, ...]]:
    """The industry and those that belong to it, each with the names that mean exactly the same.

    An industry that is only close to one of the chain is a part by its own name, and what is close
    to that one is none: the way from lithium batteries over batteries to all electric machines
    would have no end.
    """
    groups: list[tuple[str, ...]] = []
    seen, waiting = {iri}, [(iri, True)]
    while waiting and len(seen) < _MOST_INDUSTRIES:
        one, may_be_close = waiting.pop(0)
        equal = sorted(set(_mapped(reader, one, _EXACT)) - seen)
        seen.update(equal)
        group = (one, *equal)
        groups.append(group)
        below = sorted({each for member in group for each in _below(reader, member)} - seen)
        seen.update(below)
        waiting += [(each, may_be_close) for each in below]
        if may_be_close:
            close = sorted({c for member in group for c in _mapped(reader, member, _CLOSE)} - seen)
            seen.update(close)
            waiting += [(each, False) for each in close]
    return groups


def _below(reader: Reader, iri: str) -> Iterator[str]:
    for relation in _NARROWER:
        for quad in reader.store.quads_for_pattern(
            None, relation, ox.NamedNode(iri), DEFAULT_GRAPH
        ):
            yield text_of(quad.subject)


def _mapped(reader: Reader, iri: str, relation: ox.NamedNode) -> Iterator[str]:
    node = ox.NamedNode(iri)
    for quad in reader.store.quads_for_pattern(node, relation, None, DEFAULT_GRAPH):
        yield text_of(quad.object)
    for quad in reader.store.quads_for_pattern(None, relation, node, DEFAULT_GRAPH):
        yield text_of(quad.subject)


def _part(reader: Reader, iris: tuple[str, ...]) -> ChainPart:
    zones: list[ToldItem] = []
    enterprises: list[ToldItem] = []
    for iri in iris:
        stated = [fact for fact in incoming(reader, iri) if not fact.inferred]
        sections = told_items(reader, iri, stated)
        zones += sections.get("zones", ())
        enterprises += sections.get("enterprises", ())
    return ChainPart(iris, reader.entry(iris[0]).name, _once(zones), _once(enterprises))


def _once(items: Iterable[ToldItem]) -> tuple[ToldItem, ...]:
    """Each thing once, by the entry that says most: leading before held before planned."""
    best: dict[str, ToldItem] = {}
    for item in items:
        known = best.get(item.iri)
        if known is None or _weight(item) > _weight(known):
            best[item.iri] = item
    return tuple(sorted(best.values(), key=lambda item: (-_weight(item), item.name)))


def _weight(item: ToldItem) -> int:
    return 2 * (item.state == HELD) + item.leading


def _rows(parts: tuple[ChainPart, ...]) -> list[ChainRow]:
    cells: dict[str, list[ToldItem | None]] = {}
    names: dict[str, str] = {}
    for number, part in enumerate(parts):
        for item in part.zones:
            cells.setdefault(item.iri, [None] * len(parts))[number] = item
            names[item.iri] = item.name
    rows = [ChainRow(iri, names[iri], tuple(row)) for iri, row in cells.items()]

    def rank(row: ChainRow) -> tuple[int, int, str]:
        known = [item for item in row.cells if item is not None]
        return -len(known), -sum(_weight(item) for item in known), row.name

    return sorted(rows, key=rank)


def chain_sentence(found: IndustryChain) -> str:
    """What the chain holds, in a sentence."""
    parts, zones = len(found.parts) - 1, len(found.rows)
    return say(
        f"所知的下级与相近产业 {parts} 个，涉及高新区与园区 {zones} 个。",
        f"{parts} {'industry' if parts == 1 else 'industries'} below it or close to it, and "
        f"{counted(zones, 'zone')}, are known.",
    )
