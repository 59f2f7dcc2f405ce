"""Figures of several things: each with its thing, the largest first, within what is asked for."""

from __future__ import annotations

import re

import pytest

from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.graph.store.generation import Generation


@pytest.fixture(scope="module")
def facts(shipped: Generation) -> FactFile:
    return open_facts(shipped)


def test_a_figure_of_all_zones_is_a_ranking(facts: FactFile) -> None:
    reply = answer(facts, "各高新区的地区生产总值")
    amounts = [row["answer"] for row in reply.rows]
    assert amounts == sorted(amounts, reverse=True)
    assert all(row["about"] and row["time"] for row in reply.rows)
    first = answer(facts, "地区生产总值排名前五的高新区").rows
    told = list(dict.fromkeys(row["about"] for row in reply.rows if row["answer"]))
    assert len(first) == 5
    assert {row["answer"] for row in first} <= {*told[:6]}
    assert all(row["value"] and row["time"] for row in first)


@pytest.mark.parametrize(
    ("text", "is_rising"),
    [
        ("高新区按GDP排名", False),  # a synonym is the very name of one figure's indicator
        ("国家高新区GDP从高到低", False),
        ("高新区GDP从低到高", True),
        ("高新区按营业收入排名", False),
        ("江苏高新区按面积排序", False),
        ("2023年高新区生产总值排行", False),
    ],
)
def test_zones_are_told_in_the_order_that_is_asked_for(
    text: str, is_rising: bool, facts: FactFile, chinese: None
) -> None:
    rows = answer(facts, text).rows
    names = [row["answer"] for row in rows]
    amounts = [_amount(row["value"]) for row in rows]
    assert len(set(names)) == len(names) > 2
    assert amounts == sorted(amounts, reverse=not is_rising)
    assert all(row["time"] for row in rows)


def _amount(words: str) -> float:
    """The number in 多于 3516 亿元, 4.6 万亿元, 278 平方公里."""
    found = re.search(r"([\d.]+) (万亿|亿|万|)", words)
    assert found, words
    return float(found[1]) * {"万亿": 1e12, "亿": 1e8, "万": 1e4, "": 1}[found[2]]


def test_the_rank_of_one_zone_is_no_figure_of_it(facts: FactFile) -> None:
    assert not answer(facts, "济南高新区GDP排名").ok


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("哪些高新区的生产总值超过1000亿元", 1000, None),
        ("生产总值超过3000亿的高新区", 3000, None),
        ("哪些高新区的生产总值不到100亿元", None, 100),
    ],
)
def test_figures_lie_within_the_bounds_of_the_question(
    text: str, least: float | None, most: float | None, facts: FactFile, chinese: None
) -> None:
    numbers = [
        float(next(re.finditer(r"[\d.]+", str(row.get("value") or row["answer"]))).group())
        for row in answer(facts, text).rows
    ]
    assert len(numbers) > 1
    assert all(least is None or number > least for number in numbers)
    assert all(most is None or number < most for number in numbers)


def test_no_figure_lies_within_the_bounds(facts: FactFile, chinese: None) -> None:
    reply = answer(facts, "哪些高新区的生产总值超过9000亿元")
    assert not reply.ok
    assert "范围" in reply.reason


def test_places_are_those_that_are_asked_for(facts: FactFile, chinese: None) -> None:
    reply = answer(facts, "综合评价排名前三的高新区有哪些")
    assert reply.ok
    assert all(row["value"] in ("第 1 位", "第 2 位", "第 3 位") for row in reply.rows)
    # A zone that wants to be among the first is not the first.
    assert not answer(facts, "哪个高新区综合评价排第一").ok
