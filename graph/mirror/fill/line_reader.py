"""Reads a sorted graph as batches of rows, without a store of it.

Subjects are built by the code that builds them from a store: each batch gets a small store in
memory with what its subjects need (:mod:`.neighbourhoods`).  Plain things need nothing there.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
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
    """Gives the rows of a sorted graph in batches of about ``size`` rows.

    With ``ends_first`` the nodes that relationships end at come first: transactions need both ends.
    """

    def __init__(
        self,
        elements: NeighbourElements,
        around: Neighbourhoods,
        size: int,
        *,
        ends_first: bool = False,
    ) -> None:
        self._elements, self._around, self._size = elements, around, size
        self._ends_first = ends_first

    def __iter__(self) -> Generator[RowBatch, None, None]:
        """Read; each node and each relationship is in one batch."""
        if self._ends_first:
            yield from self._batches((thing for thing in self._around if thing[2]), are_ends=True)
        yield from self._batches(self._around, are_ends=False)

    def _batches(self, found: Iterable[_Thing], *, are_ends: bool) -> Iterator[RowBatch]:
        things, lines = list[_Thing](), 0
        for thing in found:
            things.append(thing)
            lines += len(thing[1]) + len(thing[3])
            if lines >= 4 * self._size:
                yield self._built(things, are_ends=are_ends)
                things, lines = [], 0
        yield self._built(things, are_ends=are_ends)

    def _built(self, things: list[_Thing], *, are_ends: bool) -> RowBatch:
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
        batch, builder = RowBatch(are_ends=are_ends), RowBuilder(self._elements)
        predicates = self._elements.names.predicates
        for iri, block, mark, near in parsed:
            stated = stated_of(block, predicates)
            if are_ends:
                builder.add(iri, stated, batch, relationships=False)
                continue
            builder.add(iri, stated, batch, node=not (self._ends_first and mark))
            for node, about in groupby(near, lambda quad: quad.subject):
                builder.add(node.value, stated_of(about, predicates), batch)
        return batch
