"""Ranks: 居全国第3位, 排名第一, 首个, 首家, 唯一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.words import word_at, words_of
from gaoxin.graph.facts.chinese_numerals import chinese_number

_NUMBER = r"(?P<number>\d{1,4}|[一二三四五六七八九十百]{1,5})"
_WHOLE = "全国|全省|全市|全球|世界|国内|中部|西部|行业|同行业"
_NOT_RANKED = "(?!届|次|批|期|季|个|家|产业|轮)"
_VERBS = "位居|位列|名列|排名|排在|排行|列|居|跻身|排|获得|荣获|获"
_PLACE = re.compile(
    rf"(?:{_VERBS})(?P<among>[^，。；、第]{{0,12}})第{_NUMBER}(?:位|名)?{_NOT_RANKED}"
)
_AMONG_FIRST = re.compile(rf"(?P<among>{_WHOLE})第{_NUMBER}(?:位|名)?{_NOT_RANKED}")
_FIRST = re.compile(
    r"(?P<among>全国|全省|全市|全区|全球|世界|国内|我国|中国|省内|市内|我省|我市|西部|中部)?(?:目前)?"
    r"(?P<word>首个|首家|首款|首座|首条|首台|首套|首批次|首创|唯一一家|唯一一个|唯一|第一个|第一家|第一款|第一座|第一条)"
)

_BEFORE_PLACE = frozenset({"连续", "分别", "均", "综合", "居", "列", "排", "位居"})
_NOUN_TAGS = ("n", "j", "l", "e")
_MARKS = frozenset("“”·-—（）()、+的和与及")
_INSIDE = frozenset({"v", "vn", "a", "b", "m", "q", "uj", "d"})


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank: its number, of what (with the place of these words), among whom, and where it says
    so.
    """

    span: TextSpan
    value: str
    indicator: str
    words: TextSpan
    among: str


def ranks(text: str) -> Iterator[Rank]:
    """The ranks of a text, in order."""
    found = [*_numbered(text), *_first(text)]
    end = 0
    for rank in sorted(found, key=lambda rank: (rank.span.start, -rank.span.end)):
        if rank.span.start >= end:
            yield rank
            end = rank.span.end


def _numbered(text: str) -> Iterator[Rank]:
    for pattern in (_PLACE, _AMONG_FIRST):
        for match in pattern.finditer(text):
            number = match["number"]
            value = number if number.isdigit() else chinese_number(number)
            words = _noun_before(text, match.start())
            if value is None or words is None:
                continue
            yield Rank(TextSpan(*match.span()), value, words.of(text), words, match["among"])


def _first(text: str) -> Iterator[Rank]:
    for match in _FIRST.finditer(text):
        words = _noun_behind(text, match.end())
        if words is None or (match["among"] is None and match["word"] in ("首批次", "首创")):
            continue
        among = match["among"] or ""
        yield Rank(TextSpan(*match.span()), "1", words.of(text), words, f"{among}{match['word']}")


def _noun_before(text: str, end: int) -> TextSpan | None:
    """The noun phrase before a place, in its clause."""
    words = words_of(text)
    last = word_at(words, end)
    first = last
    while first > 0 and end - words[first - 1].start <= 16:
        word = words[first - 1]
        if not (word.tag[:1] in _NOUN_TAGS or word.tag in _INSIDE or word.tag == "t"):
            break
        first -= 1
    while first < last and words[first].tag in ("d", "t", "m", "q"):
        first += 1
    while last > first and (
        words[last - 1].tag in ("d", "t", "m", "q") or words[last - 1].text in _BEFORE_PLACE
    ):
        last -= 1
    return TextSpan(words[first].start, words[last - 1].end) if last > first else None


def _noun_behind(text: str, start: int) -> TextSpan | None:
    """The noun phrase behind 首个, with what describes it."""
    words = words_of(text)
    first = word_at(words, start)
    place, last = first, first
    while place < len(words) and words[place].end - start <= 34:
        word = words[place]
        if word.tag[:1] in _NOUN_TAGS or word.tag == "vn":
            last = place + 1
        elif word.text not in _MARKS and (word.tag == "x" or word.tag not in _INSIDE):
            break
        place += 1
    if last <= first:
        return None
    begin = max(words[first].start, start)
    return TextSpan(begin, words[last - 1].end)
