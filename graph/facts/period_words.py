"""Times in words: ``2024-01/2024-09`` is "2024 年 1–9 月" and "January to September 2024"."""

from __future__ import annotations

import calendar
import re

from gaoxin.graph.facts.periods import parse_period
from gaoxin.language import language, say

_SEASONS = {"春": ("春季", "spring"), "夏": ("夏季", "summer"), "秋": ("秋季", "autumn")}
_SEASONS |= {"冬": ("冬季", "winter")}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PART = re.compile(r"(\d{4})-(?:Q(\d)|H(\d)|([春夏秋冬])季?)")
_DECADE = re.compile(r"(\d{3})X")


def period_words(text: str) -> str:
    """A time as people say it, in the language in force; what cannot be read is returned unchanged.

    >>> from gaoxin.language import choose_language
    >>> choose_language("zh"); period_words("2022/2027"); choose_language(None)
    '2022–2027 年'
    """
    try:
        period = parse_period(text)
    except ValueError:
        return text
    if "/" in text:
        said = _interval(*(part.strip().rstrip("?~%") for part in text.split("/", 1)))
    else:
        said = _single(text.strip().rstrip("?~%"))
    if period.approximate:
        said = say(f"约 {said}", f"about {said}")
    if period.uncertain:
        said += say("（不确定）", " (uncertain)")
    return said


def _single(text: str) -> str:
    if found := _DATE.fullmatch(text):
        return _date(*found.groups())
    if found := _PART.fullmatch(text):
        year, quarter, half, season = found.groups()
        if quarter:
            return say(f"{year} 年第{'一二三四'[int(quarter) - 1]}季度", f"Q{quarter} {year}")
        if half:
            name = say("上" if half == "1" else "下", "first" if half == "1" else "second")
            return say(f"{year} 年{name}半年", f"{name} half of {year}")
        words = _SEASONS[season]
        return say(f"{year} 年{words[0]}", f"{words[1]} {year}")
    if found := _DECADE.fullmatch(text):
        decade = found[1]
        return say(f"{decade}0 年代", f"the {decade}0s")
    if moment := re.match(r"(\d{4}-\d\d-\d\d)T", text):
        return _single(moment[1])
    return text


def _date(year: str, month: str | None, day: str | None) -> str:
    if language() == "zh":
        return (
            f"{year} 年"
            + (f" {int(month)} 月" if month else "")
            + (f" {int(day)} 日" if day else "")
        )
    name = f"{calendar.month_name[int(month)]} " if month else ""
    return f"{int(day)} {name}{year}" if day else f"{name}{year}"


def _interval(first: str, last: str) -> str:
    if first in ("", ".."):
        return say(f"{_single(last)}以前", f"until {_single(last)}")
    if last == "..":
        return say(f"{_single(first)}以来", f"since {_single(first)}")
    if not last:
        return say(f"{_single(first)}起", f"from {_single(first)}")
    a, b = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if a and b and not (a[2] or b[2]):
        return say(f"{a[1]}–{b[1]} 年", f"{a[1]}–{b[1]}")
    if a and b and a[1] == b[1] and a[2] and b[2] and not (a[3] or b[3]):
        months = [calendar.month_name[int(part[2])] for part in (a, b)]
        return say(f"{a[1]} 年 {int(a[2])}–{int(b[2])} 月", f"{months[0]} to {months[1]} {a[1]}")
    return say(f"{_single(first)}至 {_single(last)}", f"{_single(first)} to {_single(last)}")
