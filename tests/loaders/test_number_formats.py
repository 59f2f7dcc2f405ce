"""What of a cell's display belongs to its meaning."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.loaders.tables.number_formats import parse_format, shown

YI_WAN = '[>=100000000]0!.00,,"亿元";[>=10000]0!.0,"万元";0"元"'
ACCOUNTING = '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0.0%", 0.075, "7.5%"),
        ("0%", 0.12345, "12.345%"),
        ("0%", -0.05, "-5%"),
        ("0%;[Red](0%)", -0.05, "-5%"),
        ('0.0"%"', 7.5, "7.5%"),
        ("000000", 2594, "002594"),
        ("000000", 1234567, "1234567"),
        ("000-0000-0000", 13812345678, "138-1234-5678"),
        ('0000"年"00"月"', 201805, "2018年05月"),
        ('"AH-"000', 7, "AH-007"),
        ('0.00"万元"', 500, "500万元"),
        ('0.00"万元"', -500.5, "-500.5万元"),
        ('#,##0.00"元"', 1234.5, "1234.5元"),
        ('G/通用格式"万元"', 50, "50万元"),
        ('0"家"', 12, "12家"),
        ('"第"0"期"', 3, "第3期"),
        ('0.0,"千元"', 12345, "12.345千元"),
        ('0.00,,"百万元"', 5_000_000, "5百万元"),
        ("0.0,", 5000, "5"),
        ('0!.0,"万"', 12345, "1.2345万"),
        (YI_WAN, 123456789, "1.23456789亿元"),
        (YI_WAN, 34567, "3.4567万元"),
        (YI_WAN, 567, "567元"),
        (ACCOUNTING, 1234.5, "¥1234.5"),
        (ACCOUNTING, -1234.5, "¥-1234.5"),
        (ACCOUNTING, 0, "¥0"),
        ("[$$-409]#,##0.00", 99, "$99"),
        ("[$€-2] #,##0.00", 99, "€99"),
        ('#,##0;(#,##0);"-"', 0, "0"),
        ('[=1]"是";[=0]"否"', 1, "是"),
        ('[=1]"是";[=0]"否"', 0, "否"),
        ('@"有限公司"', "甲", "甲有限公司"),
    ],
)
def test_the_format_belongs_to_the_meaning(code: str, value: float | str, text: str) -> None:
    form = parse_format(code)
    assert shown(value, form) == text
    assert not form.is_plain


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("", 5.0),
        ("General", 0.5),
        ("#,##0.00", 1234.5),
        ("#,##0_);[Red]0.00", 3.0),
        ("0.00;[红色]0.00", -3.0),
        ("# ?/?", 0.5),
        ("0.00E+00", 123456.0),
        (";;;", 5.0),
        ("h:mm", 0.5),
        ("@", "甲"),
        ("0%", True),
        ("0%", 1e16),
        ("yyyy/m/d", -5.0),
        ("yyyy/m/d", 1e9),
    ],
)
def test_the_value_alone_says_as_much(code: str, value: object) -> None:
    assert shown(value, parse_format(code)) is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('yyyy"年"m"月"', "2018-05"),
        ('[$-804]yyyy"年"m"月";;@', "2018-05"),
        ('e"年"m"月"', "2018-05"),
        ("yyyymm", "2018-05"),
        ("mmm-yy", "2018-05"),
        ('m"月"', "2018-05"),
        ("yyyy", "2018"),
        ('yyyy"年"', "2018"),
        ("yyyy/m/d", "2018-05-17"),
        ("yyyymmdd", "2018-05-17"),
        ('m"月"d"日"', "2018-05-17"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2018-05-17"),
        ("aaaa", "2018-05-17"),
        ("yyyy/m/d h:mm", "2018-05-17T14:30:00"),
        ("yyyy/m/d h:mm AM/PM", "2018-05-17T14:30:00"),
    ],
)
def test_a_date_is_as_exact_as_it_is_shown(code: str, text: str) -> None:
    form = parse_format(code)
    assert shown(datetime(2018, 5, 17, 14, 30), form) == text
    assert shown(43237.604166666664, form) == text
    assert shown(41775.604166666664, form, from_1904=True) == text


@pytest.mark.parametrize("code", ["", "General", "#,##0.00", "0.00;[红色]0.00", "# ?/?", "@"])
def test_a_plain_format_adds_nothing(code: str) -> None:
    assert parse_format(code).is_plain


def test_1900_is_a_leap_year_for_spreadsheets() -> None:
    form = parse_format("yyyy-mm-dd")
    assert shown(1, form) == "1900-01-01"
    assert shown(59, form) == "1900-02-28"
    assert shown(61, form) == "1900-03-01"
    assert shown(date(1900, 3, 1), form) == "1900-03-01"


NUMBERS = st.integers(-(10**9), 10**9).map(lambda n: n / 1000)


@given(NUMBERS, st.sampled_from(["0%", "0.00%", '0"万元"', '0.0,"千元"', '0!.0,"万"', "¥#,##0.00"]))
def test_no_digit_of_a_number_is_lost(number: float, code: str) -> None:
    text = shown(number, parse_format(code)) or ""
    factor = {"%": Decimal(100), "千元": Decimal("0.001"), "万": Decimal("0.0001")}
    digits = text.strip("¥%万千元")
    unit = text.strip("¥-0123456789.")
    assert Decimal(digits) == Decimal(str(number)) * factor.get(unit, Decimal(1))


@given(st.text(st.sampled_from('0#?.,%;"\\!_*[]$-ymdhseaG/通用格式@>=<E+ 年月万元()'), max_size=16))
def test_any_code_and_value_have_a_text_or_none(code: str) -> None:
    form = parse_format(code)
    for value in (0, -1.5, 43237.25, 1e15, "甲", date(2018, 5, 17), None):
        text = shown(value, form)
        assert text is None or isinstance(text, str)
