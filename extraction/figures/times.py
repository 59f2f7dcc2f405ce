"""Of when a figure is, and whether it is reached or planned."""

from __future__ import annotations

import re
from functools import lru_cache

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.indicators import context_words
from gaoxin.extraction.words import words_of

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
    words, sentence = context_words(), clause.of(text)
    before = sentence[: place - clause.start]
    inside = _places_inside_words(sentence)
    years = [m.start() for m in _BY_YEAR.finditer(before) if not date or m["year"] > date[:4]]
    planned = max((*years, *(_last(word, before, inside) for word in words.target)))
    reached = max(_last(word, before, inside) for word in words.reached)
    return planned > reached


def _last(word: str, before: str, inside: frozenset[int]) -> int:
    """Where a word stands last, not as a part of a longer word (拟 in 模拟); -1 if nowhere."""
    place = before.rfind(word)
    while place >= 0 and not inside.isdisjoint((place, place + len(word))):
        place = before.rfind(word, 0, place + len(word) - 1)
    return place


@lru_cache(maxsize=8)
def _places_inside_words(sentence: str) -> frozenset[int]:
    """The places between letters of one word."""
    known = [word for word in words_of(sentence) if word.tag]
    return frozenset(place for word in known for place in range(word.start + 1, word.end))
