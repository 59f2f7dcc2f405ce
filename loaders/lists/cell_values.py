"""What the text of a cell says: a number with its unit, a range, yes or no.

All functions are pure.  They read a text, and for numbers the unit of the column's header.  What
they cannot read they refuse with :class:`ValueError`, whose ``args`` are the reason in Chinese and
in English.  They never guess: a number without a unit has none; :mod:`.column_units` decides
whether it needs one.  Dates are read by :mod:`.cell_dates`, several values by :mod:`.cell_parts`,
headers by :mod:`.header_parts`.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gaoxin.graph.facts.chinese_numerals import RUN, chinese_number
from gaoxin.graph.facts.units import MOST_DIGITS, normalise, parse_figure
from gaoxin.loaders.lists.written_units import (
    CURRENCIES,
    canonical_unit,
    same_quantity,
    split_scale,
    with_currency,
)
from gaoxin.ontology.characters import half_width
from gaoxin.ontology.literals import canonical_decimal

CACHED = 1 << 16
"""Texts whose reading is remembered; columns of long lists repeat few texts."""


class Number(NamedTuple):
    """A number: canonical ``xsd:decimal``, canonical unit (``万元``, ``""`` for none), comparator.

    ``comparator`` is a value of the ontology (``>``, ``>=``, ``<``, ``<=``, ``~``) or ``""``.  The
    end of an approximate range (约3-5亿元) has two, as qualifiers of the common table may have:
    ``>=; ~``.
    """

    value: str
    unit: str = ""
    comparator: str = ""


_BEFORE = {
    "~": "大约 大概 大致 约为 约 差不多 几乎 接近 将近 近 ~ ≈ "
    "about approximately around nearly almost",
    ">": "超过 超 逾 突破 已破 大于 高于 多于 > more_than over",
    ">=": "不低于 不少于 不小于 至少 最少 最低 >= ≥ at_least",
    "<": "小于 低于 少于 不足 不到 未满 < less_than under",
    "<=": "不超过 不高于 不多于 不大于 至多 最多 最高 <= ≤ up_to at_most",
}
_BEHIND = {
    "~": "左右 上下",
    ">=": "以上 及以上 或以上 +",
    "<=": "以下 及以下 以内 之内",
}


def _signs(words: dict[str, str]) -> dict[str, str]:
    pairs = [
        (word.replace("_", " "), sign) for sign, listed in words.items() for word in listed.split()
    ]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))  # longest first


_PREFIXES, _SUFFIXES = _signs(_BEFORE), _signs(_BEHIND)
_ROUGHLY = re.compile(r"([十百千万亿]{0,2})([余多来])")
_ROUGH_REMARK = re.compile(r"(.*\d.*)\((?:约|大约|约数|估|估计|左右)\)", re.DOTALL)
_AT_A_SCALE = re.compile(r"([上过破])(?=[百千万亿])")
_SCALE = re.compile(r"[百千万亿]+")
_NUMBER = re.compile(r"([^\d.,+-]*)([+-]?[\d.,]*\d)(.*)", re.ASCII | re.DOTALL)
_EXPONENT = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", re.ASCII)
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_RANGE = re.compile(r"(.*?\d[^\d-]*?)(?:-|~|至|到)(?=[^\d]{0,4}\d)(.*)", re.DOTALL)
_BRACKETED = re.compile(r"\(([\d,]*\.?\d+)\)(\D*)", re.ASCII)
_ORDINAL = re.compile("第(.+?)[名位]?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_FOOTNOTE = re.compile(r"(?<=[\d%％元人家个件项])\s*[*＊※①-⑳¹²³]{1,3}$")
"""The mark of a footnote behind a number."""
_PARTS = re.compile(r"(?<=.)\((?:其中|含|包括|一期|首期|二期|分期)[^()]*\)$")
"""What a sum consists of, in brackets behind it: 3.5亿元（一期1.2亿）."""
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff5e", "-------~")
_GROWTH = (("同比", 0), ("增长", 1), ("上升", 1), ("提高", 1), ("下降", -1), ("减少", -1))
# Hectares in a unit of area; 15 亩 are one hectare.
_HECTARES = {
    "公顷": Fraction(1),
    "平方公里": Fraction(100),
    "平方米": Fraction(1, 10_000),
    "平米": Fraction(1, 10_000),
    "亩": Fraction(1, 15),
}


@lru_cache(maxsize=CACHED)
def read_numbers(text: str, unit: str = "") -> tuple[Number, ...]:
    """The number in a cell, or the two ends of a range (``>=`` the first, ``<=`` the second).

    ``unit`` is the canonical unit of the header.  A unit or scale in the cell replaces it if both
    measure the same.

    Raises:
        ValueError: the text is not a number or a range; ``args`` are the reason in both languages.

    >>> [number.comparator + number.value + number.unit for number in read_numbers("3-5亿元")]
    ['>=3亿元', '<=5亿元']
    >>> read_numbers("约1,200.50", "万元")
    (Number(value='1200.5', unit='万元', comparator='~'),)
    >>> read_numbers("第6名", "位")
    (Number(value='6', unit='位', comparator=''),)
    """
    if _DATE.fullmatch(text):
        raise ValueError(
            "是日期，不是数；Excel 会把 3-5 之类变成日期，请把该列设为文本后重新填写",
            "it is a date and no number; Excel turns texts like 3-5 into dates: format the column "
            "as text and enter it again",
        )
    plain = half_width(_FOOTNOTE.sub("", text)).replace("——", "—").translate(_DASHES).strip()
    plain = _PARTS.sub("", plain)
    plain = _SPACED.sub(lambda found: re.sub(r"\s", "", found[0]), plain)
    plain = re.sub(r"\s+", "", plain) if not plain.isascii() else plain
    if unit in ("", "位") and (ordinal := _ORDINAL.fullmatch(plain)):
        plain = f"{ordinal[1]}位"
    ends = _RANGE.fullmatch(plain)
    if not ends:
        return (_single(plain, unit),)
    last = _single(ends[2].removesuffix("之间"), unit)
    first = _first_end(ends[1], last, unit)
    signs = {first.comparator, last.comparator} - {""}
    if signs - {"~"}:
        raise ValueError(
            "区间的两端不能再写“以上”“超过”之类；请只写两个数（3-5亿元），或只写一端（3亿元以上）",
            "the ends of a range take no 以上, 超过 and the like; write two plain numbers "
            "(3-5亿元) or one end (3亿元以上)",
        )
    if Decimal(normalise(*first[:2])[0]) > Decimal(normalise(*last[:2])[0]):
        raise ValueError(
            "区间的前一个数大于后一个；请改正，小的写在前面",
            "the first number of the range is the larger one; correct it: write the smaller first",
        )
    low, high = ("; ".join((sign, *signs)) for sign in (">=", "<="))
    return first._replace(comparator=low), last._replace(comparator=high)


@lru_cache(maxsize=CACHED)
def exact_in(number: Number, unit: str) -> str | None:
    """The exact value in ``unit`` (元, 公顷 …) as canonical decimal; ``None`` if there is none.

    There is none for approximate numbers and bounds, for other currencies, and where the division
    does not end (150 亩 are 10 hectares, 100 亩 have no exact decimal).

    >>> exact_in(Number("1.2", "亿元"), "元"), exact_in(Number("150", "亩"), "公顷")
    ('120000000', '10')
    """
    if number.comparator:
        return None
    value, base = normalise(number.value, number.unit)
    if base == unit:
        return value
    factor, goal = _HECTARES.get(base), _HECTARES.get(unit)
    if factor is None or goal is None:
        return None
    return _decimal(Fraction(value) * factor / goal)


def _decimal(number: Fraction) -> str | None:
    """The number as canonical decimal; ``None`` if its decimal does not end."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return None
    with localcontext(prec=MOST_DIGITS * 2):
        return canonical_decimal(f"{Decimal(number.numerator) / number.denominator:f}")


