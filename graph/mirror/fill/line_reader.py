"""Reads a sorted graph as batches of rows, without a store of it.

Subjects are built by the code that builds them from a store: each batch gets a small store in
memory with what its subjects need (:mod:`.neighbourhoods`).  Plain things need nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice

import pyoxigraph as ox

from gaoxin.graph.mirror.fill.neighbourhoods import Neighbourhoods
from gaoxin.graph.mirror.fill.row_builder import RowBuilder
from gaoxin.graph.mirror.fill.subject_reader import stated_of
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.term_names import Neo4jNames
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.lines import quads_of_lines
from gaoxin.graph.store.sorted_graph import Block, SortedGraph

_Thing = tuple[bytes, Block, Block, Block]


class NeighbourElements(GraphElements):
    """Builds the elements of things from a store with their neighbourhoods only."""

    def __init__(
        self, graph: SortedGraph, around: Neighbourhoods, minter: Minter, names: Neo4jNames
    ) -> None:
        inferred = graph.inferred_graph.value
        super().__init__(ox.Store(), graph.sources, inferred, minter.source, names)
        self._around = around

    def name_of(self, iri: str) -> str:
        """The Chinese name of an object of a node; ``""`` without one."""
        return self._around.name_of(iri)

    def grade(self, key: str) -> str:
        """The grade of a source; ``""`` without one."""
        return self._around.grades.get(key, "")

    def hold(self, quads: list[ox.Quad]) -> None:
        """Forget everything, and have only these quads in the store."""
        self.forget()
        self.store = ox.Store()
        self.store.extend(quads)
        self.store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)


class LineReader:
    """Gives the rows of a sorted graph in batches of about ``size`` rows."""

    def __init__(self, elements: NeighbourElements, around: Neighbourhoods, size: int) -> None:
        self._elements, self._around, self._size = elements, around, size

    def __iter__(self) -> Iterator[RowBatch]:
        """Read; each node and each relationship is in one batch."""
        things, lines = list[_Thing](), 0
        for thing in self._around:
            things.append(thing)
            lines += len(thing[1]) + len(thing[3])
            if lines >= 4 * self._size:
                yield self._built(things)
                things, lines = [], 0
        yield self._built(things)

    def _built(self, things: list[_Thing]) -> RowBatch:
        own = quads_of_lines(line for _, block, _, _ in things for line in block)
        beside = quads_of_lines(line for *_, mark, near in things for line in (*mark, *near))
        parsed = [
            (
                subject[1:-1].decode("utf-8", "surrogatepass"),
                list(islice(own, len(block))),
                list(islice(beside, len(mark))),
                list(islice(beside, len(near))),
            )
            for subject, block, mark, near in things
        ]
        held: list[ox.Quad] = []
        for _, block, mark, near in parsed:
            held += mark
            if near:
                held += block
                held += near
        self._elements.hold(held)
        batch, builder = RowBatch(), RowBuilder(self._elements)
        predicates = self._elements.names.predicates
        for iri, block, _, near in parsed:
            builder.add(iri, stated_of(block, predicates), batch)
            for node, about in groupby(near, lambda quad: quad.subject):
                builder.add(node.value, stated_of(about, predicates), batch)
        return batch
