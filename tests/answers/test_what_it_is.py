"""What a thing is: its class, and what is known of it first."""

from __future__ import annotations

import pytest

from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.reply_words import row_words
from gaoxin.graph.store.generation import Generation


@pytest.fixture(scope="module")
def facts(shipped: Generation) -> FactFile:
    return open_facts(shipped)


@pytest.mark.parametrize(
    ("text", "first", "further"),
    [
        ("宋道军是谁", "宋道军：人物", "任职于：合肥高新技术产业开发区（管委会主任"),
        ("谁是宋道军？", "宋道军：人物", "任职于："),
        ("who is 宋道军", "宋道军：人物", "任职于："),
        ("中国声谷是什么", "中国声谷：平台", "承载方：合肥高新技术产业开发区"),
        ("快狗打车是什么公司", "快狗打车：企业", "位于：天津滨海高新技术产业开发区"),
        ("请介绍一下快狗打车这家公司", "快狗打车：企业", "位于："),
        ("介绍一下合肥高新区", "合肥高新技术产业开发区：国家高新区", "主导产业："),
        ("合肥高新区的基本情况", "合肥高新技术产业开发区：国家高新区", "位于："),
    ],
)
def test_what_is_known_of_a_thing_first(
    text: str, first: str, further: str, facts: FactFile, chinese: None
) -> None:
    reply = answer(facts, text)
    rows = [row_words(row) for row in reply.rows]
    assert rows[0] == first
    assert any(row.startswith(further) for row in rows[1:])
    assert reply.rows[0]["iri"]
    assert reply.sources
    assert len(rows) < 15


def test_it_is_told_in_english(facts: FactFile) -> None:
    rows = [row_words(row) for row in answer(facts, "中国声谷是什么").rows]
    assert rows[0].endswith(": platform")
    assert rows[1].startswith("hosted by: Hefei")


@pytest.mark.parametrize(
    "text", ["光谷是哪个高新区", "快狗打车是什么产业", "合肥高新区的主导产业是什么"]
)
def test_other_questions_are_not_taken_for_it(text: str, facts: FactFile, chinese: None) -> None:
    rows = [row_words(row) for row in answer(facts, text).rows]
    assert not any(row.endswith(("：企业", "：国家高新区")) for row in rows)


def test_what_is_planned_stands_behind_what_there_is(facts: FactFile, chinese: None) -> None:
    rows = {row.get("about"): row_words(row) for row in answer(facts, "介绍合肥高新区").rows}
    assert "、安徽自贸试验区（计划）" in rows["参与"]
    assert not rows["参与"].startswith("参与：安徽自贸试验区")


def test_a_question_of_yes_says_what_is_only_planned(facts: FactFile, chinese: None) -> None:
    (row,) = answer(facts, "合肥高新区有大数据产业园吗").rows
    assert row_words(row) == "计划中：大数据产业园（构建）"


def test_how_something_is_does_not_ask_whether(facts: FactFile, chinese: None) -> None:
    assert not answer(facts, "2024年合肥高新区怎么样").ok


def test_what_an_indicator_is_asks_for_its_definition(facts: FactFile, chinese: None) -> None:
    plain = answer(facts, "什么是营业收入")
    assert plain.ok
    for text in ("营业收入是什么意思", "营业收入是什么"):
        rows = answer(facts, text).rows
        assert [row["answer"] for row in rows] == [row["answer"] for row in plain.rows]
