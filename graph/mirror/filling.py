"""The first filling of an empty database: nothing is there, so nothing needs to be compared.

1. One walk over the store gives every thing's rows; nodes are sent at once, by two writers while
   the walk goes on, and relationships wait on disk (``spool``).
2. The indexes that only readers need are asked for now: filled in one go they cost the server a
   third of what keeping them up costs, node by node.
3. Two writers create the relationships, in lots that share no node.

Killed at any moment, the next run finds nodes that are there and compares (``run``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from gaoxin.graph.mirror.elements import Properties
from gaoxin.graph.mirror.extraction import Extraction
from gaoxin.graph.mirror.ordered import OrderedFacts
from gaoxin.graph.mirror.report import MirrorReport
from gaoxin.graph.mirror.rows import Labels, RowBatch, RowMaker
from gaoxin.graph.mirror.scheme import RESOURCE, URI
from gaoxin.graph.mirror.spool import ROUNDS, Spool
from gaoxin.graph.mirror.statements import Statement, batches, creating, joining
from gaoxin.graph.mirror.writing import BATCH, Writer


class Filling:
    """Fills a database with what a store says; :meth:`run` is called once.

    ``folder`` takes what waits on disk; ``indexes`` asks for the indexes of step 2 and returns
    before they are filled.
    """

    def __init__(
        self,
        extraction: Extraction,
        writers: tuple[Writer, Writer],
        folder: Path,
        report: MirrorReport,
        *,
        indexes: Callable[[], None],
        tick: Callable[[int], None],
    ) -> None:
        self.extraction, self.writers, self.report = extraction, writers, report
        self.folder, self.indexes, self.tick = folder, indexes, tick

    def run(self) -> bool:
        """Fill; false if the store was not in the order that the walk needs: compare then."""
        facts = OrderedFacts(self.extraction.store)
        with Spool(self.folder) as spool:
            self._nodes(facts, spool)
            self.indexes()
            with ThreadPoolExecutor(2, thread_name_prefix="gaoxin-mirror") as pool:
                for lanes in ROUNDS:
                    # Both must be done before the next round: its lots share nodes with these.
                    lots = [
                        pool.submit(self._relationships, writer, spool, lane)
                        for writer, lane in zip(self.writers, lanes, strict=True)
                    ]
                    for done in lots:
                        done.result()
        return facts.held

    def _nodes(self, facts: OrderedFacts, spool: Spool) -> None:
        maker = RowMaker(self.extraction)
        triples = 0
        with NodeWriters(self.writers) as behind:
            batch = RowBatch()
            for iri, stated in facts:
                maker.add(iri, stated, batch)
                if batch.triples >= 4 * BATCH:
                    triples += batch.triples
                    self._take(batch, spool, behind)
                    self.tick(triples)
                    batch = RowBatch()
            self._take(batch, spool, behind)

    def _take(self, batch: RowBatch, spool: Spool, behind: NodeWriters) -> None:
        self.report.count_rows(batch)
        spool.add(batch)
        if batch.nodes:
            is_dynamic = self.writers[0].is_dynamic
            behind.write(list(creating(batch.nodes, is_dynamic=is_dynamic)))

    def _relationships(self, writer: Writer, spool: Spool, lots: Iterable[str]) -> None:
        for lot in lots:
            for batch in spool.lot(lot):
                self._join(writer, batch)

    def _join(self, writer: Writer, batch: RowBatch) -> None:
        found = joining(batch, is_dynamic=writer.is_dynamic)
        for statements in batches(found, BATCH):
            if not writer.try_transact(statements):
                # A thing that is only pointed at has no facts, so the walk did not meet it.
                ends = {row[1] for s in statements for _, rows in s.groups for row in rows}
                missing = writer.missing(sorted(ends))
                self.report.nodes_created += len(missing)
                rows: list[Properties] = [{URI: uri} for uri in missing]
                nodes: dict[Labels, list[Properties]] = {(RESOURCE,): rows}
                new = creating(nodes, is_dynamic=writer.is_dynamic)
                writer.transact([*new, *statements])


class NodeWriters:
    """Two writers that take batches of nodes as they come; nodes share no lock."""

    def __init__(self, writers: tuple[Writer, Writer]) -> None:
        self._free = list(writers)
        self._pool = ThreadPoolExecutor(len(writers), thread_name_prefix="gaoxin-mirror")
        self._running: dict[Future[None], Writer] = {}

    def write(self, statements: list[Statement]) -> None:
        """Send as soon as one of the writers is free."""
        if not self._free:
            self._reap()
        writer = self._free.pop()
        self._running[self._pool.submit(writer.transact, statements)] = writer

    def _reap(self) -> None:
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in done:
            self._free.append(self._running.pop(future))
            future.result()

    def __enter__(self) -> NodeWriters:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            while kind is None and self._running:
                self._reap()
        finally:
            self._pool.shutdown(wait=True)
