"""Rank the saved queries by how well they fit a person's words."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.lexicon.lexicon import Lexicon, lexicon
from gaoxin.answers.saved.features import BLANK, features, without
from gaoxin.answers.saved.mentions import names_in
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.catalogue import SavedQuery, catalogue

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_INDICATOR = "Indicator"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask a query: the classes of its slots (``""``: any thing), and its features."""

    query: SavedQuery
    slots: tuple[str, ...]
    features: dict[str, float]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's words: the classes of each name in them, and the features of the rest."""

    names: tuple[frozenset[str], ...]
    features: dict[str, float]


class Ranking:
    """The wordings of all queries, and how rare each feature is among the queries."""

    def __init__(self, queries: list[SavedQuery], known: Lexicon) -> None:
        self._known = known
        self._wordings = [w for query in queries for w in _wordings(query, known)]
        frequency = Counter(
            feature
            for query in queries
            for feature in {f for w in self._wordings if w.query is query for f in w.features}
        )
        self._rarity = {
            feature: math.log((1 + len(queries)) / count) for feature, count in frequency.items()
        }
        self._lengths = [self._length(w.features) for w in self._wordings]

    def _length(self, found: dict[str, float]) -> float:
        return math.sqrt(sum((w * self._rarity.get(f, 3.0)) ** 2 for f, w in found.items())) or 1.0

    def ranked(self, asked: Asked) -> list[tuple[SavedQuery, float]]:
        """Each query with its score, best first."""
        length = self._length(asked.features)
        best: dict[str, tuple[SavedQuery, float]] = {}
        for wording, size in zip(self._wordings, self._lengths, strict=True):
            shared = sum(
                weight * wording.features[f] * self._rarity[f] ** 2
                for f, weight in asked.features.items()
                if f in wording.features
            )
            score = wording.weight * shared / (length * size) + _fit(asked.names, wording.slots)
            name = wording.query.name
            if name not in best or score > best[name][1]:
                best[name] = (wording.query, score)
        return sorted(best.values(), key=lambda pair: -pair[1])


def rank_queries(
    sentence: str, generation: Generation | None = None
) -> list[tuple[SavedQuery, float]]:
    """The saved queries, each with its score, best first.

    ``generation`` knows the names of things; without it, only the other words count.
    """
    known = lexicon()
    return _ranking().ranked(read_asked(sentence, generation, known))


def read_asked(sentence: str, generation: Generation | None, known: Lexicon) -> Asked:
    """Divide a sentence into the names of things and the rest."""
    parts = names_in(sentence, generation.names, known) if generation else []
    rest = without(sentence, [(part.start, part.end) for part in parts])
    names = [part.classes for part in parts]
    if not any(_INDICATOR in classes for classes in names) and any(
        phrase.values("measure") for phrase in known.find(rest)
    ):
        names.append(frozenset([_INDICATOR]))
    return Asked(tuple(names), features(rest, known))


@cache
def _ranking() -> Ranking:
    return Ranking(list(catalogue()), lexicon())


def _wordings(query: SavedQuery, known: Lexicon) -> list[Wording]:
    classes = {p.name: (p.class_name or "") for p in query.parameters if p.is_thing}
    found = []
    for text in (*query.asked_zh, *query.asked_en):
        slots = tuple(
            named or classes[name] for name, named in _SLOT.findall(text) if name in classes
        )
        found.append(Wording(query, slots, features(_SLOT.sub(BLANK, text), known)))
    slots = tuple(classes.values())
    for title in (query.title_zh, query.title_en):
        found.append(Wording(query, slots, features(title, known), 0.8))
    return found


_NONE, _ANY, _EXACT = -0.25, 0.1, 0.25


def _fit(names: tuple[frozenset[str], ...], slots: tuple[str, ...]) -> float:
    """How well the names fill the slots: each is used once; what is left over costs."""
    score = 0.0
    free = list(slots)
    for classes in sorted(names, key=len):
        values = [(_likeness(classes, slot), slot) for slot in free]
        value, slot = max(values, default=(0.0, ""))
        if value > 0:
            free.remove(slot)
            score += value
        else:
            score += _NONE
    return score + _NONE * len(free)


@cache
def _likeness(classes: frozenset[str], slot: str) -> float:
    if not slot:
        return _ANY
    known = vocabulary()
    return _EXACT if any(known.is_a(c, [slot]) or known.is_a(slot, [c]) for c in classes) else 0.0
