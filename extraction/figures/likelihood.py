"""Whether an amount is a figure that a reader would write down, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gaoxin.extraction.figures.amounts import Amount
from gaoxin.extraction.figures.indicators import Indicator
from gaoxin.extraction.figures.scene import Scene
from gaoxin.extraction.words import word_at, words_of

_FUNCTIONAL = frozenset({"v", "d", "p", "c", "u", "uj", "ul", "r", "f", "vn", "vd", "x"})
_SORTED_BY = re.compile(
    r"\s?(?:人民币)?(?:及?以上|及?以下|级)的?(?:[\u4e00-\u9fff]{0,6})(?:项目|企业|产业|集群|园区|单品|品牌)"
)
_QUOTES = re.compile(r"“[^“”]{0,14}$")


def is_possible(scene: Scene, amount: Amount) -> bool:
    """Whether the amount can be a figure at all: it has a unit or a scale, and is no part of a name
    or of a word (进一步, 万家灯火).
    """
    if not amount.unit or amount.value == "":
        return False
    text = scene.article.text
    if text[max(0, amount.span.start - 1) : amount.span.start] in ("上", "下") and amount.unit in (
        "年",
        "月",
        "周",
        "步",
        "场",
    ):
        return False
    if any(
        m.span.start < amount.span.start or amount.span.end < m.span.end
        for m in scene.around(amount.span)
    ):
        return False
    if amount.group in ("money", "") and _SORTED_BY.match(text, amount.span.end):
        return False  # 10亿元以上项目9个: it says which projects are counted
    words = words_of(text)
    at = word_at(words, amount.span.start)
    word = words[at] if at < len(words) else None
    if (
        word
        and amount.span.start - 3 <= word.start < amount.span.start
        and word.tag not in ("m", "eng", "x")
    ):
        return not amount.is_han
    return True


def figure_features(scene: Scene, amount: Amount, indicator: Indicator) -> Iterator[str]:
    """The names of what speaks for (or against) an amount."""
    text, start, end = scene.article.text, amount.span.start, amount.span.end
    yield "any"
    yield f"group {amount.group or 'none'}"
    yield f"unit {amount.unit[-3:]}"
    yield "han" if amount.is_han else "arabic"
    yield f"way {indicator.way}"
    yield f"way {indicator.way} {amount.group}"
    if amount.is_han:
        yield f"han {amount.group}"
        if amount.value == "1":
            yield "han one"
            yield f"han one {amount.unit}"
    if amount.value in ("1", "2", "0.5"):
        yield f"value {amount.value}"
    if amount.comparators:
        yield "compared"
    if "." in amount.value:
        yield "decimal"
    if _QUOTES.search(text[max(0, start - 16) : start]):
        yield "quoted"
    yield f"behind {text[end : end + 1]}" if text[end : end + 1] in _MARKS else "behind other"
    yield (
        f"before {text[start - 1 : start]}"
        if text[max(0, start - 1) : start] in _MARKS
        else "before other"
    )
    sentence = scene.sentence(start)
    numbers = len(re.findall(r"\d+(?:\.\d+)?", sentence.of(text)))
    yield f"numbers {min(numbers, 5)}"
    words = words_of(text)
    index = word_at(words, start)
    for offset in (1, 2):
        if index >= offset and words[index - offset].tag in _FUNCTIONAL:
            yield f"word -{offset} {words[index - offset].text}"
            yield f"tag -{offset} {words[index - offset].tag}"
        elif index >= offset:
            yield f"tag -{offset} {words[index - offset].tag[:1]}"
    index = word_at(words, end)
    if index < len(words):
        yield f"tag +1 {words[index].tag[:1]}"
        if words[index].tag in _FUNCTIONAL:
            yield f"word +1 {words[index].text}"
    if start < 60:
        yield "at the beginning"
    if start > len(text) - 80:
        yield "at the end"


_MARKS = frozenset("，。、；：（）“”的多余以左 ！")
