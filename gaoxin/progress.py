"""How long-running work reports how far it is: one form of callback for all layers."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with the stage, the amount done, and the whole amount (``None`` where it is unknown).

A stage is a code (``read``, ``translate``, ``check``, ``mirror``) for which the command line has
words in both languages, or a text in the language in force.
"""


def silent(stage: str, done: int, whole: int | None) -> None:
    """Ignore all reports."""
