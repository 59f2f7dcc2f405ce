"""What a sentence says, as weighted features: meanings of its words, and pieces of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    for expression in expressions(rest):
        yield f"expression:{expression.kind}", 0.6
        if expression.relation:
            yield f"expression:{expression.relation}", 0.3
    for phrase in known.find(rest):
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
    for first, second in zip(text, text[1:], strict=False):
        if has_han(first) and has_han(second):
            yield first + second, _PIECE
    for word in _LATIN.findall(text):
        yield word, _WORD
