"""Progress on stderr: one line that overwrites itself; nothing if stderr is not a terminal.

A stage that does not count what it does shows how long it has been running.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from shutil import get_terminal_size
from types import TracebackType
from typing import TextIO

from gaoxin.language import say
from gaoxin.visible import visible

_SECONDS_BETWEEN = 0.1
_SECONDS_TO_KNOW = 1.0
"""How long a stage must have run before its rate and the time left are shown."""
_TELLING_RATE = 10
_SECONDS_OF_SILENCE = 2.0
"""How long a stage may report nothing before the line says how long it has been running."""
_STAGES = {
    "read": ("读取", "reading"),
    "extract": ("读文章", "reading articles"),
    "read-records": ("读取记录", "reading records"),
    "translate": ("转换", "translating"),
    "translate-records": ("转换记录", "translating records"),
    "sort": ("整理增减", "sorting the changes"),
    "check": ("检查", "checking"),
    "publish": ("写入", "writing"),
    "compare": ("比较", "comparing"),
    "pull": ("获取", "fetching"),
    "send": ("发送", "sending"),
    "verify": ("核对", "checking"),
    "mirror": ("镜像", "mirroring"),
}


class ProgressLine:
    """A callback for the layers below: ``progress(stage, done, total)``.

    Once a stage has run for a second, its rate and the time left are shown, too.

    >>> with ProgressLine() as progress:
    ...     progress("article-000", 10, 100)
    """

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._shown = self._stream.isatty()
        self._last: float | None = None
        self._label = ""
        self._began, self._first, self._done = 0.0, 0, 0
        self._text = ""
        self._lock, self._ended = threading.Lock(), threading.Event()

    def __enter__(self) -> ProgressLine:
        if self._shown:
            threading.Thread(target=self._keep_alive, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Clear the line, so that a message that follows starts on an empty one."""
        self._ended.set()
        with self._lock:
            self.clear()

    def clear(self) -> None:
        """Clear the line."""
        if self._shown and self._last is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, label: str, done: int = 0, total: int | None = None) -> None:
        """Show ``label`` with ``done`` of ``total`` (unknown: just the count)."""
        if self._shown:
            with self._lock:
                self._report(label, done, total)

    def tick(self) -> None:
        """Say how long the stage has been running, if it has reported nothing for a while."""
        with self._lock:
            now = self._clock()
            if self._last is None or now - self._last < _SECONDS_OF_SILENCE or not self._label:
                return
            took = duration(now - self._began)
            self._show(say(f"{self._text}，已用 {took}", f"{self._text}, {took} so far"))

    def _keep_alive(self) -> None:
        while not self._ended.wait(1.0):
            self.tick()

    def _report(self, label: str, done: int, total: int | None) -> None:
        now = self._clock()
        if label != self._label or done < self._done:
            self._label, self._began, self._first = label, now, done
        self._done = done
        words = _STAGES.get(label)
        parts = [visible(say(*words) if words else label)]
        if (total or done) and total != 1:
            parts[0] += f" {done:,}/{total:,}" if total else f" {done:,}"
        self._text = parts[0]  # also if it is too soon to show it: tick does so later
        is_finished = total is not None and done >= total
        is_soon = self._last is not None and now - self._last < _SECONDS_BETWEEN
        if is_soon and not is_finished:
            return
        self._last = now
        parts += self._pace(now, done, total)
        self._show(say("，", ", ").join(parts))

    def _show(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{_fitted(text, get_terminal_size().columns - 1)}")
        self._stream.flush()

    def _pace(self, now: float, done: int, total: int | None) -> list[str]:
        """The rate and, if the total is known, the time left, as texts."""
        seconds = now - self._began
        if seconds < _SECONDS_TO_KNOW or done <= self._first:
            return []
        rate = (done - self._first) / seconds
        parts = [say(f"每秒 {rate:,.0f}", f"{rate:,.0f}/s")] if rate >= _TELLING_RATE else []
        if total and done < total:
            left = duration((total - done) / rate)
            parts.append(say(f"还需约 {left}", f"about {left} left"))
        return parts


def duration(seconds: float) -> str:
    """A time in words: seconds below two minutes, minutes below two hours, then hours.

    >>> duration(89.6), duration(125), duration(7500)
    ('90 s', '2 min', '2 h 5 min')
    """
    whole = max(1, round(seconds))
    if whole < 120:
        return say(f"{whole} 秒", f"{whole} s")
    minutes = round(whole / 60)
    if whole < 7_200:
        return say(f"{minutes} 分钟", f"{minutes} min")
    hours, minutes = divmod(minutes, 60)
    return say(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")


def _fitted(text: str, width: int) -> str:
    """The text cut to the width, because a line that wraps could not be overwritten."""
    from rich.cells import set_cell_size

    return set_cell_size(text, max(width, 1)).rstrip()
