"""Twins give equal columns and rows, with the same data in the store and in a real Neo4j."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from neo4j import Result
from neo4j.graph import Entity
from neo4j.graph import Path as GraphPath

from gaoxin.errors import QueryFailed
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.model import Answer
from gaoxin.neo4j.connection import driver
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.queries.catalogue import SavedQuery, catalogue
from gaoxin.queries.cypher import run_cypher, run_on
from gaoxin.queries.cypher_text import CypherText
from gaoxin.queries.sparql import run_sparql
from gaoxin.settings import Settings, read_settings
from tests.fixtures.neo4j import Neo4jServer

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j

EVERY = 1 if os.environ.get("GAOXIN_NIGHTLY") else 4
"""Which of the other parameters each query is asked with; at night with all."""
QUESTIONS = Path(__file__).parents[2] / "queries" / "questions.csv"
# Facts that queries need but the project's data lack: two sources that disagree, a relation stated
# twice, a person with two posts in one place, a thing that is mentioned only once.
EXTRA = Path(__file__).with_name("extra.csv")

Both = tuple[Generation, Settings, "Driver", str]


@pytest.fixture(scope="module")
def both(
    neo4j_server: Neo4jServer,
    shipped_settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Both]:
    """The project's data and the extra rows, in a store and in Neo4j."""
    home = tmp_path_factory.mktemp("twins") / "home"
    shutil.copytree(shipped_settings.home, home)  # loading them again would take 15 s
    settings = read_settings({"GAOXIN_HOME": str(home)})
    load_paths(settings, [EXTRA])
    served = replace(neo4j_server.settings_for(home), query_seconds=60.0)
    neo4j_server.empty()
    mirror(served)
    with driver(served) as opened:
        yield Store(served).read(), served, opened, endpoint_in_use(served).database


def plain(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return repr(value)
    return f"{value:.9e}"


def rows(answer: Answer) -> Counter[tuple[Any, ...]]:
    """The rows as a multiset, with numbers rounded to ten digits."""
    return Counter(tuple(plain(row[c]) for c in answer.columns) for row in answer.rows)


def ask_both(both: Both, query: SavedQuery, given: dict[str, str]) -> Answer:
    generation, settings, opened, database = both
    here = run_sparql(generation, query, given, settings)
    there = run_on(opened, database, generation, query, given, settings)
    assert here.columns == there.columns == list(query.columns)
    assert rows(here) == rows(there)
    assert not here.truncated
    assert not there.truncated
    return here


@pytest.mark.parametrize("query", list(catalogue()), ids=lambda q: q.name)
def test_twins_agree_and_say_something(both: Both, query: SavedQuery) -> None:
    assert ask_both(both, query, query.examples).rows


OTHERS = [
    {"zone": "大连高新技术产业园区"},
    {"thing": "大连高新技术产业园区"},
    {"person": "骆东升"},
    {"industry": "元宇宙"},
    {"industry": "数字经济"},
    {"industry": "集成电路"},
    {"industry": "新一代信息技术"},
    {"industry": "gbt4754-C"},
    {"organization": "大连高新技术产业园区"},
    {"thing": "中科院"},
    {"zone": "合肥高新区"},
    {"thing": "大连英歌石科学城"},
    {"place": "河北省"},
    {"place": "北京市"},
    {"note": ""},
    {"text": ""},
    {"minimum": "1"},
    {"thing": "合肥高新区", "other": "元宇宙"},
    {"thing": "骆东升", "other": "大连高新技术产业园区"},
    {"indicator": "签约项目数量"},
    {"source": "article-004"},
    {"year": "2022"},
    {"product": "新型贴片电阻"},
    {"demonstration": "苏南国家自主创新示范区"},
    {"year": "1991"},
    {"text": "2025"},
    {"thing": "国家高新技术产业开发区"},
    {"policy": "“六保”"},
    {"policy": "“四链”深度融合"},
    {"level": "national"},
    {"year": "2024"},
    {"thing": "江西省"},
    {"zone": "昆明高新区"},
    {"thing": "江西省", "text": ""},
    {"thing": "王小宁", "text": ""},
    {"text": "中心"},
]


def test_twins_agree_on_other_parameters(both: Both) -> None:
    asked = answered = 0
    for number, query in enumerate(catalogue()):
        names = {p.formerly or p.name: p.name for p in query.parameters}
        for given in OTHERS[number % EVERY :: EVERY]:
            kinds = {p.name: p.class_name for p in query.parameters}
            if set(given) <= names.keys() and kinds.get("other") is None:
                asked += 1
                named = {names[name]: value for name, value in given.items()}
                answered += bool(ask_both(both, query, query.examples | named).rows)
    assert asked > len(OTHERS)
    assert answered > asked // 4


def questions() -> list[dict[str, str]]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", questions(), ids=lambda r: f"{r['question']}-{r['column']}")
def test_questions_are_answered_by_both(both: Both, row: dict[str, str]) -> None:
    answer = ask_both(both, catalogue().get(row["query"]), json.loads(row["parameters"]))
    where = json.loads(row["where"] or "{}")
    found = [r[row["column"]] for r in answer.rows if all(r[k] == v for k, v in where.items())]
    values = list(dict.fromkeys(value for value in found if value is not None))
    expected = json.loads(row["answers"])
    if row["compare"] == "count":
        assert [len(values)] == expected
    elif row["compare"] == "first":
        assert values[:1] == expected
    elif row["compare"] == "items":  # a list that the graph stores as one text
        assert [value.split("; ") for value in values] == [expected]
    elif row["compare"] == "contains":
        assert set(expected) <= set(values)
    else:
        assert row["compare"] == "set"
        assert sorted(map(str, values)) == sorted(map(str, expected))


def test_extra_facts_show(both: Both) -> None:
    """The effect of each extra row, so that the agreement of the twins is not on empty answers."""
    conflict = ask_both(both, catalogue().get("figures/disagreements"), {}).rows
    assert [(r["lowest"], r["highest"], r["values"]) for r in conflict] == [(149, 150, 2)]
    zone = "大连高新技术产业园区"
    told = ask_both(both, catalogue().get("sources/who_says"), {"thing": zone, "other": "元宇宙"})
    assert {(r["relation"], r["status"], r["source"]) for r in told.rows} == {
        ("hasIndustry", "actual", "article-002"),
        ("hasIndustry", "actual", "article-004"),
        ("hasIndustry", "planned", "article-004"),
        ("leadingIndustry", "actual", "article-004"),
    }
    partners = ask_both(both, catalogue().get("zones/partners"), {"thing": "合肥高新区"})
    assert zone in {r["partner"] for r in partners.rows}


def test_rows_are_limited_in_neo4j_too(both: Both) -> None:
    generation, settings, opened, database = both
    query = catalogue().get("zones/zones_per_province")
    whole = run_on(opened, database, generation, query, {}, settings)
    cut = run_on(opened, database, generation, query, {}, replace(settings, query_rows=5))
    assert cut.rows == whole.rows[:5]
    assert cut.truncated
    assert "5" in cut.notes[0]
    exact = replace(settings, query_rows=len(whole.rows))
    assert not run_on(opened, database, generation, query, {}, exact).truncated


def only(body: str) -> CypherText:
    """A Cypher twin without parameters."""
    return CypherText("", body, "")


SLOW = (
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 1000) AS c "
    "WITH a, b, c WHERE a + b + c < 0 RETURN a AS province, b AS zones"
)


