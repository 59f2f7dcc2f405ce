"""Progress on stderr: one line that overwrites itself; nothing if stderr is not a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from gaoxin.cli.terminal import visible
from gaoxin.language import say

_SECONDS_BETWEEN = 0.1
_STAGES = {
    "read": ("读取", "reading"),
    "translate": ("转换", "translating"),
    "check": ("检查", "checking"),
    "mirror": ("镜像", "mirroring"),
}


class ProgressLine:
    """A callback for the layers below: ``progress(stage, done, total)``.

    >>> with ProgressLine() as progress:
    ...     progress("article-000", 10, 100)
    """

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = 0.0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Clear the line, so that a message that follows starts on an empty one."""
        if self._shown and self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, label: str, done: int = 0, total: int | None = None) -> None:
        """Show ``label`` with ``done`` of ``total`` (unknown: just the count)."""
        now = time.monotonic()
        finished = total is not None and done >= total
        if not self._shown or (now - self._last < _SECONDS_BETWEEN and not finished):
            return
        self._last = now
        words = _STAGES.get(label)
        label = say(*words) if words else label
        count = f" {done:,}/{total:,}" if total else (f" {done:,}" if done else "")
        sys.stderr.write(f"\r\x1b[K{visible(label)}{count}")
        sys.stderr.flush()
