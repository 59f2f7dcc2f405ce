"""Rank the saved queries by how well they fit a person's words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from gaoxin.answers.choosing.evidence import (
    FactEvidence,
    find_evidence,
    predicates_of,
    uses_any_relation,
)
from gaoxin.answers.choosing.features import BLANK, PATTERNS, features, without
from gaoxin.answers.choosing.mentions import NamedPart, heard_in, names_in
from gaoxin.answers.choosing.values import INDICATOR, likeness, values_for
from gaoxin.answers.fact_file import open_facts
from gaoxin.answers.lexicon.lexicon import FoundPhrase, Lexicon, lexicon
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.catalogue import SavedQuery, catalogue

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_IMPLIED_ZONE = frozenset(["Zone", ""])
_IMPLIED_FIGURE = frozenset([INDICATOR, ""])
"""Classes of what has no name in the sentence; ``""`` marks them."""
_AMOUNTS = {"measure": set[str](), "question": {"how-many", "how-much"}}
"""Meanings of words that ask for a figure; an empty set stands for all of the kind."""


_AMOUNT_FEATURES = ("question:how-many", "question:how-much")
_MISSING = 0.1
"""Off the score of a query for each value that it needs and the sentence does not give."""
_ANSWERS = 0.15
"""For a query that answers with what is asked for: an amount, or things of this class."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask a query: the classes of its slots (``""``: any thing), and its features."""

    query: SavedQuery
    slots: tuple[str, ...]
    features: dict[str, float]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's words: the features of the words, and the classes of each name in them.

    ``names`` has one reading or several: a figure may be asked for without the name of an
    indicator, and a zone may only say where the next thing is.
    """

    names: tuple[tuple[frozenset[str], ...], ...]
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class ChosenQuery:
    """A query that fits a person's words, and the values of parameters that stand in them."""

    query: SavedQuery
    score: float
    values: dict[str, str]


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
        self._predicates = {query.name: predicates_of(query) for query in queries}
        self._amounts = {q.name for q in queries if _answers_amount(q)}
        self._through = {q.name for q in queries if q.topic == "figures" and uses_any_relation(q)}
        self._classes = {q.name: _answered_classes(q) for q in queries}
        self._lengths = [self._length(w.features) for w in self._wordings]

    def knows(self, feature: str) -> bool:
        """Whether some wording has a feature."""
        return feature in self._rarity

    def _length(self, found: dict[str, float]) -> float:
        return math.sqrt(sum((w * self._rarity.get(f, 3.0)) ** 2 for f, w in found.items())) or 1.0

    def ranked(self, asked: Asked, evidence: FactEvidence) -> list[tuple[SavedQuery, float]]:
        """Each query with its score, best first."""
        length = self._length(asked.features)
        amounts = self._through if "pattern:chain" in asked.features else self._amounts
        wants_amount = any(f in asked.features for f in _AMOUNT_FEATURES)
        wanted = {f.partition(":")[2] for f in asked.features if f.startswith("asks:")}
        best: dict[str, tuple[SavedQuery, float]] = {}
        for wording, size in zip(self._wordings, self._lengths, strict=True):
            shared = sum(
                weight * wording.features[f] * self._rarity[f] ** 2
                for f, weight in asked.features.items()
                if f in wording.features
            )
            fit = max(_fit(names, wording.slots) for names in asked.names)
            score = wording.weight * shared / (length * size) + fit
            if wants_amount and wording.query.name in amounts:
                score += _ANSWERS
            if wanted & self._classes[wording.query.name]:
                score += _ANSWERS
            name = wording.query.name
            if name not in best or score > best[name][1]:
                best[name] = (wording.query, score)
        scored = [
            (query, score + evidence.bonus(query, self._predicates[query.name]))
            for query, score in best.values()
        ]
        return sorted(scored, key=lambda pair: -pair[1])


def choose_queries(sentence: str, generation: Generation | None = None) -> list[ChosenQuery]:
    """The saved queries that fit a sentence, best first.

    ``generation`` knows the names of things; without it, only the other words count.
    """
    parts: list[NamedPart] = []
    file = None
    if generation:
        file = open_facts(generation)
        named = names_in(sentence, generation.names, lexicon())
        parts = heard_in(sentence, file, named, lexicon())
    asked = read_asked(sentence, parts, lexicon())
    evidence = FactEvidence()
    if file and "question:path" not in asked.features:
        evidence = find_evidence(sentence, file)
    if not parts and not evidence.things and not _is_about_data(sentence, asked, lexicon()):
        return []
    ranked = _ranking().ranked(asked, evidence)
    chosen = []
    for query, score in ranked:
        values = values_for(query, sentence, parts, evidence.things)
        runs = score - _MISSING * len(query.missing(values))
        if score > 0:
            chosen.append(ChosenQuery(query, runs, values))
    return sorted(chosen, key=lambda one: -one.score)


