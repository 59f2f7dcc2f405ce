"""Years, periods, bounds, ranks and counts that are read in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaoxin.answers.lexicon.expressions import SHORT_YEAR, expressions
from gaoxin.answers.lexicon.numerals import read_number
from gaoxin.graph.facts.periods import parse_period


@pytest.mark.parametrize(
    ("sentence", "value", "relation"),
    [
        ("2024年营收", "2024", ""),
        ("2024营收", "2024", ""),
        ("２０２４年营收", "2024", ""),
        ("二〇二四年营收", "2024", ""),
        ("到2025年要做到", "2025", "until"),
        ("截至2023年底", "2023", "until"),
        ("2015年以前", "2015", "before"),
        ("2015年之后", "2015", "after"),
        ("2010年以来", "2010", "since"),
        ("自2010年起", "2010", "since"),
        ("2022年前三季度", "2022-01/2022-09", ""),
        ("2022年前三个季度", "2022-01/2022-09", ""),
        ("2025年一季度", "2025-Q1", ""),
        ("2025年第4季度", "2025-Q4", ""),
        ("2023年上半年", "2023-H1", ""),
        ("2023下半年", "2023-H2", ""),
        ("2024年1-9月", "2024-01/2024-09", ""),
        ("2024年1至6月", "2024-01/2024-06", ""),
        ("2025年2月5日", "2025-02-05", ""),
        ("2025年2月", "2025-02", ""),
        ("2022至2027年", "2022/2027", ""),
        ("2021年—2023年", "2021/2023", ""),
        ("since 2019", "2019", "since"),
        ("by 2030", "2030", "until"),
        ("24年的营收", "2024", ""),
        ("23年前三季度", "2023-01/2023-09", ""),
    ],
)
def test_periods(sentence: str, value: str, relation: str) -> None:
    found = expressions(sentence)
    assert [(e.kind, e.value, e.relation) for e in found] == [("period", value, relation)]
    parse_period(value)  # the form is that of the column time


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "relation"),
    [
        ("超过500亿元的", "50000000000", "元", ">"),
        ("不到一千亿的", "100000000000", "", "<"),
        ("三千家以上", "3000", "家", ">="),
        ("至少两个平台", "2", "个", ">="),
        ("1.2万亿元", "1200000000000", "元", ""),
        ("5000多家", "5000", "家", ">"),
        ("五百多亿元", "50000000000", "元", ">"),
        ("超过百分之五十", "50", "%", ">"),
        ("高2.5个百分点", "2.5", "%", ""),
        ("100亿左右", "10000000000", "", "~"),
        ("1,200家", "1200", "家", ""),
        ("over 50 billion yuan", "50000000000", "元", ">"),
        ("at least 3 million dollars", "3000000", "美元", ">="),
    ],
)
def test_numbers(sentence: str, value: str, unit: str, relation: str) -> None:
    found = [(e.kind, e.value, e.unit, e.relation) for e in expressions(sentence)]
    assert found == [("number", value, unit, relation)]


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("前三名", "top", "3"),
        ("排前十的", "top", "10"),
        ("百强园区", "top", "100"),
        ("top 5 zones", "top", "5"),
        ("排第三的", "rank", "3"),
        ("第12位", "rank", "12"),
        ("No. 3", "rank", "3"),
    ],
)
def test_tops_and_ranks(sentence: str, kind: str, value: str) -> None:
    assert [(e.kind, e.value) for e in expressions(sentence)] == [(kind, value)]


@pytest.mark.parametrize("sentence", ["看一下", "一个园区", "一把手", "第一个", "5G基站", "三方"])
def test_words_that_count_nothing(sentence: str) -> None:
    assert expressions(sentence) == []


@pytest.mark.parametrize("sentence", ["近20年的营收", "20年来", "连续10年", "10年前", "15年内"])
def test_a_length_of_time_is_no_year(sentence: str) -> None:
    assert not [e for e in expressions(sentence) if e.kind == "period"]
    assert not SHORT_YEAR.search(sentence)


def test_expressions_stand_in_order_and_at_their_place() -> None:
    sentence = "前 三 名中，２０２５年超过五百亿元的"
    found = expressions(sentence)
    assert [e.kind for e in found] == ["top", "period", "number"]
    assert [sentence[e.start : e.end] for e in found] == [e.text for e in found]
    assert found[0].text == "前 三 名"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", "10"),
        ("百", "100"),
        ("俩", "2"),
        ("一百零五", "105"),
        ("两千三百", "2300"),
        ("三万五千", "35000"),
        ("一万二千亿", "1200000000000"),
        ("二〇二五", "2025"),
        ("3.5", "3.5"),
        ("2 billion", "2000000000"),
        ("12万", "120000"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "多", "1.2.3", "三个", "两三"])
def test_what_is_no_numeral(text: str) -> None:
    assert read_number(text) is None


def test_more_digits_than_a_figure_has_are_no_number() -> None:
    assert read_number("1" * 20) == Decimal("1" * 20)
    assert read_number("1" * 200) is None


def test_a_number_like_a_year_is_a_number_before_a_unit() -> None:
    found = expressions("超过2000亿元")
    assert [(e.kind, e.value, e.relation) for e in found] == [("number", "200000000000", ">")]
