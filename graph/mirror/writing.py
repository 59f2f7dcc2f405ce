"""Writes: parameterised batches grouped by label set and relationship type, one transaction each.

Every batch carries the run's id and its own number, and writes both on the ``_Mirror`` node as its
last act: a run that another one has overtaken fails instead of mixing its writes in, and a batch
whose commit went through although the connection broke is not written a second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.comparison import Operations
from gaoxin.graph.mirror.elements import Node, Relationship
from gaoxin.graph.mirror.scheme import MIRRORED, RESOURCE, STATE, VANISHED
from gaoxin.graph.mirror.session import STATE_KEY, Neo4jGraph

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH = 4000
"""Rows in one transaction: large enough to hide a round trip, small enough for a 512 MB heap."""

Statement = tuple[str, list[dict[str, Any]]]

_FENCE = f"""MATCH (m:{STATE} {{key: $key}}) WHERE m.run = $run SET m.batch = $batch
RETURN count(m) AS n"""


_PUT = f"UNWIND $rows AS row MERGE (n:{RESOURCE} {{uri: row.uri}}) SET n = row.p SET n:{MIRRORED}"
# In a full run the end may be a node that comes later: it is made with its key alone.
_MAKE = (
    f"UNWIND $rows AS row MATCH (a:{RESOURCE} {{uri: row.s}}) "
    f"MERGE (b:{RESOURCE} {{uri: row.o}}) ON CREATE SET b:{MIRRORED} "
    "CREATE (a)-[r:%s]->(b) SET r = row.p RETURN count(r) AS written"
)


class Writer:
    """Writes the operations of one run."""

    def __init__(
        self,
        graph: Neo4jGraph,
        run: str,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.driver, self.database, self.run = graph.driver, graph.database, run
        # One query for all labels and types, where the server can: an empty server spends half of
        # a first run planning one query for each of them (measured: 7 s against 24 s).
        self.is_dynamic = graph.has_dynamic_labels()
        self.progress = progress
        self.batch = 0
        self.kept: list[str] = []

    def write(self, operations: Operations) -> None:
        """Relationships go first, then nodes come, then relationships come, then nodes go."""
        self._send(_deleting(operations.gone))
        self._send(_putting(operations.puts, self.is_dynamic))
        self._send(_making(operations.made, self.is_dynamic))
        self._send(_setting(operations.sets))
        self._send(_vanishing(operations.vanished))
        for start in range(0, len(operations.vanished), BATCH):
            self._release(operations.vanished[start : start + BATCH])

    def readopt(self, uris: list[str]) -> None:
        """Things that had vanished and come back take their node, and what others tied to it."""
        text = f"UNWIND $rows AS row MATCH (n:{VANISHED} {{uri: row.uri}}) "
        text += f"SET n:{RESOURCE}:{MIRRORED} REMOVE n:{VANISHED}"
        self._send([(text, [{"uri": uri} for uri in uris])])

    def _send(self, statements: Iterable[Statement]) -> None:
        for batch in _batches(statements):
            self._transact(batch)
            if self.progress:
                self.progress(sum(len(rows) for _, rows in batch))

    def _transact(self, statements: list[Statement]) -> list[list[dict[str, Any]]]:
        self.batch += 1
        number = self.batch

        def work(transaction: ManagedTransaction) -> list[list[dict[str, Any]]]:
            found = transaction.run(
                f"MATCH (m:{STATE} {{key: $key}}) RETURN m.run AS run, m.batch AS batch",
                key=STATE_KEY,
            ).single()
            if found is not None and found["run"] == self.run and (found["batch"] or 0) >= number:
                return []
            answers: list[list[dict[str, Any]]] = []
            for text, rows in statements:
                result = transaction.run(text, rows=rows)
                answers.append([dict(record) for record in result])
                counted = answers[-1][0].get("written", len(rows)) if answers[-1] else len(rows)
                if counted != len(rows):
                    raise _changed_meanwhile()
            fence = transaction.run(_FENCE, key=STATE_KEY, run=self.run, batch=number).single()
            if fence is None or fence["n"] != 1:
                raise overtaken()
            return answers

        with self.driver.session(database=self.database) as session:
            return session.execute_write(work)

    def _release(self, nodes: list[Node]) -> None:
        """Nodes that others' relationships still hold leave the mirror but keep those."""
        text = f"UNWIND $rows AS row MATCH (n:{MIRRORED}) WHERE elementId(n) = row.id "
        text += "RETURN elementId(n) AS id, n.uri AS uri, labels(n) AS labels"
        rows = [{"id": node.element} for node in nodes]
        with self.driver.session(database=self.database) as session:
            held = session.execute_read(lambda tx: [dict(r) for r in tx.run(text, rows=rows)])
        if not held:
            return
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in held:
            groups[tuple(sorted(row["labels"]))].append({"id": row["id"]})
            self.kept.append(str(row["uri"]))
        self._send(
            (
                f"UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.id "
                f"SET n = {{uri: n.uri, name: n.name}} SET n:{VANISHED} "
                f"REMOVE n{_labels(labels)}",
                rows,
            )
            for labels, rows in groups.items()
        )


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


