"""What extraction needs besides an article, loaded once for any number of articles."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class Resources:
    """What the stages work with; what is missing makes the result poorer, not wrong."""


def load_resources(settings: Settings, *, fast: bool = False) -> Resources:
    """Load them; with ``fast`` without what only the slower way needs."""
    del settings, fast
    return Resources()
