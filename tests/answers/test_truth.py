"""A yes or no is said only where the facts say it; what the words ask beyond a fact stays open."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.reply_words import row_words
from gaoxin.graph.store.generation import Generation


@pytest.fixture(scope="module")
def facts(shipped: Generation) -> FactFile:
    """The file of facts of the project's data."""
    return open_facts(shipped)


SAID = [
    ("Is Hefei High-tech Zone in Shanghai?", "no", "安徽省"),
    ("Is Hefei High-tech Zone a national high-tech zone?", "yes", "国家高新区"),
    ("玉溪高新区是贵州的吗", "no", "云南省"),
    ("玉溪高新区是不是云南的", "yes", "云南省"),
    ("苏州高新区是江苏GDP最高的吗", "no", "苏州工业园区"),
    ("合肥高新区是不是最早的高新区", "no", "中关村科技园区"),
    ("合肥高新区是安徽最早的高新区吗", "yes", "合肥高新技术产业开发区"),
    ("天津滨海高新区有光伏吗", "yes", "光伏"),
    ("天津滨海高新区没有光伏吗", "has", "光伏"),
    ("天津滨海高新区有新能源吗", "yes", "新能源"),
    ("天津有光伏吗", "yes", "天津滨海高新技术产业开发区"),
    ("合肥高新区是国家高新区吗", "yes", "国家高新区"),
    ("合肥高新区是企业吗", "no", "国家高新区"),
    ("合肥高新区是国家自主创新示范区吗", "yes", "合芜蚌国家自主创新示范区"),
    ("戴尔的总部在成都高新区吗", "no", "成都高新技术产业开发区"),
    ("安徽只有合肥高新区吗", "no", "安庆高新技术产业开发区"),
    ("合肥高新区获批比2000年早吗", "yes", "1991-03"),
    ("合肥高新区获批比2000年晚吗", "no", "1991-03"),
    ("合肥高新区不是企业吗", "no", "国家高新区"),
    ("合肥高新区不在安徽吗", "in", "安徽省"),
    ("光谷就是武汉东湖高新区吗", "yes", "武汉东湖新技术开发区"),
    ("合肥高新区是苏州高新区吗", "no", "合肥高新技术产业开发区"),
    ("景德镇高新区升级为国家级了吗", "yes", "2010"),
    ("宋道军是合肥高新区管委会主任吗", "yes", "合肥高新技术产业开发区"),
    ("夏青林是书记吗", "yes", "天津滨海高新技术产业开发区"),
]


@pytest.mark.parametrize(("text", "verdict", "told"), SAID, ids=[text for text, _, _ in SAID])
def test_what_the_facts_say(
    text: str, verdict: str, told: str, facts: FactFile, chinese: None
) -> None:
    reply = answer(facts, text)
    assert [(row["verdict"], row["answer"]) for row in reply.rows] == [(verdict, told)]


@pytest.mark.parametrize(
    "text",
    [
        "合肥高新区是安徽最大的高新区吗",  # that it lies there does not say so
        "合肥高新区有光伏产业吗",  # it has new energy, of which photovoltaics are a part
        "合肥蜀山区有公共安全产业吗",  # the zone lies in the same city
        "宋道军现在是合肥高新区管委会主任吗",  # he was, when the source was written
        "合肥高新区的企业都是高新技术企业吗",
        "合肥高新区GDP增长了吗",
        "合肥高新区建成世界一流高科技园区了吗",  # it plans to
        "鸿富锦是成都高新区的龙头企业吗",
        "安徽有20家高新区吗",
        "天津滨海高新区有100家企业吗",
        "Was the industrial revenue of Yingtan High-Tech Zone 1300 in 2024?",
        "合肥高新区是示范区吗",
        "夏青林是天津市的书记吗",  # of a zone that lies there
        "任广锋是主任吗",  # a deputy
    ],
)
def test_what_they_leave_open(text: str, facts: FactFile, chinese: None) -> None:
    reply = answer(facts, text)
    assert not reply.ok
    assert reply.reason


@pytest.mark.parametrize("place", ["全国", "江苏"])
def test_the_number_of_zones(place: str, facts: FactFile, chinese: None) -> None:
    number = answer(facts, f"{place}有多少家国家高新区").rows[0]["answer"]
    for said, verdict in ((number, "yes"), (number + 1, "no")):
        [row] = answer(facts, f"{place}有{said}家国家高新区吗").rows
        assert (row["answer"], row["verdict"]) == (number, verdict)