_YES = "是 有 对 √ ✓ ✔ ☑ ● y yes true t 1 已认定 已获认定 已获批 已通过 符合"
_NO = "否 无 不是 没有 非 错 × x ✗ ✘ ☒ ○ n no false f 0 未认定 未获批 未通过 不符合"
_ANSWERS = {**dict.fromkeys(_YES.split(), True), **dict.fromkeys(_NO.split(), False)}


@lru_cache(maxsize=CACHED)
def read_yes_no(text: str) -> bool:
    """Whether the cell says yes (是, 有, √, Y, 1 …) or no (否, 无, ×, N, 0 …).

    A remark in brackets behind it (是（2023年）) does not matter.

    Raises:
        ValueError: it says neither.
    """
    word = re.sub(r"\([^()]*\)$", "", half_width(text).strip()).strip().lower()
    if word in _ANSWERS:
        return _ANSWERS[word]
    raise ValueError(
        "看不出是还是否；请写“是”或“否”，不知道就留空",
        "it says neither yes nor no; write 是 (yes) or 否 (no), or leave the cell empty",
    )


def _first_end(text: str, last: Number, unit: str) -> Number:
    """The first end of a range; what it lacks of a unit it shares with the last (3-5亿元)."""
    first = _single(text, "")
    if not first.unit:
        return first._replace(unit=last.unit)
    if not split_scale(first.unit)[1]:  # 3000万-1亿元
        return first._replace(unit=first.unit + split_scale(last.unit)[1])
    if not same_quantity(first.unit, last.unit):
        raise ValueError(
            f"区间两端的单位不同（{first.unit}、{last.unit}）；请写成同一种单位",
            f"the ends of the range have different units ({first.unit}, {last.unit}); write both "
            "in one unit",
        )
    return first


