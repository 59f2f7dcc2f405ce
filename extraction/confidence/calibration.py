"""How sure a proposal is: the share of proposals like it that were right, by a measured table.

``calibration.csv`` has, for each predicate and class of evidence, bands of the finder's score with
the share of facts that were right.  A predicate with few measured facts is counted with all others
of its kind.  docs/extraction.md shows the table and how it was measured.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from gaoxin.extraction.proposals import Proposal

RELATIONS, FIGURES = "relations", "figures"
"""Groups of all predicates of a kind, in the table."""

WHOLE, PART, CHAIN, CONSTRUCTION = "whole", "part", "chain", "construction"
"""Classes of evidence: both names stand in it, or one of them stands elsewhere in the article;
relations by rule: places that adjoin (甲省乙市), and a construction without the trained scorer.
"""


@dataclass(frozen=True, slots=True)
class Band:
    """Proposals of a group with a score from ``least`` on: of ``measured`` facts ``right`` were
    right, and ``probability`` is what is said of the next one (it never falls as scores rise).
    """

    least: float
    measured: int
    right: int
    probability: float


Calibration = dict[tuple[str, str], tuple[Band, ...]]
"""The bands of a group (a predicate, or all of a kind) and a class of evidence, lowest first."""


def with_confidence(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals with their ``confidence``, in the same order."""
    table = calibration()
    return [replace(one, confidence=confidence_of(one, table)) for one in proposals]


def confidence_of(proposal: Proposal, table: Calibration) -> float:
    """The probability (0 to 1) that a proposal is right; 0 if nothing like it was measured."""
    evidence = evidence_class(proposal)
    everything = FIGURES if proposal.is_figure else RELATIONS
    for group in ((proposal.predicate, evidence), (everything, evidence), (everything, WHOLE)):
        if bands := table.get(group):
            place = bisect_right([band.least for band in bands], proposal.score) - 1
            return bands[max(0, place)].probability
    return 0.0


def evidence_class(proposal: Proposal) -> str:
    """The class of evidence.  The indicator of a figure may stand anywhere."""
    if proposal.method == "rule" and not proposal.is_figure:
        return CHAIN if proposal.object.reason == CHAIN else CONSTRUCTION
    ends = [proposal.subject] if proposal.is_figure else [proposal.subject, proposal.object]
    return WHOLE if all(proposal.evidence.covers(end.span) for end in ends) else PART


@cache
def calibration() -> Calibration:
    """The shipped table."""
    path = resources.files("gaoxin.extraction.confidence") / "calibration.csv"
    with path.open(encoding="utf-8") as file:
        return bands_of(csv.DictReader(file))


def bands_of(rows: Iterable[dict[str, str]]) -> Calibration:
    """The rows of a table of bands."""
    found: dict[tuple[str, str], list[Band]] = {}
    for row in rows:
        band = Band(
            float(row["score_from"]),
            int(row["measured"]),
            int(row["right"]),
            float(row["probability"]),
        )
        found.setdefault((row["group"], row["evidence"]), []).append(band)
    return {group: tuple(sorted(bands, key=lambda b: b.least)) for group, bands in found.items()}
