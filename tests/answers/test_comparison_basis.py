"""The largest of those that are known need not be the largest: it is told what was compared."""

from __future__ import annotations

import re

import pytest

from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.graph.store.generation import Generation

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def facts(shipped: Generation) -> FactFile:
    return open_facts(shipped)


@pytest.mark.parametrize("text", ["2023年生产总值最大的高新区", "高新区按生产总值排名"])
def test_it_is_told_how_many_were_compared(text: str, facts: FactFile, chinese: None) -> None:
    reply = answer(facts, text)
    assert reply.ok
    told = re.search(r"有这项数值的 (\d+) 个", reply.compared)
    assert told
    assert int(told[1]) > 1
    assert int(told[1]) >= len(reply.rows) - 1


def test_what_is_known_of_a_part_of_a_year_is_told_to_be_left_out(
    facts: FactFile, chinese: None
) -> None:
    """In nine months of that year another zone had more."""
    assert "不足一年" in answer(facts, "2023年生产总值最大的高新区").compared


def test_years_are_told(facts: FactFile, chinese: None) -> None:
    assert re.search(
        r"（\d{4}–\d{4} 年）", answer(facts, "全国生产总值最大的高新区是哪个").compared
    )


def test_what_was_compared_with_nothing(facts: FactFile) -> None:
    reply = answer(facts, "2024年哪个高新区工业营收最高")
    assert reply.ok
    assert "compared with nothing" in reply.compared
    asked = answer(facts, "合肥高新区是安徽GDP最高的高新区吗")
    assert not asked.ok
    assert "compared with nothing" in asked.reason


def test_a_count_of_what_is_in_the_graph(facts: FactFile) -> None:
    assert "need not have all" in answer(facts, "政策最多的高新区是哪个").compared
    assert answer(facts, "哪个省的高新区最多").compared == ""


@pytest.mark.parametrize("text", ["营收最高的企业", "哪家企业营业收入最高", "投资额最大的项目"])
def test_a_thing_of_another_class_is_no_answer(text: str, facts: FactFile) -> None:
    """A zone has the largest income, but it is no enterprise."""
    assert not answer(facts, text).ok


@pytest.mark.parametrize("text", ["国家高新区综合评价排名第一的高新区", "综合评价排名第一的高新区"])
def test_the_best_known_place_is_not_the_first(text: str, facts: FactFile, chinese: None) -> None:
    reply = answer(facts, text)
    assert not reply.ok
    assert "名次" in reply.reason


def test_another_ranking_is_not_told(facts: FactFile) -> None:
    """What is asked for is one of the rankings, by its name."""
    reply = answer(facts, "国家高新区综合评价排名最高的安徽高新区")
    assert [row["answer"] for row in reply.rows] == [
        "Hefei National High-Tech Industrial Development Zone"
    ]


def test_a_measure_without_figures_is_named(facts: FactFile, chinese: None) -> None:
    assert "出口额" in answer(facts, "出口额最多的高新区").reason
