"""Writes in transactions of limited size, each of which can be repeated without harm.

Each transaction ends by writing the run's id and the number of the batch on the ``_Mirror`` node.
If another run has started meanwhile, the transaction fails.  If a commit succeeded but its answer
was lost, the number tells so, and the batch is not written again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.database.cypher import (
    ELEMENT_ID,
    INTEGER_ID,
    CypherStatement,
    batches,
    create_relationships,
    delete_nodes,
    delete_relationships,
    mark_vanished,
    merge_nodes,
    replace_relationship_properties,
    restore_vanished,
)
from gaoxin.graph.mirror.database.neo4j_reader import STATE_KEY, Neo4jGraph
from gaoxin.graph.mirror.mapping.elements import Node
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, RESOURCE, STATE
from gaoxin.graph.mirror.plan.difference import Operations
from gaoxin.neo4j.sessions import session_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

T = TypeVar("T")

BATCH = 5000
"""Rows in one transaction: large enough to hide a round trip, small enough for a 512 MB heap."""

_READ = f"MATCH (m:{STATE} {{key: $key}}) RETURN m.run AS run, m.%s AS batch"
# The first SET locks the node, so that the condition after it sees all earlier commits.  Without it
# Neo4j would evaluate the condition before locking, and would let an overtaken run write.
_FENCE = f"""MATCH (m:{STATE} {{key: $key}}) SET m.lock = $run
WITH m, coalesce(m.%(counter)s, 0) AS before WHERE m.run = $run
SET m.%(counter)s = $batch REMOVE m.lock RETURN before"""
_REPEATS = 5


class Writer:
    """Writes the operations of one run, one batch at a time.

    If two writers work in one run, each has its own ``lane`` (0 or 1) and its own batch numbers.
    """

    def __init__(self, graph: Neo4jGraph, run: str, lane: int = 0) -> None:
        self.driver, self.database, self.run = graph.driver, graph.database, run
        self._counter = f"batch{lane or ''}"
        # One query for all labels and types, if the server supports it: a new server spends half of
        # a first run on planning a query for each of them (measured: 7 s against 24 s).
        self.is_dynamic = graph.has_dynamic_labels()
        self.id_of = INTEGER_ID if graph.has_integer_ids() else ELEMENT_ID
        self.batch = 0
        self.kept: list[str] = []

    def write(self, operations: Operations) -> None:
        """Write in an order in which each relationship has both ends at any time."""
        self.send(delete_relationships(operations.gone))
        self.send(merge_nodes(operations.puts, is_dynamic=self.is_dynamic))
        made = RowBatch()
        for relationship in operations.made:
            made.add_relationship(relationship)
        self.send(create_relationships(made, is_dynamic=self.is_dynamic))
        self.send(replace_relationship_properties(operations.sets))
        self.send(delete_nodes(operations.vanished))
        if operations.vanished:
            self._release(operations.vanished)

    def restore_vanished(self, uris: list[str]) -> None:
        """Take these nodes, which stayed for others' relationships, back into the mirror."""
        self.send([restore_vanished(uris)])

    def send(self, statements: Iterable[CypherStatement]) -> None:
        """Write the statements in as many transactions as their rows need."""
        for batch in batches(statements, BATCH):
            self.transact(batch)

    def transact(self, statements: list[CypherStatement]) -> list[dict[str, Any]] | None:
        """Write the statements in one transaction, and return their answers.

        Returns:
            ``None`` if an earlier attempt had written them and its answer was lost.

        Raises:
            MirrorDiverged: another run has started, or an element that a row needs is gone.
        """
        from neo4j.exceptions import ConstraintError

        self.batch += 1
        number = self.batch
        parameters = [(statement, statement.parameters()) for statement in statements]
        attempts = count()

        def work(transaction: ManagedTransaction) -> list[dict[str, Any]] | None:
            # Before the first attempt nothing can have been written.
            if next(attempts) and self._has_written(transaction, number):
                return None
            answers = []
            for statement, values in parameters:
                got = [dict(record) for record in transaction.run(statement.text, values)]
                if got and got[0].get("written", statement.rows) != statement.rows:
                    raise _changed_meanwhile()
                answers += got
            fence = transaction.run(
                _FENCE % {"counter": self._counter}, key=STATE_KEY, run=self.run, batch=number
            ).single()
            if fence is None:
                raise overtaken()
            if fence["before"] >= number:
                raise _WrittenBefore
            return answers

        with session_of(self.driver, self.database) as session:
            try:
                return execute_write(session, work)
            except _WrittenBefore:
                return None
            except ConstraintError:
                # A repetition found the nodes of an attempt whose answer was lost.
                # By the leader: a replica may not have that attempt yet.
                if session.execute_write(self._has_written, number):
                    return None
                raise

    def _has_written(self, transaction: ManagedTransaction, number: int) -> bool:
        found = transaction.run(_READ % self._counter, key=STATE_KEY).single()
        return found is not None and found["run"] == self.run and (found["batch"] or 0) >= number

    def ids(self, uris: list[str]) -> dict[str, str | int]:
        """Neo4j's ids (by the function ``id_of``) of the nodes with these IRIs."""
        text = f"UNWIND $uris AS uri MATCH (n:{RESOURCE} {{uri: uri}}) "
        text += f"RETURN uri, {self.id_of}(n) AS id"

        def work(transaction: ManagedTransaction) -> dict[str, str | int]:
            return {record["uri"]: record["id"] for record in transaction.run(text, uris=uris)}

        with session_of(self.driver, self.database) as session:
            return session.execute_read(work)

    def _release(self, nodes: list[Node]) -> None:
        """Take nodes out of the mirror that could not be deleted for others' relationships."""
        text = f"UNWIND $ids AS id MATCH (n:{MIRRORED}) WHERE elementId(n) = id "
        text += "RETURN id, n.uri AS uri, labels(n) AS labels"

        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return [dict(r) for r in transaction.run(text, ids=[n.element for n in nodes])]

        with session_of(self.driver, self.database) as session:
            held = session.execute_read(work)
        self.kept += [str(row["uri"]) for row in held]
        self.send(mark_vanished((row["id"], row["labels"]) for row in held))


