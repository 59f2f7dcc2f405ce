"""How zones were read about: articles in full, excerpts of pages only, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RDF_TYPE

READ, EXCERPTS, UNREAD = "read", "excerpts", "unread"
READINGS = (READ, EXCERPTS, UNREAD)
"""How a zone was read about, from most to least."""

_MOST_TRIPLES = 5_000
"""Of how many triples about a thing the graphs are read one by one."""
_EXCERPT = ox.Literal("page excerpt")  # a source kind of which the whole text was not read


@dataclass(frozen=True, slots=True)
class ReadAbout:
    """How a zone was read about, and the number of triples about it that sources state."""

    iri: str
    reading: str
    stated: int


_known: WeakKeyDictionary[Generation, dict[str, str]] = WeakKeyDictionary()
"""The readings of open generations, which never change, by named graph."""


class Readings:
    """Tells how things were read about, from the named graphs in which triples about them are."""

    def __init__(self, generation: Generation) -> None:
        self._store = generation.store
        self._sources = generation.graph_sources
        self._readings = _kept_readings(generation)

    def told(self, iri: str) -> list[str]:
        """The named graph of each triple about the thing that a source states."""
        return [graph for graph in self._graphs(iri) if graph in self._sources]

    def _graphs(self, iri: str) -> Iterator[str]:
        node = ox.NamedNode(iri)
        quads = (
            quad
            for pattern in ((node, None), (None, node))
            for quad in self._store.quads_for_pattern(pattern[0], None, pattern[1], None)
        )
        return (getattr(quad.graph_name, "value", "") for quad in quads)

    def best(self, iri: str) -> str:
        """The best of the readings of the thing.

        Where very many triples are about it, the graphs that were read are fewer than those.
        """
        graphs = list(islice(self._graphs(iri), _MOST_TRIPLES))
        if len(graphs) < _MOST_TRIPLES:
            return self.among(graphs)
        node = ox.NamedNode(iri)
        by_rank = sorted(self._readings, key=lambda name: READINGS.index(self._readings[name]))
        for name in by_rank:
            graph = ox.NamedNode(name)
            for subject, value in ((node, None), (None, node)):
                if any(self._store.quads_for_pattern(subject, None, value, graph)):
                    return self._readings[name]
        return UNREAD

    def among(self, graphs: Iterable[str]) -> str:
        """The best of the readings of these named graphs."""
        return min(
            {UNREAD, *(self._readings.get(graph, UNREAD) for graph in graphs)}, key=READINGS.index
        )


def _kept_readings(generation: Generation) -> dict[str, str]:
    if not isinstance(generation, Generation):  # another object that can be read like one
        return _readings(generation)
    if generation not in _known:
        _known[generation] = _readings(generation)
    return _known[generation]


def reading_of(generation: Generation, zone: str) -> str:
    """How the zone was read about: one of :data:`READINGS`."""
    return Readings(generation).best(zone)


def zone_readings(generation: Generation) -> list[ReadAbout]:
    """How each national zone was read about: much cheaper than the report of the coverage."""
    readings = Readings(generation)
    found = []
    for iri in national_zones(Reader(generation)):
        told = readings.told(iri)
        found.append(ReadAbout(iri, readings.among(told), len(told)))
    return found


def national_zones(reader: Reader) -> list[str]:
    """The IRIs of all national zones, sorted."""
    zones = reader.store.quads_for_pattern(
        None, RDF_TYPE, ox.NamedNode(GX + "NationalZone"), DEFAULT_GRAPH
    )
    return sorted(text_of(quad.subject) for quad in zones)


def _readings(generation: Generation) -> dict[str, str]:
    sources = generation.graph_sources
    return {
        graph: EXCERPTS if _is_excerpt(generation, sources[graph]) else READ
        for dataset in generation.manifest.datasets.values()
        if dataset.kind == "statements"
        for graph in dataset.graphs.values()
    }


def _is_excerpt(generation: Generation, source: str) -> bool:
    """Whether only an excerpt of this source was read."""
    kind = ox.NamedNode(GX + "sourceKind")
    node = generation.minter.source(source)
    return any(generation.store.quads_for_pattern(node, kind, _EXCERPT, DEFAULT_GRAPH))
