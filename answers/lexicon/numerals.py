"""Numbers as people write them: in digits, in Chinese numerals, with 万 and 亿, in English."""

from __future__ import annotations

import re
from decimal import Decimal

from gaoxin.graph.facts.chinese_numerals import chinese_number, digits_of
from gaoxin.graph.facts.units import parse_figure

_COUNTED = str.maketrans("俩仨", "两三")
_ROW = re.compile("[零〇一二两三四五六七八九]{3,}")
_ENGLISH = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_ENGLISH |= {"trillion": 10**12, "k": 10**3, "m": 10**6, "bn": 10**9}

CHINESE = "[零〇一二两俩仨三四五六七八九十百千万亿]+"
LATIN = r"\d+(?:,\d{3})*(?:\.\d+)?"
FACTOR = "(?:[十百千]?[万亿]+|[百千](?=[家个项条亿万]))"
ENGLISH_UNIT = "yuan|rmb|dollars|usd|percent"
ENGLISH_FACTOR = (
    r"(?:(?:hundred|thousand|million|billion|trillion|bn|k|m)\b"
    rf"|(?:hundred|thousand|million|billion|trillion)(?={ENGLISH_UNIT}))"
)
"""A factor behind a number; the key of a text has no space between it and the unit."""
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
        times = _chinese(factor) if factor else Decimal(1)
        try:
            number = Decimal(parse_figure(digits)[0])
        except ValueError:  # too long
            return None
        if times is None:
            return None
        number *= times
        for word in english.split():
            number *= _ENGLISH[word]
        return number
    return _chinese(text) if re.fullmatch(CHINESE, text) else None


def _chinese(text: str) -> Decimal | None:
    """A whole number in Chinese numerals.

    百 alone is a hundred (百强), a row of digits (二〇二五) is read digit by digit, and about so
    many (两三) are no number.
    """
    plain = text.translate(_COUNTED)
    if _ROW.fullmatch(plain):
        return Decimal(digits_of(plain))
    found = chinese_number(plain) or chinese_number(f"一{plain}")
    return None if found is None else Decimal(found)
