"""Places in a source: read in both languages, told in the reader's, joined, and as page numbers."""

from __future__ import annotations

import pytest

from gaoxin.graph.facts.figures import locator_column, source_columns, sources_in
from gaoxin.graph.facts.finding import outgoing
from gaoxin.graph.facts.locators import joined_locators, locator_words, locators_in, page_numbers
from gaoxin.graph.facts.reader import Reader
from gaoxin.language import choose_language
from tests.fixtures.told import thing, told


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("para. 3", "第 3 段", "para. 3"),
        ("第3段", "第 3 段", "para. 3"),
        ("第 12 页", "第 12 页", "p. 12"),
        ("pp. 15-17", "第 15–17 页", "pp. 15–17"),
        ("p. 12, col. 2", "第 12 页 第 2 栏", "p. 12, col. 2"),
        ("第3、7段", "第 3、7 段", "paras. 3, 7"),
        ("para. 12; para. 3; para. 4", "第 3–4、12 段", "paras. 3–4, 12"),
        ("第1版", "第 1 版", "p. 1"),
        ("附表一", "附表一", "附表一"),
        ("12", "12", "12"),
        ("para. 2; 附表一", "第 2 段，附表一", "para. 2; 附表一"),
        ("", "", ""),
    ],
)
def test_places_in_words(text: str, zh: str, en: str, chinese: None) -> None:
    assert locator_words(text) == zh
    choose_language("en")
    assert locator_words(text) == en


def test_many_places_are_cut(chinese: None) -> None:
    assert locator_words("; ".join(f"para. {n}" for n in range(1, 40, 2))).endswith("11… 段")


def test_places_are_in_order_and_each_once() -> None:
    assert locators_in("para. 12；para. 3; para. 12") == ("para. 3", "para. 12")
    assert joined_locators(["para. 12", "", "para. 3; para. 12"]) == "para. 3; para. 12"


@pytest.mark.parametrize(
    ("text", "pages"),
    [("第12页", "12"), ("pp. 15–17; p. 3", "3, 15-17"), ("para. 3", ""), ("p. 3; para. 1", "")],
)
def test_page_numbers_of_a_bibliography(text: str, pages: str) -> None:
    assert page_numbers(text) == pages


def test_each_source_of_a_fact_has_its_own_places() -> None:
    row = "甲高新区|Zone|hasIndustry|光伏|Industry"
    generation = told(
        paper_a=[f"{row}|locator=para. 9; para. 10"], paper_b=[f"{row}|locator=p. 2"], hearsay=[row]
    )
    found = outgoing(Reader(generation), thing("甲高新区", "Zone"))
    (fact,) = (fact for fact in found if fact.predicate == "hasIndustry")
    assert {source.key: source.locator for source in fact.sources} == {
        "paper-a": "para. 9; para. 10",
        "paper-b": "p. 2",
        "hearsay": "",
    }
    row_of = {**source_columns(fact.sources), "locator": locator_column(fact.sources)}
    assert row_of["locator"] == "; para. 9 & para. 10; p. 2"
    assert {s.key: s.locator for s in sources_in([row_of])} == {
        source.key: source.locator for source in fact.sources
    }
