"""Parse times: EDTF level 1, quarters, half years and Chinese seasons.

The parser is our own: the ``edtf`` package (5.0.2, on pyparsing) takes 3 ms for each date, fails on
the bounds of ``../2024-09``, accepts reversed intervals and knows neither ``2025-Q1`` nor
``2025-春季``.

These forms are read:

====================================  ==========================================================
``2025-02-05`` ``2025-02`` ``2025``   a day, a month, a year (a time of day is allowed and ignored)
``2025-Q1`` ``2025-33``               a quarter (33 to 36 as in EDTF level 2)
``2025-H1`` ``2025-40``               a half year (40 and 41 likewise)
``2025-21`` ``2025-春季`` ``2025-春``  a season: spring is March to May, winter December to February
                                      of the year after
``202X`` ``20XX``                     a decade, a century
``2025-XX`` ``2025-XX-XX`` ``…-03-XX``  some month or day within what is known
``2022/2027``                         an interval of any two of these
``../2024-09`` ``2024-06/..``         open at one end; an empty end (``2024-06/``) is unknown
====================================  ==========================================================

``?`` (uncertain), ``~`` (approximate) and ``%`` (both) may follow a date.  Years run from 0001 to
9999, the range of :class:`datetime.date`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from gaoxin.ontology.characters import half_width

_FORM = re.compile(
    r"(\d\dXX|\d{3}X|\d{4})(?:-([0-9X]{2}|[QH]\d|[春夏秋冬]季?)(?:-([0-9X]{2}))?)?", re.ASCII
)
_CLOCK = re.compile(r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?$", re.ASCII)
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_KINDS = (("season", range(21, 25)), ("quarter", range(33, 37)), ("half", range(40, 42)))


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its ``written`` form, and its first and last day (``None``: open or unknown).

    ``kind`` is ``day``, ``month``, ``season``, ``quarter``, ``half``, ``year``, ``decade``,
    ``century`` or ``interval``; for ``2025-XX`` it is the precision that the form names (month).
    """

    written: str
    start: date | None
    end: date | None
    kind: str
    uncertain: bool = False
    approximate: bool = False


def parse_period(text: str) -> Period:
    """Parse a time; full-width characters are read as half-width ones.

    Raises:
        ValueError: the text is not a time; ``args`` are the reason in Chinese and in English.

    >>> parse_period("2025-Q1").end
    datetime.date(2025, 3, 31)
    """
    written = text
    text = half_width(text).strip()
    if "/" not in text:
        return _single(text, written)
    first, _, last = text.partition("/")
    if "/" in last:
        raise ValueError("区间只能有一个「/」", "an interval has one slash")
    ends = [None if part in ("", "..") else _single(part, written) for part in (first, last)]
    begin, finish = ends
    if begin is None and finish is None:
        raise ValueError("区间的两端都没有日期", "neither end of the interval is given")
    start = begin.start if begin else None
    end = finish.end if finish else None
    if start and end and start > end:
        raise ValueError("区间的开始晚于结束", "the interval ends before it begins")
    known = [part for part in ends if part]
    return Period(
        written,
        start,
        end,
        "interval",
        any(part.uncertain for part in known),
        any(part.approximate for part in known),
    )


def _single(text: str, written: str) -> Period:
    mark = text[-1:] if text[-1:] in ("?", "~", "%") else ""
    bare = text.removesuffix(mark) if mark else text
    if "T" in bare and not mark:
        bare = _CLOCK.sub("", bare)
    found = _FORM.fullmatch(bare)
    if not found:
        raise ValueError(*_advice(text))
    start, end, kind = _bounds(*found.groups())
    return Period(written, start, end, kind, mark in ("?", "%"), mark in ("~", "%"))


def _bounds(year: str, part: str | None, day: str | None) -> tuple[date, date, str]:
    if year == "0000" or year.startswith("00X"):
        raise ValueError("年份从 0001 到 9999", "years run from 0001 to 9999")
    if "X" in year:
        if (part or "XX") != "XX" or (day or "XX") != "XX":
            raise ValueError("年份未定时不能写明月日", "an unspecified year has no month or day")
        first = max(int(year.replace("X", "0")), 1)
        last = int(year.replace("X", "9"))
        kind = "century" if year.endswith("XX") else "decade"
        return date(first, 1, 1), date(last, 12, 31), kind
    number = int(year)
    if part is None:
        return date(number, 1, 1), date(number, 12, 31), "year"
    if part == "XX":
        if day and day != "XX":
            raise ValueError("月份未定时不能写明日", "an unspecified month has no day")
        return date(number, 1, 1), date(number, 12, 31), "day" if day else "month"
    if not (part.isascii() and part.isdigit()) or int(part) > 20:
        return _division(number, part, day)
    month = int(part)
    if not 1 <= month <= 12:
        raise ValueError(f"没有 {part} 月", f"there is no month {part}")
    length = calendar.monthrange(number, month)[1]
    if day is None or day == "XX":
        kind = "day" if day else "month"
        return date(number, month, 1), date(number, month, length), kind
    if not day.isdigit() or not 1 <= int(day) <= length:
        raise ValueError(
            f"{number} 年 {month} 月没有 {day} 日", f"there is no day {day} in {year}-{part}"
        )
    whole = date(number, month, int(day))
    return whole, whole, "day"


def _division(year: int, part: str, day: str | None) -> tuple[date, date, str]:
    """A season, quarter or half of a year."""
    if part[0] in _SEASONS:
        code = _SEASONS[part[0]]
    elif part[0] in "QH":
        code = ({f"Q{n}": 32 + n for n in range(1, 5)} | {"H1": 40, "H2": 41}).get(part, 0)
        if not code:
            raise ValueError(
                "季度写作 Q1 至 Q4，半年写作 H1、H2", "quarters are Q1 to Q4, half years H1 and H2"
            )
    else:
        code = int(part) if part.isdigit() else 0
    kind = next((name for name, codes in _KINDS if code in codes), "")
    if not kind:
        raise ValueError(f"没有 {part} 月", f"there is no month {part}")
    if day is not None:
        raise ValueError("季节、季度和半年不能带日", "a season, quarter or half year has no day")
    if kind == "season":
        first, months = 3 * (code - 20), 3
    elif kind == "quarter":
        first, months = 3 * (code - 33) + 1, 3
    else:
        first, months = 6 * (code - 40) + 1, 6
    last_year, last = (year, first + months - 1) if first + months <= 13 else (year + 1, 2)
    if last_year > date.max.year:
        return date(year, first, 1), date.max, kind
    return (
        date(year, first, 1),
        date(last_year, last, calendar.monthrange(last_year, last)[1]),
        kind,
    )


def _advice(text: str) -> tuple[str, str]:
    """Why the text is not a time, and how to write it if its meaning is clear."""
    better = ""
    if chinese := re.fullmatch(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?", text):
        better = "-".join(part.zfill(2) for part in chinese.groups() if part)
    elif loose := re.fullmatch(r"(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?", text):
        better = "-".join(part.zfill(2) for part in (loose[1], loose[3], loose[4]) if part)
    elif re.fullmatch(r"\d{8}", text):
        better = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if better:
        return f"请写作 {better}", f"write it as {better}"
    return (
        "写法应如 2025、2025-03、2025-03-01、2025-Q1、2022/2027 或 ../2024-09",
        "it should look like 2025, 2025-03, 2025-03-01, 2025-Q1, 2022/2027 or ../2024-09",
    )
