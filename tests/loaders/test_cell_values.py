"""Numbers, ranges and yes or no, as cells of lists have them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.facts.chinese_numerals import chinese_number
from gaoxin.graph.facts.units import normalise
from gaoxin.loaders.lists.cell_values import (
    Number,
    exact_in,
    read_numbers,
    read_yes_no,
)
from gaoxin.loaders.lists.written_units import CURRENCIES, canonical_unit, is_money, same_quantity
from gaoxin.ontology.terms import vocabulary


def says_what_to_do(zh: str, en: str) -> bool:
    """Whether a reason for refusing a cell tells in both languages what to do next."""
    return "请" in zh and bool(re.search(r"; (?:write|correct|remove|format|enter)|: format", en))


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("5000", "", "5000"),
        ("5,000万元人民币", "", "5000 万元"),
        ("人民币3000万元整", "", "3000 万元"),
        ("人民币叁仟万元整", "", "3000 万元"),
        ("叁仟万", "万元", "3000 万元"),
        ("壹亿元", "", "10000 万元"),
        ("1.2亿", "", "1.2 亿"),
        ("1.2亿", "万元", "1.2 亿元"),
        ("500万", "万元", "500 万元"),
        ("500万", "万美元", "500 万美元"),
        ("USD 500万", "", "500 万美元"),
        ("$5 million", "", "5 百万美元"),
        ("RMB 1,000,000", "", "1000000 元"),
        ("￥1,234.00", "", "1234 元"),
        ("HK$500万", "", "500 万港元"),
        ("500万元港币", "", "500 万港元"),
        ("1000万元（人民币）", "", "1000 万元"),
        ("3000(万元)", "", "3000 万元"),
        ("1，200万元", "", "1200 万元"),
        ("０．５", "亿元", "0.5 亿元"),
        ("12 345 678", "元", "12345678 元"),
        ("7.5%", "", "7.5 %"),
        ("７．５％", "", "7.5 %"),
        ("百分之七点五", "", "7.5 %"),
        ("5.1个百分点", "", "5.1 %"),
        ("下降3.2%", "", "-3.2 %"),
        ("同比增长5.1%", "", "5.1 %"),
        ("－12.5%", "", "-12.5 %"),
        ("(1,234.56)", "万元", "-1234.56 万元"),
        ("50亩", "", "50 亩"),
        ("1.2万㎡", "平方米", "1.2 万平方米"),
        ("2.3亿元/平方公里", "", "2.3 亿元/平方公里"),
        ("300人", "", "300 人"),
        ("约3亿元", "", "~3 亿元"),
        ("3亿元左右", "", "~3 亿元"),
        ("超过500家", "", ">500 家"),
        ("超500", "家", ">500 家"),
        ("500余家", "", ">500 家"),
        ("30多亿元", "", ">30 亿元"),
        ("约120人", "", "~120 人"),
        ("大概120人", "", "~120 人"),
        ("100多人", "", ">100 人"),
        ("一百多人", "", ">100 人"),
        ("近百家", "", "~100 家"),
        ("近百", "家", "~100 家"),
        ("百余人", "", ">100 人"),
        ("千余家", "", ">1000 家"),
        ("上千人", "", ">=1000 人"),
        ("上万人", "", ">=1 万人"),
        ("过百家", "", ">100 家"),
        ("近千万元", "", "~1000 万元"),
        ("近亿元", "", "~10000 万元"),
        ("3万多", "人", ">3 万人"),
        ("两万余人", "", ">2 万人"),
        ("100万余元", "", ">100 万元"),
        ("120来人", "", "~120 人"),
        ("十来家", "", "~10 家"),
        ("120（约）", "人", "~120 人"),
        ("120人（估）", "", "~120 人"),
        ("过万", "人", ">1 万人"),
        ("亿元以上", "", ">=10000 万元"),
        ("at least 20", "", ">=20"),
        ("about 120", "人", "~120 人"),
        ("over 500", "", ">500"),
        ("100家以上", "", ">=100 家"),
        ("不低于3000万元", "", ">=3000 万元"),
        ("≥100", "", ">=100"),
        ("100+", "", ">=100"),
        ("不足200人", "", "<200 人"),
        ("5万元以下", "", "<=5 万元"),
        ("3-5亿元", "", ">=3 亿元; <=5 亿元"),
        ("3亿-5亿元", "", ">=3 亿元; <=5 亿元"),
        ("3000万-1亿元", "", ">=3000 万元; <=1 亿元"),
        ("3——5", "亿元", ">=3 亿元; <=5 亿元"),
        ("3至5家", "", ">=3 家; <=5 家"),
        ("约3-5亿元", "", ">=; ~3 亿元; <=; ~5 亿元"),
        ("3-5亿元左右", "", ">=; ~3 亿元; <=; ~5 亿元"),
        ("约3亿—约5亿元", "", ">=; ~3 亿元; <=; ~5 亿元"),
        ("约3000万-1亿元", "", ">=; ~3000 万元; <=; ~1 亿元"),
        ("10%～20%", "", ">=10 %; <=20 %"),
        ("-5--3", "%", ">=-5 %; <=-3 %"),
    ],
)
def test_numbers_are_read(text: str, unit: str, expected: str) -> None:
    found = [f"{n.comparator}{n.value} {n.unit}".strip() for n in read_numbers(text, unit)]
    assert "; ".join(found) == expected


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("", "", "不是数"),
        ("待定", "", "不是数"),
        ("两三家", "", "不是数"),
        ("百家", "", "不是数"),
        ("数百家", "", "不是数"),
        ("几十家", "", "「几」"),
        ("成百上千家", "", "不是数"),
        ("30几人", "", "「几人」"),
        ("120（30）", "", "数后面的"),
        ("百万级", "", "不是数"),
        ("12..5", "", "写得不对"),
        ("约12..5", "", "写得不对"),
        ("十几家", "", "「几家」"),
        ("1,20", "", "千位分隔"),
        ("1.200,5", "", "千位分隔"),
        ("9.11202E+17", "", "科学计数法"),
        ("1.2E+05", "", "科学计数法"),
        ("500嘛", "", "「嘛」"),
        ("3000万元（实缴）", "", "实缴"),
        ("预计5亿元", "", "预计"),
        ("2025-03-05", "", "是日期"),
        ("2025-3-5", "", "「-5」"),
        ("2024-05", "", "区间的前一个数"),
        ("3-5亿元以上", "", "区间的两端"),
        ("超3-5亿元", "", "区间的两端"),
        ("1.2.3", "", "写得不对"),
        ("12%", "万元", "「%」与这一列的「万元」不符"),
        ("3亩-5家", "", "区间两端的单位不同"),
        ("5亿-3亿元", "", "区间的前一个数"),
        ("3m", "", "「m」"),
        ("下降-3%", "", "重复"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text: str, unit: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        read_numbers(text, unit)
    assert says_what_to_do(*caught.value.args)


@pytest.mark.parametrize(
    ("text", "goal", "expected"),
    [
        ("1.2亿元", "元", "120000000"),
        ("500万美元", "元", None),
        ("约3亿元", "元", None),
        ("2.5平方公里", "公顷", "250"),
        ("15000平方米", "公顷", "1.5"),
        ("150亩", "公顷", "10"),
        ("1.5万亩", "公顷", "1000"),
        ("100亩", "公顷", None),
        ("1平方公里", "亩", "1500"),
        ("12345678901234567890平米", "平方公里", "12345678901234.56789"),
        ("5家", "元", None),
    ],
)
def test_only_exact_values_are_converted(text: str, goal: str, expected: str | None) -> None:
    (number,) = read_numbers(text)
    assert exact_in(number, goal) == expected


@pytest.mark.parametrize(
    "text", ["是", "有", "√", "✓", "Y", "yes", "TRUE", "1", "ｙ", "已认定", "是（2023年）"]
)
def test_yes(text: str) -> None:
    assert read_yes_no(text) is True


@pytest.mark.parametrize(
    "text", ["否", "无", "×", "N", "no", "false", "0", "未认定", "非", "否(申报中)"]
)
def test_no(text: str) -> None:
    assert read_yes_no(text) is False


@pytest.mark.parametrize("text", ["", "申报中", "2023年", "是否", "2", "（是）"])
def test_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(ValueError, match="是") as caught:
        read_yes_no(text)
    assert says_what_to_do(*caught.value.args)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万元人民币", "万元"),
        ("人民币万元", "万元"),
        ("万人民币", "万元"),
        ("RMB million", "百万元"),
        ("亿美金", "亿美元"),
        ("㎡", "平方米"),
        ("万千瓦时", "万千瓦时"),
        ("千瓦", "千瓦"),
        ("百分点", "%"),
        ("万元/亩", "万元/亩"),
        ("亿", "亿"),
        ("项目", ""),
        ("嘛", ""),
        ("", ""),
    ],
)
def test_units_have_one_form(text: str, unit: str) -> None:
    assert canonical_unit(text) == unit


def test_every_unit_of_the_ontology_is_known() -> None:
    codes = vocabulary().schemes["UnitScheme"].codes
    assert codes
    for code in codes:
        assert canonical_unit(code), code
        assert canonical_unit(f"万{code}"), code


def test_every_currency_may_have_a_scale() -> None:
    for currency in CURRENCIES:
        assert normalise("500", f"万{currency}") == ("5000000", currency)


def test_which_units_measure_the_same() -> None:
    assert same_quantity("万元", "亿美元")
    assert same_quantity("家", "户")
    assert not same_quantity("家", "元")
    assert is_money("亿港元")
    assert not is_money("亿度")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", "10"),
        ("二十一", "21"),
        ("一百零五", "105"),
        ("一亿二千三百四十五万六千七百八十九", "123456789"),
        ("一亿零五十万", "100500000"),
        ("一万亿", "1000000000000"),
        ("零点五", "0.5"),
        ("〇点五", "0.5"),
        ("〇", "0"),
        ("十二万", "120000"),
        ("两千", "2000"),
        ("一点二亿", "120000000"),
        ("叁仟伍佰万", "35000000"),
        ("两三", None),
        ("数百", None),
        ("二〇一八", None),
        ("百", None),
        ("点五", None),
    ],
)
def test_numbers_in_characters(text: str, value: str | None) -> None:
    assert chinese_number(text) == value


def in_characters(number: int) -> str:
    """A number below 10^12 as it is spoken."""
    for factor, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= factor:
            high, low = divmod(number, factor)
            gap = "零" if low and low < factor // 10 else ""
            return in_characters(high) + mark + gap + (in_characters(low) if low else "")
    text, has_gap = "", False
    for factor, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, factor)
        if digit:
            text += ("零" if has_gap and text else "") + "零一二三四五六七八九"[digit] + mark
        has_gap = not digit
    return text or "零"


CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@given(st.integers(0, 10**12 - 1))
def test_any_number_in_characters(number: int) -> None:
    spoken = in_characters(number)
    assert chinese_number(spoken) == str(number)
    assert chinese_number(spoken.translate(CAPITALS)) == str(number)


DECIMALS = st.decimals(0, 10**8, places=2, allow_nan=False, allow_infinity=False)
SCALED = st.sampled_from(["元", "万元", "亿元", "万美元", "家", "%", "亩", "人"])


@given(
    DECIMALS, SCALED, st.sampled_from(["{:,f}{}", "{:f}{}", " {:f} {} ", "约{:f}{}", "{:f}（{}）"])
)
def test_a_number_is_read_as_it_was_written(value: Decimal, unit: str, form: str) -> None:
    (found,) = read_numbers(form.format(value, unit))
    assert Decimal(found.value) == value
    assert found.unit == unit
    assert found.comparator == ("~" if "约" in form else "")


@given(DECIMALS, DECIMALS, SCALED, st.sampled_from("-~至—到"))
def test_a_range_keeps_both_ends(one: Decimal, other: Decimal, unit: str, mark: str) -> None:
    low, high = min(one, other), max(one, other)
    found = read_numbers(f"{low}{mark}{high}{unit}")
    assert [(Decimal(n.value), n.unit, n.comparator) for n in found] == [
        (low, unit, ">="),
        (high, unit, "<="),
    ]


@given(
    st.text(st.sampled_from("0123456789.,-+%万亿元家约超至~()（） 美以上E二十百千点"), max_size=12)
)
def test_any_text_is_a_number_or_refused_in_both_languages(text: str) -> None:
    reasons: tuple[str, ...] = ("", "")
    found: tuple[Number, ...] = ()
    try:
        found = read_numbers(text, "万元")
    except ValueError as refused:
        reasons = refused.args
    assert len(reasons) == 2
    assert bool(found) != says_what_to_do(*reasons)
    for number in found:
        assert normalise(number.value, number.unit)[0]
        assert number.unit