def _is_about_data(sentence: str, asked: Asked, known: Lexicon) -> bool:
    """Whether a sentence without names speaks of what the graph holds: of a relation, a class, a
    measure …, in words of the queries (模式), or of nothing else than how it is asked for (对比).
    """
    if any(f.partition(":")[0] in _CONTENT and f not in _EMPTY for f in asked.features):
        return True
    unread = without(sentence, [(found.start, found.end) for found in known.find(sentence)])
    pieces = [f for f in features(unread, known) if ":" not in f and BLANK not in f]
    is_read = not any(character.isalpha() and character != BLANK for character in unread)
    return is_read or any(map(_ranking().knows, pieces))


_CONTENT = frozenset(
    {"relation", "attribute", "class", "measure", "role", "verdict", "level", "distinction"}
)
_EMPTY = frozenset({"attribute:description"})
"""What also stands in questions about anything else: what is."""


def read_asked(sentence: str, parts: list[NamedPart], known: Lexicon) -> Asked:
    """Divide a sentence into the names of things (``parts``) and the rest."""
    rest = without(sentence, [(part.start, part.end) for part in parts])
    return Asked(tuple(_readings(sentence, parts, rest, known.find(rest))), features(rest, known))


def _readings(
    sentence: str, parts: list[NamedPart], rest: str, phrases: list[FoundPhrase]
) -> Iterator[tuple[frozenset[str], ...]]:
    """The classes of the names in each reading of the sentence."""
    names = [part.classes for part in parts]
    readings = [names]
    for part, after in pairwise(parts):
        between = sentence[part.end : after.start]
        if between in ("", "的", "“", "的“") and _has([part.classes], "Territory"):
            readings += [[n for n in names if n is not part.classes] for names in readings]
    if any("NationalZone" in p.values("class") for p in phrases) and not _has(names, "Zone"):
        readings += [[*names, _IMPLIED_ZONE] for names in readings]  # all national zones
    figures = sum(INDICATOR in classes for classes in names)
    wanted = 2 if PATTERNS["difference"].search(rest) else 1
    if figures < wanted and any(
        not values or set(phrase.values(kind)) & values
        for kind, values in _AMOUNTS.items()
        for phrase in phrases
        if phrase.values(kind)
    ):
        implied = [_IMPLIED_FIGURE] * (wanted - figures)
        readings += [[*names, *implied] for names in readings]
    return (tuple(reading) for reading in readings)


def _has(names: Iterable[frozenset[str]], wanted: str) -> bool:
    known = vocabulary()
    return any(known.is_a(class_, [wanted]) for classes in names for class_ in classes)


def _filling(slot: re.Match[str]) -> str:
    """What stands in a wording for a slot: a year and a number as such, a blank for a name."""
    return {"year": "2025", "minimum": "500"}.get(slot[1], BLANK)


def _answers_amount(query: SavedQuery) -> bool:
    """Whether it gives the value of an indicator that is named."""
    has_indicator = any(p.class_name == INDICATOR for p in query.parameters)
    return has_indicator and any(p.class_name is None for p in query.parameters if p.is_thing)


def _answered_classes(query: SavedQuery) -> frozenset[str]:
    """The classes of the things in its first columns, as far as their names say so."""
    kinds = _class_by_kind()
    return frozenset(kinds[column] for column in query.columns[:2] if column in kinds)


@cache
def _class_by_kind() -> dict[str, str]:
    """The class whose members' keys begin so: ``enterprise`` is ``Enterprise``."""
    found: dict[str, str] = {}
    for name, class_ in vocabulary().classes.items():
        if class_.kind:
            found.setdefault(class_.kind, name)
    return found


@cache
def _ranking() -> Ranking:
    return Ranking(list(catalogue()), lexicon())


def _wordings(query: SavedQuery, known: Lexicon) -> list[Wording]:
    classes = {p.name: (p.class_name or "") for p in query.parameters if p.is_thing}
    found = []
    for text in (*query.asked_zh, *query.asked_en):
        slots = tuple(
            named or classes[name]
            for name, named in _SLOT.findall(text)
            if named or name in classes
        )
        found.append(Wording(query, slots, features(_SLOT.sub(_filling, text), known)))
    slots = tuple(classes.values())
    for title in (query.title_zh, query.title_en):
        found.append(Wording(query, slots, features(title, known), 0.8))
    return found


_LEFT, _NONE, _NO_FIGURE = -0.12, -0.3, -0.15


def _fit(names: tuple[frozenset[str], ...], slots: tuple[str, ...]) -> float:
    """How well the names fill the slots: each is used once; what is left over costs."""
    score = 0.0
    free = list(slots)
    for classes in sorted(names, key=len):
        values = [(likeness(classes, slot), slot) for slot in free]
        value, slot = max(values, default=(0.0, ""))
        if value > 0:
            free.remove(slot)
            score += value
        elif "" not in classes:
            score += _LEFT
    return score + sum(_NO_FIGURE if slot == INDICATOR else _NONE for slot in free)
