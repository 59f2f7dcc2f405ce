"""From tables to Neo4j: full and incremental runs, guard, removal, rollback, missing patches."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import MirrorDiverged, MirrorUnavailable, StoreEmpty
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.plan.report import VerifyReport
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.mirror.sync.verify import verify
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import remove_dataset
from gaoxin.ontology.namespaces import RDF
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer
from tests.fixtures.tables import load_dataset

pytestmark = pytest.mark.neo4j

ENTERPRISES = [
    f"企业{n}有限公司|Enterprise|locatedIn|东湖开发区|Zone|status=actual" for n in range(12)
]
FIRST = [
    *ENTERPRISES,
    "东湖开发区|Zone|locatedIn|武汉市|City|time=2024-05;qualifier=implied".replace(";", "|"),
    "东湖开发区|Zone|leadingIndustry|光电子|Industry",
    "东湖开发区|Zone|observation|年产值|Indicator|value=69.70|unit=亿元|time=2025-Q1|status=actual",
    "张三|Person|holdsPosition|东湖开发区|Zone|qualifier=党委书记|time=2022",
]
SECOND = [
    "东湖开发区|Zone|leadingIndustry|光电子|Industry",
    "东湖开发区|Zone|hasIndustry|生物医药|Industry|status=planned",
    "东湖开发区|Zone|target|年产值|Indicator|value=100|unit=亿元|time=2030|status=target",
]


@pytest.fixture
def loaded(neo4j_server: Neo4jServer, graph: Neo4jGraph, tmp_path: Path) -> Settings:
    """A home with two datasets of two sources, and an empty Neo4j."""
    settings = neo4j_server.settings_for(tmp_path / "home")
    load_dataset(settings, tmp_path, "one", FIRST, "paper-a")
    load_dataset(settings, tmp_path, "two", SECOND, "paper-b")
    return settings


def _assert_equal(settings: Settings) -> VerifyReport:
    report = verify(settings)
    assert report.differences == []
    assert report.neo4j_digest == report.store_digest
    assert report.is_equal
    assert report.is_current
    return report


def test_load_change_remove_and_roll_back(
    loaded: Settings, graph: Neo4jGraph, tmp_path: Path
) -> None:
    first = mirror(loaded)
    assert (first.mode, first.nodes_changed, first.nodes_removed) == ("full", 0, 0)
    assert first.nodes_created > 15
    _assert_equal(loaded)
    assert mirror(loaded).mode == "unchanged"

    changed = [row for row in FIRST if "69.70" not in row]
    changed.append("东湖开发区|Zone|observation|年产值|Indicator|value=71|unit=亿元|time=2025-Q1")
    load_dataset(loaded, tmp_path, "one", changed, "paper-a")
    second = mirror(loaded)
    assert second.mode == "incremental"
    assert second.nodes_created == 1
    assert second.nodes_removed == 1
    assert 0 < second.changes < first.changes / 3
    _assert_equal(loaded)

    remove_dataset(loaded, "one")
    with pytest.raises(MirrorDiverged, match="%"):
        mirror(loaded)
    before = graph.size()
    plan = mirror(loaded, dry_run=True)
    assert plan.dry_run
    assert plan.nodes_removed > 10
    assert graph.size() == before
    third = mirror(loaded, allow_deletions=True)
    assert (third.mode, third.changes) == ("incremental", plan.changes)
    assert third.rows() == plan.rows()
    _assert_equal(loaded)

    Store(loaded).rollback(2)
    assert mirror(loaded, allow_deletions=True).mode == "incremental"
    _assert_equal(loaded)
    assert mirror(loaded, full=True).changes == 0


def test_counts_agree_with_the_store(loaded: Settings, graph: Neo4jGraph) -> None:
    mirror(loaded)
    names, store = current_names(), Store(loaded).read().store
    default = ox.DefaultGraph()
    labels: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for quad in store.quads_for_pattern(None, None, None, default):
        predicate, value = quad.predicate.value, quad.object
        if isinstance(value, ox.NamedNode) and names.is_mirrored(predicate, value):
            if names.is_relation(predicate, value):
                types[names.relationships[predicate]] += 1
            elif predicate == RDF + "type" and value.value in names.labels:
                labels[names.labels[value.value]] += 1
    rows = graph.rows("MATCH (a)-[r]->(b) RETURN type(r) AS t, count(DISTINCT [a, b]) AS n")
    found = {r["t"]: r["n"] for r in rows}
    contracted = ("SUBJECT", "OBJECT", "HOLDER", "ORGANIZATION")
    assert found == {t: n for t, n in types.items() if t not in contracted}
    rows = graph.rows("MATCH (n:Resource) UNWIND labels(n) AS l RETURN l, count(*) AS n")
    found = {r["l"]: r["n"] for r in rows if r["l"] not in ("Resource", "_Mirrored")}
    for label in ("Enterprise", "Zone", "City", "Observation", "Target", "Indicator"):
        assert found[label] >= labels[label] > 0
    assert "Position" not in found


def test_cypher_users_find_what_they_expect(loaded: Settings, graph: Neo4jGraph) -> None:
    mirror(loaded)
    rows = graph.rows(
        "MATCH (e:Enterprise)-[r:LOCATED_IN]->(z:Zone {name: $zone}) "
        "RETURN count(*) AS n, collect(DISTINCT r.sources) AS sources, "
        "collect(DISTINCT r.confidence) AS grades",
        zone="东湖开发区",
    )
    assert rows == [{"n": 12, "sources": [["paper-a"]], "grades": [["D"]]}]
    (row,) = graph.rows(
        "MATCH (p:Person)-[r:HOLDS_POSITION]->(z) RETURN p.name AS name, r.title AS title, "
        "r.start.year AS year"
    )
    assert row == {"name": "张三", "title": "党委书记", "year": 2022}
    (row,) = graph.rows(
        "MATCH (o:Observation)-[:ABOUT]->(:Zone), (o)-[:INDICATOR]->(i:Indicator) "
        "RETURN i.name AS name, o.value AS value, o.valueText AS text, o.unit AS unit"
    )
    assert row == {"name": "年产值", "value": 69.7, "text": "69.70", "unit": "亿元"}
    both = graph.rows(
        "MATCH (:Zone)-[r:LEADING_INDUSTRY]->() RETURN r.sources AS s, r.confidence AS c"
    )
    assert both == [{"s": ["paper-a", "paper-b"], "c": ["D", "C"]}]
    hits = graph.rows(
        "CALL db.index.fulltext.queryNodes('gaoxin_names', '东湖') YIELD node RETURN node.name AS n"
    )
    assert {"n": "东湖开发区"} in hits
    inferred = graph.rows(
        "MATCH (:Zone)-[r:HAS_INDUSTRY {inferred: true}]->(i) RETURN i.name AS n, r.sources AS s"
    )
    assert inferred == [{"n": "光电子", "s": []}]


def test_a_broken_chain_is_compared_in_full(loaded: Settings, tmp_path: Path) -> None:
    mirror(loaded)
    load_dataset(
        loaded, tmp_path, "two", [*SECOND, "李四|Person|holdsPosition|东湖开发区|Zone"], "paper-b"
    )
    number = Store(loaded).current()
    assert number is not None
    for path in Store(loaded).folder(number).glob("*.nq.gz"):
        path.unlink()
    report = mirror(loaded)
    assert report.mode == "full"
    assert 0 < report.changes < 10
    _assert_equal(loaded)


def test_verify_before_the_first_run_says_what_to_do(loaded: Settings) -> None:
    with pytest.raises(MirrorDiverged, match="gaoxin mirror"):
        verify(loaded)


def test_an_empty_store_is_said_before_neo4j_is_asked(tmp_path: Path) -> None:
    with pytest.raises(StoreEmpty):
        mirror(Settings(home=tmp_path / "nothing"))


def test_neo4j_out_of_reach(loaded: Settings) -> None:
    for unusable in (
        replace(loaded, neo4j_uri="bolt://127.0.0.1:9"),
        replace(loaded, neo4j_password="wrong-password"),
        replace(loaded, neo4j_database="missing"),
    ):
        with pytest.raises(MirrorUnavailable) as caught:
            mirror(unusable)
        assert caught.value.exit_status == 3
