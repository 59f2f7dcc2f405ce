"""From proposals that were judged to a table of bands: how often scores like theirs are right."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from gaoxin.extraction import confidence
from gaoxin.extraction.confidence.calibration import FIGURES, RELATIONS, Band
from gaoxin.extraction.proposals import FIGURE_PREDICATES

TABLE = Path(confidence.__path__[0]) / "calibration.csv"
COLUMNS = ("group", "evidence", "score_from", "measured", "right", "probability")
_FEWEST = 60
"""Measured facts from which a predicate has bands of its own."""
_BAND = 25
"""Measured facts of a band, at least."""
_DOUBT = 2.0
"""Facts that are counted as half right in each band, so that few facts say nothing extreme."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A proposal of an article: its predicate and class of evidence, the finder's score, and
    whether it was right (a share, where that is estimated).
    """

    predicate: str
    evidence: str
    score: float
    right: float

    @property
    def kind(self) -> str:
        """The group of all facts of its kind."""
        return FIGURES if self.predicate in FIGURE_PREDICATES else RELATIONS


def calibrated(outcomes: Sequence[Outcome]) -> dict[tuple[str, str], tuple[Band, ...]]:
    """The bands of each kind and of each predicate that has facts enough, by class of evidence."""
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        for group in (one.kind, one.predicate):
            groups[group, one.evidence].append(one)
    return {
        group: bands(members)
        for group, members in sorted(groups.items())
        if len(members) >= _FEWEST or group[0] in (FIGURES, RELATIONS)
    }


def bands(outcomes: Iterable[Outcome]) -> tuple[Band, ...]:
    """Bands of rising probability: neighbours whose order is wrong are put together (isotonic
    regression), and so are bands of few facts.
    """
    pools: list[list[Outcome]] = []
    for one in sorted(outcomes, key=lambda one: one.score):
        last = pools[-1] if pools else []
        if not last or (len(last) >= _BAND and _least(last[-1]) < _least(one)):
            pools.append([one])
        else:
            last.append(one)
    if len(pools) > 1 and len(pools[-1]) < _BAND:
        pools[-2:] = [pools[-2] + pools[-1]]
    while any(_share(a) >= _share(b) for a, b in pairwise(pools)):
        place = next(n for n, (a, b) in enumerate(pairwise(pools)) if _share(a) >= _share(b))
        pools[place : place + 2] = [pools[place] + pools[place + 1]]
    return tuple(
        Band(
            _least(pool[0]) if number else 0.0,
            len(pool),
            round(sum(one.right for one in pool)),
            round(_share(pool), 3),
        )
        for number, pool in enumerate(pools)
    )


def _least(one: Outcome) -> float:
    return round(one.score - 0.0005, 3)  # no score of the band is below it


def _share(pool: Sequence[Outcome]) -> float:
    return (sum(one.right for one in pool) + _DOUBT / 2) / (len(pool) + _DOUBT)


def write_bands(table: dict[tuple[str, str], tuple[Band, ...]]) -> None:
    """Write the shipped table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for (group, evidence), found in sorted(table.items()):
            for band in found:
                row = (band.least, band.measured, band.right, band.probability)
                out.writerow((group, evidence, *row))


def calibration_error(pairs: Sequence[tuple[float, float]], bins: int = 10) -> float:
    """The expected calibration error of (probability, right): the mean distance between what was
    said and what was so, over bins of equal width.
    """
    groups: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for said, right in pairs:
        groups[min(int(said * bins), bins - 1)].append((said, right))
    return sum(
        abs(sum(said for said, _ in group) - sum(right for _, right in group))
        for group in groups.values()
    ) / max(1, len(pairs))
