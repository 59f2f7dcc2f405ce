"""Writes in transactions of limited size, each of which can be repeated without harm.

Every batch carries the run's id and its own number, and writes both on the ``_Mirror`` node as its
last act: a run that another one has overtaken fails instead of mixing its writes in, and a batch
whose commit went through although the connection broke is not written a second time.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.comparison import Operations
from gaoxin.graph.mirror.elements import Node
from gaoxin.graph.mirror.scheme import MIRRORED, RESOURCE, STATE
from gaoxin.graph.mirror.session import STATE_KEY, Neo4jGraph
from gaoxin.graph.mirror.statements import (
    Statement,
    batches,
    deleting,
    making,
    putting,
    readopting,
    releasing,
    setting,
    vanishing,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH = 5000
"""Rows in one transaction: large enough to hide a round trip, small enough for a 512 MB heap."""

_READ = f"MATCH (m:{STATE} {{key: $key}}) RETURN m.run AS run, m.%s AS batch"
_FENCE = f"""MATCH (m:{STATE} {{key: $key}}) WHERE m.run = $run SET m.%s = $batch
RETURN count(m) AS n"""


class Writer:
    """Writes the operations of one run, one batch at a time.

    Of writers that work side by side in one run each has a ``lane`` (0 or 1) and counts its own
    batches.
    """

    def __init__(self, graph: Neo4jGraph, run: str, lane: int = 0) -> None:
        self.driver, self.database, self.run = graph.driver, graph.database, run
        self._counter = f"batch{lane or ''}"
        # One query for all labels and types, where the server can: an empty server spends half of
        # a first run planning one query for each of them (measured: 7 s against 24 s).
        self.is_dynamic = graph.has_dynamic_labels()
        self.batch = 0
        self.kept: list[str] = []

    def write(self, operations: Operations) -> None:
        """Relationships go first, then nodes come, then relationships come, then nodes go."""
        self._send(deleting(operations.gone))
        self._send(putting(operations.puts, is_dynamic=self.is_dynamic))
        self._send(making(operations.made, is_dynamic=self.is_dynamic))
        self._send(setting(operations.sets))
        self._send(vanishing(operations.vanished))
        if operations.vanished:
            self._release(operations.vanished)

    def readopt(self, uris: list[str]) -> None:
        """Things that had vanished and come back take their node, and what others tied to it."""
        self._send([readopting(uris)])

    def _send(self, statements: Iterable[Statement]) -> None:
        for batch in batches(statements, BATCH):
            self.transact(batch)

    def transact(self, statements: list[Statement]) -> None:
        """Write the statements in one transaction.

        Raises:
            MirrorDiverged: another run has taken over, or an element that a row needs is gone.
        """
        if not self.try_transact(statements):
            raise _changed_meanwhile()

    def try_transact(self, statements: list[Statement]) -> bool:
        """The same, but false, and nothing written, where an element that a row needs is missing.

        Raises:
            MirrorDiverged: another run has taken over.
        """
        try:
            self._transact(statements)
        except _RowsWithoutEnds:
            return False
        return True

    def missing(self, uris: list[str]) -> list[str]:
        """Those IRIs for which there is no node."""
        text = f"UNWIND $uris AS uri OPTIONAL MATCH (n:{RESOURCE} {{uri: uri}}) "
        text += "WITH uri, n WHERE n IS NULL RETURN uri"

        def work(transaction: ManagedTransaction) -> list[str]:
            return [record["uri"] for record in transaction.run(text, uris=uris)]

        with self.driver.session(database=self.database) as session:
            return session.execute_read(work)

    def _transact(self, statements: list[Statement]) -> None:
        self.batch += 1
        number = self.batch
        parameters = [(statement, statement.parameters()) for statement in statements]

        def work(transaction: ManagedTransaction) -> None:
            found = transaction.run(_READ % self._counter, key=STATE_KEY).single()
            if found is not None and found["run"] == self.run and (found["batch"] or 0) >= number:
                return
            for statement, values in parameters:
                answers = [dict(record) for record in transaction.run(statement.text, values)]
                if answers and answers[0].get("written", statement.rows) != statement.rows:
                    raise _RowsWithoutEnds
            fence = transaction.run(
                _FENCE % self._counter, key=STATE_KEY, run=self.run, batch=number
            ).single()
            if fence is None or fence["n"] != 1:
                raise overtaken()

        with self.driver.session(database=self.database) as session:
            session.execute_write(work)

    def _release(self, nodes: list[Node]) -> None:
        """Nodes that others' relationships still hold leave the mirror but keep those."""
        text = f"UNWIND $ids AS id MATCH (n:{MIRRORED}) WHERE elementId(n) = id "
        text += "RETURN id, n.uri AS uri, labels(n) AS labels"

        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return [dict(r) for r in transaction.run(text, ids=[n.element for n in nodes])]

        with self.driver.session(database=self.database) as session:
            held = session.execute_read(work)
        self.kept += [str(row["uri"]) for row in held]
        self._send(releasing((row["id"], row["labels"]) for row in held))


class BehindWriter:
    """Writes on a thread of its own, so that the next chunk is read meanwhile.

    One writer and one chunk ahead: relationships never deadlock, and memory stays flat.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="gaoxin-mirror")
        self._waiting: Future[None] | None = None

    def write(self, operations: Operations) -> None:
        """Wait for the chunk before, then begin to write this one."""
        self._finish()
        self._waiting = self._pool.submit(self._writer.write, operations)

    def _finish(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting.result()

    def __enter__(self) -> BehindWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self._pool.shutdown(wait=True)


class _RowsWithoutEnds(Exception):
    """Rolls a transaction back: fewer rows were written than were sent."""


def overtaken() -> MirrorDiverged:
    """Another run has taken over."""
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
