"""Dates and periods as Chinese texts write them: 2024年前5个月, 去年11月, 8月9日至11日.

Articles, questions and cells of lists have their own words around a date; what the parts of a date
mean, and which dates do not exist, is said here once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.graph.facts.chinese_numerals import chinese_number, digits_of
from gaoxin.graph.facts.periods import parse_period

_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_TO = "(?:-|－|—|–|~|～|至|到)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PERIOD = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?![\d.])"
    rf"|(?<![\d.])(?P<first>(?:19|20)\d\d)年?{_TO}(?P<last>(?:19|20)\d\d)年"
    r"|(?:(?:(?<![\d.])(?P<year>(?:19|20)\d\d)|(?P<hanyear>[一二][〇零九][〇零一二三四五六七八九]{2}))年度?"
    r"|(?<![比较同])(?P<near>今年|本年|去年|上年|前年|明年)(?!同期|同月))?(?:以来)?"
    r"(?:(?P<half>[上下])半年|(?:前(?P<quarters>[一二两三])|第?(?P<quarter>[一二三四1-4]))个?季度"
    r"|前(?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})个月"
    rf"|(?<![\d.])(?P<from>\d{{1,2}})月?{_TO}(?P<to>\d{{1,2}})月"
    r"|(?<![\d.一二三四五六七八九十])(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!子|光|饼|球)"
    rf"(?:(?P<day>\d{{1,2}}|{_DAY})[日号](?:{_TO}(?:(?P<month2>{_MONTH})月)?(?P<day2>{_DAY})[日号])?)?)?"
)
_HALF_A_YEAR = 6
_YEAR_LETTERS = 4
_HALVES = {"上": "1", "下": "2"}


@dataclass(frozen=True, slots=True)
class WrittenPeriod:
    """A period at ``text[start:end]``; ``value`` is a time of :mod:`gaoxin.graph.facts.periods`."""

    start: int
    end: int
    value: str


def periods_in(text: str, start: int, end: int, today: str = "") -> Iterator[WrittenPeriod]:
    """The periods that a part of a text names, in order.

    今年, and a month without its year, count from ``today`` (a date as ISO 8601): a month is that
    of the year in which it lies nearest; first months (前5个月, 1—5月) are those of a year in which
    they are over.  Without ``today`` they are left out, and so is a date that does not exist.

    >>> [p.value for p in periods_in("去年产值3亿元，前5个月2亿元", 0, 15, "2024-06-03")]
    ['2023', '2024-01/2024-05']
    """
    for match in _PERIOD.finditer(text, start, end):
        if match[0] and (value := _value(match, today)):
            yield WrittenPeriod(match.start(), match.end(), value)


def period_of(
    year: str,
    month: str = "",
    day: str = "",
    *,
    last_year: str = "",
    last_month: str = "",
    last_day: str = "",
    quarter: str = "",
    half: str = "",
    months: str = "",
    quarters: str = "",
) -> str:
    """The period that these parts of a date say, as the common table writes it.

    Each part is as it is written, in digits or in Chinese; a ``half`` is 上, 下, 1 or 2.
    ``last_…`` end an interval; ``months`` and ``quarters`` are the first ones of the year.

    Raises:
        ValueError: there is no such period; ``args`` are the reason in Chinese and in English.

    >>> period_of("2024", "3", "1", last_day="15"), period_of("2024", months="五")
    ('2024-03-01/2024-03-15', '2024-01/2024-05')
    """
    year, month, day = map(_digits, (year, month, day))
    last_year, last_month, last_day = map(_digits, (last_year, last_month, last_day))
    if quarters:
        months = str(3 * int(_digits(quarters)))
    if months:
        month, last_month = "1", _digits(months) if _digits(months) != "1" else ""
    if quarter or half:
        written = f"{year}-Q{_digits(quarter)}" if quarter else f"{year}-H{_HALVES.get(half, half)}"
    else:
        written = _joined(year, month, day)
    if last_year or last_month or last_day:
        written += (
            f"/{_joined(last_year or year, last_month or ('' if last_year else month), last_day)}"
        )
    parse_period(written)
    return written


def _joined(year: str, month: str, day: str) -> str:
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _value(match: re.Match[str], today: str) -> str:
    """The period of a match; ``""`` if its year is not known or it does not exist."""
    part = {name: text for name, text in match.groupdict().items() if text}
    year = part.get("year") or part.get("hanyear") or part.get("y") or part.get("first", "")
    if not year:
        year = _year(part, today)
    if not year:
        return ""
    try:
        return period_of(
            year,
            part.get("month") or part.get("m") or part.get("from", ""),
            part.get("day") or part.get("d", ""),
            last_year=part.get("last", ""),
            last_month=part.get("to") or part.get("month2", ""),
            last_day=part.get("day2", ""),
            quarter=part.get("quarter", ""),
            half=part.get("half", ""),
            months=part.get("months", ""),
            quarters=part.get("quarters", ""),
        )
    except ValueError:
        return ""


def _year(part: dict[str, str], today: str) -> str:
    """The year that is not written; ``""`` if ``today`` is not known."""
    if not re.match(r"\d{4}", today):
        return ""
    year = int(today[:4])
    if "near" in part:
        return str(year + _RELATIVE[part["near"]])
    month = int(_digits(part.get("month") or part.get("to") or part.get("months") or "0"))
    month = month or 3 * int(_digits(part.get("quarter") or part.get("quarters") or "0"))
    month = month or 6 * int(_HALVES.get(part.get("half", ""), "0"))
    if not month:
        return ""  # 以来 alone
    if re.match(r"\d{4}-\d\d", today):
        apart = month - int(today[5:7])
        is_total = not part.keys().isdisjoint(("to", "months", "quarters"))
        latest = 0 if is_total else _HALF_A_YEAR  # totals are told of months that are over
        year += (apart < -_HALF_A_YEAR) - (apart > latest)
    return str(year)


def _digits(text: str) -> str:
    """A number of a date in digits: 十二 is 12, 二〇二四 is 2024; ``0`` if it is none."""
    if text.isascii():
        return text
    return digits_of(text) if len(text) == _YEAR_LETTERS else chinese_number(text) or "0"
