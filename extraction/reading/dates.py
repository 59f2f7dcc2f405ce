"""The date of an article, where its text says it."""

from __future__ import annotations

import re

from gaoxin.graph.facts.written_periods import period_of

_DAY = r"(20\d\d)\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?"
_HEAD = 300
_TAIL = 200
_CLOCK = r"\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
_PATTERNS = (
    re.compile(rf"(?:发布|发表|更新|刊发|出版)?(?:时间|日期)\s*[:：]\s*{_DAY}"),
    re.compile(rf"(?<!\d){_DAY}{_CLOCK}"),
    re.compile(r"^\s*(20\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.MULTILINE),
    re.compile(
        rf"^(?:[^，。；\n]{{0,20}}[\s:：(（])?{_DAY}(?:\s*(?:星期|周|第|[(（|丨])[^，。；\n]{{0,20}}|\s[^，。；\n]{{0,30}})?$",
        re.MULTILINE,
    ),
    re.compile(rf"[（(]\s*{_DAY}\s*第?\s*\d*\s*版?\s*[)）]"),
)


def date_in(text: str) -> str:
    """The day on which a text says that it was published, as EDTF; ``""`` if it does not say it.

    Only a day that stands as such days stand is taken: with its time, after 发布时间, at the
    beginning of a line in digits, in a line that is no sentence, or in brackets
    at the end.  A day in a sentence
    is that of what the sentence tells.
    """
    for part in (text[:_HEAD], text[-_TAIL:] if len(text) > _HEAD else ""):
        for pattern in _PATTERNS:
            if (found := pattern.search(part)) and (
                day := _iso(*filter(str.isdigit, found.groups()))
            ):
                return day
    return ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return period_of(year, month, day)
    except ValueError:
        return ""