class BackgroundWriter:
    """Writes one chunk on another thread while the caller reads the next one.

    There is one writer, so no deadlock, and one chunk in advance, so memory stays constant.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-mirror")
        self._waiting: Future[None] | None = None

    def write(self, operations: Operations) -> None:
        """Wait until the last chunk is written, then start to write this one."""
        self._finish()
        self._waiting = self._pool.submit(self._writer.write, operations)

    def _finish(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting.result()

    def __enter__(self) -> BackgroundWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self._pool.shutdown(wait=True)


class _WrittenBefore(Exception):
    """Rolls back a repetition: an earlier attempt had committed the batch."""


def execute_write(session: Session, work: Callable[[ManagedTransaction], T]) -> T:
    """Run ``work`` in a write transaction, also again after the answer to its COMMIT was lost.

    The driver itself repeats only what cannot have been committed, so running ``work`` twice must
    be harmless.
    """
    from neo4j.exceptions import IncompleteCommit

    for _ in range(_REPEATS):
        with contextlib.suppress(IncompleteCommit):
            return session.execute_write(work)
    return session.execute_write(work)


def overtaken() -> MirrorDiverged:
    """The error for a run during which another one has started."""
    return MirrorDiverged(
        "另一个 gaoxin mirror 正在写入同一个 Neo4j，本次已停下；请等它结束后再运行一次。",
        "Another gaoxin mirror is writing to the same Neo4j, so this one stopped; run it again "
        "when the other one has finished.",
    )


def _changed_meanwhile() -> MirrorDiverged:
    return MirrorDiverged(
        "写入期间有人改动了 Neo4j 中的镜像；请再运行一次 gaoxin mirror。",
        "Somebody changed the mirror in Neo4j while it was being written; run gaoxin mirror again.",
    )
