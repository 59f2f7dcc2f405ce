"""Log-linear models over named features, trained by Newton's method with numpy.

Both trainers are deterministic: the same examples in the same order give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

Example = tuple[list[str], bool]
Group = tuple[list[list[str]], list[bool]]
"""The features of each candidate, and which of them are right."""


def train_choice(groups: Sequence[Group], least: int = 6, penalty: float = 1.0) -> dict[str, float]:
    """Weights by which the right candidate of a group has the highest sum.

    ``least``: features that occur more rarely are left out.  ``penalty`` of the squared weights.
    """
    names = _names((f for features, _ in groups for f in features), least)
    index = {name: number for number, name in enumerate(names)}
    matrix = _matrix([row for features, _ in groups for row in features], index)
    marks = numpy.array([mark for _, marks in groups for mark in marks], float)
    starts = numpy.cumsum([0] + [len(marks) for _, marks in groups])[:-1]
    group_of = numpy.repeat(numpy.arange(len(groups)), [len(marks) for _, marks in groups])
    weights = numpy.zeros(len(names))
    for _ in range(8):
        scores = matrix @ weights
        raised = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[group_of])
        chances = raised / numpy.add.reduceat(raised, starts)[group_of]
        wanted = chances * marks
        wanted /= numpy.add.reduceat(wanted, starts)[group_of]
        weighted = matrix * chances[:, None]
        means = numpy.add.reduceat(weighted, starts, axis=0)
        gradient = (wanted - chances) @ matrix - penalty * weights
        curvature = matrix.T @ weighted - means.T @ means + penalty * numpy.eye(len(names))
        weights = weights + numpy.linalg.solve(curvature, gradient)
    return _named(names, weights)


def train_chance(
    examples: Sequence[Example], least: int = 6, penalty: float = 1.0
) -> dict[str, float]:
    """Weights of a logistic regression."""
    names = _names((features for features, _ in examples), least)
    index = {name: number for number, name in enumerate(names)}
    matrix = _matrix([features for features, _ in examples], index)
    marks = numpy.array([mark for _, mark in examples], float)
    weights = numpy.zeros(len(names))
    for _ in range(8):
        chances = 1 / (1 + numpy.exp(-matrix @ weights))
        gradient = matrix.T @ (marks - chances) - penalty * weights
        spread = chances * (1 - chances)
        curvature = (matrix * spread[:, None]).T @ matrix + penalty * numpy.eye(len(names))
        weights = weights + numpy.linalg.solve(curvature, gradient)
    return _named(names, weights)


def _names(lists, least: int) -> list[str]:  # type: ignore[no-untyped-def]
    counts = Counter(name for features in lists for name in set(features))
    return sorted(name for name, count in counts.items() if count >= least)


def _matrix(rows: Sequence[Sequence[str]], index: dict[str, int]) -> NDArray[numpy.float64]:
    matrix = numpy.zeros((len(rows), len(index)))
    for number, features in enumerate(rows):
        for name in features:
            if name in index:
                matrix[number, index[name]] = 1.0
    return matrix


def _named(names: Sequence[str], weights: NDArray[numpy.float64]) -> dict[str, float]:
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.01}
