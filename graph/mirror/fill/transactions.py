"""The first filling of an empty database: nothing is there, so nothing needs to be compared.

Things that others point at come first, so that every relationship finds its end.  Then one walk
over the store gives the other nodes and all relationships, batch by batch.  While it goes on, one
writer creates nodes and another one creates the relationships of batches before: the first locks
only what is new, the second is alone with what is there, so neither ever waits for the other and
there can be no deadlock.  The indexes that only readers need are asked for when all nodes are
there, beside the last relationships: filled in one go they cost the server a third of what keeping
them up costs, node by node.

Killed at any moment, the next run finds nodes that are there and compares (``run``).
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from gaoxin.graph.mirror.database.cypher import (
    CypherStatement,
    batches,
    create_nodes,
    create_relationships_by_id,
)
from gaoxin.graph.mirror.database.neo4j_writer import BATCH, Writer
from gaoxin.graph.mirror.fill.reader_process import walk_of
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.term_names import URI
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.graph.mirror.plan.report import MirrorReport

Ids = dict[str, str | int]
"""A node's id in Neo4j by its IRI."""
_AHEAD = 14
"""So many batches may wait for the writers: then the walk waits, and memory stays flat.

Of those that wait, most wait for the writer of relationships; while it writes the last ones, the
server builds the indexes: that takes about as long (a second a million triples).
"""

_SWITCH_SECONDS = 0.0005
_COLLECT = 8


class Filling:
    """Fills a database with what the goal says; :meth:`run` is called once.

    ``writers`` are for nodes and for relationships; ``index`` is called when all nodes are there;
    ``tick`` is told how many triples are done.
    """

    def __init__(
        self,
        goal: MirrorGoal,
        writers: tuple[Writer, Writer],
        report: MirrorReport,
        *,
        index: Callable[[], None],
        tick: Callable[[int], None],
    ) -> None:
        self.walk = walk_of(goal, BATCH)
        self.report, self.index, self.tick = report, index, tick
        self._nodes, self._joins = writers
        self._objects: Ids = {}
        self._met_all_ends = True
        self._waiting: deque[Future[None]] = deque()
        # One thread for each writer: what it is given it does in that order.
        self._node_lane = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-nodes")
        self._join_lane = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-relationships")
        # Relationships take longest: their writer shall not wait until the next ones are ready.
        self._ends_lane = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-ends")

    def run(self) -> bool:
        """Fill; false if the walk did not meet the whole store: compare then."""
        with _tuned_interpreter():
            return self._run()

    def _run(self) -> bool:
        done = 0
        try:
            with contextlib.closing(iter(self.walk)) as parts:
                for number, (are_objects, batch) in enumerate(parts, 1):
                    if are_objects:
                        self._wait_for(self._node_lane.submit(self._create_objects, batch))
                    else:
                        ids = self._node_lane.submit(self._create, batch)
                        ready = self._ends_lane.submit(self._find_ends, batch, ids)
                        self._wait_for(self._join_lane.submit(self._join, ready))
                    self.tick(done := done + batch.triples)
                    if number % _COLLECT == 0:
                        gc.collect()
            self._waiting.append(self._node_lane.submit(self.index))
            for last in self._waiting:
                last.result()
        finally:
            lanes = self._node_lane, self._ends_lane, self._join_lane
            for wait in (False, True):  # none begins anything more while another one ends
                for lane in lanes:
                    lane.shutdown(wait=wait, cancel_futures=True)
        self.report.reader_failure = self.walk.failure
        return self.walk.held and self._met_all_ends

    def _wait_for(self, task: Future[None]) -> None:
        """Remember a task, and wait for the oldest one where too many are under way."""
        self._waiting.append(task)
        if len(self._waiting) >= _AHEAD:
            self._waiting.popleft().result()

    def _create_objects(self, batch: RowBatch) -> None:
        self._objects |= self._create(batch)

    def _create(self, batch: RowBatch) -> Ids:
        self.report.count_nodes(batch)
        ids: Ids = {}
        lane = self._nodes
        created = create_nodes(batch.nodes, is_dynamic=lane.is_dynamic, id_of=lane.id_of)
        for statements in batches(created, BATCH):
            answers = lane.transact(statements)
            if answers is None:
                rows = [row for s in statements for _, part in s.groups for row in part]
                ids |= lane.ids([row[URI] for row in rows])
            else:
                ids.update(pair for answer in answers for pair in answer["ids"])
        return ids

    def _find_ends(self, batch: RowBatch, created: Future[Ids]) -> list[list[CypherStatement]]:
        lane = self._joins
        try:
            joined = self._joined(batch, created.result())
        except KeyError:
            # An end that nothing in the store points at: a damaged patch, to be compared.
            self._met_all_ends = False
            return []
        self.report.count_relationships(joined)
        joins = create_relationships_by_id(joined, is_dynamic=lane.is_dynamic, id_of=lane.id_of)
        # The walk's batches end with a subject: what is over is no transaction of its own.
        return list(batches(joins, BATCH + BATCH // 4))

    def _joined(self, batch: RowBatch, ids: dict[str, Any]) -> RowBatch:
        objects: dict[str, Any] = self._objects

        def there(uri: str) -> Any:
            return ids[uri] if uri in ids else objects[uri]

        joined = RowBatch()
        for shared, pairs in batch.bare.items():
            joined.bare[shared] = [(there(start), objects[end]) for start, end in pairs]
        for kind, rows in batch.own.items():
            joined.own[kind] = [(there(start), objects[end], p) for start, end, p in rows]
        return joined

    def _join(self, ready: Future[list[list[CypherStatement]]]) -> None:
        for statements in ready.result():
            self._joins.transact(statements)


@contextlib.contextmanager
def _tuned_interpreter() -> Iterator[None]:
    """Python as three threads need it of which one, where it reads the store too, is always busy.

    A writer that an answer has reached waits for the interpreter up to the switch interval, several
    times in each transaction.  And of millions of rows none is part of a cycle, so that looking at
    all of them again and again costs 15 % of reading; the driver's results, which are cycles and
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
