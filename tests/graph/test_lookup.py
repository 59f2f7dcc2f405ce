"""Lookups over the RDF forms of the architecture, in an in-memory store."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest

from gaoxin.errors import BadParameter, UnknownTerm, UnresolvedName
from gaoxin.graph.lookup.paths import answer, paths
from gaoxin.graph.lookup.thing import common_neighbours, facts_of, neighbours
from tests.fixtures.sample import Sample, iri, tianjin

BINHAI = iri("zone/binhai")
pytestmark = pytest.mark.usefixtures("chinese")


@pytest.fixture(scope="module")
def generation() -> SimpleNamespace:
    return tianjin().generation()


def rows_of(answered: Any, **wanted: object) -> list[dict[str, Any]]:
    return [row for row in answered.rows if all(row[key] == value for key, value in wanted.items())]


def test_statement_of_two_sources_is_one_fact_with_a_grade_by_each(
    generation: SimpleNamespace,
) -> None:
    (row,) = rows_of(facts_of(generation, BINHAI), predicate="locatedIn", direction="out")
    assert row["name"] == "天津市"
    assert row["class"] == "City"
    assert row["source"] == "article-000; article-001"
    assert row["source_title"] == "滨海高新区的新能源; 先进电池产业链"
    assert row["source_date"] == "2024-05-06; 2025-01-02"
    assert row["grade"] == "D; I"


def test_figure_and_target_tell_value_unit_time_and_status(generation: SimpleNamespace) -> None:
    facts = facts_of(generation, BINHAI)
    (figure,) = rows_of(facts, predicate="observation")
    assert (figure["name"], figure["value"], figure["unit"]) == ("生产总值", "69.7", "亿元")
    assert (figure["time"], figure["status"]) == ("2023", "actual")
    (target,) = rows_of(facts, predicate="target")
    assert (target["value"], target["time"], target["status"]) == (">=100", "2025", "target")


def test_exact_form_of_a_figure_wins_over_its_canonical_one() -> None:
    g = tianjin()
    g.figure("zone/other", "indicator/IND001", "2.0", "年", valueText="2.0")
    (row,) = rows_of(facts_of(g.generation(), iri("zone/other")), predicate="observation")
    assert row["value"] == "2.0"


def test_figures_of_an_indicator_are_found_from_the_indicator(generation: SimpleNamespace) -> None:
    found = rows_of(facts_of(generation, iri("indicator/IND001")), direction="in")
    assert [(row["name"], row["predicate"]) for row in found] == [
        ("天津滨海高新技术产业开发区", "observation"),
        ("天津滨海高新技术产业开发区", "target"),
    ]


def test_each_title_of_a_person_is_a_fact_and_the_triple_is_not_another(
    generation: SimpleNamespace,
) -> None:
    found = rows_of(facts_of(generation, iri("person/xia")), predicate="holdsPosition")
    assert sorted(row["qualifier"] for row in found) == ["党委书记", "管委会主任"]
    assert {row["time"] for row in found} == {"2022"}


def test_plain_triple_is_a_fact_and_attributes_too(generation: SimpleNamespace) -> None:
    facts = facts_of(generation, BINHAI)
    (hosts,) = rows_of(facts, predicate="hosts")
    assert (hosts["name"], hosts["source"], hosts["inferred"]) == (
        "中国信创谷",
        "article-000",
        False,
    )
    (approved,) = rows_of(facts, predicate="approved")
    assert (approved["value"], approved["label"]) == ("1991-03", "批准时间")


def test_plain_triple_of_another_source_stands_beside_the_statement() -> None:
    g = tianjin()
    g.bare("enterprise/lishen", "locatedIn", "zone/binhai", "article-001")
    facts = facts_of(g.generation(), iri("enterprise/lishen"))
    found = rows_of(facts, predicate="locatedIn")
    assert sorted((row["source"], row["status"]) for row in found) == [
        ("article-000", "actual"),
        ("article-001", ""),
    ]


def test_echoes_of_stated_facts_are_left_out_unless_asked(generation: SimpleNamespace) -> None:
    plain = facts_of(generation, BINHAI)
    assert not rows_of(plain, predicate="hasIndustry")
    assert not rows_of(plain, predicate="hostedBy")
    full = facts_of(generation, BINHAI, echoes=True)
    assert [row["inferred"] for row in rows_of(full, predicate="hasIndustry")] == [True]
    assert [row["inferred"] for row in rows_of(full, predicate="hostedBy")] == [True]


def test_what_follows_from_several_facts_is_no_echo() -> None:
    g = tianjin()
    g.thing("industry/all", "Industry", "全部产业")
    g.relation("industry/energy", "subIndustryOf", "industry/all")
    g.inferred("industry/battery", "subIndustryOf", "industry/all")
    found = neighbours(g.generation(), iri("industry/battery"), ["subIndustryOf"]).answer
    assert [(row["name"], row["inferred"]) for row in found.rows] == [
        ("新能源产业", False),
        ("全部产业", True),
    ]


def test_neighbours_by_relation_and_limit(generation: SimpleNamespace) -> None:
    found = neighbours(generation, BINHAI, ["locatedIn"]).answer
    assert {(row["direction"], row["name"]) for row in found.rows} == {
        ("out", "天津市"),
        ("in", "力神电池"),
    }
    assert not found.truncated
    cut = neighbours(generation, BINHAI, limit=2).answer
    assert len(cut.rows) == 2
    assert cut.truncated
    assert not rows_of(neighbours(generation, BINHAI).answer, predicate="observation")


def test_unknown_relation_and_thing_are_refused(generation: SimpleNamespace) -> None:
    with pytest.raises(UnknownTerm) as term:
        neighbours(generation, BINHAI, ["locatedon"])
    assert {"位于", "located in"} & set(term.value.facts["nearest"])
    with pytest.raises(UnresolvedName):
        facts_of(generation, iri("zone/nowhere"))
    with pytest.raises(UnresolvedName):
        paths(generation, BINHAI, iri("zone/nowhere"))
    with pytest.raises(BadParameter):
        paths(generation, BINHAI, BINHAI, k=0)


def test_common_neighbours_tell_both_ways(generation: SimpleNamespace) -> None:
    (row,) = common_neighbours(generation, BINHAI, iri("enterprise/lishen")).rows
    assert row["name"] == "先进电池"
    assert row["relations_a"] == "主导产业; 拥有产业"
    assert row["relations_b"] == "从事产业"
    (city,) = common_neighbours(generation, BINHAI, iri("zone/other")).rows
    assert city["name"] == "天津市"


def test_path_tells_each_step_with_its_source(generation: SimpleNamespace) -> None:
    search = paths(generation, iri("person/xia"), iri("industry/energy"))
    (path,) = search.paths
    assert [node.removeprefix(iri("")) for node in path.nodes] == [
        "person/xia",
        "zone/binhai",
        "industry/battery",
        "industry/energy",
    ]
    told = answer(generation, search).rows
    assert [row["step"] for row in told] == [1, 1, 2, 3]
    assert told[2]["label"] == "主导产业"
    assert told[3]["source"] == "article-001"


def test_not_found_within_the_hops_is_said(generation: SimpleNamespace) -> None:
    search = paths(generation, iri("person/xia"), iri("industry/energy"), max_hops=2)
    assert search.paths == []
    assert "2 步之内未找到" in answer(generation, search).notes[0]
    lonely = paths(generation, iri("person/xia"), iri("technology/alone"))
    assert lonely.paths == []


def test_path_by_chosen_relations_only(generation: SimpleNamespace) -> None:
    ends = iri("enterprise/lishen"), iri("industry/battery")
    assert len(paths(generation, *ends).paths[0].nodes) == 2
    around = paths(generation, *ends, relations=["locatedIn", "leadingIndustry"])
    assert [len(path.nodes) for path in around.paths] == [3]


@pytest.mark.parametrize("seed", range(12))
def test_shortest_paths_are_those_of_networkx(seed: int) -> None:
    oracle = nx.gnm_random_graph(40, 60, seed=seed)
    g = Sample()
    g.source("article-000", "t", "2024")
    keys = {node: f"enterprise/n{node:02d}" for node in oracle}
    for key in keys.values():
        g.thing(key, "Enterprise", key)
    for a, b in oracle.edges:
        g.bare(keys[a], "partnerOf", keys[b])
    generation = g.generation()
    for target in range(1, 40, 3):
        search = paths(generation, iri(keys[0]), iri(keys[target]), max_hops=40, k=50)
        expected = (
            sorted(nx.all_shortest_paths(oracle, 0, target))
            if nx.has_path(oracle, 0, target)
            else []
        )
        named = [tuple(iri(keys[node]) for node in path) for path in expected]
        assert [path.nodes for path in search.paths] == named[:50]
        assert search.more == (len(named) > 50)
