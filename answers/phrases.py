"""Words of a question that are no names: what they ask for, and which facts they speak of.

The phrases come from the lexicon; this module sorts them into the kinds that the search uses:
``ask`` (who, amount, when …), ``class``, ``relation``, ``role``, ``level``, ``status``,
``superlative``, ``compare``, ``indicator``, ``time``, ``path``, ``bound``, ``refuse`` and
``stop``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gaoxin.answers.lexicon.lexicon import FoundPhrase, lexicon
from gaoxin.answers.lexicon.meanings import WordMeaning

_ASKS = {
    "who": "who",
    "which": "which",
    "how-many": "count",
    "how-much": "amount",
    "when": "when",
    "where": "where",
    "yes-no": "yes",
    "share": "amount",
    "each": "list",
}
_COMPARES = {"difference": "difference", "ratio": "ratio"}
_ORDERS = {"max": "max", "min": "min", "earliest": "first", "latest": "last"}
_REFUSED = frozenset({"why", "opinion"})
_EITHER = frozenset({"哪家", "哪几家", "哪一家", "有谁", "都有谁"})
"""Words that ask for firms rather than for persons."""
_OWN = {
    "title": "什么职务 哪些职务 职务 什么职位 哪些职位 啥职务 什么官 职位 啥官 什么头衔"
    " 什么身份 身份 干嘛的 干什么的 干啥的 是干嘛的 做什么的 什么来头",
    "rank": "第几 排第几 排名第几 第几名 第几位 排几 位列第几 排名多少 排多少",
}
_RELATIONS = {
    "approved": "批准 获批 批的 批了 升级 升格 批复 设立",
    "established": "成立 设立 创立 组建",
    "issued": "发布 印发 出台",
    "notation": "文号 代码 编码",
    "awarded": "上市",
    "subIndustryOf": "构成 组成 细分 细分为",
    "appliesTo": "用在 用于 用到 能用",
}
_FOUND = [
    (word, kind, meaning)
    for kind, table in (("ask", _OWN), ("relation", _RELATIONS))
    for meaning, words in table.items()
    for word in words.split()
]
_AREA = re.compile(r"(?:哪|哪个|哪些|什么|啥)区")
_WHICH = re.compile(r"哪[几一二两三四五六七八九十\d]*[个家条项类种大款所支座位名届批]?")
_SURFACE = frozenset({"stop", "status", "time", "bound", "refuse"})
"""Kinds of phrases that are taken only if they are no part of a longer phrase."""
_PLAIN = {
    "class": "class",
    "relation": "relation",
    "attribute": "relation",
    "role": "role",
    "level": "level",
    "status": "status",
    "measure": "indicator",
    "time": "time",
    "filler": "stop",
    "negation": "negation",
    "unit": "unit",
    "verdict": "verdict",
    "scope": "scope",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phrase found in a question, at ``start`` to ``end``.

    ``meanings`` are classes, properties, types of questions …; ``names`` are words in the names of
    the indicators or titles that are meant.  ``asks`` is the end of a relation that is asked for.
    """

    start: int
    end: int
    text: str
    kind: str
    meanings: tuple[str, ...]
    names: tuple[str, ...] = ()
    asks: str = ""

    @property
    def mask(self) -> int:
        """One bit for each character of the question that the phrase covers."""
        return mask_of(self.start, self.end)


def mask_of(start: int, end: int) -> int:
    """One bit for each character from ``start`` to before ``end``."""
    return ((1 << end) - 1) ^ ((1 << start) - 1)


@cache
def light_words() -> tuple[str, ...]:
    """Words that say nothing about which fact is meant (light_words.toml)."""
    text = files("gaoxin.answers").joinpath("light_words.toml").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(str(tomllib.loads(text)["zh"]).split()))


def phrases_in(text: str) -> Iterator[Spoken]:
    """Every phrase that stands in ``text`` (a match key), shorter ones inside longer ones too."""
    surface = {(found.start, found.end) for found in lexicon().find(text)}
    for found in lexicon().find(text, nested=True):
        for phrase in _sorted(found):
            if phrase.kind == "class" and text[phrase.end : phrase.end + 1] == "级":
                continue
            if phrase.kind not in _SURFACE or (found.start, found.end) in surface:
                yield phrase
    for word, kind, meaning in _FOUND:
        place = text.find(word)
        if place >= 0:
            yield Spoken(place, place + len(word), word, kind, (meaning,))
    for area in _AREA.finditer(text):
        yield Spoken(*area.span(), area.group(), "class", ("NationalZone", "Zone", "County"))
    for found_which in _WHICH.finditer(text):
        yield Spoken(*found_which.span(), found_which.group(), "ask", ("which",))


def _sorted(found: FoundPhrase) -> Iterator[Spoken]:
    """The phrase once for each kind of meaning that it has."""
    kinds: dict[tuple[str, str], list[WordMeaning]] = {}
    values: dict[tuple[str, str], list[str]] = {}
    for meaning in found.meanings:
        kind, value = _kind(found.text, meaning)
        if kind:
            kinds.setdefault((kind, meaning.asks), []).append(meaning)
            values.setdefault((kind, meaning.asks), []).append(value)
    for (kind, asks), meanings in kinds.items():
        names = tuple(name for meaning in meanings for name in meaning.names)
        given = tuple(dict.fromkeys(values[kind, asks]))
        yield Spoken(found.start, found.end, found.text, kind, given, names, asks)


def _kind(text: str, meaning: WordMeaning) -> tuple[str, str]:
    value = meaning.value
    if meaning.kind == "question":
        if value == "who" and text in _EITHER:
            return "ask", "which"
        if value in _ASKS:
            return "ask", _ASKS[value]
        if value in _COMPARES:
            return "compare", _COMPARES[value]
        if value == "path":
            return "path", value
        return ("refuse", value) if value in _REFUSED else ("", "")
    if meaning.kind == "comparison":
        if value in _ORDERS:
            return "superlative", _ORDERS[value]
        return ("bound", value) if value in (">", ">=", "<", "<=", "~", "=") else ("", "")
    if meaning.kind in ("relation", "attribute"):
        return "relation", value.rpartition(":")[2]
    return _PLAIN.get(meaning.kind, ""), value
