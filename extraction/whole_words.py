"""Words of a list that stand in a text as whole words: 拟, but not in 模拟."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.words import words_of


def last_whole_word(text: str, words: Iterable[str], within: TextSpan) -> int:
    """Where the last of these words within a part of the text begins; -1 if none stands there.

    A word does not count if one of its ends lies inside a word of the language.
    """
    inside = places_inside_words(text)
    return max((_last(text, word, within, inside) for word in words), default=-1)


@lru_cache(maxsize=8)
def places_inside_words(text: str) -> frozenset[int]:
    """The places between letters of one word."""
    known = [word for word in words_of(text) if word.tag]
    return frozenset(place for word in known for place in range(word.start + 1, word.end))


def _last(text: str, word: str, within: TextSpan, inside: frozenset[int]) -> int:
    place = text.rfind(word, within.start, within.end)
    while place >= 0 and not inside.isdisjoint((place, place + len(word))):
        place = text.rfind(word, within.start, place + len(word) - 1)
    return place
