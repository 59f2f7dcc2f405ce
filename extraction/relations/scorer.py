"""The trained scorer of pairs: a small network over features, and without it the constructions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from gaoxin.extraction.weights import read_arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]


class PairScorer:
    """Gives a pair a probability for each of ``predicates``.

    A feature has a row of ``hidden`` and a row of ``direct``.  The rows of a pair are added up; the
    sums of ``hidden`` go through rectifiers and ``out`` and are added to those of ``direct``.
    """

    def __init__(self, arrays: dict[str, Any]) -> None:
        self.predicates: list[str] = bytes(arrays["predicates"]).decode().split("\n")
        names = bytes(arrays["features"]).decode().split("\n")
        self._rows = {name: number for number, name in enumerate(names)}
        self._hidden, self._direct = (arrays[name].astype("float32") for name in _TABLES)
        self._hidden_bias, self._out, self._bias = (arrays[name] for name in _LAYERS)

    def scores(self, features: Sequence[Sequence[str]]) -> Scores:
        """The probabilities, ``[pairs, predicates]``.  Features not learned tell nothing."""
        import numpy as np

        seen = np.zeros((len(features), self._hidden.shape[1]), np.float32)
        straight = np.zeros((len(features), self._direct.shape[1]), np.float32)
        for number, names in enumerate(features):
            rows = [self._rows[name] for name in names if name in self._rows]
            seen[number] = self._hidden[rows].sum(0)
            straight[number] = self._direct[rows].sum(0)
        seen = np.maximum(seen + self._hidden_bias, 0)
        raw = np.clip(seen @ self._out + self._bias + straight, -30, 30)
        scores: Scores = 1 / (1 + np.exp(-raw))
        return scores


_TABLES = ("hidden", "direct")
_LAYERS = ("hidden_bias", "out", "bias")


@cache
def load_scorer() -> PairScorer | None:
    """The scorer, ``None`` without its weights or without numpy (the extra ``articles``).

    Raises:
        GaoxinError: the weights are damaged.
    """
    arrays = read_arrays(__package__, "pairs.npz")
    return None if arrays is None else PairScorer(arrays)
