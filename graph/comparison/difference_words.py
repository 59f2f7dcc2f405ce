"""The difference of two figures in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.graph.comparison.figure_rows import FigureRow
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.language import say


def difference_words(row: FigureRow, names: Sequence[str]) -> str:
    """Who has how much more than whom; ``""`` if there is no difference, or none that is exact.

    ``names`` are those of the sides, in the order of the cells.
    """
    if not row.difference:
        return ""
    first, second = ((n, f) for n, cell in zip(names, row.cells, strict=True) for f in cell)
    more, less = (second, first) if row.difference > 0 else (first, second)
    amount = amount_words(f"{abs(row.difference):f}", "", first[1].unit)
    return say(f"{more[0]}比{less[0]}多 {amount}", f"{more[0]} has {amount} more than {less[0]}")
