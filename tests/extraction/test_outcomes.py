"""Bands of measured frequencies."""

from __future__ import annotations

from itertools import pairwise

from training.outcomes import Outcome, bands, calibration_error


def outcomes(*shares: float) -> list[Outcome]:
    """Fifty facts for each share of right ones, with rising scores."""
    return [
        Outcome("hosts", "whole", round(0.1 * step + n / 1000, 3), float(n < share * 50))
        for step, share in enumerate(shares, 1)
        for n in range(50)
    ]


def test_bands_never_fall() -> None:
    found = bands(outcomes(0.2, 0.8, 0.4, 0.9))
    assert len(found) > 1
    assert all(a.probability < b.probability for a, b in pairwise(found))
    assert sum(band.measured for band in found) == 200
    assert sum(band.right for band in found) == 115


def test_few_facts_say_nothing_extreme() -> None:
    (band,) = bands([Outcome("hosts", "whole", 0.9, 1.0)] * 5)
    assert 0.5 < band.probability < 0.9


def test_the_error_is_the_distance_of_what_was_said_from_what_was_so() -> None:
    said = [(0.8, 1.0)] * 8 + [(0.8, 0.0)] * 2
    assert calibration_error(said) < 1e-9
    assert abs(calibration_error([(0.9, 0.0), (0.1, 0.0)]) - 0.5) < 1e-9
