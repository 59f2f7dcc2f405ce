"""Times: EDTF level 1, quarters, half years, seasons, and refusal of what is none."""

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
    ],
)
def test_refused_with_a_reason_in_both_languages(text: str, english: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_period(text)
    zh, en = caught.value.args
    assert zh
    assert english in en


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
