"""Figures: exact canonical decimals, and 万 and 亿 multiplied out if that is safe."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.facts.units import normalise, parse_figure

DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("69.7", "69.7"),
        ("69.70", "69.7"),
        ("2.0", "2"),
        ("-0", "0"),
        ("0.0", "0"),
        ("+5", "5"),
        ("007", "7"),
        ("100", "100"),
        (".5", "0.5"),
        ("5.", "5"),
        ("１２．５", "12.5"),
        ("−3", "-3"),
        ("1,200.5", "1200.5"),
        ("12,345,678", "12345678"),
        ("1，200", "1200"),
        ("9" * 20, "9" * 20),
        ("-" + "9" * 20, "-" + "9" * 20),
        ("0." + "1" * 18, "0." + "1" * 18),
        ("0" * 59 + "5", "5"),
        (" 5 ", "5"),
        ("-1,200", "-1200"),
        ("+1,200.50", "1200.5"),
        ("999,999", "999999"),
    ],
)
def test_canonical_form_and_whether_it_differs(written: str, canonical: str) -> None:
    assert parse_figure(written) == (canonical, canonical != written)


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("12..5", "not one number"),
        ("", "not one number"),
        ("12,5", "thousands"),
        ("1,2345", "thousands"),
        ("1.2,345", "thousands"),
        ("10²", "not one number"),
        ("٣", "not one number"),
        ("NaN", "not one number"),
        ("Infinity", "not one number"),
        ("1_000", "not one number"),
        ("1e5", "exponent"),
        ("5%", "unit"),
        ("3万", "unit"),
        (">5", "qualifier"),
        ("3-4", "two rows"),
        ("9" * 21, "20 digits"),
        ("0." + "1" * 19, "18"),
        ("1" * 100, "more than 60"),
        ("0" * 60 + "5", "more than 60"),
        ("1234,567", "thousands"),
        (",123", "thousands"),
        ("-5.5%", "unit"),
        ("3.5 亿元", "unit"),
        ("2千", "unit"),
        ("≥5", "signs like"),
        ("<= 5", "signs like"),
        ("约5", "signs like"),
        ("3至4", "two rows"),
        ("3 ~ 4.5", "two rows"),
        ("-1.5E+5", "exponent"),
        ("1e5元", "not one number"),
    ],
)
def test_refused_with_a_reason(written: str, english: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_figure(written)
    zh, en = caught.value.args
    assert zh
    assert english in en


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("5%", "请把 % 写在 unit 列", "put the % into the column unit"),
        (
            ">5",
            "请把 >、~ 等写在 qualifier 列",
            "put signs like > and ~ into the column qualifier",
        ),
        ("3-4", "请把区间的两端写成两行", "write the two ends of a range as two rows"),
        ("1e5", "请不用指数写法", "write it without an exponent"),
        ("3万", "请把 万、亿 等写在 unit 列", "put 万, 亿 and the unit into the column unit"),
        ("x", "不是一个数", "it is not one number"),
        (
            "12,5",
            "逗号只能作千位分隔（1,200.5）",
            "a comma may only set off thousands (1,200.5)",
        ),
    ],
)
def test_the_reason_says_how_to_write_it(written: str, zh: str, en: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_figure(written)
    assert caught.value.args == (zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1.5", "万亿元", ("1500000000000", "元")),
        ("69.7", "亿元", ("6970000000", "元")),
        ("2", "万名", ("20000", "名")),
        ("2", "万人", ("20000", "人")),
        ("2", "亿美元", ("200000000", "美元")),
        ("2", "万平方米", ("20000", "平方米")),
        ("0.00001", "万元", ("0.1", "元")),
        ("4", "百家", ("400", "家")),
        ("3", "千人", ("3000", "人")),
        ("5", "万", ("50000", "")),
        ("3", "万千瓦", ("30000", "千瓦")),
        ("2", "亿千瓦时", ("200000000", "千瓦时")),
        ("3", "千瓦", ("3", "千瓦")),
        ("3", "千米", ("3", "千米")),
        ("3", "吉瓦", ("3", "吉瓦")),
        ("5", "百分点", ("5", "百分点")),
        ("5", "%", ("5", "%")),
        ("5", "％", ("5", "%")),
        ("2", "平方公里", ("2", "平方公里")),
        ("2", "万元/人", ("2", "万元/人")),
        ("7", "", ("7", "")),
        ("9" * 20, "亿元", ("9" * 20, "亿元")),
        ("9" * 12, "亿元", ("9" * 12 + "0" * 8, "元")),
        ("9" * 13, "亿元", ("9" * 13, "亿元")),
        ("-1.5", "亿元", ("-150000000", "元")),
        ("0", "亿元", ("0", "元")),
        ("2.50", "%", ("2.5", "%")),
        ("2", " 亿元 ", ("200000000", "元")),
        ("2", "亿", ("200000000", "")),
        ("2", "千", ("2000", "")),
        ("2", "百", ("2", "百")),
        ("2", "百人", ("200", "人")),
        ("2", "万件次", ("20000", "件次")),
        ("2", "万标箱", ("20000", "标箱")),
        ("2", "万吨标准煤", ("20000", "吨标准煤")),
        ("2", "亿度", ("200000000", "度")),
        ("2", "千瓦时", ("2", "千瓦时")),
        ("2", "千克", ("2", "千克")),
        ("2", "千升", ("2", "千升")),
        ("2", "万千克", ("20000", "千克")),
        ("2", "万公顷", ("2", "万公顷")),
        ("2", "元", ("2", "元")),
    ],
)
def test_units_are_multiplied_out_where_that_is_safe(
    value: str, unit: str, expected: tuple[str, str]
) -> None:
    assert normalise(value, unit) == expected


@given(st.decimals(-(10**20) + 1, 10**20 - 1, allow_nan=False, places=6))
def test_canonical_form_is_what_the_store_keeps(number: Decimal) -> None:
    canonical, _ = parse_figure(f"{number:f}")
    assert Decimal(canonical) == number
    node = ox.NamedNode("urn:x")
    store = ox.Store()
    store.add(ox.Quad(node, node, ox.Literal(f"{number:f}", datatype=DECIMAL)))
    kept = next(iter(store)).object
    assert isinstance(kept, ox.Literal)
    assert kept.value == canonical


FACTORS = {
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "十亿": 1_000_000_000,
    "百亿": 10_000_000_000,
    "千亿": 100_000_000_000,
    "万亿": 1_000_000_000_000,
}


@pytest.mark.parametrize("prefix", FACTORS)
def test_each_prefix_has_its_factor(prefix: str) -> None:
    assert normalise("3", f"{prefix}元") == (str(3 * FACTORS[prefix]), "元")
    assert normalise("0.5", f"{prefix}人") == (str(FACTORS[prefix] // 2), "人")


COUNTED = (
    "元 人民币 美元 欧元 港元 日元 英镑 人 名 位 人次 户 家 家次 个 项 条 件 件次 种 款 期 次 "
    "场 场次 支 只 台 台套 套 辆 架 艘 颗 枚 片 块 张 份 篇 册 册次 株 头 单 笔 间 座 处 所 箱 "
    "标箱 亩 平方米 平米 立方米 米 吨 吨标准煤 公斤 克 升 瓦 度 千瓦 千瓦时 千米 千克 千升 百分点"
)


@pytest.mark.parametrize("unit", COUNTED.split())
def test_a_prefix_multiplies_what_can_be_counted_or_measured(unit: str) -> None:
    assert normalise("3", f"万{unit}") == ("30000", unit)
    assert normalise("3", unit) == ("3", unit)


@given(st.decimals(0, 10**6, allow_nan=False, places=4), st.sampled_from(sorted(FACTORS)))
def test_multiplying_out_is_exact(number: Decimal, prefix: str) -> None:
    factor = FACTORS[prefix]
    value, unit = normalise(parse_figure(f"{number:f}")[0], f"{prefix}元")
    assert unit == "元"
    assert Decimal(value) == number * factor


@given(st.text("0123456789.,+-万％% e", max_size=12) | st.text(max_size=6))
def test_random_text_is_a_number_or_a_value_error(text: str) -> None:
    try:
        canonical, _ = parse_figure(text)
    except ValueError as error:
        zh, en = error.args
        assert zh
        assert en
    else:
        assert parse_figure(canonical) == (canonical, False)
