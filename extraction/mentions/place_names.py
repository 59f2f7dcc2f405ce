"""Places and development zones in a text.

A chain of divisions (河北省涿州市) is one mention.  A zone is known by the kind of zone at its end
(高新区, 经济技术开发区), whether or not its name is known; what stands before it is its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.mentions.known_names import KnownNames, ThingByName
from gaoxin.extraction.mentions.noun_phrases import name_endings
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.words import Word, words_of

_DIVISIONS = frozenset({"Province", "City", "County"})
_ZONE = re.compile(
    r"(?:国家级|国家|省级)?(?:"
    r"(?:农业)?高新技术产业(?:开发区|园区|示范区|区)|高新技术(?:开发区|园区)|高新(?:产业)?(?:开发区|园区|区)|农高区|"
    r"经济技术开发区|经济开发区|经开区|开发区|综合保税区|保税区|综保区|自由贸易试验区|自贸试验区|自贸区|"
    r"自主创新示范区|工业园区|临空经济区|新区|科学城|科技城)"
    r"(?:[（(][^（）()]{2,12}[）)](?=人民|管委|党工委|$))?"
)
_OWN_CORE = re.compile(r"新区|开发区|科学城|科技城|工业园区|保税区")
"""Kinds of zones that are no name by themselves."""
_CORE_TAGS = frozenset({"n", "nr", "ns", "nt", "nz", "nrt", "j", "eng", "ng", "b", "l", "i", "f"})
_LONGEST_CORE = 10


def ends_with_zone(name: str) -> bool:
    """Whether a name ends with a kind of zone.

    >>> ends_with_zone("江州高新区"), ends_with_zone("江州市")
    (True, False)
    """
    return any(found.end() == len(name) for found in _ZONE.finditer(name))


def places(text: str, known: KnownNames) -> Iterator[EntityMention]:
    """The divisions of a text; those that adjoin are one chain, of the class of its last link."""
    found = list(_divisions(text, known))
    chain: list[tuple[int, int, ThingByName]] = []
    for here, following in pairwise([*found, (len(text) + 2, 0, ThingByName("", ""))]):
        chain.append(here)
        if following[0] == here[1] and _is_within(here[2], following[2]):
            continue
        span, last = TextSpan(chain[0][0], here[1]), here[2]
        name = text[here[0] : here[1]]
        yield EntityMention(span, last.type, name, last.iri, "place", 0.9)
        chain = []


def _is_within(upper: ThingByName, lower: ThingByName) -> bool:
    order = ("Province", "City", "County")
    return order.index(upper.type) < order.index(lower.type) or upper.type == lower.type == "City"


def _divisions(text: str, known: KnownNames) -> Iterator[tuple[int, int, ThingByName]]:
    words = words_of(text)
    starts = {word.start: word for word in words}
    ends = {word.end for word in words}
    for start, end, things in known.find(text):
        divisions = [thing for thing in things if thing.type in _DIVISIONS]
        if not divisions:
            continue
        best = min(divisions, key=lambda thing: (thing.is_short, thing.type == "County"))
        if best.is_short:
            word = starts.get(start)
            if word is None or end not in ends:
                continue
            if not word.tag.startswith("n") and word.tag:
                continue
            if best.type == "County" and word.tag != "ns":
                continue
        yield start, end, best


def zones(text: str, known: KnownNames) -> Iterator[EntityMention]:
    """The zones of a text.  A kind of zone without a name (高新区) is a mention too: later stages
    find which zone is meant.
    """
    words = words_of(text)
    for match in _ZONE.finditer(text):
        start = _core_start(text, words, match.start())
        span = TextSpan(start, match.end())
        name = span.of(text)
        if start == match.start() and _is_bare(match[0]):
            if _OWN_CORE.fullmatch(match[0]) or _is_many(text, match.start()):
                continue
            yield EntityMention(span, "Zone", name, reason="kind of zone", score=0.5)
            continue
        things = [thing for thing in known.forms.get(name, ()) if thing.type == "Zone"]
        if not things and any(thing.type == "County" for thing in known.forms.get(name, ())):
            continue  # 浦东新区 is a district
        iris = {thing.iri for thing in things if thing.iri}
        iri = iris.pop() if len(iris) == 1 else ""
        yield EntityMention(span, "Zone", name, iri, "zone", 0.9)


def _is_bare(name: str) -> bool:
    return not re.match(r"国家|省级", name) or len(name) <= len("国家级高新区")


def _is_many(text: str, start: int) -> bool:
    """Whether the kind of zone is that of many: 各高新区, 169家国家高新区."""
    return text[max(0, start - 1) : start] in ("各", "家", "个", "类", "等", "批")


def _core_start(text: str, words: Sequence[Word], end: int) -> int:
    """Where the name begins that stands before a kind of zone which begins at ``end``."""
    start, endings = end, name_endings()
    number = bisect_left(words, end, key=lambda word: word.start)
    while number > 0 and words[number - 1].start >= end - _LONGEST_CORE:
        number -= 1
        word = words[number]
        piece = text[word.start : min(word.end, end)]
        if piece in endings.no_zone or piece in endings.outside:
            break
        if word.tag not in _CORE_TAGS and word.tag:
            break
        start = word.start
        goes_on = number > 0 and words[number - 1].tag == "ns"  # 西安 in 西安长安高新区
        if word.tag != "ns" and start < end - 3 and not goes_on:
            break
    return start
