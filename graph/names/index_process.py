"""Write many new names in a process of its own, while this one checks them.

Python runs one thread at a time, and writing the names of 500,000 things takes half a minute.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from gaoxin.child_process import child_environment, end_with_parent, module_command
from gaoxin.errors import StoreError
from gaoxin.graph.names.index_writing import update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.settings import read_settings

_SQLITE_FAILED = 3  # exit status


class IndexProcess:
    """The running process."""

    def __init__(self, index: Path, fresh: Path, base: str) -> None:
        command = module_command(__name__, str(index), str(fresh), base, str(os.getpid()))
        self._process = subprocess.Popen(
            command,
            env=child_environment(limited=False),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def wait(self) -> None:
        """Wait until everything is written.

        Raises:
            sqlite3.OperationalError: writing failed, for example because the disk is full.
            StoreError: the process was stopped.
        """
        _, errors = self._process.communicate()
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

    def stop(self) -> None:
        """End the process if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


@contextmanager
def writing_names(index: Path, fresh: Path, base: str) -> Iterator[IndexProcess]:
    """Write the names of new things into ``index``; the block must call ``wait``.

    ``fresh`` is a file of N-Triples lines: all triples of things that the index does not have,
    those of one thing together.  ``base`` is the base IRI of things.
    """
    process = IndexProcess(index, fresh, base)
    try:
        yield process
    finally:
        process.stop()


def _main() -> None:
    index, fresh, base, parent = sys.argv[1:]
    end_with_parent(int(parent))
    minter = Minter(read_settings({"GAOXIN_BASE": base}))
    try:
        with Path(fresh).open("rb") as lines:
            update_names(Path(index), ox.Store(), (), minter, lines)
    except sqlite3.Error as cause:
        print(cause, file=sys.stderr)
        sys.exit(_SQLITE_FAILED)


if __name__ == "__main__":
    _main()
