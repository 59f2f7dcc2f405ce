"""``kill -9`` of a run at many moments: the next run ends with equal digests and no duplicates."""

from __future__ import annotations

import os

import pytest

from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from tests.fixtures.bolt_proxy import BoltProxy, Moment, Volume
from tests.mirror.interruptions import KINDS, Story, Tally, begin_run, end_of

pytestmark = pytest.mark.neo4j

KILLS = 50 if os.environ.get("GAOXIN_NIGHTLY") else 4
SEED = int(os.environ.get("GAOXIN_SEED", "20261121"))


def test_killed_at_any_moment_and_run_again(
    story: Story, proxy: BoltProxy, usual: dict[str, Volume]
) -> None:
    tally = Tally(SEED)
    chance, killed = tally.chance, 0
    for case in range(KILLS):
        kind = KINDS[case % len(KINDS)]
        arguments = story.prepare(kind)
        moment = usual[kind].moment(chance)
        run = begin_run(story.settings, proxy.uri, arguments)
        proxy.arm(moment, run.kill)
        status, text = end_of(run)
        assert status in (0, -9), text
        killed += status == -9
        # Sometimes the next change starts from a database that a killed run left incomplete.
        is_left = chance.random() < 0.3 and case + 1 < KILLS
        if not is_left:
            story.next_run()
            story.assert_whole()
        tally.note(kind, moment, f"exit {status}{', left' * is_left}")
    assert killed >= KILLS * 0.8, "runs that end before they are killed prove nothing"


def test_a_run_that_was_overtaken_stops(story: Story, proxy: BoltProxy) -> None:
    """A run is suspended while another run does all the work; it then writes nothing."""
    arguments = story.prepare("first")
    run = begin_run(story.settings, proxy.uri, arguments)
    # The first commit records its start; when it is answered, the run holds no lock.
    proxy.arm(Moment("committed", 1), proxy.hold)
    try:
        assert proxy.struck.wait(300)
        assert story.next_run().changes > 0
    finally:
        proxy.release()
    status, text = end_of(run)
    assert status == 1
    assert "MirrorDiverged" in text
    assert "Another gaoxin mirror" in text
    story.assert_whole()


def test_a_batch_whose_commit_went_through_is_not_written_twice(graph: Neo4jGraph) -> None:
    from gaoxin.graph.mirror.database.neo4j_writer import Writer
    from gaoxin.graph.mirror.database.state import StateNode
    from gaoxin.graph.mirror.mapping.elements import Node, Relationship
    from gaoxin.graph.mirror.plan.difference import Operations
    from tests.mirror.mirror_worlds import World

    StateNode(graph, graph.state(), "run").begin(World().goal(frozenset()))
    node = Node("urn:x", frozenset({"Resource"}), {"uri": "urn:x"})
    Writer(graph, "run").write(Operations(puts=[(node, frozenset())]))
    made = Operations(made=[Relationship("urn:x", "LOCATED_IN", "urn:x", {"sources": []})])
    for _ in range(2):
        writer = Writer(graph, "run")
        writer.batch = 1  # both send batch 2, like the driver after a lost answer
        writer.write(made)
    assert graph.rows("MATCH ()-[r]->() RETURN count(r) AS n") == [{"n": 1}]
