"""Mirroring one source of random graphs: every element is unchanged or as required."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.mapping.elements import Node, Relationship
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.mirror.sync.one_source import SourcePart
from gaoxin.graph.mirror.sync.run import MirrorRun
from tests.fixtures.neo4j import Neo4jServer
from tests.mirror.element_checks import Elements, same, there, wanted
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import GRAPHS, SOURCES, Quads, histories

pytestmark = pytest.mark.neo4j

HISTORIES = 200 if os.environ.get("GAOXIN_NIGHTLY") else 15


def _bring(graph: Neo4jGraph, goal: MirrorGoal, source: str) -> MirrorReport:
    part = SourcePart(source, frozenset(iri for iri, key in GRAPHS.items() if key == source))
    return MirrorRun(graph, goal, allow_deletions=True, part=part).run()


def _attributed(element: Node | Relationship | None, source: str) -> bool:
    return element is not None and source in element.properties.get("sources", ())


@given(histories(steps=1), st.sampled_from(SOURCES), st.sampled_from(["old", "nothing"]))
@settings(
    max_examples=HISTORIES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_element_is_as_it_was_or_as_it_shall_be(
    neo4j_server: Neo4jServer, graph: Neo4jGraph, history: list[Quads], source: str, before: str
) -> None:
    graph.driver.execute_query("MATCH (n) DETACH DELETE n", database_=graph.database)
    world = World()
    old, new = history
    had: Elements = {}
    if before == "old":
        run(graph, world.goal(old))
        had = wanted(old)
    goal, shall_hold = world.goal(new), wanted(new)
    report = _bring(graph, goal, source)
    found = there(graph)
    for key in had.keys() | shall_hold.keys() | found.keys():
        was, shall, now = had.get(key), shall_hold.get(key), found.get(key)
        assert same(now, shall) or same(now, was), key
        if _attributed(was, source) or _attributed(shall, source):
            assert same(now, shall), f"{source} says this: {key}"
    if report.is_whole:
        assert_exact(graph, goal)
    assert _bring(graph, goal, source).changes == 0
    run(graph, goal)
    assert_exact(graph, goal)
