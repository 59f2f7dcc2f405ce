"""Of when a figure is, and whether it is reached or planned."""

from __future__ import annotations

import re

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.indicators import context_words
from gaoxin.extraction.whole_words import last_whole_word
from gaoxin.graph.facts.written_periods import periods_in

_YEAR = re.compile(r"(?:(?:19|20)\d\d|去|上)年")
_BY = len("到2027年")
_BY_YEAR = re.compile(r"[到至](?P<year>20\d\d)年")


def period_before(text: str, clause: TextSpan, place: int, date: str) -> str:
    """The last period that a sentence names before a place, in EDTF; ``""`` if it names none or
    its year is not known.  ``date`` is that of the article.
    """
    found = list(periods_in(text, clause.start, place, date))
    return found[-1].value if found else ""


def is_planned(text: str, clause: TextSpan, place: int, date: str) -> bool:
    """Whether the words before a figure, in its sentence, say that it is planned or aimed at, or
    name a year by which it is to be; ``date`` is that of the article.  Of the words of plans and
    of results the last one decides; a verb of results (突破) behind one of plans is part of it,
    unless another year stands between them.
    """
    words, before = context_words(), TextSpan(clause.start, place)
    years = [
        match.start()
        for match in _BY_YEAR.finditer(text, before.start, before.end)
        if not date or match["year"] > date[:4]
    ]
    planned = max((*years, last_whole_word(text, words.target, before)))
    reached = last_whole_word(text, words.reached, before)
    verb = last_whole_word(text, words.reaching, before)
    if planned < 0 or any(_YEAR.finditer(text, planned + _BY, max(verb, planned))):
        reached = max(reached, verb)
    return planned > reached
