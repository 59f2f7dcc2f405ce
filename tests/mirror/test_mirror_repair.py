"""Edits by others in Neo4j are found and repaired; their own data are kept."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.graph.mirror.sync.verify import repair_goal, verify_goal
from gaoxin.ontology.namespaces import GX, RDF, SKOS, XSD
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import BASE, GRAPHS, Quads, canonical

pytestmark = pytest.mark.neo4j

FIRST, SECOND = list(GRAPHS)[:2]
PREFIXES = f"@prefix gx: <{GX}> . @prefix rdf: <{RDF}> . @prefix skos: <{SKOS}> ."
PREFIXES += f" @prefix xsd: <{XSD}> . @base <{BASE}> ."
TEXT = f"""{PREFIXES}
<{FIRST}> {{
  <zone/a> a gx:NationalZone ; skos:prefLabel "甲高新区"@zh, "Zone A"@en ; gx:area 12.5 ;
    skos:altLabel "甲区"@zh ; gx:locatedIn <division/1> ; gx:leadingIndustry <industry/x> .
  <division/1> a gx:City ; skos:prefLabel "甲市"@zh .
  <industry/x> a gx:Industry ; skos:prefLabel "光伏"@zh .
  <statement/1> a gx:Statement ; rdf:subject <zone/a> ; rdf:predicate gx:locatedIn ;
    rdf:object <division/1> ; gx:time "2024" ; gx:start "2024-01-01"^^xsd:date .
  <observation/1> a gx:Observation ; gx:about <zone/a> ; gx:value 69.7 ; gx:unit "亿元" .
}}
<{SECOND}> {{ <zone/a> gx:leadingIndustry <industry/x> . }}
"""


def _quads(text: str) -> Quads:
    return canonical(ox.parse(text, format=ox.RdfFormat.TRIG))


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def goal(graph: Neo4jGraph, world: World) -> MirrorGoal:
    """A small graph, mirrored."""
    goal = world.goal(_quads(TEXT))
    run(graph, goal)
    assert_exact(graph, goal)
    return goal


def cypher(graph: Neo4jGraph, text: str, **parameters: Any) -> list[dict[str, Any]]:
    answer = graph.driver.execute_query(text, parameters, database_=graph.database)
    return [dict(record) for record in answer.records]


ZONE = f"MATCH (z {{uri: '{BASE}zone/a'}}) "
EDITS = {
    "a value": (ZONE + "SET z.area = 13.0", 1, 0),
    "a name": (ZONE + "SET z.name = '乙高新区'", 1, 0),
    "a derived key": (ZONE + "SET z.nameKey = 'x'", 1, 0),
    "an alias more": (ZONE + "SET z.aliases = z.aliases + '乙区'", 1, 0),
    "a property gone": (ZONE + "REMOVE z.nameEn", 1, 0),
    "a property of one's own": (ZONE + "SET z.remark = '重要'", 1, 0),
    "a label more": (ZONE + "SET z:Favourite", 1, 0),
    "a label less": (ZONE + "REMOVE z:Zone", 1, 0),
    "the marker gone": (ZONE + "REMOVE z:_Mirrored", 1, 0),
    "the key": (ZONE + "SET z.uri = 'urn:other'", 2, 6),
    "a node deleted": ("MATCH (n:City) DETACH DELETE n", 1, 1),
    "all deleted but the state": ("MATCH (n:Resource) DETACH DELETE n", 4, 3),
    "a relationship deleted": ("MATCH ()-[r:LOCATED_IN]->() DELETE r", 0, 1),
    "a relationship's date": ("MATCH ()-[r:LOCATED_IN]->() SET r.start = date('2023-01-01')", 0, 1),
    "a relationship's source": ("MATCH ()-[r:LEADING_INDUSTRY]->() SET r.sources = ['x']", 0, 1),
    "a grade": ("MATCH ()-[r:ABOUT]->() SET r.confidence = ['A']", 0, 1),
    "a relationship of our type": ("MATCH (z:Zone), (c:City) CREATE (c)-[:LOCATED_IN]->(z)", 0, 1),
    "a relationship twice": (
        "MATCH (a)-[r:LOCATED_IN]->(b) CREATE (a)-[s:LOCATED_IN]->(b) SET s = properties(r)",
        0,
        1,
    ),
    "a node's own figures' source": ("MATCH (o:Observation) SET o.sources = []", 1, 0),
    "a type changed": ("MATCH (o:Observation) SET o:MirrorGoal REMOVE o:Observation", 1, 0),
    "a text for a number": ("MATCH (o:Observation) SET o.value = '69.7'", 1, 0),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_named_and_mended(name: str, graph: Neo4jGraph, goal: MirrorGoal) -> None:
    edit, nodes, relationships = EDITS[name]
    cypher(graph, edit)
    report = verify_goal(graph, goal)
    assert not report.is_equal
    assert (report.drifted_nodes, report.drifted_relationships) == (nodes, relationships)
    assert len(report.rows()) == nodes + relationships
    mended = repair_goal(graph, goal)
    assert mended.mode == "repair"
    assert 0 < mended.changes <= 2 * (nodes + relationships)
    assert_exact(graph, goal)
    assert repair_goal(graph, goal).changes == 0


# These edits do not change the digest; only the comparison of elements finds them.
SILENT = ("a derived key", "a grade", "the marker gone", "a relationship twice")
SHOWS = [name for name in EDITS if name not in SILENT]


@pytest.mark.parametrize("name", SHOWS)
def test_an_edit_of_what_is_said_changes_the_digest(
    name: str, graph: Neo4jGraph, goal: MirrorGoal
) -> None:
    cypher(graph, EDITS[name][0])
    assert verify_goal(graph, goal).neo4j_digest != goal.mirror_digest


def test_others_nodes_and_relationships_stay(
    graph: Neo4jGraph, goal: MirrorGoal, world: World
) -> None:
    cypher(
        graph,
        ZONE + "CREATE (n:Note {text: 'mine'})-[:MENTIONS {since: 2020}]->(z) "
        "CREATE (:Resource {uri: 'urn:mine', name: 'n10s'}) "
        "CREATE (n)-[:LOCATED_IN]->(z) CREATE (:Zone {name: '没有 uri 的'})",
    )
    mine = "MATCH (n) WHERE n:Note OR n.uri = 'urn:mine' OR n.name = '没有 uri 的' "
    mine += "OPTIONAL MATCH (n)-[r]->(m) RETURN properties(n) AS n, labels(n) AS l, "
    mine += "type(r) AS t, properties(r) AS r, m.uri AS m ORDER BY toString(n.uri), t"
    before = cypher(graph, mine)
    assert len(before) == 4
    assert_exact(graph, goal)
    run(graph, goal, full=True)
    repair_goal(graph, goal)
    run(graph, world.goal(_quads(TEXT.replace("12.5", "13"))))
    assert cypher(graph, mine) == before


def test_what_others_tied_to_a_vanished_thing_survives_until_it_returns(
    graph: Neo4jGraph, goal: MirrorGoal, world: World
) -> None:
    cypher(graph, ZONE + "CREATE (:Note {text: 'mine'})-[:MENTIONS]->(z)")
    empty = world.goal(frozenset())
    report = run(graph, empty)
    assert report.kept == [f"{BASE}zone/a"]
    assert_exact(graph, empty)
    tied = "MATCH (:Note)-[:MENTIONS]->(z) RETURN z.uri AS uri, z.name AS name, labels(z) AS labels"
    assert cypher(graph, tied) == [
        {"uri": f"{BASE}zone/a", "name": "甲高新区", "labels": ["_Vanished"]}
    ]
    back = world.goal(_quads(TEXT))
    run(graph, back)
    assert_exact(graph, back)
    (row,) = cypher(graph, tied)
    assert {"Resource", "Zone", "NationalZone", "_Mirrored"} <= set(row["labels"])
    assert cypher(graph, "MATCH (n:_Vanished) RETURN n") == []


def test_a_node_of_others_under_our_iri_is_refused_then_adopted(
    graph: Neo4jGraph, world: World
) -> None:
    cypher(graph, f"CREATE (:Resource {{uri: '{BASE}zone/a', name: 'n10s'}})")
    goal = world.goal(_quads(TEXT))
    with pytest.raises(MirrorDiverged, match="zone/a"):
        run(graph, goal)
    assert cypher(graph, "MATCH (n:Resource) RETURN n.name AS n") == [{"n": "n10s"}]
    repair_goal(graph, goal)
    assert_exact(graph, goal)


def test_a_lost_state_node_means_a_full_comparison(graph: Neo4jGraph, goal: MirrorGoal) -> None:
    cypher(graph, "MATCH (m:_Mirror) DELETE m")
    report = run(graph, goal)
    assert (report.mode, report.changes) == ("full", 0)
    assert_exact(graph, goal)


def test_another_base_or_vocabulary_means_a_full_comparison(
    graph: Neo4jGraph, goal: MirrorGoal
) -> None:
    for key in ("base", "scheme"):
        cypher(graph, f"MATCH (m:_Mirror) SET m.{key} = 'other'")
        assert run(graph, goal).mode == "full"
    assert run(graph, goal).mode == "unchanged"
