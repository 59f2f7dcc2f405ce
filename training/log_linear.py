"""Log-linear models over named features, trained by L-BFGS with scipy.

Both trainers are deterministic: the same examples in the same order give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Weights = NDArray[numpy.float64]
_LIMITS = {"maxiter": 300, "ftol": 1e-9, "gtol": 1e-4}

Example = tuple[list[str], bool]
Group = tuple[list[list[str]], list[bool]]
"""The features of each candidate, and which of them are right."""


def train_choice(groups: Sequence[Group], least: int = 6, penalty: float = 1.0) -> dict[str, float]:
    """Weights by which the right candidate of a group has the highest sum.

    ``least``: features that occur more rarely are left out.  ``penalty`` of the squared weights.
    """
    names = _names((f for features, _ in groups for f in features), least)
    matrix = _matrix([row for features, _ in groups for row in features], names)
    turned = matrix.T.tocsr()
    marks = numpy.array([mark for _, marks in groups for mark in marks], float)
    starts = numpy.cumsum([0] + [len(marks) for _, marks in groups])[:-1]
    group_of = numpy.repeat(numpy.arange(len(groups)), [len(marks) for _, marks in groups])

    def loss(weights: Weights) -> tuple[float, Weights]:
        scores = matrix @ weights
        raised = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[group_of])
        chances = raised / numpy.add.reduceat(raised, starts)[group_of]
        wanted = chances * marks
        right = numpy.maximum(numpy.add.reduceat(wanted, starts), 1e-12)
        slope = turned @ (chances - wanted / right[group_of]) + penalty * weights
        return float(penalty / 2 * weights @ weights - numpy.log(right).sum()), slope

    return _named(names, _least(loss, len(names)))


def train_chance(
    examples: Sequence[Example], least: int = 6, penalty: float = 1.0
) -> dict[str, float]:
    """Weights of a logistic regression."""
    names = _names((features for features, _ in examples), least)
    matrix = _matrix([features for features, _ in examples], names)
    turned = matrix.T.tocsr()
    marks = numpy.array([mark for _, mark in examples], float)

    def loss(weights: Weights) -> tuple[float, Weights]:
        scores = matrix @ weights
        unlikely = numpy.logaddexp(0, scores) - marks * scores
        slope = turned @ (1 / (1 + numpy.exp(-scores)) - marks) + penalty * weights
        return float(penalty / 2 * weights @ weights + unlikely.sum()), slope

    return _named(names, _least(loss, len(names)))


def _least(loss: Callable[[Weights], tuple[float, Weights]], size: int) -> Weights:
    """The weights with the least loss, from 0."""
    found = minimize(loss, numpy.zeros(size), jac=True, method="L-BFGS-B", options=_LIMITS)
    weights: Weights = found.x
    return weights


def _names(lists, least: int) -> list[str]:  # type: ignore[no-untyped-def]
    counts = Counter(name for features in lists for name in set(features))
    return sorted(name for name, count in counts.items() if count >= least)


def _matrix(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Any:
    """A sparse matrix with 1 where a row has a feature."""
    index = {name: number for number, name in enumerate(names)}
    columns = [sorted({index[name] for name in row if name in index}) for row in rows]
    starts = numpy.cumsum([0] + [len(row) for row in columns])
    flat = [column for row in columns for column in row]
    return csr_matrix((numpy.ones(len(flat)), flat, starts), (len(rows), len(names)))


def _named(names: Sequence[str], weights: NDArray[numpy.float64]) -> dict[str, float]:
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.01}
