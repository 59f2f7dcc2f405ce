"""``kill -9`` of a run at many moments: the next one ends with equal digests, nothing doubled."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from gaoxin.graph.mirror.run import mirror
from gaoxin.graph.mirror.session import Neo4jGraph
from gaoxin.graph.mirror.verify import verify
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer
from tests.fixtures.tables import write_sources, write_statements

pytestmark = pytest.mark.neo4j

KILLS = 50 if os.environ.get("GAOXIN_NIGHTLY") else 4
ROOT = Path(__file__).resolve().parents[2]

# Small chunks and batches, so that there are many moments; a line before and after each of them.
CHILD = """
import sys
from gaoxin.graph.mirror import run, writing
from gaoxin.settings import read_settings
run.CHUNK = writing.BATCH = 40
transact = writing.Writer._transact
def told(self, statements):
    print("before", flush=True)
    answers = transact(self, statements)
    print("after", flush=True)
    return answers
writing.Writer._transact = told
run.mirror(read_settings(), full="full" in sys.argv, allow_deletions=True)
print("done", flush=True)
"""


def _rows(first: int, last: int, status: str) -> list[str]:
    return [
        f"企业{n}有限公司|Enterprise|locatedIn|{n % 7}号开发区|Zone|status={status}"
        for n in range(first, last)
    ]


def _run_and_kill(settings: Settings, server: Neo4jServer, lines: int, *arguments: str) -> bool:
    """Kill the run at its ``lines``-th line; whether it had ended before."""
    environment = os.environ | server.environment
    environment |= {"GAOXIN_HOME": str(settings.home), "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, *arguments],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    try:
        for count, line in enumerate(child.stdout, 1):
            if line == "done\n":
                return True
            if count == lines:
                break
        return False
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def test_killed_at_any_moment_and_run_again(
    neo4j_server: Neo4jServer, graph: Neo4jGraph, tmp_path: Path
) -> None:
    settings = neo4j_server.settings_for(tmp_path / "home")
    sources = write_sources(tmp_path)
    chance = random.Random(20261121)
    killed = 0
    for step in range(KILLS):
        rows = _rows(20 * step, 20 * step + 120, "actual" if step % 2 else "planned")
        load_paths(settings, [sources, write_statements(tmp_path, "one.csv", rows)])
        # The second change reaches a database that a dead run has left half-way.
        for arguments in ((), ("full",)) if step % 3 == 2 else ((),):
            moment = chance.randint(1, 24)
            killed += not _run_and_kill(settings, neo4j_server, moment, *arguments)
        if step % 2 == 0 and step + 1 < KILLS:
            continue
        mirror(settings, allow_deletions=True)
        report = verify(settings)
        assert report.differences == []
        assert report.neo4j_digest == report.store_digest
        assert mirror(settings, full=True).changes == 0
    assert killed >= KILLS // 2, "runs that end before they are killed prove nothing"


def test_a_run_that_was_overtaken_stops(
    neo4j_server: Neo4jServer, graph: Neo4jGraph, tmp_path: Path
) -> None:
    from gaoxin.errors import MirrorDiverged
    from gaoxin.graph.mirror.comparison import Operations
    from gaoxin.graph.mirror.elements import Node
    from gaoxin.graph.mirror.journal import Journal
    from gaoxin.graph.mirror.writing import Writer
    from tests.mirror.worlds import World

    target = World().target(frozenset())
    Journal(graph, graph.state(), "first").begin(target)
    seen = graph.state()
    Journal(graph, seen, "second").begin(target)
    put = Operations(puts=[(Node("urn:x", frozenset({"Resource"}), {"uri": "urn:x"}), frozenset())])
    with pytest.raises(MirrorDiverged):
        Writer(graph, "first").write(put)
    assert graph.nodes(["urn:x"]) == {}
    with pytest.raises(MirrorDiverged):
        Journal(graph, seen, "third").begin(target)
    Writer(graph, "second").write(put)
    assert set(graph.nodes(["urn:x"])) == {"urn:x"}


def test_a_batch_whose_commit_went_through_is_not_written_twice(graph: Neo4jGraph) -> None:
    from gaoxin.graph.mirror.comparison import Operations
    from gaoxin.graph.mirror.elements import Node, Relationship
    from gaoxin.graph.mirror.journal import Journal
    from gaoxin.graph.mirror.writing import Writer
    from tests.mirror.worlds import World

    Journal(graph, graph.state(), "run").begin(World().target(frozenset()))
    node = Node("urn:x", frozenset({"Resource"}), {"uri": "urn:x"})
    Writer(graph, "run").write(Operations(puts=[(node, frozenset())]))
    made = Operations(made=[Relationship("urn:x", "LOCATED_IN", "urn:x", {"sources": []})])
    for _ in range(2):
        writer = Writer(graph, "run")
        writer.batch = 1  # both send batch 2, as the driver does after a lost answer
        writer.write(made)
    assert graph.rows("MATCH ()-[r]->() RETURN count(r) AS n") == [{"n": 1}]
