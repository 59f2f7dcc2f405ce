"""Measure how often proposals are right, and write the table of confidences.

    GAOXIN_CORPUS=FOLDER python -m training.confidence

Figures are measured on the part ``development``, whose texts their weights have not seen, relations
by constructions alone (the fast way) on ``train`` too; other relations are measured by
training.relations, on texts that their scorer has not seen.
A fact that no reader wrote down may still be what the text says: a person read 45 such relations
and 30 figures, of which 7 and 3 were right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gaoxin.extraction.confidence.calibration import (
    CHAIN,
    CONSTRUCTION,
    FIGURES,
    WHOLE,
    Band,
    calibration,
    confidence_of,
    evidence_class,
)
from gaoxin.extraction.extract import extract
from gaoxin.extraction.fact_rows import common_row
from gaoxin.extraction.proposals import Proposal
from gaoxin.extraction.resources import load_resources
from gaoxin.settings import read_settings
from training.corpus import LabelledText, Part, labelled_texts
from training.outcomes import Outcome, calibrated, calibration_error, write_bands
from training.relation_examples import KIND_OF
from training.scoring import agreement

UNWRITTEN = {"relations": 0.15, "figures": 0.1, CHAIN: 0.9}
"""Of the proposals that no reader wrote down, the share that the text says all the same.  Of places
that adjoin readers write down some only."""
_KINDS = ("relations", "figures")


def outcomes_of(
    text: LabelledText, proposals: Sequence[Proposal], kind: str
) -> Iterable[tuple[Proposal, Outcome]]:
    """The proposals of a kind with whether a reader wrote them down; one row of a reader is met by
    one proposal.
    """
    rows = [common_row(one) | {"number": str(n)} for n, one in enumerate(proposals)]
    wrong = {row["number"] for row in agreement(text.rows, rows)[kind].wrong}
    for number, one in enumerate(proposals):
        if one.is_figure == (kind == FIGURES):
            unwritten = UNWRITTEN.get(evidence_class(one), UNWRITTEN[kind])
            right = unwritten if str(number) in wrong else 1.0
            predicate = KIND_OF.get(one.predicate, one.predicate)
            yield one, Outcome(predicate, evidence_class(one), one.score, right)


def rewrite(outcomes: Sequence[Outcome]) -> None:
    """Put the bands of these outcomes in the place of those of their kinds and classes that the
    table has.
    """
    measured = {(one.kind, one.evidence) for one in outcomes}
    old: dict[tuple[str, str], tuple[Band, ...]] = {
        (group, evidence): bands
        for (group, evidence), bands in calibration().items()
        if (_kind_of(group), evidence) not in measured
    }
    write_bands(old | calibrated(outcomes))


def _kind_of(group: str) -> str:
    return group if group in _KINDS else Outcome(group, WHOLE, 0, 0).kind


def main() -> int:
    """Measure figures, and print how reliable the confidences of the development part are."""
    resources = load_resources(read_settings())
    found: list[Outcome] = []
    checked: dict[str, list[tuple[Proposal, Outcome]]] = {kind: [] for kind in _KINDS}
    parts: tuple[Part, ...] = ("train", "development")
    for part in parts:
        for text in labelled_texts(part):
            quick = extract(text.article, resources, fast=True).proposals
            found += [
                outcome
                for _, outcome in outcomes_of(text, quick, "relations")
                if outcome.evidence == CONSTRUCTION
            ]
            if part == "development":
                proposals = extract(text.article, resources).proposals
                found += [outcome for _, outcome in outcomes_of(text, proposals, "figures")]
                for kind, pairs in checked.items():
                    pairs += outcomes_of(text, proposals, kind)
    rewrite(found)
    calibration.cache_clear()
    for kind, pairs in checked.items():
        report(kind, pairs)
    return 0


def report(kind: str, pairs: Sequence[tuple[Proposal, Outcome]]) -> None:
    """Print the calibration error before and after, and what is loaded by itself."""
    table = calibration()
    raw = [(one.score, outcome.right) for one, outcome in pairs]
    said: list[Any] = [(confidence_of(one, table), outcome.right) for one, outcome in pairs]
    print(f"{kind}: {len(pairs)} facts of the development part")
    print(f"  expected calibration error {calibration_error(raw):.3f} by scores,", end=" ")
    print(f"{calibration_error(said):.3f} by confidences")
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = [right for probability, right in said if probability >= least]
        share = sum(chosen) / len(chosen) if chosen else 0.0
        print(f"  confidence of {least} and more: {len(chosen):4} facts, {share:.2f} of them right")


if __name__ == "__main__":
    raise SystemExit(main())
