"""Numbers and units: the exact canonical form of a figure, and its value in a base unit.

All arithmetic uses :class:`decimal.Decimal` in a context that raises an error instead of rounding,
so 0.1 stays 0.1 and 1.5 万亿元 is 1500000000000 元.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact

from gaoxin.ontology.characters import half_width
from gaoxin.ontology.literals import canonical_decimal, is_well_formed
from gaoxin.ontology.namespaces import XSD

MOST_DIGITS = 60  # longer than any real figure; bounds the time for a hostile cell
# The store computes in 128-bit fixed point; larger numbers are kept but not compared.
WHOLE_DIGITS, FRACTION_DIGITS = 20, 18
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_EXACT = Context(prec=4 * MOST_DIGITS, traps=[Inexact])

# Longest first, so that 万亿 is found before 万.
PREFIXES = (
    ("万亿", 10**12),
    ("千亿", 10**11),
    ("百亿", 10**10),
    ("十亿", 10**9),
    ("亿", 10**8),
    ("千万", 10**7),
    ("百万", 10**6),
    ("十万", 10**5),
    ("万", 10**4),
    ("千", 10**3),
    ("百", 10**2),
)
# Units whose names begin like a prefix but have none.
_OWN_NAMES = frozenset(("千瓦", "千瓦时", "千米", "千克", "千升", "百分点"))
# Units that may have a prefix; any other unit is kept whole (万元/人).
_COUNTED = _OWN_NAMES | frozenset(
    [
        "元",
        "人民币",
        "美元",
        "欧元",
        "港元",
        "日元",
        "英镑",
        "新加坡元",
        "韩元",
        "澳元",
        "加元",
        "瑞士法郎",
        "新台币",
        "澳门元",
        "人",
        "名",
        "位",
        "人次",
        "户",
        "家",
        "家次",
        "个",
        "项",
        "条",
        "件",
        "件次",
        "种",
        "款",
        "期",
        "次",
        "场",
        "场次",
        "支",
        "只",
        "台",
        "台套",
        "套",
        "辆",
        "架",
        "艘",
        "颗",
        "枚",
        "片",
        "块",
        "张",
        "份",
        "篇",
        "册",
        "册次",
        "株",
        "头",
        "单",
        "笔",
        "间",
        "座",
        "处",
        "所",
        "箱",
        "标箱",
        "亩",
        "平方米",
        "平米",
        "立方米",
        "米",
        "吨",
        "吨标准煤",
        "公斤",
        "克",
        "升",
        "瓦",
        "度",
    ]
)


def parse_figure(value: str) -> tuple[str, bool]:
    """The canonical ``xsd:decimal`` form of a number, and whether it differs from the written form.

    The canonical form is the one that the store keeps, without plus sign and without leading or
    trailing zeros: ``69.70`` is ``69.7`` and ``2.0`` is ``2``.  Full-width digits are read as
    digits, the minus sign U+2212 as a hyphen.  Commas may separate thousands if every group has
    three digits.

    Raises:
        ValueError: the text is not a single number; ``args`` are the reason in Chinese and in
            English.

    >>> parse_figure("1,200.50")
    ('1200.5', True)
    """
    text = half_width(value).strip().replace("\u2212", "-")
    if len(text) > MOST_DIGITS:
        raise ValueError(f"超过 {MOST_DIGITS} 位", f"it has more than {MOST_DIGITS} characters")
    if "," in text:
        if not _GROUPED.fullmatch(text):
            raise ValueError(
                "逗号只能作千位分隔（1,200.5）", "a comma may only set off thousands (1,200.5)"
            )
        text = text.replace(",", "")
    if not is_well_formed(text, f"{XSD}decimal"):
        raise ValueError(*_advice(text))
    canonical = canonical_decimal(text)
    if not _fits(canonical):
        raise ValueError(
            f"整数部分最多 {WHOLE_DIGITS} 位，小数部分最多 {FRACTION_DIGITS} 位",
            f"it may have {WHOLE_DIGITS} digits before the point and {FRACTION_DIGITS} behind it",
        )
    return canonical, canonical != value


def normalise(value: str, unit: str) -> tuple[str, str]:
    """The figure in its base unit, for comparing: 万, 亿 and similar prefixes are multiplied out.

    ``value`` is a canonical decimal.  Units of measure are not converted (吉瓦, 公顷, %), only 万
    or 亿 before them is removed (3 万千瓦 is 30000 千瓦).  If the product is too large for the
    store, nothing is multiplied.

    >>> normalise("1.5", "万亿元")
    ('1500000000000', '元')
    """
    unit = half_width(unit).strip()
    for prefix, factor in PREFIXES:
        rest = unit.removeprefix(prefix)
        if rest != unit and (rest in _COUNTED or (not rest and prefix != "百")):
            product = canonical_decimal(f"{_EXACT.multiply(Decimal(value), Decimal(factor)):f}")
            if unit in _OWN_NAMES or not _fits(product):
                break
            return product, rest
    return canonical_decimal(value), unit


def _fits(canonical: str) -> bool:
    whole, _, fraction = canonical.lstrip("-").partition(".")
    return len(whole) <= WHOLE_DIGITS and len(fraction) <= FRACTION_DIGITS


def _advice(text: str) -> tuple[str, str]:
    if re.fullmatch(r"[+-]?\d[\d.]*%", text):
        return "请把 % 写在 unit 列", "put the % into the column unit"
    if re.fullmatch(r"[<>≤≥~约近超]+\s*=?\s*[\d.]+", text):
        return "请把 >、~ 等写在 qualifier 列", "put signs like > and ~ into the column qualifier"
    if re.fullmatch(r"[\d.]+\s*[-~—–至到]\s*[\d.]+", text):
        return "请把区间的两端写成两行", "write the two ends of a range as two rows"
    if re.fullmatch(r"[+-]?[\d.]+[eE][+-]?\d+", text):
        return "请不用指数写法", "write it without an exponent"
    if re.fullmatch(r"[+-]?[\d.]+\s*[万亿千百十].*", text):
        return "请把 万、亿 等写在 unit 列", "put 万, 亿 and the unit into the column unit"
    return "不是一个数", "it is not one number"
