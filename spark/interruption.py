"""Ctrl-C while Spark begins or works, so that no Java is left over and one line is told."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interruption_deferred() -> Iterator[None]:
    """Raise a ``KeyboardInterrupt`` only when the block has ended.

    Spark must not be interrupted while it begins: pyspark would forget its Java, which then runs on
    for good.  The handler of before is put back, because that of pyspark, which the block sets,
    talks to Java while an answer of Java is awaited.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    noted: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        noted.append(number)

    before = signal.getsignal(signal.SIGINT)
    if callable(before):  # a shell may have it ignored
        signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if noted:
            raise KeyboardInterrupt


def is_interrupted(error: BaseException | None) -> bool:
    """Whether an error came of Ctrl-C while an answer of Java was awaited."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False
