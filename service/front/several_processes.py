"""Several front processes on one socket, each with workers of its own.

The parent opens the socket, starts the processes, and starts another where one dies.  It answers
no request itself.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field

from gaoxin.child_process import child_environment, module_command
from gaoxin.settings import Settings

_INTERVAL = 0.2
_SHORT_LIFE = 10.0
"""A process that lives less than this, in seconds, is started again after a pause only."""
_PAUSE = 5.0

_log = logging.getLogger("gaoxin.service")


def run_processes(bound: socket.socket, settings: Settings, host: str, number: int) -> None:
    """Serve with so many processes until this one is told to end (SIGINT or SIGTERM)."""
    told: list[int] = []
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda number, _: told.append(number))
    with tempfile.TemporaryDirectory(prefix="gaoxin-serve-") as folder:
        fronts = [_Front(bound, host, folder) for _ in range(number)]
        for front in fronts:
            front.start()
        while not told:
            time.sleep(_INTERVAL)
            for front in fronts:
                front.start_again()
        # Without this the kernel would still take connections, which nobody answers.
        bound.close()
        for front in fronts:
            front.tell_to_end()
        until = time.monotonic() + settings.service_stop_seconds + 5
        for front in fronts:
            front.end(until)


@dataclass(slots=True)
class _Front:
    """The place of one process."""

    bound: socket.socket
    host: str
    folder: str
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default=0.0)
    not_before: float = field(default=0.0)

    def start(self) -> None:
        arguments = (str(os.getpid()), str(self.bound.fileno()), self.host, self.folder)
        self.process = subprocess.Popen(
            module_command("gaoxin.service.front.front_process", *arguments),
            env=child_environment(limited=False),
            pass_fds=[self.bound.fileno()],
            start_new_session=True,  # Ctrl-C reaches the parent only, which tells them to end
        )
        self.started, self.not_before = time.monotonic(), 0.0

    def start_again(self) -> None:
        """Start another process if this one has ended."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.not_before:
            is_short = now - self.started < _SHORT_LIFE
            self.not_before = now + (_PAUSE if is_short else 0.0)
            _log.error("a front process ended (%s); another is started", self.process.returncode)
        if now >= self.not_before:
            self.start()

    def tell_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, until: float) -> None:
        """Wait until a moment of the monotonic clock; then end it at once."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
