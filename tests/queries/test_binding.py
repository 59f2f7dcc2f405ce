"""Binding typed texts: names are resolved, and invalid values are refused with advice."""

from __future__ import annotations

import pytest

from gaoxin.errors import AmbiguousName, BadParameter, UnresolvedName
from gaoxin.graph.store.generation import Generation
from gaoxin.queries.binding import bind, values_used
from gaoxin.queries.catalogue import Parameter, SavedQuery, catalogue
from gaoxin.queries.cypher_text import CypherText
from gaoxin.queries.sparql import run_sparql
from gaoxin.settings import Settings

TIANJIN = "https://w3id.org/gaoxin/id/zone/tianjin-binhai"


def asking(type_: str, default: str | None = None, values: tuple[str, ...] = ()) -> SavedQuery:
    parameter = Parameter("p", type_, "参", "par", default, values, "free", "7", "old")
    return SavedQuery(
        "t/q", "", "", "", "", "", "", (), ("x",), (parameter,), "", CypherText("", "", "")
    )


@pytest.mark.parametrize(
    ("type_", "text", "sparql", "cypher"),
    [
        ("string", " a'b\" ", " a'b\" ", " a'b\" "),
        ("string", "", "", ""),
        ("integer", " -12 ", "-12", -12),
        ("year", "2025", "2025", 2025),
        ("decimal", "1e3", "1000", 1000.0),
        ("decimal", "0.10", "0.10", 0.1),
    ],
)
def test_literals(type_: str, text: str, sparql: str, cypher: object) -> None:
    value = bind(asking(type_), {"p": text}, None)["p"]
    assert value.for_sparql()["literal"] == sparql
    assert value.for_cypher() == cypher


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("integer", "1.5"),
        ("integer", "１２"),
        ("integer", ""),
        ("year", "25"),
        ("decimal", "NaN"),
        ("decimal", "inf"),
        ("decimal", "12..5"),
        ("thing", "天津"),
        ("thing", " "),
        ("thing", "http://x/ y"),
        ("thing", "http://x/>"),
    ],
)
def test_nonsense_is_refused(type_: str, text: str) -> None:
    with pytest.raises(BadParameter) as caught:
        bind(asking(type_), {"p": text}, None)
    assert caught.value.facts["parameter"] == "p"
    assert "（参）" in caught.value.zh
    assert "(par)" in caught.value.en


def test_what_is_left_out_is_an_error_with_an_example() -> None:
    with pytest.raises(BadParameter) as caught:
        bind(catalogue().get("zones_with_both"), {"other": "光伏"}, None)
    assert caught.value.facts["missing"] == ["industry"]
    assert "industry（产业）" in caught.value.zh
    assert "industries/zones_with_both industry=人工智能" in caught.value.en
    with pytest.raises(BadParameter) as caught:
        bind(catalogue().get("zones_with_both"), {}, None)
    assert caught.value.facts["missing"] == ["industry", "other"]


def test_former_names_are_accepted() -> None:
    assert bind(asking("integer"), {"old": "3"}, None)["p"].for_cypher() == 3
    with pytest.raises(BadParameter, match=r"twice|两次"):
        bind(asking("integer"), {"old": "3", "p": "4"}, None)


@pytest.mark.parametrize(
    ("query", "name", "bound"),
    [
        ("people/positions_of", "person", "thing"),
        ("people/leaders_of", "zone", "thing"),
        ("zones/recognised_as", "thing", "award"),
        ("industries/industries_of_zone", "thing", "zone"),
        ("industries/industries_of_zone", "国家高新区", None),
        ("industries/industries_of_zone", "person", None),
        ("zones/approved_in", "thing", None),
    ],
)
def test_a_parameter_may_be_called_by_its_class(query: str, name: str, bound: str | None) -> None:
    saved = catalogue().get(query)
    if bound:
        assert bind(saved, {name: TIANJIN}, None)[bound].text == TIANJIN
        return
    with pytest.raises(BadParameter) as caught:
        bind(saved, {name: TIANJIN}, None)
    assert caught.value.facts["known"] == [p.name for p in saved.parameters]


