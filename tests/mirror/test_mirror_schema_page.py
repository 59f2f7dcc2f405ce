"""``gaoxin mirror --schema`` lists the content of Neo4j; docs/neo4j-schema.md is up to date."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.cli import run as gaoxin
from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.database.connect import open_database
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.inventory.count import (
    INDEX,
    LABEL,
    PROPERTY,
    RELATIONSHIP,
    RELATIONSHIP_PROPERTY,
    Inventory,
    inventory,
)
from gaoxin.graph.mirror.inventory.schema_page import page
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer
from tests.mirror.mirror_worlds import World, run
from tests.mirror.random_graphs import canonical
from tests.mirror.test_mirror_repair import TEXT

pytestmark = pytest.mark.neo4j

PAGE = Path(__file__).parents[2] / "docs" / "neo4j-schema.md"
KINDS = {LABEL, PROPERTY, RELATIONSHIP, RELATIONSHIP_PROPERTY, INDEX, "constraint"}


@pytest.fixture
def at_home(neo4j_server: Neo4jServer, shipped_settings: Settings) -> Settings:
    """The project's data, mirrored; fast if they are already in Neo4j."""
    home = replace(neo4j_server.settings_for(shipped_settings.home), deletion_guard=1.0)
    mirror(home, allow_deletions=True)
    return home


@pytest.fixture
def there(at_home: Settings) -> Iterator[Neo4jGraph]:
    """The database with the project's data."""
    with open_database(at_home, current_names()) as found:
        yield found


@pytest.fixture
def listed(there: Neo4jGraph) -> Inventory:
    """The schema of the project's data."""
    return inventory(there)


