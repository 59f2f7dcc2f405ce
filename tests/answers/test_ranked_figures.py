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
    assert [row["about"] for row in first] == [row["about"] for row in reply.rows][:5]


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
