"""How long-running work reports how far it is: one form of callback for all layers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

Progress = Callable[[str, int, int | None], None]
"""Called with the stage, the amount done, and the whole amount (``None`` where it is unknown).

A stage is a code (``read``, ``read-records``, ``translate``, ``translate-records``, ``sort``,
``check``, ``publish``, ``compare``, ``mirror``), for which the command line has words in both
languages, or a text in the language in force.
"""


def silent(stage: str, done: int, whole: int | None) -> None:
    """Ignore all reports."""


def counted(
    items: Iterable[Item],
    progress: Progress,
    stage: str,
    whole: int | None = None,
    *,
    step: int = 1_000,
) -> Iterator[Item]:
    """Yield the items; report the number of items so far after each ``step``."""
    for done, item in enumerate(items):
        if done % step == 0 and done:
            progress(stage, done, whole)
        yield item
