"""``gaoxin mirror --source``: the facts of one source are mirrored, everything else in Neo4j is
kept.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gaoxin.cli import run as gaoxin
from gaoxin.errors import BadParameter, MirrorDiverged
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.mirror.sync.verify import repair, verify
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import remove_dataset
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer
from tests.fixtures.tables import load_dataset
from tests.mirror.element_checks import there

pytestmark = pytest.mark.neo4j

A = [
    *(f"企业{n}有限公司|Enterprise|locatedIn|东湖开发区|Zone" for n in range(8)),
    "东湖开发区|Zone|locatedIn|武汉市|City|time=2024-05",
    "东湖开发区|Zone|leadingIndustry|光电子|Industry",
    "东湖开发区|Zone|observation|年产值|Indicator|value=69.7|unit=亿元|time=2025-Q1",
    "张三|Person|holdsPosition|东湖开发区|Zone|qualifier=党委书记|time=2022",
]
B = [
    "东湖开发区|Zone|leadingIndustry|光电子|Industry",
    "东湖开发区|Zone|hasIndustry|生物医药|Industry|status=planned",
    "丁企业|Enterprise|locatedIn|张江高新区|Zone",
    "东湖开发区|Zone|target|年产值|Indicator|value=100|unit=亿元|time=2030|status=target",
]


@pytest.fixture
def loaded(neo4j_server: Neo4jServer, graph: Neo4jGraph, tmp_path: Path) -> Settings:
    """A home in which two sources each have a dataset, and an empty Neo4j."""
    home = replace(neo4j_server.settings_for(tmp_path / "home"), deletion_guard=0.5)
    load_dataset(home, tmp_path, "one", A, "paper-a")
    load_dataset(home, tmp_path, "two", B, "paper-b")
    return home


def _names(graph: Neo4jGraph, label: str) -> set[str]:
    return {row["n"] for row in graph.rows(f"MATCH (n:{label}) RETURN n.name AS n")}


def _assert_whole(home: Settings) -> None:
    report = verify(home)
    assert report.differences == []
    assert report.is_equal
    assert report.is_current


def test_an_empty_neo4j_gets_the_source_and_its_neighbours(
    loaded: Settings, graph: Neo4jGraph
) -> None:
    report = mirror(loaded, source="paper-b")
    assert (report.mode, report.is_whole) == ("source", False)
    assert _names(graph, "Enterprise") == {"丁企业"}
    assert _names(graph, "Zone") == {"东湖开发区", "张江高新区"}
    assert _names(graph, "Person") == set()
    (shared,) = graph.rows("MATCH ()-[r:LEADING_INDUSTRY]->() RETURN r.sources AS s")
    assert shared["s"] == ["paper-a", "paper-b"], "as published, not as this source alone has it"
    with pytest.raises(MirrorDiverged, match="only what source paper-b says") as caught:
        verify(loaded)
    assert "run gaoxin mirror" in str(caught.value)
    assert mirror(loaded, source="paper-b").changes == 0
    mirror(loaded, source="paper-a")
    with pytest.raises(MirrorDiverged, match="only what sources paper-a, paper-b say"):
        verify(loaded)
    rest = mirror(loaded)
    assert (rest.mode, rest.is_whole) == ("full", True)
    _assert_whole(loaded)
    assert mirror(loaded).mode == "unchanged"


def test_only_the_changes_of_the_source_come(
    loaded: Settings, graph: Neo4jGraph, tmp_path: Path
) -> None:
    mirror(loaded)
    first = Store(loaded).current()
    before = there(graph)
    load_dataset(
        loaded, tmp_path, "one", [*A[2:], "戊企业|Enterprise|locatedIn|东湖开发区|Zone"], "paper-a"
    )
    load_dataset(
        loaded,
        tmp_path,
        "two",
        [B[0], B[3], "己企业|Enterprise|locatedIn|张江高新区|Zone"],
        "paper-b",
    )
    plan = mirror(loaded, source="paper-b", dry_run=True)
    assert there(graph) == before
    assert plan.rows()
    report = mirror(loaded, source="paper-b")
    assert report.rows() == plan.rows()
    assert not report.is_whole
    enterprises = _names(graph, "Enterprise")
    assert {"企业0有限公司", "企业1有限公司", "己企业"} <= enterprises
    assert not {"丁企业", "戊企业"} & enterprises
    with pytest.raises(MirrorDiverged, match=f"Since generation {first} only what source paper-b"):
        verify(loaded)
    rest = mirror(loaded)
    assert rest.mode == "incremental"
    assert {"戊企业"} <= _names(graph, "Enterprise")
    _assert_whole(loaded)


def test_a_source_that_is_all_that_differs_makes_a_whole_generation(
    loaded: Settings, tmp_path: Path
) -> None:
    mirror(loaded)
    load_dataset(loaded, tmp_path, "two", [*B[:3], B[3].replace("100", "120")], "paper-b")
    assert not mirror(loaded, source="paper-a").is_whole
    report = mirror(loaded, source="paper-b")
    assert report.is_whole
    assert 0 < report.changes < 8
    _assert_whole(loaded)
    assert mirror(loaded).mode == "unchanged"


def test_a_source_that_is_gone_is_taken_away_alone(loaded: Settings, graph: Neo4jGraph) -> None:
    mirror(loaded)
    remove_dataset(loaded, "two")
    mirror(loaded, source="paper-b")
    assert "丁企业" not in _names(graph, "Enterprise")
    assert "企业0有限公司" in _names(graph, "Enterprise")
    (shared,) = graph.rows("MATCH ()-[r:LEADING_INDUSTRY]->() RETURN r.sources AS s")
    assert shared["s"] == ["paper-a"]
    mirror(loaded)
    _assert_whole(loaded)


def test_without_history_what_neo4j_holds_of_the_source_is_looked_at(
    loaded: Settings, graph: Neo4jGraph, tmp_path: Path
) -> None:
    mirror(loaded)
    load_dataset(loaded, tmp_path, "one", A[2:], "paper-a")
    load_dataset(loaded, tmp_path, "two", B[:2], "paper-b")
    number = Store(loaded).current()
    assert number is not None
    for path in Store(loaded).folder(number).glob("*.nq.gz"):
        path.unlink()
    graph.driver.execute_query(
        "MATCH (:Person)-[r]->() SET r.sources = 'a text'", database_=graph.database
    )
    mirror(loaded, source="paper-b")
    assert graph.rows("MATCH (n:Target) RETURN n") == []
    assert "丁企业" not in _names(graph, "Enterprise")
    assert "企业0有限公司" in _names(graph, "Enterprise")
    assert mirror(loaded).mode == "full"
    _assert_whole(loaded)


def test_the_guard_refuses_and_the_state_is_as_before(
    loaded: Settings, graph: Neo4jGraph, tmp_path: Path
) -> None:
    mirror(loaded)
    load_dataset(loaded, tmp_path, "two", B[:2], "paper-b")
    remove_dataset(loaded, "one")
    mirror(loaded, source="paper-b")
    strict = replace(loaded, deletion_guard=0.01)
    before = there(graph)
    with pytest.raises(MirrorDiverged, match="1%"):
        mirror(strict, source="paper-a")
    assert there(graph) == before
    with pytest.raises(MirrorDiverged, match="only what source paper-b says"):
        verify(loaded)
    mirror(strict, source="paper-a", allow_deletions=True)
    mirror(strict, allow_deletions=True)
    _assert_whole(loaded)


def test_others_relationships_survive_their_end(
    loaded: Settings, graph: Neo4jGraph, tmp_path: Path
) -> None:
    mirror(loaded)
    graph.driver.execute_query(
        "MATCH (e:Enterprise {name: '丁企业'}) CREATE (:Note {text: 'mine'})-[:MENTIONS]->(e)",
        database_=graph.database,
    )
    tied = "MATCH (:Note)-[:MENTIONS]->(e) RETURN labels(e) AS labels, e.name AS name"
    load_dataset(loaded, tmp_path, "two", B[:2], "paper-b")
    assert len(mirror(loaded, source="paper-b").kept) == 1
    assert graph.rows(tied) == [{"labels": ["_Vanished"], "name": "丁企业"}]
    load_dataset(loaded, tmp_path, "two", B, "paper-b")
    mirror(loaded, source="paper-a")
    assert graph.rows(tied)[0]["labels"] == ["_Vanished"], "it is none of this source's business"
    mirror(loaded, source="paper-b")
    assert "Enterprise" in graph.rows(tied)[0]["labels"]
    mirror(loaded)
    _assert_whole(loaded)


def test_grades_of_other_sources_do_not_drag_them_along(
    loaded: Settings, graph: Neo4jGraph
) -> None:
    """The table of sources grades all sources; their facts are not part of it."""
    mirror(loaded, source="sources-table")
    assert _names(graph, "Enterprise") == set()
    assert len(_names(graph, "Source")) >= 3


def test_repair_brings_the_rest(loaded: Settings) -> None:
    mirror(loaded, source="paper-b")
    repair(loaded)
    _assert_whole(loaded)


def test_another_base_is_refused(loaded: Settings, graph: Neo4jGraph) -> None:
    mirror(loaded)
    graph.driver.execute_query("MATCH (m:_Mirror) SET m.base = 'x'", database_=graph.database)
    with pytest.raises(MirrorDiverged, match="run gaoxin mirror"):
        mirror(loaded, source="paper-b")


def test_an_unknown_source_is_told_with_the_nearest(tmp_path: Path) -> None:
    home = Settings(home=tmp_path / "home", neo4j_uri="bolt://127.0.0.1:9")
    load_dataset(home, tmp_path, "one", A[:2], "paper-a")
    with pytest.raises(BadParameter, match="paper-a") as caught:
        mirror(home, source="paper-x")
    assert "paper-a" in caught.value.facts["nearest"]


@pytest.fixture
def command(loaded: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Environment for commands: the home with the two papers, and Neo4j."""
    for name, value in (
        ("GAOXIN_HOME", str(loaded.home)),
        ("NEO4J_URI", loaded.neo4j_uri),
        ("NEO4J_PASSWORD", loaded.neo4j_password),
    ):
        monkeypatch.setenv(name, value)
    return loaded


