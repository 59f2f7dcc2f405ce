"""Mirror, change, mirror again, read back: unusual random graphs on a real server."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import Quads, histories

SEQUENCES = 300 if os.environ.get("GAOXIN_NIGHTLY") else 25

pytestmark = pytest.mark.neo4j


def _walk(graph: Neo4jGraph, history: list[Quads], *, has_patches: bool) -> None:
    wipe(graph)
    world = World(has_patches=has_patches)
    for step, quads in enumerate(history):
        goal = world.goal(quads)
        report = run(graph, goal)
        assert report.mode in (("full",) if step == 0 else ("incremental", "unchanged"))
        assert_exact(graph, goal)
        assert run(graph, goal).changes == 0, "a second run must find nothing to do"
    last = run(graph, goal, full=True)
    assert (last.mode, last.changes) == ("full", 0), "patches and full comparison must agree"


def wipe(graph: Neo4jGraph) -> None:
    graph.driver.execute_query("MATCH (n) DETACH DELETE n", database_=graph.database)


@given(histories(), st.booleans())
@settings(
    max_examples=SEQUENCES,
    deadline=None,
    # Shrinking on a server takes many minutes; test_mirror_roundtrip finds small cases without one.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_history_is_mirrored_exactly(
    graph: Neo4jGraph, history: list[Quads], has_patches: bool
) -> None:
    _walk(graph, history, has_patches=has_patches)
