"""Probabilities of proposals, by a table of measured frequencies."""

from gaoxin.extraction.confidence.calibration import with_confidence

__all__ = ["with_confidence"]