def test_a_slow_query_is_stopped_and_it_is_said(both: Both) -> None:
    generation, settings, opened, database = both
    slow = replace(catalogue().get("zones/zones_per_province"), cypher_text=only(SLOW))
    with pytest.raises(QueryFailed) as caught:
        run_on(opened, database, generation, slow, {}, replace(settings, query_seconds=1.0))
    assert caught.value.facts == {"reason": "time", "seconds": 1.0}
    with opened.session(database=database) as session:
        left = session.run("SHOW TRANSACTIONS YIELD currentQuery").value()
    assert not [text for text in left if "100000" in text and "SHOW" not in text]


@pytest.mark.parametrize("cypher", ["RETURN 1 AS", "CREATE (n:Evil) RETURN n.x AS province"])
def test_neo4j_refuses_nonsense_and_writing(both: Both, cypher: str) -> None:
    generation, settings, opened, database = both
    wrong = replace(catalogue().get("zones/zones_per_province"), cypher_text=only(cypher))
    with pytest.raises(QueryFailed) as caught:
        run_on(opened, database, generation, wrong, {}, settings)
    assert caught.value.facts["reason"] == "refused"
    with opened.session(database=database) as session:
        assert session.run("MATCH (n:Evil) RETURN count(n)").single(strict=True)[0] == 0


def test_by_settings_alone(both: Both) -> None:
    generation, settings, _, _ = both
    answer = run_cypher(generation, catalogue().get("positions_of"), {"person": "夏青林"}, settings)
    assert {row["title"] for row in answer.rows} >= {"党委书记", "管委会主任"}


@pytest.mark.parametrize("query", list(catalogue()), ids=lambda q: q.name)
def test_a_file_runs_as_it_is_pasted(both: Both, query: SavedQuery) -> None:
    """With the example values at its top, and names in place of IRIs, as in Neo4j Browser."""
    generation, settings, opened, database = both
    pasted = opened.execute_query(query.cypher, database_=database)
    assert pasted.records
    told = run_on(opened, database, generation, query, query.examples, settings)
    if not any(p.is_thing and p.name != "source" for p in query.parameters):
        assert len(pasted.records) == len(told.rows)
    assert set(query.columns) == set(pasted.keys)


DRAWN = [query for query in catalogue() if query.cypher_text.drawn]


def test_many_queries_can_be_drawn() -> None:
    assert len(DRAWN) >= 25


@pytest.mark.parametrize("query", DRAWN, ids=lambda q: q.name)
def test_a_drawn_query_returns_a_graph(both: Both, query: SavedQuery) -> None:
    _, _, opened, database = both
    text = query.cypher_text.drawn
    graph = opened.execute_query(text, database_=database, result_transformer_=Result.graph)
    assert len(graph.nodes) > 1
    assert graph.relationships
    for record in opened.execute_query(text, database_=database).records:
        for value in record.values():
            assert value is None or isinstance(value, Entity | GraphPath)
