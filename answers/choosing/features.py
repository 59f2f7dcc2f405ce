"""What a sentence says, as weighted features: meanings of its words, and pieces of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.lexicon.lexicon import Lexicon
from gaoxin.answers.lexicon.sentences import read_sentence
from gaoxin.graph.names.keys import has_han

BLANK = "□"
"""Stands for a name that was taken out of a sentence."""
_WEIGHTS = {
    "relation": 1.5,
    "attribute": 1.5,
    "class": 1.2,
    "measure": 0.8,
    "role": 1.5,
    "verdict": 2.0,
    "comparison": 0.8,
    "status": 0.8,
    "scope": 0.6,
    "level": 0.8,
    "distinction": 0.6,
    "time": 0.5,
    "question": 0.6,
    "negation": 0.3,
    "unit": 0.2,
    "filler": 0.0,
}
_PIECE, _WORD = 0.45, 0.6
_ZONE = "(?:那个|那家|这个)?(?:国家级?)?(?:高新区|园区|开发区)"
PATTERNS = {
    # 比 … 多多少: two figures are compared.
    "difference": re.compile(
        r"比.{1,24}?(?:[多少高低大小快慢长]|提高|增加|增长|下降)[出了]?(?:大?约|大概|至少|超过)?(?:多少|几)"
        r"|(?:相差|差距|差)(?:了)?(?:大?约)?(?:多少|几|多大)|(?:多少|几)倍"
    ),
    # 甲所在的高新区; 甲属于哪个高新区，该区: the question goes on from a thing to its zone.
    "chain": re.compile(
        rf"{BLANK}[^，,。；]{{0,3}}(?:所在|任职|工作|领导|主政|所属|落户|服务|参与|推[行出]|实施|举办|建设)"
        rf"[^，,。；]{{0,12}}的?{_ZONE}"
        rf"|(?:出台|谋划|打造|实施|拥有|举办|建设|推[出行]|发展|以|作为|与|由|[和跟])[^，,。]{{0,8}}{BLANK}"
        rf"[^，,。；]{{0,16}}的{_ZONE}|哪[个家]{_ZONE}[^，,。；]{{0,6}}[，,。；？?].*(?:该|它|其|那里|当地|这个)"
    ),
}
_ASKING = ("which", "how-many", "who")
_NUMERAL = re.compile(r"[\d〇一二两三四五六七八九十百千万亿]")
_LATIN = re.compile(r"[a-z][a-z-]+")


def without(sentence: str, spans: Iterable[tuple[int, int]]) -> str:
    """The sentence with :data:`BLANK` in place of these parts."""
    out, last = [], 0
    for start, end in sorted(spans):
        out += [sentence[last:start], BLANK]
        last = end
    return "".join([*out, sentence[last:]])


def features(rest: str, known: Lexicon) -> dict[str, float]:
    """The features of a sentence without its names."""
    found: dict[str, float] = {}
    for feature, weight in _features(rest, known):
        found[feature] = max(weight, found.get(feature, 0.0))
    return found


def _features(rest: str, known: Lexicon) -> Iterator[tuple[str, float]]:
    for expression in expressions(rest) if _NUMERAL.search(rest) else ():
        yield f"expression:{expression.kind}", 0.6
        if expression.relation:
            yield f"expression:{expression.relation}", 0.3
    for name, pattern in PATTERNS.items():
        if pattern.search(rest):
            yield f"pattern:{name}", 2.0
    asked_until = -1
    for phrase in known.find(rest, nested=True):
        if phrase.start - asked_until in (0, 1):
            for class_ in phrase.values("class"):
                yield f"asks:{class_}", 1.2
        if set(phrase.values("question")) & set(_ASKING):
            asked_until = phrase.end
        share = 1 / len(phrase.meanings)
        for meaning in phrase.meanings:
            weight = _WEIGHTS[meaning.kind] * max(share, 0.6)
            if not weight:
                continue
            yield f"{meaning.kind}:{meaning.value}", weight
            if meaning.kind in ("role", "measure"):
                yield meaning.kind, weight
            if meaning.asks:
                yield f"{meaning.kind}:{meaning.value}:{meaning.asks}", weight
    text = read_sentence(rest).text
    for first, second in pairwise(text):
        if has_han(first) and has_han(second):
            yield first + second, _PIECE
    for word in _LATIN.findall(text):
        yield word, _WORD
