"""Log-linear models: scores as sums of the weights of named features, and their probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping


def total(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of features."""
    return sum(weights.get(feature, 0.0) for feature in features)


def shares(scores: list[float]) -> list[float]:
    """Probabilities that sum to 1, by softmax."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    return [value / sum(raised) for value in raised]


def chance(score: float) -> float:
    """A probability, by the logistic function."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
