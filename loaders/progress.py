"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the stage (``read``, ``translate``, ``check``), what is done, and the whole."""


def silent(stage: str, done: int, whole: int) -> None:
    """Tell nobody."""
