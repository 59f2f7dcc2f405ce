"""Writes the ``_Mirror`` node: what Neo4j holds, and what unfinished runs were writing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gaoxin import __version__
from gaoxin.graph.mirror.database.neo4j_reader import STATE_KEY, MirrorState, Neo4jGraph
from gaoxin.graph.mirror.database.neo4j_writer import execute_write, overtaken
from gaoxin.graph.mirror.mapping.term_names import STATE
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.neo4j.sessions import session_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_BEGIN = f"""MERGE (m:{STATE} {{key: $key}}) SET m.lock = $run
WITH m WHERE coalesce(m.run, '') IN [$before, $run]
REMOVE m.lock SET m.run = $run, m.batch = 0, m.batch1 = 0, m.state = 'writing',
  m.pending = $pending, m.partial = null
RETURN count(m) AS n"""
_ABANDON = f"""MATCH (m:{STATE} {{key: $key}}) SET m.lock = $run WITH m WHERE m.run = $run
REMOVE m.lock SET m.pending = $pending, m.state = $state, m.partial = $partial
RETURN count(m) AS n"""
_LEAVE = f"""MATCH (m:{STATE} {{key: $key}}) SET m.lock = $run WITH m WHERE m.run = $run
REMOVE m.lock SET m.state = 'partial', m.partial = $partial RETURN count(m) AS n"""
_COMPLETE = f"""MATCH (m:{STATE} {{key: $key}}) SET m.lock = $run WITH m WHERE m.run = $run
REMOVE m.lock SET m.state = 'complete', m.pending = [], m += $properties RETURN count(m) AS n"""


class StateNode:
    """The ``_Mirror`` node during one run; ``state`` is what the run found there."""

    def __init__(self, graph: Neo4jGraph, state: MirrorState, run: str) -> None:
        self.graph, self.state, self.run = graph, state, run

    def begin(self, goal: MirrorGoal) -> None:
        """Note that Neo4j is on its way to ``goal``.

        Raises:
            MirrorDiverged: another run has started since the state was read.
        """
        pending = [*self.state.pending]
        if not pending or pending[-1] != goal.identity:
            pending.append(goal.identity)
        self._write(_BEGIN, before=self.state.run, pending=pending)

    def abandon(self) -> None:
        """Undo :meth:`begin`: the run has written nothing."""
        pending = list(self.state.pending)
        partial = self.state.partial
        name = "writing" if pending or not self.state.identity else "complete"
        name = "partial" if partial else name
        self._write(_ABANDON, pending=pending, state=name, partial=list(partial) or None)

    def leave(self, source: str) -> None:
        """Note that a run limited to ``source`` has finished.

        If an unfinished run came before, the state stays "unfinished".
        """
        if self.state.partial or not self.state.pending:
            partial = sorted({*self.state.partial, source})
            self._write(_LEAVE, partial=partial)

    def complete(self, goal: MirrorGoal) -> None:
        """Note that Neo4j holds ``goal``."""
        properties = {
            "identity": goal.identity,
            "digest": goal.mirror_digest,
            "generation": goal.number,
            "base": goal.base,
            "scheme": goal.elements.names.fingerprint,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "version": __version__,
            "beside": list(goal.beside) or None,
        }
        self._write(_COMPLETE, properties=properties)

    def _write(self, cypher: str, **parameters: Any) -> None:
        def work(transaction: ManagedTransaction) -> int:
            result = transaction.run(cypher, key=STATE_KEY, run=self.run, **parameters)
            record = result.single()
            return record["n"] if record else 0

        with session_of(self.graph.driver, self.graph.database) as session:
            if execute_write(session, work) != 1:
                raise overtaken()
