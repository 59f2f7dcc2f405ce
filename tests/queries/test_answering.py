"""Saved queries as people ask them: values, filters, and reasons for an empty answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gaoxin.errors import BadParameter, UnresolvedName
from gaoxin.graph.store.generation import Generation
from gaoxin.queries.answering import SavedAnswer, answer_query
from gaoxin.queries.catalogue import catalogue
from gaoxin.settings import Settings

Asking = Callable[..., SavedAnswer]


@pytest.fixture
def asking(shipped: Generation, shipped_settings: Settings) -> Asking:
    def ask(name: str, **given: str) -> SavedAnswer:
        return answer_query(catalogue().get(name), given, shipped, shipped_settings)

    return ask


def test_the_values_used_are_told(asking: Asking) -> None:
    asked = asking("people/leaders_of", organization="hfgxq", source="article-003")
    assert asked.values == {"thing": "合肥高新技术产业开发区", "source": "article-003"}
    assert {row["source"] for row in asked.answer.rows} == {"article-003"}
    assert asked.answer.notes == []


def test_lists_are_filtered_by_text_source_and_grade(asking: Asking) -> None:
    name, zone = "industries/industries_of_zone", "合肥高新区"
    whole = asking(name, zone=zone).answer.rows
    text = asking(name, zone=zone, text="量 子").answer.rows
    assert text
    assert text == [row for row in whole if "量子" in str(row["industry"])]
    one = asking(name, zone=zone, source="article-003").answer.rows
    assert one
    assert one == [row for row in whole if row["source"] == "article-003"]
    strong = asking(name, zone=zone, grade="D").answer.rows
    assert 0 < len(strong) < len(whole)
    assert "general-knowledge" not in {row["source"] for row in strong}
    assert asking(name, zone=zone, grade="U").answer.rows == whole
    assert asking(name, zone=zone, text="", source="").answer.rows == whole


def test_an_unknown_grade_names_those_there_are(asking: Asking) -> None:
    name, zone = "industries/industries_of_zone", "合肥高新区"
    with pytest.raises(BadParameter) as caught:
        asking(name, zone=zone, grade="excellent")
    assert "A（" in caught.value.zh
    assert "U (" in caught.value.en


def test_what_cannot_filter_is_refused(asking: Asking) -> None:
    with pytest.raises(BadParameter, match=r"source cannot choose|不能用 source"):
        asking("zones/zones_in_place", place="江西省", source="article-003")
    with pytest.raises(UnresolvedName):
        asking("people/leaders_of", thing="合肥高新区", source="article-999")


def test_a_parameter_of_the_query_is_no_filter(asking: Asking) -> None:
    asked = asking("platforms/platforms_named", zone="天津高新区", text="海河实验室")
    assert asked.values["text"] == "海河实验室"
    assert all("海河实验室" in row["platform"] for row in asked.answer.rows)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        (
            "figures/figure",
            {"thing": "石河子高新区", "indicator": "规上工业总产值"},
            "gaoxin query targets/target thing=石河子",
        ),
        ("people/leaders_of", {"thing": "昆明高新区"}, "赵静 副局长"),
        ("figures/figure", {"thing": "赵静", "indicator": "GDP增速"}, "figures_through_zone"),
        ("enterprises/in_industry", {"industry": "元宇宙"}, "大连高新技术产业园区"),
        ("zones/partners", {"thing": "天津高新区"}, "gaoxin show 天津"),
        ("platforms/platforms_named", {"zone": "合肥高新区", "text": "火星"}, "火星"),
        (
            "comparisons/difference_of_figures",
            {"thing": "大连高新区", "indicator": "签约项目数量", "other": "国家级人才数量"},
            "国家级人才数量",
        ),
        (
            "comparisons/figure_of_two",
            {"thing": "大连高新区", "other": "合肥高新区", "indicator": "签约项目数量"},
            "合肥高新技术产业开发区 · 签约项目数量",
        ),
    ],
)
def test_an_empty_answer_says_why_and_what_to_try(
    asking: Asking, name: str, given: dict[str, str], told: str
) -> None:
    answer = asking(name, **given).answer
    assert answer.rows == []
    assert told in "\n".join(answer.notes)


def test_a_missing_figure_is_told_once(asking: Asking) -> None:
    answer = asking(
        "comparisons/change_of_figure", thing="合肥高新区", indicator="签约项目数量"
    ).answer
    assert answer.rows == []
    assert "合肥高新技术产业开发区 · 签约项目数量" in answer.notes[0]
    assert len(set(answer.notes)) == len(answer.notes)


def test_units_that_differ_are_named(asking: Asking) -> None:
    answer = asking(
        "comparisons/difference_of_figures",
        thing="大连高新区",
        indicator="签约项目数量",
        other="连续举办海创周年数",
    ).answer
    assert answer.rows == []
    told = "\n".join(answer.notes)
    assert "项" in told
    assert "年" in told


def test_a_filter_that_leaves_nothing_says_so(asking: Asking) -> None:
    answer = asking("people/leaders_of", thing="合肥高新区", text="火星").answer
    assert answer.rows == []
    (note,) = answer.notes
    assert "text=火星" in note


def test_a_thing_of_which_nothing_fits_has_still_a_reason(asking: Asking) -> None:
    answer = asking("zones/approved_in", year="1950").answer
    assert answer.rows == []
    assert answer.notes
