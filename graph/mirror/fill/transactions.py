"""Fills an empty database by transactions, without comparing anything.

Two writers work at the same time: one creates nodes, the other relationships of earlier batches.
The first one locks only new nodes, and no other writer touches the nodes that the second one locks,
so neither waits for the other and no deadlock is possible.  The indexes for readers are created
after the last node, while the last relationships are written: Neo4j builds a full index three times
as fast as it updates one node by node.

If the run is killed at any moment, the next run finds nodes and compares (``sync.run``).
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any

from gaoxin.garbage import frozen
from gaoxin.graph.mirror.database.cypher import (
    CypherStatement,
    create_nodes,
    create_relationships_by_id,
)
from gaoxin.graph.mirror.database.cypher import (
    batches as in_transactions,
)
from gaoxin.graph.mirror.database.neo4j_writer import BATCH, Writer
from gaoxin.graph.mirror.fill.subject_reader import Incomplete
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.term_names import URI
from gaoxin.graph.mirror.plan.report import MirrorReport

Ids = dict[str, str | int]
"""Neo4j's id of a node by its IRI."""

_QUEUED = 14
"""Maximum number of batches that wait for the writers.

When so many wait, reading pauses, which keeps memory constant.  Most of them wait for the writer of
relationships; writing them takes about as long as building the indexes (a second for each million
triples).
"""
_SWITCH_SECONDS = 0.0005
_COLLECT = 8
"""Batches between two garbage collections."""


def fill_by_transactions(
    batches: Generator[RowBatch, None, None],
    writers: tuple[Writer, Writer],
    report: MirrorReport,
    *,
    create_indexes: Callable[[], None],
    progress: Callable[[int], None],
) -> bool:
    """Write all batches into an empty database; those with the ends of relationships come first.

    ``writers`` are for nodes and for relationships.  ``progress`` is called with the number of
    triples read.

    Returns:
        False if not everything was written: then the caller must compare.
    """
    is_complete, triples = True, 0
    with _tuned_interpreter(), Transactions(writers, report) as transactions:
        try:
            with contextlib.closing(batches) as found:
                for batch in found:
                    transactions.add(batch)
                    progress(triples := triples + batch.triples)
        except Incomplete:
            is_complete = False
        transactions.finish(create_indexes)
        return is_complete and not transactions.missing_ends


class Transactions:
    """Creates the rows of batches on three threads, in the order in which they are added.

    One thread creates nodes, one creates relationships, one prepares the relationships of the next
    batches, so that the second thread, which has most to do, never waits for preparation.
    """

    def __init__(self, writers: tuple[Writer, Writer], report: MirrorReport) -> None:
        self.report, self.missing_ends = report, False
        self._node_writer, self._relationship_writer = writers
        self._ends: Ids = {}
        self._queue: deque[Future[None]] = deque()
        self._added = 0
        self._create = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-nodes")
        self._prepare = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-ends")
        self._connect = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-relationships")

    def add(self, batch: RowBatch) -> None:
        """Queue a batch; an error of an earlier batch is raised here or in :meth:`finish`."""
        if batch.are_ends:
            self._queue.append(self._create.submit(self._create_ends, batch))
        else:
            ids = self._create.submit(self._create_nodes, batch)
            statements = self._prepare.submit(self._find_ends, batch, ids)
            self._queue.append(self._connect.submit(self._create_relationships, statements))
        if len(self._queue) >= _QUEUED:
            self._queue.popleft().result()
        self._added += 1
        if self._added % _COLLECT == 0:
            gc.collect()

    def finish(self, after_nodes: Callable[[], None]) -> None:
        """Call ``after_nodes`` when all nodes are created, and wait until everything is written."""
        self._queue.append(self._create.submit(after_nodes))
        for task in self._queue:
            task.result()

    def __enter__(self) -> Transactions:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        # First cancel what waits on every thread, then wait: no thread starts anything meanwhile.
        for wait in (False, True):
            for thread in (self._create, self._prepare, self._connect):
                thread.shutdown(wait=wait, cancel_futures=True)

    def _create_ends(self, batch: RowBatch) -> None:
        self._ends |= self._create_nodes(batch)

    def _create_nodes(self, batch: RowBatch) -> Ids:
        self.report.count_nodes(batch)
        ids: Ids = {}
        writer = self._node_writer
        created = create_nodes(batch.nodes, is_dynamic=writer.is_dynamic, id_of=writer.id_of)
        for statements in in_transactions(created, BATCH):
            answers = writer.transact(statements)
            if answers is None:
                rows = [row for s in statements for _, part in s.groups for row in part]
                ids |= writer.ids([row[URI] for row in rows])
            else:
                ids.update(pair for answer in answers for pair in answer["ids"])
        return ids

    def _find_ends(self, batch: RowBatch, created: Future[Ids]) -> list[list[CypherStatement]]:
        """The transactions that create the batch's relationships."""
        writer = self._relationship_writer
        try:
            by_id = self._with_ids(batch, created.result())
        except KeyError:
            # The store has no relation that ends there, so a patch is damaged.
            self.missing_ends = True
            return []
        self.report.count_relationships(by_id)
        created_by_id = create_relationships_by_id(
            by_id, is_dynamic=writer.is_dynamic, id_of=writer.id_of
        )
        # A batch ends with a subject, a little above its size: no extra transaction for the rest.
        return list(in_transactions(created_by_id, BATCH + BATCH // 4))

    def _with_ids(self, batch: RowBatch, ids: dict[str, Any]) -> RowBatch:
        """The relationships of a batch with Neo4j's ids in place of IRIs."""
        ends: dict[str, Any] = self._ends

        def start_id(uri: str) -> Any:
            return ids[uri] if uri in ids else ends[uri]

        out = RowBatch()
        for shared, pairs in batch.bare.items():
            out.bare[shared] = [(start_id(start), ends[end]) for start, end in pairs]
        for kind, rows in batch.own.items():
            out.own[kind] = [(start_id(start), ends[end], p) for start, end, p in rows]
        return out

    def _create_relationships(self, statements: Future[list[list[CypherStatement]]]) -> None:
        for transaction in statements.result():
            self._relationship_writer.transact(transaction)


@contextlib.contextmanager
def _tuned_interpreter() -> Iterator[None]:
    """Let Python's threads change places more often, and collect garbage less often.

    A writer whose answer has arrived waits for the interpreter up to the switch interval, several
    times in each transaction.  Automatic garbage collection looks at millions of rows again and
    again, though rows are never part of a cycle; without it reading takes 15 % less time.  The
    driver's results are cycles that hold their parameters, so ``_COLLECT`` collects them.
    """
    was_collecting, interval = gc.isenabled(), sys.getswitchinterval()
    with frozen():
        gc.disable()
        sys.setswitchinterval(_SWITCH_SECONDS)
        try:
            yield
        finally:
            sys.setswitchinterval(interval)
            if was_collecting:
                gc.enable()
