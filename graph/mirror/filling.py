"""The first filling of an empty database: nothing is there, so nothing needs to be compared.

Things that others point at come first, so that every relationship finds its end.  Then one walk
over the store gives the other nodes and all relationships, batch by batch.  While it goes on, one
writer creates nodes and another one creates the relationships of the batch before: the first locks
only what is new, the second is alone with what is there, so neither ever waits for the other and
there can be no deadlock.  The indexes that only readers need are asked for at the end: filled in
one go they cost the server a third of what keeping them up costs, node by node.

Killed at any moment, the next run finds nodes that are there and compares (``run``).
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from gaoxin.graph.mirror.extraction import Extraction
from gaoxin.graph.mirror.ordered import OrderedFacts, pointed_at
from gaoxin.graph.mirror.report import MirrorReport
from gaoxin.graph.mirror.rows import RowBatch, RowMaker
from gaoxin.graph.mirror.scheme import URI
from gaoxin.graph.mirror.statements import batches, creating, joining
from gaoxin.graph.mirror.writing import BATCH, Writer

Ids = dict[str, str]
"""Element id by IRI."""
_AHEAD = 3
"""So many batches may wait for the writers: then the walk waits, and memory stays flat."""

_SWITCH_SECONDS = 0.0005
_COLLECT = 8


class Filling:
    """Fills a database with what a store says; :meth:`run` is called once.

    ``writers`` are for nodes and for relationships; ``tick`` is told how many triples are done.
    """

    def __init__(
        self,
        extraction: Extraction,
        writers: tuple[Writer, Writer],
        report: MirrorReport,
        *,
        tick: Callable[[int], None],
    ) -> None:
        self.extraction, self.report, self.tick = extraction, report, tick
        self._nodes, self._joins = writers
        self._objects: Ids = {}
        # One thread for each writer: what it is given it does in that order.
        self._node_lane = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-nodes")
        self._join_lane = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-relationships")

    def run(self) -> bool:
        """Fill; false if the store was not in the order that the walk needs: compare then."""
        with _tuned_interpreter():
            return self._run()

    def _run(self) -> bool:
        facts = OrderedFacts(self.extraction.store)
        waiting: list[Future[None]] = []
        try:
            self._create_objects()
            for number, batch in enumerate(self._walk(facts), 1):
                ids = self._node_lane.submit(self._create, batch)
                waiting.append(self._join_lane.submit(self._join, batch, ids))
                if len(waiting) >= _AHEAD:
                    waiting.pop(0).result()
                if number % _COLLECT == 0:
                    gc.collect()
            for last in waiting:
                last.result()
        finally:
            for lane in (self._node_lane, self._join_lane):
                lane.shutdown(wait=True, cancel_futures=True)
        return facts.held

    def _create_objects(self) -> None:
        batch = RowBatch()
        for uri in pointed_at(self.extraction):
            if uri in self._objects:
                continue
            node = self.extraction.node(uri)
            self.extraction.forget()
            if node is not None:
                self._objects[uri] = ""
                batch.add_node(node)
                if batch.node_count() >= BATCH:
                    self._objects |= self._create(batch)
                    batch = RowBatch()
        self._objects |= self._create(batch)

    def _walk(self, facts: OrderedFacts) -> Iterator[RowBatch]:
        maker = RowMaker(self.extraction)
        batch, done = RowBatch(), 0
        for iri, stated in facts:
            maker.add(iri, stated, batch, is_there=iri in self._objects)
            if batch.relationships >= BATCH or batch.triples >= 4 * BATCH:
                done += batch.triples
                self.tick(done)
                yield batch
                batch = RowBatch()
        yield batch

    def _create(self, batch: RowBatch) -> Ids:
        self.report.count_nodes(batch)
        ids: Ids = {}
        for statements in batches(creating(batch.nodes, is_dynamic=self._is_dynamic), BATCH):
            answers = self._nodes.transact(statements)
            if answers is None:
                rows = [row for s in statements for _, part in s.groups for row in part]
                ids |= self._nodes.element_ids([row[URI] for row in rows])
            else:
                ids.update(pair for answer in answers for pair in answer["ids"])
        return ids

    def _join(self, batch: RowBatch, created: Future[Ids]) -> None:
        ids, objects = created.result(), self._objects

        def there(uri: str) -> str:
            return ids.get(uri) or objects[uri]

        joined = RowBatch()
        for shared, pairs in batch.bare.items():
            joined.bare[shared] = [(there(start), objects[end]) for start, end in pairs]
        for kind, rows in batch.own.items():
            joined.own[kind] = [(there(start), objects[end], p) for start, end, p in rows]
        self.report.count_relationships(joined)
        for statements in batches(joining(joined, is_dynamic=self._is_dynamic), BATCH):
            self._joins.transact(statements)

    @property
    def _is_dynamic(self) -> bool:
        return self._nodes.is_dynamic


@contextlib.contextmanager
def _tuned_interpreter() -> Iterator[None]:
    """Python as three threads need it of which one is always busy.

    A writer that an answer has reached waits for the interpreter up to the switch interval, several
    times in each transaction.  And of millions of rows none is part of a cycle, so that looking at
    all of them again and again costs 15 % of the walk; the driver's results, which are cycles and
    hold their parameters, are collected after every few batches instead.
    """
    was_collecting, interval = gc.isenabled(), sys.getswitchinterval()
    gc.collect()
    gc.freeze()
    gc.disable()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        gc.unfreeze()
        if was_collecting:
            gc.enable()
