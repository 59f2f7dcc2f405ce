"""What the files of a bulk import cannot hold, on disk until the database is up.

Usually that is next to nothing; but of a source without a grade it is every relationship, and
memory must not grow with them.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from gaoxin.graph.mirror.mapping.row_batch import RowBatch

KEPT = 20_000
"""Rows kept in memory."""


class Aside:
    """Rows that are added to ``batch``, and go to ``path`` whenever :meth:`spill` finds many.

    Iterated, it gives them all back, part by part.  The file is this run's own, in a folder that
    nobody else can write into.
    """

    def __init__(self, path: Path) -> None:
        self.batch = RowBatch()
        self._path = path
        self._file: IO[bytes] | None = None

    def spill(self) -> None:
        """Put what is in ``batch`` on disk if it is much."""
        if self.batch.row_count() < KEPT:
            return
        if self._file is None:
            self._file = self._path.open("wb")
        batch, self.batch = self.batch, RowBatch()
        pickle.dump(batch, self._file)

    def __iter__(self) -> Iterator[RowBatch]:
        """Everything that was put aside, oldest first."""
        if self._file is not None:
            self._file.close()
            with self._path.open("rb") as file:
                end = self._path.stat().st_size
                while file.tell() < end:
                    yield pickle.load(file)
        yield self.batch
