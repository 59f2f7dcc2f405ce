"""Of what a number is: the name of its indicator, from the words before and behind it.

A measure (亿元, 平方米) belongs to the noun before it: 总建筑面积约35万平方米.  A count belongs to
the noun behind its unit (200多家研发机构) or, if none stands there, to the noun before it.  A share
after a word of growth is the growth of what stands before: 产值同比增长8.3%.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.amounts import Amount
from gaoxin.extraction.words import Word, word_at, words_of

_NOUNS = frozenset(
    {
        "n",
        "nr",
        "ns",
        "nt",
        "nz",
        "vn",
        "j",
        "b",
        "an",
        "eng",
        "l",
        "i",
        "ng",
        "g",
        "zg",
        "s",
        "k",
        "h",
        "",
    }
)
_INSIDE = frozenset({"a", "v", "m", "q", "f", "t", "d", "ad", "ag", "vg", "vi", "z"})
_JOINING = frozenset({"的", "“", "”", "·", "-", "（", "）", "(", ")", "及", "和", "与", "/", "+"})
_BETWEEN = frozenset({"的", "“", "”", "-", "·", "（", "）", "和", "及"})
_LONGEST = 18


@dataclass(frozen=True)
class ContextWords:
    """The lists of ``context.toml``."""

    linking: frozenset[str]
    growth: frozenset[str]
    compared: frozenset[str]
    nominal: frozenset[str]
    target: tuple[str, ...]
    reached: tuple[str, ...]
    reaching: tuple[str, ...]
    whole: frozenset[str]
    kinds: dict[str, tuple[str, ...]]
    """Words that stand for a thing of these classes."""


@lru_cache(maxsize=1)
def context_words() -> ContextWords:
    """The shipped lists."""
    table = tomllib.loads((resources.files(__package__) / "context.toml").read_text("utf-8"))
    sets = {
        name: frozenset(table[name].split())
        for name in ("linking", "growth", "compared", "nominal", "whole")
    }
    kinds: dict[str, tuple[str, ...]] = {}
    for classes, words in table["kinds"].items():
        kinds |= dict.fromkeys(words.split(), tuple(classes.split()))
    return ContextWords(
        **sets,
        target=tuple(table["target"].split()),
        reached=tuple(table["reached"].split()),
        reaching=tuple(table["reaching"].split()),
        kinds=kinds,
    )


@dataclass(frozen=True, slots=True)
class Indicator:
    """The name of an indicator, where its words stand, and how it was found (``before``,
    ``behind``, ``growth``, ``growth of the last``, ``share``, ``unit``).
    """

    name: str
    span: TextSpan
    way: str


def indicator_of(text: str, amount: Amount, last: str = "") -> Indicator:
    """The indicator of an amount; ``last`` is that of the amount before it in the sentence."""
    words = words_of(text)
    first = word_at(words, amount.span.start)
    place, grown, linked = _skip_back(words, first, amount)
    before = _before(words, place)
    if grown:
        if before is None or before.of(text) in context_words().whole:
            return Indicator(_growth_of(last), amount.span, "growth of the last")
        return Indicator(_growth_of(before.of(text)), before, "growth")
    if amount.group == "share" and (whole := _SHARE.search(text[: amount.span.start][-24:])):
        part = before.of(text) if before else ""
        own = part.rpartition("占")[0] if "占" in part else last
        return Indicator(f"{own}占{whole[1]}比重", amount.span, "share")
    if before is not None and before.of(text) in context_words().whole:
        before = None
        if not amount.counts and last:
            return Indicator(last, amount.span, "last")
    if fixed := _FIXED.get(amount.unit) or _FIXED.get(amount.group):
        return Indicator(fixed, amount.span, "unit")
    if not amount.counts:
        if sized := _SIZES.get(text[amount.span.end : amount.span.end + 1]):
            return Indicator(sized, TextSpan(amount.span.end, amount.span.end + 1), "behind")
        if before is None and last and linked and amount.group != "duration":
            return Indicator(last, amount.span, "last")
    behind = noun_phrase_behind(text, words, amount)
    if amount.counts and behind is not None and not (linked and before and _ends(text, amount)):
        name = behind.of(text)
        return Indicator(name if name.endswith("数") else name + "数", behind, "behind")
    if amount.group == "people" and (acting := _acting(words, amount)):
        return Indicator(acting + "人数", amount.span, "act")
    if before is not None:
        name = before.of(text)
        ending = "" if name.endswith(_LASTING) else ending_of(amount)
        return Indicator(name + ending, before, "before")
    if behind is not None:
        return Indicator(behind.of(text), behind, "behind")
    return Indicator(_of_unit(amount), amount.span, "unit")


_SHARE = re.compile(
    r"占(?:到|据|比)?(?:了)?((?:全|我|本)?[\u4e00-\u9fff]{0,10}?)(?:总数|总量)?的?(?:比重|比例)?(?:达|为|约|近|的)?\s?$"
)
_SIZES = {"高": "高度", "宽": "宽度", "长": "长度", "厚": "厚度", "深": "深度"}
_FIXED = {"age": "年龄", "℃": "气温", "摄氏度": "气温"}
_LASTING = ("期", "限", "时间", "时长", "寿命", "龄", "史", "历程")
"""What names of durations end with."""
_PERIODS = {
    **dict.fromkeys(("年", "周年"), "年"),
    **dict.fromkeys(("个月", "个半月"), "月"),
    **dict.fromkeys(("天", "日"), "天"),
    **dict.fromkeys(("秒", "秒钟"), "秒"),
    **{unit: unit for unit in ("周", "小时", "分钟")},
}


def ending_of(amount: Amount) -> str:
    """What the name of a duration ends with, by its unit: 年数, 天数; ``""`` for other amounts."""
    if amount.group != "duration":
        return ""
    return f"{_PERIODS[amount.unit]}数" if amount.unit in _PERIODS else ""


def _acting(words: Sequence[Word], amount: Amount) -> str:
    """The verb behind a number of people (447人入住), ``""`` if none stands there."""
    place = word_at(words, amount.span.end)
    while place < len(words) and words[place].text in ("左右", "以上", "参与", "被"):
        place += 1
    word = words[place] if place < len(words) else None
    return word.text if word and word.tag == "v" and len(word.text) > 1 else ""


def _growth_of(name: str) -> str:
    return name if name.endswith(("增速", "增幅", "增长率")) else name.removesuffix("的") + "增速"


def _of_unit(amount: Amount) -> str:
    names = {"people": "人数", "money": "金额", "duration": "时间", "area": "面积", "share": "占比"}
    return names.get(amount.group, f"{amount.unit}数")


def _ends(text: str, amount: Amount) -> bool:
    """Whether the clause ends with the amount."""
    return text[amount.span.end : amount.span.end + 1] in ("", *"，。；、！？,;）)\n ")


def _skip_back(words: Sequence[Word], first: int, amount: Amount) -> tuple[int, bool, bool]:
    """From the word before a number over linking words: the index behind the last word of the
    indicator, whether a word of growth was met, and whether any word was skipped.
    """
    lists, place, grown, following = context_words(), first, False, ""
    while place > 0:
        word = words[place - 1]
        text = word.text
        if text in lists.growth and following not in ("至", "到", "为"):
            grown = grown or amount.group == "share" or place == first or following == "了"
        elif (
            (text in lists.compared and (grown or text in ("同比", "环比")))
            or text.isspace()
            or (text.startswith("每") and "/" in amount.unit)
            or (
                "/" in amount.unit
                and (text in amount.unit or text in ("由", "按", "调整", "从", "按照"))
            )
        ):
            pass
        elif text not in lists.linking and not (word.tag in ("d", "r") and text != "其中"):
            break
        following = text
        place -= 1
    return place, grown, place < first


def noun_phrase_before(words: Sequence[Word], amount: Amount) -> tuple[TextSpan | None, bool]:
    """The noun phrase before an amount and its linking words, and whether there are any."""
    place, _, linked = _skip_back(words, word_at(words, amount.span.start), amount)
    return _before(words, place), linked


def _before(words: Sequence[Word], place: int) -> TextSpan | None:
    """The noun phrase that ends before ``words[place]``."""
    lists, first = context_words(), place
    if place and words[place - 1].text in ("）", ")"):
        while first > 0 and words[first - 1].text not in ("（", "("):
            first -= 1
        first = max(first - 1, 0)
    while first > 0 and words[place - 1].end - words[first - 1].start <= _LONGEST:
        word = words[first - 1]
        if word.text in lists.linking and word.text not in lists.nominal and word.tag != "vn":
            break
        inside = word.tag in _INSIDE or word.text in _JOINING
        if first == place and not (word.tag in _NOUNS or word.text in lists.nominal):
            if word.tag not in ("v", "q", "a", "f") or (
                len(word.text) < 2 and word.text not in _SIZES
            ):
                break
        elif not (word.tag in _NOUNS or inside):
            break
        first -= 1
    while first < place and (
        words[first].text in _JOINING or words[first].tag in ("d", "f", "t", "q", "m")
    ):
        first += 1
    if first == place:
        return None
    return TextSpan(words[_with_size(words, first)].start, words[place - 1].end)


def _with_size(words: Sequence[Word], first: int) -> int:
    """The first word with the size by which things are counted: 10亿元以上 of 10亿元以上项目."""
    start = first
    if (
        start > 1
        and words[start - 1].text in ("以上", "以下", "级")
        and words[start - 2].tag == "m"
    ):
        start -= 2
        while start and words[start - 1].tag == "m":
            start -= 1
    return start


def noun_phrase_behind(text: str, words: Sequence[Word], amount: Amount) -> TextSpan | None:
    """The noun phrase that begins behind an amount."""
    first = word_at(words, amount.span.end)
    while first < len(words) and (
        words[first].text in ("的", "左右", "以上", "余", "多", "大")
        or words[first].start < amount.span.end
    ):
        first += 1
    place, last_noun = first, -1
    while place < len(words) and words[place].end - words[first].start <= _LONGEST:
        word = words[place]
        if word.tag in _NOUNS:
            last_noun = place
        elif "\n" in word.text:
            break
        elif word.text.isspace() and last_noun < 0:
            pass
        elif (
            not (word.tag in _INSIDE or word.text in _BETWEEN)
            or (word.tag == "v" and last_noun >= 0)
            or (word.tag in ("d", "t", "f") and last_noun >= 0)
        ):
            break
        place += 1
    if last_noun < first:
        return None
    start, end = words[first].start, words[last_noun].end
    while start < end and text[start] in "“”（）的":
        start += 1
    opened = text.find("（", start, end)
    if opened >= 0 and "）" not in text[opened:end]:
        end = opened
    return TextSpan(start, end) if start < end else None
