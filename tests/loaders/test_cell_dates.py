"""Dates and periods as users of Chinese spreadsheets write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.facts.periods import parse_period
from gaoxin.loaders.lists.cell_dates import read_date, read_period, read_span
from gaoxin.ontology.literals import date_type


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018/5/17", "2018-05-17"),
        ("2018-5-17", "2018-05-17"),
        ("2018.5.17", "2018-05-17"),
        ("2018.05.17.", "2018-05-17"),
        ("2018．5．17", "2018-05-17"),
        ("20180517", "2018-05-17"),
        ("2018年5月17日", "2018-05-17"),
        ("2018年 5月 17日", "2018-05-17"),
        ("2018年5月17号", "2018-05-17"),
        ("2018年5月17日（周四）", "2018-05-17"),
        ("二〇一八年五月十七日", "2018-05-17"),
        ("2018- 5-17", "2018-05-17"),
        ("2018/5/17 14:30:00", "2018-05-17"),
        ("2018/05/17 0:00", "2018-05-17"),
        ("2018-05-17T14:30:00.000+08:00", "2018-05-17"),
        ("2018年5月", "2018-05"),
        ("2018年５月", "2018-05"),
        ("2018年五月", "2018-05"),
        ("2018 年 5 月", "2018-05"),
        ("2018年5月底", "2018-05"),
        ("2018/5", "2018-05"),
        ("2018-05", "2018-05"),
        ("2018.5", "2018-05"),
        ("2018.01", "2018-01"),
        ("201805", "2018-05"),
        ("2018", "2018"),
        ("2018年", "2018"),
        ("2025年底", "2025"),
        ("2025年底前", "2025"),
        ("2024年3月1日起施行", "2024-03-01"),
        ("自2024年3月1日起", "2024-03-01"),
        ("至2026年12月31日止", "2026-12-31"),
        ("2025年第四季度", "2025"),
        ("43237", "2018-05-17"),
        ("43237.6", "2018-05-17"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_written(text: str, expected: str) -> None:
    assert read_date(text) == expected


def test_numbers_of_days_may_count_from_1904() -> None:
    assert read_date("41775", True) == "2018-05-17"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2018.1", "丢了零的 10 月"),
        ("18/5/17", "年份请写四位"),
        ("5/17/2018", "年份请写四位"),
        ("18年5月", "年份请写四位"),
        ("2018-02-30", "没有 30 日"),
        ("2023-02-29", "没有 29 日"),
        ("2018-13", "不是可用的日期"),
        ("20181345", "不是可用的日期"),
        ("201813", "不是可用的日期"),
        ("99999", "不是可用的日期"),
        ("123", "不是可用的日期"),
        ("2018-2020", "不是可用的日期"),
        ("尽快", "不是可用的日期"),
        ("2025年6月前", "不是可用的日期"),
        ("", "不是可用的日期"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        read_date(text)
    assert len(caught.value.args) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年1-6月", "2024-01/2024-06"),
        ("2024年1至9月", "2024-01/2024-09"),
        ("2024年前9个月", "2024-01/2024-09"),
        ("2024年前三季度", "2024-01/2024-09"),
        ("2024年上半年", "2024-H1"),
        ("2024年下半年", "2024-H2"),
        ("2024年一季度", "2024-Q1"),
        ("2024年第4季度", "2024-Q4"),
        ("2024Q1", "2024-Q1"),
        ("2024年度", "2024"),
        ("截至2024年底", "2024"),
        ("2024年9月末", "2024-09"),
        ("2024年1月", "2024-01"),
        ("2024年前1个月", "2024-01"),
        ("“十四五”期间", "2021/2025"),
        ("十三五时期", "2016/2020"),
        ("十二五", "2011/2015"),
        ("“十五五”", "2026/2030"),
        ("2022年至2024年", "2022/2024"),
        ("2022年到2024年", "2022/2024"),
        ("2022~2024", "2022/2024"),
        ("2022——2024年", "2022/2024"),
        ("2022/2024", "2022/2024"),
        ("2024-长期", "2024/.."),
        ("2024年3月—6月", "2024-03/2024-06"),
        ("2022-2024年", "2022/2024"),
        ("2023年5月-2025年6月", "2023-05/2025-06"),
        ("2024年3月-6月", "2024-03/2024-06"),
        ("2018年至今", "2018/.."),
    ],
)
def test_periods(text: str, expected: str) -> None:
    assert read_period(text) == expected
    assert parse_period(expected)


@pytest.mark.parametrize("text", ["近三年", "上年", "2025-2023", "", "十六五"])
def test_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"日期|区间"):
        read_period(text)


def test_spans() -> None:
    assert read_span("2023.5—2025.6") == ("2023-05", "2025-06")
    assert read_span("2018年至今") == ("2018", "")
    assert read_span("2023-05-01至2024-06-30") == ("2023-05-01", "2024-06-30")
    with pytest.raises(ValueError, match="日期"):
        read_span("2024-05")


FORMS = (
    "{y}/{m}/{d}",
    "{y}-{m}-{d}",
    "{y}.{m}.{d}",
    "{y}年{m}月{d}日",
    "{y}{m:02}{d:02}",
    "{y}-{m:02}-{d:02}T08:30:00",
    "{y}/{m}/{d} 8:30",
)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_a_day_is_read_in_every_form(day: date, form: str) -> None:
    assert read_date(form.format(y=day.year, m=day.month, d=day.day)) == day.isoformat()


@given(st.dates(date(1955, 1, 1), date(2099, 12, 31)))
def test_the_number_of_a_day_is_the_day(day: date) -> None:
    assert read_date(str((day - date(1899, 12, 30)).days)) == day.isoformat()


@given(st.text(st.sampled_from("0123456789-/.年月日至季度上半Q 今一二十:"), max_size=14))
def test_any_text_is_a_period_of_the_common_table_or_refused(text: str) -> None:
    if period := result_or_reasons(read_period, text):
        assert parse_period(period)
    if day := result_or_reasons(read_date, text):
        assert date_type(day)


def result_or_reasons(read: Callable[[str], str], text: str) -> str:
    """The result, or ``""`` for a refusal, which must have its reason in both languages."""
    reasons: tuple[str, ...] = ()
    try:
        return read(text)
    except ValueError as refused:
        reasons = refused.args
    assert len(reasons) == 2
    assert all(reasons)
    return ""
