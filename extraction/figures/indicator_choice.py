"""The indicator of an amount, chosen among several phrases by trained weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.amounts import Amount
from gaoxin.extraction.figures.indicators import (
    Indicator,
    context_words,
    ending_of,
    indicator_of,
    noun_phrase_before,
    noun_phrase_behind,
)
from gaoxin.extraction.words import Word, word_at, words_of

_CERTAIN = frozenset({"growth", "growth of the last", "share"})
_CLAUSE_END = re.compile(r"[，。；！？,;\n]")
_UNTOLD = frozenset({"t", "d", "u", "ul", "uj", "x", "p", "c", "q", "r", "f", "y", "uz", "zg"})
"""Tags of words that name nothing: times, adverbs, particles, marks."""

_QUARTER = re.compile("[一二三四]季度$|半年$")

_MOST_TOLD = 14
"""Letters of a name that is taken from a clause."""

_NAMES = {
    "money": ("金额", "价格"),
    "people": ("人数",),
    "duration": ("时间", "期限"),
    "area": ("面积",),
    "share": ("占比",),
    "length": ("长度", "距离"),
    "weight": ("产量",),
}


def indicator_candidates(text: str, amount: Amount, last: str) -> list[Indicator]:
    """The phrases that may name the indicator, the one of the rules first.  ``last`` is the
    indicator of the amount before it in the sentence.
    """
    first = indicator_of(text, amount, last)
    if first.way in _CERTAIN:
        return [first]
    words = words_of(text)
    found = [first, *_others(text, words, amount, last)]
    named: dict[str, Indicator] = {}
    for indicator in found:
        if len(indicator.name.strip("的数")) > 0:
            named.setdefault(indicator.name, indicator)
    return list(named.values()) or [first]


def _others(text: str, words: Sequence[Word], amount: Amount, last: str) -> Iterator[Indicator]:
    before, _ = noun_phrase_before(words, amount)
    if before is not None:
        name = before.of(text)
        yield Indicator(name, before, "whole before")
        inside = words[word_at(words, before.start) : word_at(words, before.end)]
        verbs = [w for w in inside[:-1] if w.tag == "v"]
        if verbs and verbs[-1].end < before.end - 1:
            short = TextSpan(verbs[-1].end, before.end)
            yield Indicator(short.of(text), short, "after verb")
        if "的" in name and not name.endswith("的"):
            own = TextSpan(before.start + name.rindex("的") + 1, before.end)
            yield Indicator(own.of(text), own, "after of")
        if inside and inside[-1].tag in ("n", "vn") and len(inside) > 1:
            noun = TextSpan(inside[-1].start, before.end)
            yield Indicator(noun.of(text), noun, "last noun")
    behind = noun_phrase_behind(text, words, amount)
    if behind is not None:
        yield Indicator(behind.of(text) + "数", behind, "behind")
    if described := _described(text, words, amount):
        yield Indicator(described.of(text) + "数", described, "described")
    yield from _clauses(text, words, amount)
    if verb := _verb_before(words, amount):
        if behind is not None:
            yield Indicator(f"{verb.text}{behind.of(text)}数", behind, "verb and behind")
        yield Indicator(verb.text, TextSpan(verb.start, verb.end), "verb")
        for name in _NAMES.get(amount.group, ())[:1]:
            yield Indicator(verb.text + name, TextSpan(verb.start, verb.end), "verb and unit")
    if acting := _verb_behind(words, amount):
        unit = "人数" if amount.group == "people" else "数"
        yield Indicator(acting.text + unit, TextSpan(acting.start, acting.end), "act")
    if last:
        yield Indicator(last, amount.span, "last")
    counted = ending_of(amount)
    for name in (*_NAMES.get(amount.group, ()), *([counted] if counted else ())):
        yield Indicator(name, amount.span, f"unit {name}")


def _described(text: str, words: Sequence[Word], amount: Amount) -> TextSpan | None:
    """The noun behind a description: 学生 of 30名来自各校的学生."""
    end = _CLAUSE_END.search(text, amount.span.end)
    clause = text[amount.span.end : end.start() if end else len(text)][:30]
    if "的" not in clause:
        return None
    place = word_at(words, amount.span.end + clause.index("的") + 1)
    start = place
    while (place < len(words) and words[place].tag[:1] in ("n", "j", "b")) or (
        place < len(words) and words[place].tag in ("vn", "eng", "l")
    ):
        place += 1
    if place == start:
        return None
    return TextSpan(words[start].start, words[place - 1].end)


def _clauses(text: str, words: Sequence[Word], amount: Amount) -> Iterator[Indicator]:
    """What the clause says before the amount and behind it, without times and 达到, as a name."""
    first, last = word_at(words, amount.span.start), word_at(words, amount.span.end)
    before = _told(words, range(first - 1, max(-1, first - 14), -1))[::-1]
    behind = _told(words, range(last, min(len(words), last + 12)))
    number = "数" if amount.counts else ""
    for way, told in (("told before", before), ("told behind", behind), ("told", before + behind)):
        name = "".join(word.text for word in told)
        if len(name) > 2 and len(told) > 1:
            span = TextSpan(told[0].start, told[-1].end)
            yield Indicator(name + number, span, way)


def _told(words: Sequence[Word], places: Iterable[int]) -> list[Word]:
    """The words at these places up to the end of the clause that say what is counted."""
    found: list[Word] = []
    size = 0
    for place in places:
        word = words[place]
        if _CLAUSE_END.match(word.text) or word.tag == "m":
            break
        if (
            word.tag in _UNTOLD
            or word.text in context_words().linking
            or _QUARTER.search(word.text)
        ):
            continue
        size += len(word.text)
        if size > _MOST_TOLD:
            break
        found.append(word)
    return found


def _verb_before(words: Sequence[Word], amount: Amount) -> Word | None:
    lists, place = context_words(), word_at(words, amount.span.start)
    for word in reversed(words[max(0, place - 3) : place]):
        if word.tag in ("v", "vn") and len(word.text) > 1 and word.text not in lists.linking:
            return word
        if word.tag not in ("d", "u", "ul", "uj", "v"):
            return None
    return None


def _verb_behind(words: Sequence[Word], amount: Amount) -> Word | None:
    place = word_at(words, amount.span.end)
    for word in words[place : place + 2]:
        if word.tag == "v" and len(word.text) > 1:
            return word
        if word.tag not in ("d", "p", "v"):
            return None
    return None


def indicator_features(
    text: str, amount: Amount, candidate: Indicator, number: int, before: str
) -> Iterator[str]:
    """What speaks for a candidate; ``number`` is its place among them, ``before`` the way in which
    the indicator before it in the sentence was found.
    """
    way, words = candidate.way, words_of(text)
    yield f"way {way}"
    yield f"way {way} {amount.group}"
    yield f"counts {amount.counts} {way}"
    if number == 0:
        yield "of the rules"
        yield f"of the rules {way}"
    ends = text[amount.span.end : amount.span.end + 1] in ("", *"，。；、！？,;）)\n ")
    yield f"ends {ends} {way}"
    place = word_at(words, amount.span.start)
    if place:
        yield f"tag before {words[place - 1].tag[:1]} {way}"
        if words[place - 1].text in context_words().linking:
            yield f"linked {way}"
    place = word_at(words, amount.span.end)
    if place < len(words):
        yield f"tag behind {words[place].tag[:2]} {way}"
    if before:
        yield f"before {before} {way}"
    length = len(candidate.name)
    yield f"length {min(length, 12) // 3} {way}"
    yield f"length {min(length, 16) // 2}"
    yield f"unit {amount.unit[-2:]} {way}"
