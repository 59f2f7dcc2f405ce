"""Places in a source, such as ``para. 3`` or ``第12页``: read as people write them, told in words.

A text that is no such place (附表一, figure 2) is kept and told as it is written.  Several places
are separated by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gaoxin.language import say

_NUMBERS = r"\d+(?:\s*[-–—~～至到]\s*\d+)?(?:\s*[,，、]\s*\d+(?:\s*[-–—~～至到]\s*\d+)?)*"
_CHINESE = re.compile(rf"第?\s*({_NUMBERS})\s*(自然段|段落?|页|版|栏|列|章|节|条|行)")
_ENGLISH = re.compile(
    rf"(paragraphs?|paras?|pages?|pp?|columns?|cols?|chapters?|chs?|sections?|secs?|articles?|arts?|"
    rf"lines?|[¶§])\.?\s*({_NUMBERS})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,，、.。]*")
_RANGE = re.compile(r"\s*[-–—~～至到]\s*")
_WORDS: dict[str, tuple[str, str, str]] = {
    "para": ("段", "para.", "paras."),
    "page": ("页", "p.", "pp."),
    "sheet": ("版", "p.", "pp."),
    "column": ("栏", "col.", "cols."),
    "chapter": ("章", "ch.", "chs."),
    "section": ("节", "sec.", "secs."),
    "article": ("条", "art.", "arts."),
    "line": ("行", "line", "lines"),
}
"""For each kind of place the Chinese word, and the English one for one and for several."""
_SPELLINGS = {
    "para": "自然段 段落 段 ¶ paragraph para",
    "page": "页 page pp p",
    "sheet": "版",
    "column": "栏 列 column col",
    "chapter": "章 chapter ch",
    "section": "节 § section sec",
    "article": "条 article art",
    "line": "行 line",
}
"""For each kind of place the words that people write for it, the English ones without plurals."""
_KINDS = {word: kind for kind, words in _SPELLINGS.items() for word in words.split()}
_PAGES = ("page", "sheet")
_SHOWN = 6
"""So many numbers and ranges of a kind are listed; more are only begun."""


@dataclass(frozen=True, slots=True)
class PlaceInSource:
    """Numbers of one kind of place: first and last of each range, in order.

    ``kind`` is ``""`` for a text that was not understood, which is then in ``text``.
    """

    kind: str
    ranges: tuple[tuple[int, int], ...] = ()
    text: str = ""


def locators_in(text: str) -> tuple[str, ...]:
    """The places of a cell, each once, in the order of their numbers.

    >>> locators_in("para. 12; para. 3")
    ('para. 3', 'para. 12')
    """
    parts = {part.strip() for part in re.split(r"[;；]", text)}
    return tuple(sorted(filter(None, parts), key=_order))


def _order(text: str) -> tuple[tuple[int, int, str], ...]:
    """The text with its numbers as numbers."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((1, int(p), p) if p.isdecimal() else (0, 0, p) for p in parts)


def read_places(text: str) -> tuple[PlaceInSource, ...]:
    """What one place says (``p. 12, col. 2``): a kind with its numbers for each of its parts."""
    found: list[PlaceInSource] = []
    position = 0
    while position < len(text):
        match = _CHINESE.match(text, position) or _ENGLISH.match(text, position)
        if match is None:
            return (PlaceInSource("", text=text),)
        numbers, word = match.groups()
        if match.re is _ENGLISH:
            numbers, word = word, numbers.casefold()
            word = word if word in _KINDS else word.removesuffix("s")
        found.append(PlaceInSource(_KINDS[word], _ranges(numbers)))
        position = _BETWEEN.match(text, match.end()).end()  # type: ignore[union-attr]
    return tuple(found)


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in re.split(r"\s*[,，、]\s*", text):
        first, *rest = (int(number) for number in _RANGE.split(part))
        found.append((first, rest[0] if rest else first))
    return tuple(found)


def locator_words(text: str) -> str:
    """Places in words, in the language in force: 第 3 段, ``para. 3``.

    Those of one kind are told together, in the order of their numbers.
    """
    single: dict[str, list[tuple[int, int]]] = {}
    others: list[str] = []
    for locator in locators_in(text):
        places = read_places(locator)
        if len(places) == 1 and places[0].kind:
            single.setdefault(places[0].kind, []).extend(places[0].ranges)
        else:
            others.append(say(" ", ", ").join(map(_words, places)))
    told = [_words(PlaceInSource(kind, _joined(ranges))) for kind, ranges in single.items()]
    return say("，", "; ").join([*told, *others])


def _words(place: PlaceInSource) -> str:
    if not place.kind:
        return place.text
    chinese, one, several = _WORDS[place.kind]
    listed = [f"{a}" if a == b else f"{a}–{b}" for a, b in place.ranges]
    more = len(listed) > _SHOWN
    shown = say("、", ", ").join(listed[:_SHOWN])
    numbers = shown + say("…", ", …") if more else shown
    is_one = len(place.ranges) == 1 and place.ranges[0][0] == place.ranges[0][1]
    return say(f"第 {numbers} {chinese}", f"{one if is_one else several} {numbers}")


def _joined(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def page_numbers(text: str) -> str:
    """The page numbers alone, as a bibliography has them (``15-17``); ``""`` if it has no pages or
    other places besides.

    >>> page_numbers("第15-17页"), page_numbers("para. 3")
    ('15-17', '')
    """
    places = [place for locator in locators_in(text) for place in read_places(locator)]
    if not places or any(place.kind not in _PAGES for place in places):
        return ""
    ranges = _joined(each for place in places for each in place.ranges)
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in ranges)


def joined_locators(texts: Iterable[str]) -> str:
    """The places of several texts as one text."""
    return "; ".join(locators_in(";".join(texts)))
