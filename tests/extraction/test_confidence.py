"""Probabilities of proposals, and the bands that they come from."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.confidence import with_confidence
from gaoxin.extraction.confidence.calibration import (
    Calibration,
    bands_of,
    calibration,
    confidence_of,
    evidence_class,
)
from gaoxin.extraction.proposals import EntityMention, Proposal

TABLE: Calibration = bands_of(
    {
        "group": group,
        "evidence": "whole",
        "score_from": least,
        "measured": "40",
        "right": "20",
        "probability": probability,
    }
    for group, least, probability in (
        ("relations", "0.0", "0.2"),
        ("relations", "0.5", "0.6"),
        ("hosts", "0.0", "0.3"),
        ("hosts", "0.7", "0.9"),
    )
)


_WHOLE = TextSpan(0, 9)


def proposal(predicate: str, score: float, evidence: TextSpan = _WHOLE) -> Proposal:
    return Proposal(
        EntityMention(TextSpan(0, 3), "Zone", "甲高新区"),
        predicate,
        EntityMention(TextSpan(5, 9), "Event", "乙大会"),
        evidence,
        method="model",
        score=score,
    )


@pytest.mark.parametrize(
    ("predicate", "score", "wanted"),
    [
        ("hosts", 0.69, 0.3),
        ("hosts", 0.7, 0.9),
        ("invests", 0.9, 0.6),  # a predicate with few measured facts is counted with all others
        ("invests", 0.1, 0.2),
    ],
)
def test_a_score_has_the_probability_of_its_band(
    predicate: str, score: float, wanted: float
) -> None:
    assert confidence_of(proposal(predicate, score), TABLE) == wanted


def test_nothing_measured_is_nothing_known() -> None:
    assert confidence_of(proposal("observation", 0.9), TABLE) == 0


def test_a_subject_that_stands_elsewhere_is_another_class_of_evidence() -> None:
    assert evidence_class(proposal("hosts", 0.5)) == "whole"
    assert evidence_class(proposal("hosts", 0.5, TextSpan(4, 9))) == "part"


def test_the_shipped_table_rises_with_the_score() -> None:
    table = calibration()
    assert len(table) >= 4
    for bands in table.values():
        assert all(a.least < b.least for a, b in pairwise(bands))
        assert all(a.probability <= b.probability for a, b in pairwise(bands))
        assert all(0 < band.probability < 1 for band in bands)


def test_the_order_is_kept_and_only_the_confidence_is_new() -> None:
    given = [proposal("hosts", 0.2), proposal("hosts", 0.8)]
    found = with_confidence(given)
    assert [one.score for one in found] == [0.2, 0.8]
    assert found[0].confidence <= found[1].confidence
    assert all(one.confidence > 0 for one in found)
