"""Dates and periods in running text are read by one grammar; what does not exist is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.written_periods import period_of, periods_in


def read(text: str, today: str = "2024-06-03") -> list[str]:
    return [period.value for period in periods_in(text, 0, len(text), today)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2023年产值3亿元", ["2023"]),
        ("2024年前5个月", ["2024-01/2024-05"]),
        ("前5个月", ["2024-01/2024-05"]),
        ("前五个月", ["2024-01/2024-05"]),
        ("1—4月", ["2024-01/2024-04"]),
        ("2023年1至11月份", ["2023-01/2023-11"]),
        ("2023年上半年", ["2023-H1"]),
        ("前三季度", ["2023-01/2023-09"]),
        ("一季度", ["2024-Q1"]),
        ("2023年第四季度", ["2023-Q4"]),
        ("2021—2025年", ["2021/2025"]),
        ("2021年至2025年", ["2021/2025"]),
        ("8月9日至11日", ["2024-08-09/2024-08-11"]),
        ("8月30日至9月2日", ["2024-08-30/2024-09-02"]),
        ("二〇二三年十二月三日", ["2023-12-03"]),
        ("5月三十一日", ["2024-05-31"]),
        ("2023-07-18", ["2023-07-18"]),
        ("2023/7/18", ["2023-07-18"]),
        ("今年以来", ["2024"]),
        ("去年11月", ["2023-11"]),
        ("明年1月", ["2025-01"]),
        ("比去年增长8%，较上年同期提高", []),
        ("2023年营收3亿元，2024年4亿元", ["2023", "2024"]),
        ("3个月内，月产500台", []),
        ("第12023年号", []),
    ],
)
def test_periods_of_texts(text: str, values: list[str]) -> None:
    assert read(text) == values


@pytest.mark.parametrize(
    "text", ["2024年2月31日", "2023年2月29日", "13月5日", "2024年前13个月", "9-3月", "2024-02-31"]
)
def test_what_does_not_exist_is_refused(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "today", "values"),
    [
        ("12月30日", "2024-01-05", ["2023-12-30"]),
        ("1月8日", "2023-12-28", ["2024-01-08"]),
        ("1-11月", "2024-01-20", ["2023-01/2023-11"]),
        ("上半年", "2024", ["2024-H1"]),
        ("今年", "", []),
        ("8月", "", []),
    ],
)
def test_what_has_no_year_counts_from_today(text: str, today: str, values: list[str]) -> None:
    assert read(text, today) == values


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ({"month": "十二", "day": "三十一"}, "2024-12-31"),
        ({"half": "上"}, "2024-H1"),
        ({"half": "2"}, "2024-H2"),
        ({"quarter": "四"}, "2024-Q4"),
        ({"quarters": "三"}, "2024-01/2024-09"),
        ({"months": "1"}, "2024-01"),
    ],
)
def test_parts_are_given_as_they_are_written(parts: dict[str, str], value: str) -> None:
    assert period_of("二〇二四", **parts) == period_of("2024", **parts) == value


def test_a_period_stands_at_its_place() -> None:
    text = "产值自2023年8月以来增长"
    (found,) = periods_in(text, 0, len(text))
    assert text[found.start : found.end] == "2023年8月"


def test_parts_that_do_not_fit_are_told_in_both_languages() -> None:
    with pytest.raises(ValueError, match="没有 31 日") as refused:
        period_of("2024", "2", "31")
    assert len(refused.value.args) == 2


@given(
    st.text(st.sampled_from("0123456789一二三十〇年月日号前个季度上半今去至-—/.,"), max_size=18),
    st.sampled_from(["", "2024", "2024-06", "2024-06-03"]),
)
def test_any_text_gives_times_of_the_common_table(text: str, today: str) -> None:
    for value in read(text, today):
        assert parse_period(value).written == value
