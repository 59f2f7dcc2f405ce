"""Everything that a store says as batches of rows, in the order that an empty database takes it.

Things that others point at come first, looked up many at a time, so that every relationship finds
its end; then one walk over the store gives the other nodes and all relationships.  Files for an
import need no order: there the walk comes first, and after it what only others' relations name.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from gaoxin.graph.mirror.fill.patch_reader import PatchedFacts
from gaoxin.graph.mirror.fill.row_builder import RowMaker
from gaoxin.graph.mirror.fill.store_reader import OrderedFacts, Predicates, looked_up, pointed_at
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.plan.patch_chain import PatchChain

Facts = OrderedFacts | PatchedFacts
Part = tuple[bool, RowBatch]
"""Whether these are nodes that others point at, and the rows."""


@dataclass(slots=True)
class Walk:
    """Iterates once over batches of about ``size`` rows, from the patches where ``chain`` is given.

    ``held`` is true afterwards if the order was the one that the walk needs, so that all was met.
    ``failure`` says, where it is known, why not.
    """

    elements: GraphElements
    size: int
    objects_first: bool = True
    chain: PatchChain | None = None
    held: bool = field(default=False, init=False)
    failure: str = field(default="", init=False)

    def __iter__(self) -> Generator[Part, None, None]:
        """Walk."""
        predicates = Predicates(self.elements.names.predicates)
        facts = (
            PatchedFacts(self.chain, self.elements.names.predicates)
            if self.chain is not None
            else OrderedFacts(self.elements.store, predicates)
        )
        maker = RowMaker(self.elements)
        met: set[str] = set()
        if self.objects_first:
            yield from self._objects(maker, predicates, met)
        yield from self._subjects(maker, facts, met)
        if not self.objects_first:
            yield from self._objects(maker, predicates, met)
        self.held, self.failure = facts.held, facts.failure

    def _objects(self, maker: RowMaker, predicates: Predicates, met: set[str]) -> Iterator[Part]:
        for iris in self._new_objects(met):
            found = looked_up(self.elements.store, iris, predicates)
            batch = RowBatch()
            for iri in iris:
                maker.add_node(iri, found.get(iri, []), batch)
            yield True, batch

    def _new_objects(self, met: set[str]) -> Iterator[list[str]]:
        iris: list[str] = []
        for iri in pointed_at(self.elements):
            if iri in met or (not self.objects_first and self.elements.is_subject(iri)):
                continue  # done, or the walk has given it
            met.add(iri)
            iris.append(iri)
            if len(iris) == self.size:
                yield iris
                iris = []
        yield iris

    def _subjects(self, maker: RowMaker, facts: Facts, met: set[str]) -> Iterator[Part]:
        batch = RowBatch()
        for iri, stated in facts:
            maker.add(iri, stated, batch, is_there=iri in met)
            if batch.relationships >= self.size or batch.triples >= 4 * self.size:
                yield False, batch
                batch = RowBatch()
        yield False, batch
