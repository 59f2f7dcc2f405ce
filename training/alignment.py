"""Which amounts of a text are the figures that a reader wrote down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gaoxin.extraction.figures.amounts import Amount
from training.corpus import LabelledText
from training.scoring import amount_of


class Aligned(NamedTuple):
    """An amount and the rows of the reader that give it (none, one or several)."""

    amount: Amount
    rows: list[dict[str, str]]


def aligned(labelled: LabelledText, found: Sequence[Amount]) -> list[Aligned]:
    """Each amount with its rows: equal in value and unit, within the row's evidence, or nearest to
    it within its sentence.
    """
    result = [Aligned(amount, []) for amount in found]
    for row, spans in zip(labelled.rows, labelled.spans, strict=True):
        if row["predicate"] not in ("observation", "target") or not row["value"]:
            continue
        wanted = amount_of(row)
        start, _, end = spans["evidence"].partition("-")
        places = (int(start), int(end))
        equal = [item for item in result if _same(item.amount, wanted)]
        near = sorted(equal, key=lambda item: (len(item.rows), _distance(item.amount, places)))
        for item in near:
            if _distance(item.amount, places) <= 30:
                item.rows.append(row)
                break
    return result


def _same(amount: Amount, wanted: tuple[float, str] | None) -> bool:
    got = amount_of({"value": amount.value, "unit": amount.unit})
    if got is None or wanted is None or got[1] != wanted[1]:
        return False
    return abs(got[0] - wanted[0]) <= 1e-6 * max(1.0, abs(wanted[0]))


def _distance(amount: Amount, places: tuple[int, int]) -> int:
    return max(0, places[0] - amount.span.start, amount.span.end - places[1])