@pytest.mark.usefixtures("command")
def test_a_dry_run_counts_by_label_and_type(
    graph: Neo4jGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    def run_command(*arguments: str) -> dict[str, Any]:
        assert gaoxin(["mirror", *arguments, "--format", "json"]) == 0
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    for arguments in (["--source", "paper-b"], []):
        before = there(graph)
        plan = run_command(*arguments, "--dry-run")
        assert there(graph) == before
        assert plan["rows"][0]["dry_run"] is True
        counted = {row["name"]: row["written"] for row in plan["details"]}
        assert counted["Enterprise"] == (1 if arguments else 8)
        assert counted["LOCATED_IN"] == (1 if arguments else 9)
        assert "Resource" not in counted
        done = run_command(*arguments)
        assert done["details"] == plan["details"]
        assert done["rows"][0]["is_whole"] is not bool(arguments)
        assert ("run gaoxin mirror for the rest" in str(done.get("notes"))) is bool(arguments)
    assert gaoxin(["mirror", "--verify"]) == 0


@pytest.mark.usefixtures("command")
def test_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert gaoxin(["mirror", "--source", "paper-c"]) == 1
    assert "paper-a" in capsys.readouterr().err
    assert gaoxin(["mirror", "--source", "paper-b"]) == 0
    assert "run gaoxin mirror for the rest" in capsys.readouterr().err
    for code, words in (("en", "Neo4j holds only what source paper-b says"), ("zh", "只有来源")):
        assert gaoxin(["--lang", code, "mirror", "--verify"]) == 1
        assert words in capsys.readouterr().err
    for other in ("--full", "--verify", "--repair"):
        assert gaoxin(["mirror", "--source", "paper-b", other]) == 2
        assert "--source" in capsys.readouterr().err
