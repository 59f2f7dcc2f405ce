"""What comes of the comparison of a claim with the facts."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.answers.known import KnownFact

AGREES, CONTRADICTS, UNKNOWN = "agrees", "contradicts", "unknown"
"""The facts say so; they say otherwise; they leave it open."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim as it was written, the verdict, and the facts that decide it.

    For an unknown claim ``facts`` are the nearest that the graph knows, and ``reason`` says in
    words why they do not decide it; of one that agrees, what the graph leaves open.
    """

    written: str
    verdict: str
    facts: tuple[KnownFact, ...] = ()
    reason: str = ""
