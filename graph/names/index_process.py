"""Write many new names in a process of its own, while this one checks them.

Python runs one thread at a time, and writing the names of 500,000 things takes half a minute.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from gaoxin.child_process import child_environment, module_command
from gaoxin.graph.names.index_writing import WATCHED, update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.settings import read_settings


class IndexProcess:
    """The running process."""

    def __init__(self, index: Path, fresh: Path, base: str) -> None:
        command = module_command(__name__, str(index), str(fresh), base)
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
        """
        _, errors = self._process.communicate()
        if self._process.returncode:
            lines = errors.decode(errors="replace").strip().splitlines()
            raise sqlite3.OperationalError(lines[-1] if lines else "the process was killed")

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
    index, fresh, base = sys.argv[1:]
    triples = ox.parse(path=fresh, format=ox.RdfFormat.N_TRIPLES)
    watched = (triple for triple in triples if triple.predicate.value in WATCHED)
    minter = Minter(read_settings({"GAOXIN_BASE": base}))
    try:
        update_names(Path(index), ox.Store(), (), minter, watched)
    except sqlite3.Error as cause:
        sys.exit(str(cause))


if __name__ == "__main__":
    _main()