def test_a_thing_of_another_class_is_named(shipped: Generation) -> None:
    with pytest.raises(BadParameter) as caught:
        bind(asking("thing:Zone"), {"p": "天津市"}, shipped)
    assert "needs a zone" in caught.value.en
    assert "要的是园区" in caught.value.zh
    assert caught.value.facts["found"] == ["division/120000"]


def test_values_for_people(shipped: Generation) -> None:
    bound = bind(catalogue().get("leaders_of"), {"thing": "tjbhgxq"}, shipped)
    assert values_used(bound) == {"thing": "天津滨海高新技术产业开发区"}


def test_missing_unknown_and_not_allowed() -> None:
    with pytest.raises(BadParameter, match=r"needs a value|需要一个值"):
        bind(asking("integer"), {}, None)
    assert bind(asking("integer", "7"), {}, None)["p"].for_cypher() == 7
    with pytest.raises(BadParameter) as caught:
        bind(asking("integer", "7"), {"q": "1"}, None)
    assert caught.value.facts["known"] == ["p"]
    with pytest.raises(BadParameter):
        bind(asking("string", "a", ("a", "b")), {"p": "c"}, None)
    assert bind(asking("string", "a", ("a", "b")), {"p": "b"}, None)["p"].text == "b"


@pytest.mark.parametrize(
    "name",
    ["天津滨海高新技术产业开发区", "滨海高新区", "tjbhgxq", "zone/tianjin-binhai", TIANJIN],
)
def test_a_thing_by_any_of_its_names(shipped: Generation, name: str) -> None:
    assert bind(asking("thing:Zone"), {"p": name}, shipped)["p"].text == TIANJIN


def test_a_source_by_its_key(shipped: Generation) -> None:
    bound = bind(asking("thing:Source"), {"p": "article-003"}, shipped)["p"]
    assert bound.for_cypher().endswith("/source/article-003")


def test_no_thing_and_several(shipped: Generation) -> None:
    with pytest.raises(UnresolvedName) as caught:
        bind(asking("thing:Zone"), {"p": "火星高新区"}, shipped)
    assert not isinstance(caught.value, AmbiguousName)
    with pytest.raises(AmbiguousName):
        bind(asking("thing:Zone"), {"p": "bhgxq"}, shipped)


@pytest.mark.parametrize("hostile", ["' OR 1=1 //", "}` DROP", '" . ?s ?p ?o . "', "\\", "\n#"])
def test_hostile_texts_are_only_texts(
    shipped: Generation, shipped_settings: Settings, hostile: str
) -> None:
    """Fault 9: texts are bound, never pasted into the query."""
    query = catalogue().get("platforms/number_named")
    given = {"zone": "天津高新区", "text": hostile}
    answer = run_sparql(shipped, query, given, shipped_settings)
    assert answer.rows in ([], [{"platforms": 0}])
    with pytest.raises(UnresolvedName):
        run_sparql(shipped, query, {"zone": hostile}, shipped_settings)


def test_a_query_that_takes_the_parameters_is_named() -> None:
    """The firms of a zone in an industry are another query than the firms of a zone."""
    query = catalogue().get("enterprises/enterprises_in_zone")
    given = {"zone": "成都高新区", "industry": "核医药"}
    with pytest.raises(BadParameter) as refused:
        bind(query, given, None)
    for text in (refused.value.zh, refused.value.en):
        assert "gaoxin query enterprises/in_zone_and_industry zone=成都高新区" in text
    with pytest.raises(BadParameter) as refused:
        bind(query, {"colour": "red"}, None)
    assert all("gaoxin query" not in text for text in (refused.value.zh, refused.value.en))