def _batches(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Pack statements into transactions of at most :data:`BATCH` rows."""
    batch: list[Statement] = []
    room = BATCH
    for text, rows in statements:
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            if len(part) > room:
                yield batch
                batch, room = [], BATCH
            batch.append((text, part))
            room -= len(part)
    if batch:
        yield batch


def _putting(puts: Iterable[tuple[Node, frozenset[str]]], is_dynamic: bool) -> Iterator[Statement]:
    puts = list(puts)
    if is_dynamic:
        rows = [_row(node, sorted(node.labels)) for node, dropped in puts if not dropped]
        if rows:
            yield _PUT + " SET n:$(row.labels)", rows
        puts = [(node, dropped) for node, dropped in puts if dropped]
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    for node, dropped in puts:
        key = tuple(sorted(node.labels - {RESOURCE})), tuple(sorted(dropped))
        groups[key].append(_row(node))
    for (labels, dropped_labels), rows in groups.items():
        text = _PUT + (f" SET n{_labels(labels)}" if labels else "")
        if dropped_labels:
            text += f" REMOVE n{_labels(dropped_labels)}"
        yield text, rows


def _row(node: Node, labels: list[str] | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {"uri": node.uri, "p": node.properties}
    return row if labels is None else row | {"labels": labels}


def _making(made: Iterable[Relationship], is_dynamic: bool) -> Iterator[Statement]:
    if is_dynamic:
        every = [{"s": r.start, "t": r.type, "o": r.end, "p": r.properties} for r in made]
        if every:
            yield _MAKE % "$(row.t)", every
        return
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in made:
        groups[r.type].append({"s": r.start, "o": r.end, "p": r.properties})
    for kind, rows in groups.items():
        yield _MAKE % _quoted(kind), rows


def _setting(sets: Iterable[Relationship]) -> Iterator[Statement]:
    rows = [{"id": r.element, "p": r.properties} for r in sets]
    if rows:
        text = "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.id SET r = row.p "
        text += "RETURN count(r) AS written"
        yield text, rows


def _deleting(gone: Iterable[Relationship]) -> Iterator[Statement]:
    rows = [{"id": r.element} for r in gone]
    if rows:
        yield "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.id DELETE r", rows


def _vanishing(nodes: Iterable[Node]) -> Iterator[Statement]:
    rows = [{"id": node.element} for node in nodes]
    if rows:
        match = f"UNWIND $rows AS row MATCH (n:{MIRRORED}) WHERE elementId(n) = row.id"
        ours = "MATCH (n)-[r]-() WHERE r.sources IS NOT NULL WITH DISTINCT r DELETE r"
        yield f"{match} {ours}", rows
        yield f"{match} AND NOT (n)--() DELETE n", rows


def _labels(labels: Iterable[str]) -> str:
    return "".join(f":{_quoted(label)}" for label in labels)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