def test_only_is_denied_by_another(facts: FactFile, chinese: None) -> None:
    [row] = answer(facts, "天津滨海高新区只有光伏吗").rows
    assert row["verdict"] == "no"
    assert row["answer"] != "光伏"


def test_what_is_only_planned_is_no_yes(facts: FactFile, chinese: None) -> None:
    [row] = answer(facts, "苏州高新区2023年生产总值是1835亿元吗").rows
    assert row_words(row).startswith("目标：1835 亿元")


def test_none_of_several_is_affirmed_by_the_other(facts: FactFile, chinese: None) -> None:
    reply = answer(facts, "合肥和天津滨海高新区都有人工智能产业吗")
    assert not reply.ok
    assert [row["about"] for row in reply.rows] == ["合肥高新区"]


def test_each_of_several_is_told(facts: FactFile, chinese: None) -> None:
    rows = answer(facts, "合肥高新区、苏州高新区都在江苏吗").rows
    assert list(map(row_words, rows)) == ["合肥高新区：不是，安徽省", "苏州高新区：是，江苏省"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("安徽有国家高新区吗", "有：合肥高新技术产业开发区"),
        ("西藏有没有国家高新区", "有：拉萨高新技术产业开发区"),
        ("苏州高新区有研究院吗", "有：南大苏州创新研究院"),
    ],
)
def test_whether_there_are_any(text: str, first: str, facts: FactFile, chinese: None) -> None:
    assert row_words(answer(facts, text).rows[0]) == first


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("搞陶瓷的高新区有谁", "荣昌高新技术产业开发区"),
        ("镇江什么时候升级国家级高新区", "2014-10-20"),
        ("合肥哪年成为国家高新区", "1991-03"),
        ("最早的高新区是哪个", "中关村科技园区"),
    ],
)
def test_questions_that_mean_another(
    text: str, wanted: str, facts: FactFile, chinese: None
) -> None:
    assert wanted in [row["answer"] for row in answer(facts, text).rows]


ASKED = {
    "hasIndustry": "{}有{}产业吗",
    "leadingIndustry": "{}的主导产业是{}吗",
    "locatedIn": "{}在{}吗",
    "operatesIn": "{}做{}吗",
    "hosts": "{}有{}吗",
    "issues": "{}发布了{}吗",
    "produces": "{}生产{}吗",
    "develops": "{}研发{}吗",
    "participatesIn": "{}参加了{}吗",
    "invests": "{}投资了{}吗",
}


def test_relations_of_which_no_fact_speaks_are_never_affirmed(facts: FactFile) -> None:
    choose, told, counts = random.Random(7), [], Counter[str]()
    for predicate, words in ASKED.items():
        known = [fact for fact in facts.stating(predicate) if fact.object and not fact.is_promise]
        pairs = {(fact.subject, fact.object) for fact in facts.stating(predicate)}
        for fact in choose.sample(known, min(12, len(known))):
            for thing in (fact.object, choose.choice(known).object):
                is_so = (fact.subject, thing) in pairs
                text = words.format(facts.thing(fact.subject).zh, facts.thing(thing).zh)
                rows = answer(facts, text).rows
                verdict = rows[0].get("verdict") if rows else None
                counts[f"{is_so} {verdict}"] += 1
                if not is_so and verdict not in ("no", None):
                    told.append(text)
    assert counts["False None"] + counts["False no"] > 80
    # Some are true: a county lies in the province of its city.
    assert len(told) <= 3, told
    assert counts["True no"] == 0
    assert counts["True yes"] > 0.9 * (counts["True yes"] + counts["True None"])


def test_numbers_that_no_fact_has_are_never_affirmed(facts: FactFile) -> None:
    known = [
        fact
        for fact in facts.stating("observation")
        if fact.amount and fact.time.isdecimal() and fact.value.isdecimal()
    ]
    said: dict[str, Counter[str]] = {"so": Counter(), "other": Counter()}
    for fact in random.Random(7).sample(known, 60):
        whose, what = facts.thing(fact.subject).zh, facts.thing(fact.object).zh
        for kind, value in (("so", fact.value), ("other", str(int(fact.value) * 3 + 1))):
            reply = answer(facts, f"{whose}{fact.time}年的{what}是{value}{fact.unit}吗")
            said[kind][str(reply.rows[0].get("verdict") if reply.rows else None)] += 1
    assert said["other"]["yes"] == 0
    assert said["so"]["no"] == 0
    assert said["so"]["yes"] > 50, said
