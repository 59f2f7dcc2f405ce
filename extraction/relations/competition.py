"""The probability of a relation among the others that an article may state.

The scorer sees a pair alone.  But a policy has one or two who follow it and a person one employer
in a sentence: a relation is less likely where another one fits better.  A logistic regression
weighs the scorer's probability against those of its rivals.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gaoxin.extraction.log_linear import chance
from gaoxin.extraction.relations.pairs import MentionPair, NameAndClass
from gaoxin.extraction.weights import read_weights

_LEAST = 1e-4
_MOST_MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A pair with a predicate and the probability (0 to 1) that the scorer gives it."""

    pair: MentionPair
    predicate: str
    score: float

    @property
    def subject(self) -> NameAndClass:
        """Of the subject."""
        return self.pair.subject.name, self.pair.subject.type

    @property
    def object(self) -> NameAndClass:
        """Of the object."""
        return self.pair.object.name, self.pair.object.type


def rivalry(scored: Sequence[ScoredPair]) -> list[dict[str, float]]:
    """For each relation of an article the features that the regression weighs."""
    of_object: dict[tuple[str, NameAndClass], list[float]] = defaultdict(list)
    of_subject: dict[tuple[str, NameAndClass], list[float]] = defaultdict(list)
    of_pair: dict[frozenset[NameAndClass], list[tuple[float, str]]] = defaultdict(list)
    about: dict[NameAndClass, float] = defaultdict(float)
    for item in scored:
        of_object[item.predicate, item.object].append(item.score)
        of_subject[item.predicate, item.subject].append(item.score)
        of_pair[frozenset((item.subject, item.object))].append((item.score, item.predicate))
        about[item.subject] += item.score
        about[item.object] += item.score
    for rivals in (*of_object.values(), *of_subject.values()):
        rivals.sort(reverse=True)
    return [
        _features(
            item,
            of_object[item.predicate, item.object],
            of_subject[item.predicate, item.subject],
            of_pair[frozenset((item.subject, item.object))],
            about,
        )
        for item in scored
    ]


def _features(
    item: ScoredPair,
    same_object: list[float],
    same_subject: list[float],
    same_pair: list[tuple[float, str]],
    about: Mapping[NameAndClass, float],
) -> dict[str, float]:
    p, odds = item.predicate, _odds(item.score)
    found: dict[str, float] = {"odds": odds, f"odds {p}": odds, f"is {p}": 1.0}
    for name, rivals in (("o", same_object), ("s", same_subject)):
        best = next((score for score in rivals if score != item.score), 0.0)
        if rivals.count(item.score) > 1:
            best = max(best, item.score)
        margin = max(-_MOST_MARGIN, min(_MOST_MARGIN, odds - _odds(best)))
        rank = min(5, rivals.index(item.score))
        found |= {f"{name} margin": margin, f"{name} margin {p}": margin, f"{name} rank": rank}
        found[f"{name} first {p}"] = float(rank == 0)
        found[f"{name} many {p}"] = min(5, sum(score > 0.3 for score in rivals))
    other = max((score for score, predicate in same_pair if predicate != p), default=0.0)
    found["other predicate"] = _odds(other)
    found["about object"] = min(3.0, about[item.object] - item.score)
    found["about subject"] = min(6.0, about[item.subject] - item.score)
    for end, mention in (("s", item.pair.subject), ("o", item.pair.object)):
        found[f"{end} {mention.type} {p}"] = 1.0
        found[f"{end} length"] = min(2.0, len(mention.name) / 10)
    found[f"together {item.pair.together}"] = 1.0
    return found


def _odds(score: float) -> float:
    kept = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


class Competition:
    """The regression: a weight for each feature of :func:`rivalry`, and the least probability with
    which a relation of each predicate is proposed.
    """

    def __init__(
        self, weights: Mapping[str, float], bias: float, least: Mapping[str, float]
    ) -> None:
        self._weights, self._bias, self.least = weights, bias, least

    def probabilities(self, scored: Sequence[ScoredPair]) -> list[float]:
        """The probability of each relation of an article, between 0 and 1."""
        return [self._probability(features) for features in rivalry(scored)]

    def _probability(self, features: Mapping[str, float]) -> float:
        total = self._bias + math.fsum(
            self._weights.get(name, 0.0) * value for name, value in features.items()
        )
        return chance(total)


@cache
def load_competition() -> Competition | None:
    """The regression, ``None`` without its weights.

    Raises:
        GaoxinError: the weights are damaged.
    """
    content = read_weights(__package__, "competition.json")
    if content is None:
        return None
    table = json.loads(content)
    return Competition(table["weights"], table["bias"], table["least"])