def _single(text: str, unit: str) -> Number:
    text, comparator = _cut_comparator(text)
    if bracketed := _BRACKETED.fullmatch(text):  # accountants write -5 as (5)
        text = f"-{bracketed[1]}{bracketed[2]}"
    if _EXPONENT.fullmatch(text):
        raise ValueError(
            "是科学计数法，末位可能已丢失；请把该列设为数值或文本后重新填写",
            "it is in scientific notation and may have lost digits; format the column as number or "
            "text and enter it again",
        )
    before, digits, behind = _parts(text, is_rough=bool(comparator))
    sign, before = _growth(before)
    if (rough := _ROUGHLY.match(behind)) and not comparator:
        comparator, behind = "~" if rough[2] == "来" else ">", rough[1] + behind[rough.end() :]
    value = _digits(digits)
    if sign < 0:
        if value.startswith("-"):
            raise ValueError(
                "“下降”与负号重复；请去掉其中一个",
                "a decrease is written twice, as a word and as a minus sign; remove one of them",
            )
        value = canonical_decimal(f"-{value}")
    return Number(value, _unit(before, behind, unit), comparator)


def _digits(text: str) -> str:
    """The canonical decimal form of a number in digits."""
    try:
        return parse_figure(text)[0]
    except ValueError as cause:
        zh, en = cause.args
        raise ValueError(
            f"「{text}」写得不对：{zh}；请改正，如写 1200.5",
            f"{text!r} is written wrongly: {en}; correct it, as in 1200.5",
        ) from cause


def _parts(text: str, *, is_rough: bool) -> tuple[str, str, str]:
    """The text before the digits, the digits, and the text behind.

    A scale alone is a number only where it is rough (近百家, 千余人).
    """
    found = _NUMBER.fullmatch(text)
    if found:
        return found[1], found[2], found[3]
    if text.startswith("百分之"):
        text = f"{text[3:]}%"
    run = max(RUN.finditer(text), key=lambda match: len(match[0]), default=None)
    is_rough |= run is not None and bool(_ROUGHLY.match(text[run.end() :]))
    bare = run is not None and is_rough and run.start() == 0 and _SCALE.fullmatch(run[0])
    written = chinese_number(f"一{run[0]}" if bare else run[0]) if run else None
    if run is None or written is None:
        raise ValueError(
            "不是数；请用数字写（如 1200.5），没有就留空",
            "it is not a number; write it with digits (such as 1200.5), or leave the cell empty",
        )
    behind = text[run.end() :]
    if re.search("[万亿萬億]", run[0]):  # the scale belongs to the unit, as in 3000万
        written, behind = canonical_decimal(f"{Decimal(written) / 10**4:f}"), f"万{behind}"
    return text[: run.start()], written, behind


def _cut_comparator(text: str) -> tuple[str, str]:
    """The text without its comparator, and the comparator."""
    text = text.removesuffix("整").removesuffix("正") if text[-2:-1] in ("元", "圆") else text
    if found := _ROUGH_REMARK.fullmatch(text):
        return found[1].strip(), "~"
    for word, sign in _PREFIXES.items():
        if text.lower().startswith(word):
            return text[len(word) :].strip(), sign
    if _AT_A_SCALE.match(text):
        return text[1:], ">=" if text[0] == "上" else ">"
    for word, sign in _SUFFIXES.items():
        if text.endswith(word):
            return text.removesuffix(word).strip(), sign
    return text, ""


def _growth(before: str) -> tuple[int, str]:
    """The sign that words of growth give (下降3.2%), and the text before without them."""
    sign = 1
    for word, direction in _GROWTH:
        if before.startswith(word):
            before, sign = before.removeprefix(word), sign * (direction or 1)
    return sign, before


def _unit(before: str, behind: str, of_column: str) -> str:
    """The unit of a number, from the texts before and behind it and the header's unit."""
    written = behind.strip()
    unit = canonical_unit(written)
    if written and not unit:
        raise ValueError(
            f"不认识数后面的「{written}」；请只写单位（万元、人、家、%、亩之类），说明写到备注列",
            f"unknown unit or text {written!r} behind the number; write only a unit there (万元, "
            "人, 家, %, 亩 …), and remarks into a column 备注",
        )
    if before.strip():
        in_front = canonical_unit(before)
        joined = with_currency(unit, before.strip(": ")) if in_front in CURRENCIES | {""} else ""
        if not joined:
            raise ValueError(
                f"不认识数前面的「{before}」；请只写数，说明写到备注列",
                f"unknown text {before!r} before the number; write only the number, and remarks "
                "into a column 备注",
            )
        unit = joined
    if not unit or not of_column:
        return unit or of_column
    scale, base = split_scale(unit)
    if not base:  # the cell's scale replaces that of the header: 1.2亿 under 万元 is 1.2 亿元
        return scale + split_scale(of_column)[1]
    if not same_quantity(unit, of_column):
        raise ValueError(
            f"单位「{unit}」与这一列的「{of_column}」不符；请改正单元格或表头",
            f"the unit {unit} does not fit {of_column}, the unit of the column; correct the cell "
            "or the header",
        )
    return unit
