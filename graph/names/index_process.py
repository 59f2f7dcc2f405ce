"""Write many new names into the index in a process of its own, while this one checks them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from gaoxin.child_process import end_with_parent, module_command
from gaoxin.garbage import fewer_collections
from gaoxin.graph.names.index_writing import update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.sqlite_process import SqliteProcess, sqlite_errors
from gaoxin.settings import read_settings


@contextmanager
def writing_names(index: Path, fresh: Path, base: str) -> Iterator[SqliteProcess]:
    """Write the names of new things into ``index``; the block must call ``wait``.

    ``fresh`` is a file of N-Triples lines: all triples of things that the index does not have,
    those of one thing together.  ``base`` is the base IRI of things.
    """
    process = SqliteProcess(
        module_command(__name__, str(index), str(fresh), base, str(os.getpid()))
    )
    try:
        yield process
    finally:
        process.stop()


def _main() -> None:
    index, fresh, base, parent = sys.argv[1:]
    end_with_parent(int(parent))
    minter = Minter(read_settings({"GAOXIN_BASE": base}))
    with sqlite_errors(), fewer_collections(), Path(fresh).open("rb") as lines:
        # A thing takes about as many bytes in the index as in its lines.
        size = Path(index).stat().st_size if Path(index).exists() else 0
        mostly_fresh = Path(fresh).stat().st_size > size
        update_names(Path(index), ox.Store(), (), minter, lines, mostly_fresh=mostly_fresh)


if __name__ == "__main__":
    _main()
