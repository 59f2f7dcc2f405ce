"""Numbers written in Chinese characters: 叁仟万, 三千五百, 一点二亿, 二〇一八.

Approximate forms (两三家, 十几, 数百) are no numbers and are not read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = {
    character: digit
    for digit, characters in enumerate(
        ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_PLAIN = str.maketrans("拾佰仟萬億點", "十百千万亿点")
_D = f"[{''.join(character for character, digit in _DIGITS.items() if digit)}]"
# Up to four digits: 三千零五十, 一百二, 十二 without 一 in front.
_SECTION = re.compile(
    f"[零〇]?(?:({_D})千)?[零〇]?(?:({_D})百)?[零〇]?(?:({_D}?)十)?[零〇]?({_D})?"
)
RUN = re.compile(f"[{''.join(_DIGITS)}十百千万亿点拾佰仟萬億點]+")
"""A run of characters that may be a number."""


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> str | None:
    """The number as canonical decimal, or ``None`` if the text is not one.

    >>> chinese_number("叁仟伍佰万"), chinese_number("一点二亿"), chinese_number("两三")
    ('35000000', '120000000', None)
    """
    plain = text.translate(_PLAIN)
    if plain in ("零", "〇"):
        return "0"
    if "点" in plain:
        return _with_fraction(plain)
    value = _whole(plain)
    return None if value is None else str(value)


def digits_of(text: str) -> str:
    """Each digit for itself, as years are written: ``二〇一八`` is ``2018``.

    Raises:
        KeyError: another character occurs.
    """
    return "".join(str(_DIGITS[character]) for character in text)


def _with_fraction(text: str) -> str | None:
    """一点二亿: the scale behind multiplies the whole number."""
    number = text.rstrip("万亿")
    whole, _, fraction = number.partition("点")
    if not fraction or not set(fraction) <= set(_DIGITS):
        return None
    value = 0 if whole in ("零", "〇") else _whole(whole)
    if value is None:
        return None
    exact = Decimal(f"{value}.{digits_of(fraction)}")
    for mark in text[len(number) :]:
        exact *= 10**8 if mark == "亿" else 10**4
    return f"{exact.normalize():f}"


def _whole(text: str, mark: str = "亿") -> int | None:
    """A whole number: a number before 亿, a section before 万, and a last section."""
    before, found, behind = text.partition(mark)
    if not found:
        return _whole(text, "万") if mark == "亿" else _section(text)
    high = _whole(before, "万") if mark == "亿" else _section(before)
    low = 0 if not behind else _whole(behind, "万") if mark == "亿" else _section(behind)
    if high is None or low is None:
        return None
    return high * (10**8 if mark == "亿" else 10**4) + low


def _section(text: str) -> int | None:
    found = _SECTION.fullmatch(text)
    if not found or not text.strip("零〇"):
        return None
    value = 0
    for factor, digit in zip((1000, 100, 10, 1), found.groups(), strict=True):
        if digit is not None:
            value += factor * (_DIGITS[digit] if digit else 1)
    return value