@pytest.fixture
def environment(at_home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Environment for commands: the home and the database."""
    for name, value in (
        ("GAOXIN_HOME", str(at_home.home)),
        ("NEO4J_URI", at_home.neo4j_uri),
        ("NEO4J_PASSWORD", at_home.neo4j_password),
    ):
        monkeypatch.setenv(name, value)


# -- on a small database -----------------------------------------------------------------------


def test_without_a_mirror_it_says_what_to_do(graph: Neo4jGraph) -> None:
    with pytest.raises(MirrorDiverged, match="run gaoxin mirror"):
        inventory(graph)


def test_what_others_added_is_listed_and_harmless(graph: Neo4jGraph) -> None:
    run(graph, World().goal(canonical(ox.parse(TEXT, format=ox.RdfFormat.TRIG))))
    graph.driver.execute_query(
        "MATCH (z:Zone) SET z:`Favou|rite``s`, z.name = 'a|b`*<i>\\n# x', z.remark = ['1'] "
        "CREATE (z)-[:LIKES]->(:Note {text: 'mine'})",
        database_=graph.database,
    )
    found = inventory(graph)
    (label,) = [e for e in found.of_kind(LABEL) if e.name.startswith("Favou")]
    assert (label.count, label.zh, label.en) == (1, "", "")
    (remark,) = [e for e in found.of_kind(PROPERTY) if e.name == "remark"]
    assert (remark.of, remark.type, remark.count) == ("NationalZone", "LIST<STRING>", 1)
    assert not [e for e in found.entries if e.name in ("LIKES", "Note", "text")]
    text = page(found)
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines() if "Favou" in line}
    assert widths == {6}, "a name breaks the table"
    assert "<i>" not in re.sub(r"`[^`\n]*`", "", text).replace("\\<", "")
    assert not [line for line in text.splitlines() if line.startswith("# x")]


def test_a_property_of_several_types_and_values(graph: Neo4jGraph) -> None:
    text = TEXT.replace("gx:area 12.5", 'gx:area 12.5, 13 ; gx:approved "1991"^^xsd:gYear')
    text = text.replace(
        "<industry/x> a gx:Industry",
        '<zone/b> a gx:Zone ; gx:approved "1992-03"^^xsd:gYearMonth .\n'
        "  <industry/x> a gx:Industry",
    )
    run(graph, World().goal(canonical(ox.parse(text, format=ox.RdfFormat.TRIG))))
    rows = {(e.of, e.name): e for e in inventory(graph).of_kind(PROPERTY)}
    assert rows["NationalZone", "area"].type == "FLOAT"
    others = rows["NationalZone", "areaOthers"]
    assert others.type.startswith("LIST<")
    assert others.en.endswith("other values")
    assert rows["NationalZone", "approved"].type == "DATE"
    assert rows["Zone", "approved"].type == "DATE"
    assert rows["Zone", "approved"].example == "1992-03-01"
    assert rows["Zone", "approvedPrecision"].example == "month"
    assert rows["Zone", "approvedPrecision"].en.startswith("approved: how exact it is")


# -- on the shipped data -----------------------------------------------------------------------


def test_counts_are_those_of_the_database(listed: Inventory, there: Neo4jGraph) -> None:
    for entry in listed.of_kind(LABEL):
        rows = there.rows(f"MATCH (n:`{entry.name}`) RETURN count(n) AS n")
        assert rows[0]["n"] == entry.count, entry.name
    types = Counter[str]()
    for entry in listed.of_kind(RELATIONSHIP):
        types[entry.name] += entry.count or 0
    for kind, count in types.items():
        rows = there.rows(f"MATCH ()-[r:`{kind}`]->() RETURN count(r) AS n")
        assert rows[0]["n"] == count, kind
    (row,) = there.rows("MATCH (z:NationalZone) WHERE z.area IS NOT NULL RETURN count(z) AS n")
    found = {(e.of, e.name): e.count for e in listed.of_kind(PROPERTY)}
    assert found["NationalZone", "area"] == row["n"] > 0
    (row,) = there.rows(
        "MATCH (:County)-[r:LOCATED_IN]->(c:City) WHERE NOT c:Province RETURN count(r) AS n"
    )
    ends = {(e.name, e.of, e.to): e.count for e in listed.of_kind(RELATIONSHIP)}
    assert ends["LOCATED_IN", "County", "City"] == row["n"] > 0


def test_everything_has_a_meaning_in_both_languages(listed: Inventory) -> None:
    told = [e for e in listed.entries if e.kind not in (INDEX, "constraint")]
    assert len(told) > 300
    assert [e for e in told if not e.zh or not e.en] == []
    assert {e.kind for e in listed.entries} == KINDS


def test_examples_are_elements_of_the_database(listed: Inventory, there: Neo4jGraph) -> None:
    for entry in listed.of_kind(LABEL):
        if entry.count and entry.name not in current_names().nary_labels | {"StatementGraph"}:
            rows = there.rows(
                f"MATCH (n:`{entry.name}` {{name: $name}}) RETURN count(n) AS n", name=entry.example
            )
            assert rows[0]["n"] > 0, entry
        assert bool(entry.example) == bool(entry.count)
    checked = 0
    for entry in listed.of_kind(RELATIONSHIP)[::3]:
        parts = re.fullmatch(r"\(([^:].*)\)-\[:(\w+)\]->\(([^:].*)\)", entry.example)
        if parts is not None:
            a, kind, b = parts.groups()
            query = f"MATCH (a)-[r:`{kind}`]->(b) WHERE a.name = $a AND b.name = $b "
            assert there.rows(query + "RETURN count(r) AS n", a=a, b=b)[0]["n"] > 0, entry.example
            checked += 1
    assert checked > 20


def test_the_queries_of_the_page_run(listed: Inventory, there: Neo4jGraph) -> None:
    (block,) = re.findall(r"```cypher\n(.*?)```", page(listed), re.DOTALL)
    queries = [query for query in block.split(";") if query.strip()]
    assert len(queries) == 4
    for query in queries:
        assert there.rows(query), query


def test_the_committed_page_names_what_there_is(listed: Inventory) -> None:
    committed, now = _names(PAGE.read_text(encoding="utf-8")), _names(page(listed))
    assert len(now["Labels"]) > 25
    assert len(now["Relationship types"]) > 35
    assert committed == now, "load the shipped data, run gaoxin mirror --schema -o that page"


def _names(text: str) -> dict[str, set[str]]:
    """The first cells of the tables in each section."""
    out: dict[str, set[str]] = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title = section.splitlines()[0].partition(" · ")[2]
        if title != "Directions that occur":
            out[title] = set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))
    return out


@pytest.mark.usefixtures("environment")
def test_every_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert gaoxin(["mirror", "--schema", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {row["kind"] for row in document["rows"]} == KINDS
    assert any(row["name"] == "kExact" for row in document["reading"])
    assert gaoxin(["mirror", "--schema", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(document["rows"])
    for code, word in (("zh", "位于"), ("en", "located in")):
        assert gaoxin(["--lang", code, "mirror", "--schema"]) == 0
        assert word in capsys.readouterr().out
    assert gaoxin(["mirror", "--schema", "--format", "markdown"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# ")
    assert gaoxin(["mirror", "--schema", "-o", str(tmp_path / "schema.md")]) == 0
    assert (tmp_path / "schema.md").read_text(encoding="utf-8") == printed
    assert gaoxin(["mirror", "--schema", "-o", str(tmp_path / "schema.xlsx")]) == 0
    assert (tmp_path / "schema.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "more", [["--verify"], ["--repair"], ["--full"], ["--dry-run"], ["--source", "article-002"]]
)
@pytest.mark.usefixtures("environment")
def test_schema_goes_with_nothing_else(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert gaoxin(["mirror", "--schema", *more]) == 2
    assert more[0] in capsys.readouterr().err


@pytest.mark.usefixtures("environment")
def test_markdown_is_for_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert gaoxin(["mirror", "--format", "markdown"]) == 2
    assert "--schema" in capsys.readouterr().err


def test_no_neo4j_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    assert gaoxin(["mirror", "--schema"]) == 3
    assert "gaoxin neo4j start" in capsys.readouterr().err


# -- indexes -----------------------------------------------------------------------------------


def _operators(graph: Neo4jGraph, query: str, **parameters: str) -> list[str]:
    """The operators of the query plan, from the top, with their details."""
    answer = graph.driver.execute_query("EXPLAIN " + query, parameters, database_=graph.database)
    todo, out = [answer.summary.plan], []
    while todo:
        plan = todo.pop()
        assert plan is not None
        out.append(f"{plan['operatorType']} {plan['args'].get('Details', '')}")
        todo += plan.get("children", [])
    return out


def test_every_label_is_found_by_its_index(there: Neo4jGraph) -> None:
    """Abstract classes have no index of their own: it would slow every write (decision 0006)."""
    labels = current_names().indexed_labels
    assert len(labels) > 20
    assert "Agent" not in labels
    for label in sorted(labels):
        plan = _operators(there, f"MATCH (n:`{label}`) WHERE n.nameKey = $key RETURN n", key="x")
        seeks = [step for step in plan if step.startswith("NodeIndexSeek")]
        assert seeks, (label, plan)
        assert f":{label}(nameKey)" in seeks[0]


def test_a_uri_is_found_by_its_constraint_and_is_unique(there: Neo4jGraph) -> None:
    from neo4j.exceptions import ConstraintError

    plan = _operators(there, "MATCH (n:Resource {uri: $uri}) RETURN n", uri="x")
    assert any(step.startswith("NodeUniqueIndexSeek") for step in plan), plan
    (row,) = there.rows("MATCH (n:NationalZone) RETURN n.uri AS uri LIMIT 1")
    with pytest.raises(ConstraintError):
        there.driver.execute_query("CREATE (:Resource {uri: $uri})", row, database_=there.database)


def test_two_characters_find_names_and_aliases(there: Neo4jGraph) -> None:
    query = "CALL db.index.fulltext.queryNodes('gaoxin_names', $text) YIELD node "
    query += (
        "RETURN node.name AS name, coalesce(node.aliases, []) AS aliases, labels(node) AS labels"
    )
    found = there.rows(query, text="高新")
    assert sum("NationalZone" in row["labels"] for row in found) > 150
    assert all("高新" in " ".join([row["name"], *row["aliases"]]) for row in found)
    (row,) = there.rows(
        "MATCH (n:Award) WHERE n.aliases IS NOT NULL AND size(n.aliases[0]) >= 2 "
        "AND NOT n.name CONTAINS n.aliases[0] RETURN n.name AS name, n.aliases[0] AS alias LIMIT 1"
    )
    by_alias = there.rows(query, text=f'"{row["alias"]}"')
    assert row["name"] in {hit["name"] for hit in by_alias}
