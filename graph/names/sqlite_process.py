"""A child process that writes an SQLite file while this process goes on.

Python runs one thread at a time, and writing the names of 500,000 things takes half a minute.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from gaoxin.child_process import child_environment
from gaoxin.errors import StoreError

_SQLITE_FAILED = 3  # exit status
_WAITING = 6  # parts in memory that the process has not read yet


class SqliteProcess:
    """The running process; ``command`` runs a module whose main part is :func:`sqlite_errors`."""

    def __init__(self, command: list[str]) -> None:
        self._sender = ThreadPoolExecutor(1)
        self._sent: deque[Future[object]] = deque()
        self._process = subprocess.Popen(
            command,
            env=child_environment(limited=False),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def send(self, lines: bytes) -> None:
        """Send lines to its standard input.

        A thread does so, because the process may be slower than this one; only a few parts wait.

        Raises:
            sqlite3.OperationalError: writing failed, for example because the disk is full.
            StoreError: the process was stopped.
        """
        assert self._process.stdin
        self._sent.append(self._sender.submit(self._process.stdin.write, lines))
        if len(self._sent) > _WAITING:
            try:
                self._sent.popleft().result()
            except OSError:  # nobody reads it any more
                self.wait()
                raise

    def wait(self) -> bytes:
        """Wait until everything is written; return what it printed.

        Raises:
            sqlite3.OperationalError: writing failed, for example because the disk is full.
            StoreError: the process was stopped.
        """
        self._sender.shutdown()
        printed, errors = self._process.communicate()
        status = self._process.returncode
        lines = errors.decode(errors="replace").strip().splitlines()
        if status == _SQLITE_FAILED:
            raise sqlite3.OperationalError(lines[-1])
        if status:
            reason = lines[-1] if lines else f"status {status}"
            raise StoreError(
                f"写名称的进程被终止（{reason}）；什么也没有发布，请再试一次。",
                f"The process that writes the names was stopped ({reason}); nothing was published, "
                "try again.",
            )
        return printed

    def stop(self) -> None:
        """End the process if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._sender.shutdown(cancel_futures=True)
            self._process.communicate()


@contextmanager
def sqlite_errors() -> Iterator[None]:
    """In the child: an error of SQLite ends the process so that the parent raises it again."""
    try:
        yield
    except sqlite3.Error as cause:
        print(cause, file=sys.stderr)
        sys.exit(_SQLITE_FAILED)
