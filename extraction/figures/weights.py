"""Weights of named features, trained on labelled texts (``training/figure_weights.py``)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True)
class FigureWeights:
    """What speaks for a candidate owner, for an amount to be a figure, for an indicator."""

    owner: dict[str, float]
    figure: dict[str, float]
    indicator: dict[str, float]


@lru_cache(maxsize=1)
def figure_weights() -> FigureWeights:
    """The shipped weights."""
    text = (resources.files(__package__) / "weights.json").read_text("utf-8")
    table = json.loads(text)
    return FigureWeights(table["owner"], table["figure"], table["indicator"])


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
