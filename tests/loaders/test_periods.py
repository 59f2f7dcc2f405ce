"""Times: EDTF level 1, quarters, half years and seasons; other texts are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.facts.periods import parse_period

CASES = {
    "2022": ("2022-01-01", "2022-12-31", "year"),
    "2025-02-05": ("2025-02-05", "2025-02-05", "day"),
    "2024-02": ("2024-02-01", "2024-02-29", "month"),
    "2022/2027": ("2022-01-01", "2027-12-31", "interval"),
    "2022-01/2022-09": ("2022-01-01", "2022-09-30", "interval"),
    "2024-06/2025-01": ("2024-06-01", "2025-01-31", "interval"),
    "2025-春季": ("2025-03-01", "2025-05-31", "season"),
    "2025-冬": ("2025-12-01", "2026-02-28", "season"),
    "2023-24": ("2023-12-01", "2024-02-29", "season"),
    "2025-21": ("2025-03-01", "2025-05-31", "season"),
    "9999-24": ("9999-12-01", "9999-12-31", "season"),
    "../2024-09": (None, "2024-09-30", "interval"),
    "2024-06/..": ("2024-06-01", None, "interval"),
    "/2025": (None, "2025-12-31", "interval"),
    "2025-Q1": ("2025-01-01", "2025-03-31", "quarter"),
    "2025-Q4": ("2025-10-01", "2025-12-31", "quarter"),
    "2025-34": ("2025-04-01", "2025-06-30", "quarter"),
    "2025-H1": ("2025-01-01", "2025-06-30", "half"),
    "2025-41": ("2025-07-01", "2025-12-31", "half"),
    "2025-Q1/2025-Q3": ("2025-01-01", "2025-09-30", "interval"),
    "202X": ("2020-01-01", "2029-12-31", "decade"),
    "19XX": ("1900-01-01", "1999-12-31", "century"),
    "2004-XX": ("2004-01-01", "2004-12-31", "month"),
    "2004-02-XX": ("2004-02-01", "2004-02-29", "day"),
    "2004-XX-XX": ("2004-01-01", "2004-12-31", "day"),
    "２０２５-０２": ("2025-02-01", "2025-02-28", "month"),
    "2025-02-05T08:30:00+08:00": ("2025-02-05", "2025-02-05", "day"),
    "2025-02-05T23:59:59.125Z": ("2025-02-05", "2025-02-05", "day"),
    "2025-02-05T00:00:00+0800": ("2025-02-05", "2025-02-05", "day"),
    " 2025-02 ": ("2025-02-01", "2025-02-28", "month"),
    "0001": ("0001-01-01", "0001-12-31", "year"),
    "9999-12-31": ("9999-12-31", "9999-12-31", "day"),
    "2025-01": ("2025-01-01", "2025-01-31", "month"),
    "2025-12": ("2025-12-01", "2025-12-31", "month"),
    "2024-02-29": ("2024-02-29", "2024-02-29", "day"),
    "2025-12-01": ("2025-12-01", "2025-12-01", "day"),
    "000X": ("0001-01-01", "0009-12-31", "decade"),
    "999X": ("9990-01-01", "9999-12-31", "decade"),
    "202X-XX": ("2020-01-01", "2029-12-31", "decade"),
    "20XX-XX-XX": ("2000-01-01", "2099-12-31", "century"),
    "2025-夏季": ("2025-06-01", "2025-08-31", "season"),
    "2025-22": ("2025-06-01", "2025-08-31", "season"),
    "2025-秋": ("2025-09-01", "2025-11-30", "season"),
    "2025-23": ("2025-09-01", "2025-11-30", "season"),
    "9998-24": ("9998-12-01", "9999-02-28", "season"),
    "2025-Q2": ("2025-04-01", "2025-06-30", "quarter"),
    "2025-Q3": ("2025-07-01", "2025-09-30", "quarter"),
    "2025-33": ("2025-01-01", "2025-03-31", "quarter"),
    "2025-35": ("2025-07-01", "2025-09-30", "quarter"),
    "2025-36": ("2025-10-01", "2025-12-31", "quarter"),
    "2025-H2": ("2025-07-01", "2025-12-31", "half"),
    "2025-40": ("2025-01-01", "2025-06-30", "half"),
    "2025-03-01/2025-03-01": ("2025-03-01", "2025-03-01", "interval"),
    "2024-06/": ("2024-06-01", None, "interval"),
    "2025/2025-03": ("2025-01-01", "2025-03-31", "interval"),
}


@pytest.mark.parametrize("text", CASES)
def test_bounds_and_kind(text: str) -> None:
    start, end, kind = CASES[text]
    period = parse_period(text)
    assert period.written == text
    assert (str(period.start) if period.start else None) == start
    assert (str(period.end) if period.end else None) == end
    assert period.kind == kind


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2025", False, False),
        ("2025?", True, False),
        ("2025-03~", False, True),
        ("2025%", True, True),
        ("2024?/2025~", True, True),
        ("2024?/2025", True, False),
        ("2024/2025~", False, True),
        ("2024%/..", True, True),
        ("../2025?", True, False),
        ("2024/2025", False, False),
        ("2025-Q1~", False, True),
        ("202X?", True, False),
    ],
)
def test_qualifiers(text: str, uncertain: bool, approximate: bool) -> None:
    period = parse_period(text)
    assert (period.uncertain, period.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2024-13", "no month 13"),
        ("2024-00", "no month 00"),
        ("2024-02-30", "no day 30"),
        ("2023-02-29", "no day 29"),
        ("2024-25", "no month 25"),
        ("2027/2022", "ends before"),
        ("2024-06/2024-05", "ends before"),
        ("../..", "neither end"),
        ("/", "neither end"),
        ("2020/2021/2022", "one slash"),
        ("2025-Q5", "quarters"),
        ("2025-Q0", "quarters"),
        ("2025-H3", "half years"),
        ("2025-Q1-03", "no day"),
        ("202X-03", "no month or day"),
        ("2024-XX-05", "no day"),
        ("0000", "0001"),
        ("2025年3月", "2025-03"),
        ("2025.3.1", "2025-03-01"),
        ("20250301", "2025-03-01"),
        ("2025-1", "2025-01"),
        ("", "look like"),
        ("-0500", "look like"),
        ("2025-02-05T25:00:00", "look like"),
        ("٢٠٢٥", "look like"),
        ("2025-Q²", "look like"),
        ("去年", "look like"),
        ("2025??", "look like"),
        ("2025-02-05T24:00:00", "look like"),
        ("2025-02-05T08:60:00", "look like"),
        ("2025-02-05T08:30", "look like"),
        ("2025-02-05T08:30:00?", "look like"),
        ("2025-20", "no month 20"),
        ("2025-32", "no month 32"),
        ("2025-37", "no month 37"),
        ("2025-39", "no month 39"),
        ("2025-42", "no month 42"),
        ("2025-1X", "no month 1X"),
        ("2025-X1", "no month X1"),
        ("2025-02-00", "no day 00 in 2025-02"),
        ("2025-02-1X", "no day 1X"),
        ("2025-04-31", "no day 31"),
        ("2025-H1-03", "no day"),
        ("2025-春季-03", "no day"),
        ("2025-H0", "half years"),
        ("202X-XX-05", "no month or day"),
        ("20XX-03-XX", "no month or day"),
        ("0000-01", "0001"),
        ("00XX", "0001"),
        ("2024-12-31/2024-12-30", "ends before"),
        ("2025/2024-12-31", "ends before"),
        ("2025年", "write it as 2025"),
        ("2025年3月1日", "write it as 2025-03-01"),
        ("2025年12月31号", "write it as 2025-12-31"),
        ("2025.3", "write it as 2025-03"),
        ("2025-3-1", "write it as 2025-03-01"),
        ("2025-3.1", "look like"),
        ("202503012", "look like"),
    ],
)
def test_refused_with_a_reason_in_both_languages(text: str, english: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_period(text)
    zh, en = caught.value.args
    assert zh
    assert english in en
    if english.startswith("write it as "):
        better = english.removeprefix("write it as ")
        assert (zh, en) == (f"请写作 {better}", f"write it as {better}")
        assert parse_period(better)


@given(st.dates(), st.dates())
def test_any_two_dates_make_an_interval_one_way_round(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = parse_period(f"{first}/{last}")
    assert (period.start, period.end) == (first, last)
    if first != last:
        with pytest.raises(ValueError):
            parse_period(f"{last}/{first}")


@given(st.text("0123456789-/.?~%XQH春夏季T:Z ", max_size=14) | st.text(max_size=8))
def test_random_text_is_a_period_or_a_value_error(text: str) -> None:
    try:
        period = parse_period(text)
    except ValueError as error:
        zh, en = error.args
        assert zh
        assert en
    else:
        assert period.start or period.end
        if period.start and period.end:
            assert period.start <= period.end
