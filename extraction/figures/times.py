"""Of when a figure is, and whether it is reached or planned."""

from __future__ import annotations

import re

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.indicators import context_words
from gaoxin.extraction.whole_words import last_whole_word

_YEAR = r"(?P<year>(?:19|20)\d\d)年"
_PERIOD = re.compile(
    rf"(?:{_YEAR}|(?P<now>今年|本年)|(?P<last>去年|上年))?(?:以来)?(?P<half>上半年|下半年)?(?P<quarter>前三季度|[一二三四]季度)?"
    r"(?:前(?P<months>\d{1,2})个月|(?P<from>\d{1,2})(?:月)?(?:-|—|至|到)(?P<to>\d{1,2})月|(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日)?)?"
)
_BY_YEAR = re.compile(r"[到至](?P<year>20\d\d)年")
_QUARTERS = {"一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4"}
_HALVES = {"上半年": ("01", "06"), "下半年": ("07", "12")}


def period_before(text: str, clause: TextSpan, place: int, date: str) -> str:
    """The last period that a sentence names before a place, in EDTF; ``""`` if it names none or
    its year is not known.  ``date`` is that of the article.
    """
    found = ""
    for match in _PERIOD.finditer(text, clause.start, place):
        if match[0] and (period := _edtf(match, date[:4])):
            found = period
    return found


def _edtf(match: re.Match[str], now: str) -> str:
    year = match["year"] or (now if match["now"] else "")
    if match["last"] and now:
        year = str(int(now) - 1)
    if not year:
        relative = match["half"] or match["quarter"] or match["from"] or match["month"]
        year = now if relative and now else ""
    if not year:
        return ""
    if match["half"]:
        first, last = _HALVES[match["half"]]
        return f"{year}-{first}/{year}-{last}"
    if match["quarter"]:
        quarter = _QUARTERS.get(match["quarter"])
        return f"{year}-{quarter}" if quarter else f"{year}-01/{year}-09"
    if match["months"]:
        return f"{year}-01/{year}-{int(match['months']):02}"
    if match["from"]:
        return f"{year}-{int(match['from']):02}/{year}-{int(match['to']):02}"
    if match["month"] and 1 <= int(match["month"]) <= 12:
        month = f"{year}-{int(match['month']):02}"
        return f"{month}-{int(match['day']):02}" if match["day"] else month
    return year


def is_planned(text: str, clause: TextSpan, place: int, date: str) -> bool:
    """Whether the words before a figure, in its sentence, say that it is planned or aimed at, or
    name a year by which it is to be; ``date`` is that of the article.  Of the words of plans and of
    results the last one decides.
    """
    words, before = context_words(), TextSpan(clause.start, place)
    years = [
        match.start()
        for match in _BY_YEAR.finditer(text, before.start, before.end)
        if not date or match["year"] > date[:4]
    ]
    planned = max((*years, last_whole_word(text, words.target, before)))
    return planned > last_whole_word(text, words.reached, before)
