"""Reads a whole graph as batches of rows.

Nodes that relationships end at may come first: transactions need both ends of a relationship in the
database.  An import from files does not, so there only ends that are no subject come, at last.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from gaoxin.graph.mirror.fill.patch_reader import PatchReader
from gaoxin.graph.mirror.fill.row_builder import RowBuilder
from gaoxin.graph.mirror.fill.store_reader import StoreReader
from gaoxin.graph.mirror.fill.subject_reader import SubjectReader
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.plan.patch_chain import PatchChain


@dataclass(frozen=True, slots=True)
class BatchReader:
    """Gives the rows of ``elements`` in batches of about ``size`` rows.

    With ``chain`` the subjects are read from these patches, otherwise from the store.
    """

    elements: GraphElements
    size: int
    ends_first: bool = True
    chain: PatchChain | None = None

    def __iter__(self) -> Generator[RowBatch, None, None]:
        """Read.

        Raises:
            Incomplete: the source of the subjects did not give all of them.
        """
        names, builder = self.elements.names, RowBuilder(self.elements)
        store = StoreReader(self.elements.store, names.predicates)
        subjects: SubjectReader = store
        if self.chain is not None:
            subjects = PatchReader(self.chain, names.predicates)
        done: set[str] = set()
        if self.ends_first:
            yield from self._ends(builder, store, done)
        yield from self._subjects(builder, subjects, done)
        if not self.ends_first:
            yield from self._ends(builder, store, done)

    def _ends(self, builder: RowBuilder, store: StoreReader, done: set[str]) -> Iterator[RowBatch]:
        """The nodes that relationships end at, each once."""
        for iris in self._new_ends(store, done):
            facts = store.facts_of(iris)
            batch = RowBatch(are_ends=True)
            for iri in iris:
                builder.add(iri, facts.get(iri, []), batch, relationships=False)
            yield batch

    def _new_ends(self, store: StoreReader, done: set[str]) -> Iterator[list[str]]:
        iris: list[str] = []
        for iri in store.objects(self.elements.names.relationships):
            if iri in done or (not self.ends_first and self.elements.is_subject(iri)):
                continue
            done.add(iri)
            iris.append(iri)
            if len(iris) == self.size:
                yield iris
                iris = []
        yield iris

    def _subjects(
        self, builder: RowBuilder, subjects: SubjectReader, done: set[str]
    ) -> Iterator[RowBatch]:
        """All relationships, and the nodes that are not ``done``."""
        batch = RowBatch()
        for iri, stated in subjects:
            builder.add(iri, stated, batch, node=iri not in done)
            if batch.relationships >= self.size or batch.triples >= 4 * self.size:
                yield batch
                batch = RowBatch()
        yield batch
