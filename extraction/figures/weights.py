"""Weights of named features, trained on labelled texts (``training/figure_weights.py``)."""

from __future__ import annotations

import json
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
