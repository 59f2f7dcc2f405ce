"""Steps of the optimizer Adam in numpy, for networks too small to need more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

_FIRST, _SECOND = 0.9, 0.999


class Adam:
    """Changes ``learnt``, a list of arrays, in place."""

    def __init__(self, learnt: list[Any]) -> None:
        self._learnt = learnt
        self._means = [np.zeros_like(array) for array in learnt]
        self._squares = [np.zeros_like(array) for array in learnt]
        self._steps = 0

    def step(self, slopes: Sequence[Any], rate: float, decay: float = 0.0) -> None:
        """One step against the slopes.  ``decay`` is the share of the rate by which arrays of two
        dimensions shrink.
        """
        self._steps += 1
        scale = rate * (1 - _SECOND**self._steps) ** 0.5 / (1 - _FIRST**self._steps)
        for array, mean, square, slope in zip(
            self._learnt, self._means, self._squares, slopes, strict=True
        ):
            mean += (1 - _FIRST) * (slope - mean)
            square += (1 - _SECOND) * (slope * slope - square)
            array -= scale * mean / (np.sqrt(square) + 1e-8)
            if decay and array.ndim == 2:
                array *= 1 - rate * decay
