"""Ctrl-C while the store is being changed: nothing is half done, and the user is told so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from gaoxin.cli.terminal import INTERRUPTED, tell
from gaoxin.errors import GaoxinError
from gaoxin.language import say
from gaoxin.settings import Settings


@contextmanager
def told_if_interrupted(settings: Settings) -> Iterator[None]:
    """Say which generation is published if the work within is interrupted, and exit.

    A generation is published by one renaming, so it is either the earlier one or the new one.
    """
    before = _current(settings)
    try:
        yield
    except KeyboardInterrupt:
        tell(_sentence(before, _current(settings)))
        raise typer.Exit(INTERRUPTED) from None


def _sentence(before: int | None, now: int | None) -> str:
    if now is None:
        return say("已中断，什么都没有载入。", "Interrupted: nothing was loaded.")
    if now == before:
        return say(f"已中断，仍是第 {now} 代。", f"Interrupted: still generation {now}.")
    zh, en = f"已中断，但第 {now} 代已经发布", f"Interrupted, but generation {now} is published"
    if before is None:
        return say(f"{zh}。", f"{en}.")
    return say(
        f"{zh}；要退回，请运行 gaoxin rollback {before}。",
        f"{en}; to go back, run gaoxin rollback {before}.",
    )


def _current(settings: Settings) -> int | None:
    """The published generation; ``None`` if there is none or it cannot be read."""
    from gaoxin.graph.store.folder import StoreFolder

    try:
        return StoreFolder(settings).current()
    except (GaoxinError, OSError):
        return None
