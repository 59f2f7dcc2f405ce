"""Numbers as people write them: in digits, in Chinese numerals, with 万 and 亿, in English."""

from __future__ import annotations

import re
from decimal import Decimal

from gaoxin.graph.facts.units import parse_figure

_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **{"〇": 0, "两": 2, "俩": 2, "仨": 3},
}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_ENGLISH = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_ENGLISH |= {"trillion": 10**12, "k": 10**3, "m": 10**6, "bn": 10**9}

CHINESE = "[零〇一二两俩仨三四五六七八九十百千万亿]+"
LATIN = r"\d+(?:,\d{3})*(?:\.\d+)?"
FACTOR = "(?:[十百千]?[万亿]+|[百千](?=[家个项条亿万]))"
ENGLISH_FACTOR = r"(?:hundred|thousand|million|billion|trillion|bn|k|m)\b"
_SPLIT = re.compile(rf"({LATIN})({FACTOR})?\s*((?:{ENGLISH_FACTOR}\s*)*)")


def read_number(text: str) -> Decimal | None:
    """The number that ``text`` writes, or ``None`` if it is not one or has more digits than a
    figure may have.

    >>> read_number("1.5万亿")
    Decimal('1500000000000.0')
    >>> read_number("三千五百")
    Decimal('3500')
    """
    found = _SPLIT.fullmatch(text)
    if found:
        digits, factor, english = found.groups()
        try:
            number = Decimal(parse_figure(digits)[0])
        except ValueError:  # too long
            return None
        number *= _chinese(f"一{factor}") or 1 if factor else 1
        for word in english.split():
            number *= _ENGLISH[word]
        return number
    if re.fullmatch(CHINESE, text):
        value = _chinese(text)
        return None if value is None else Decimal(value)
    return None


def _chinese(text: str) -> int | None:
    """A whole number in Chinese numerals; a row of digits (二〇二五) is read digit by digit."""
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _STEPS:
            section += (digit or 1) * _STEPS[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _GROUPS[character]
            section = digit = 0
    return total + section + digit
