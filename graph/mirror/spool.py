"""Relationships that wait on disk until all nodes are there, parted so that two can write at once.

Creating a relationship locks both of its ends.  Things fall into four parts by their IRI, and a
relationship into the *lot* of its two ends' parts.  In each of three rounds two writers take lots
that share no part, so neither ever waits for a lock of the other's: there can be no deadlock.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from zlib import crc32

from gaoxin.graph.mirror.rows import RowBatch, Shared

ROUNDS = (
    (("00", "01", "11"), ("22", "23", "33")),
    (("02",), ("13",)),
    (("03",), ("12",)),
)
"""Lots that two writers take side by side, round by round."""
_KEPT = 20_000
"""So many rows of a lot are kept in memory before they go to its file."""

_LOTS = tuple(sorted({lot for round_ in ROUNDS for lots in round_ for lot in lots}))
_LOT_OF = [["".join(sorted((str(a), str(b)))) for b in range(4)] for a in range(4)]


class Spool:
    """Takes relationships while the graph is read, gives them back lot by lot.

    A context manager: its files lie in a folder of its own below ``folder`` and go with it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mirror-", dir=folder)
        self._waiting = {lot: RowBatch() for lot in _LOTS}
        self._sizes = dict.fromkeys(_LOTS, 0)
        self._files: dict[str, IO[bytes]] = {}
        self._parts: dict[str, int] = {}
        self.count = 0

    def add(self, batch: RowBatch) -> None:
        """Take the relationships of ``batch``."""
        waiting = self._waiting
        lots: dict[str, list[tuple[str, str]]]
        for shared, rows in batch.bare.items():
            lots = {}
            for row in rows:
                lots.setdefault(_lot(row[0], row[1]), []).append(row)
            for lot, found in lots.items():
                waiting[lot].bare[shared] += found
                self._grow(lot, len(found))
        for kind, own in batch.own.items():
            for long_row in own:
                lot = _lot(long_row[0], long_row[1])
                waiting[lot].own[kind].append(long_row)
                self._grow(lot, 1)

    def lot(self, lot: str) -> Iterator[RowBatch]:
        """The relationships of one lot, in pieces of bounded size."""
        if lot in self._files:
            file = self._files[lot]
            file.seek(0)
            while True:
                try:
                    bare, own = pickle.load(file)
                except EOFError:
                    break
                yield _batch(bare, own)
        yield self._waiting[lot]

    def _grow(self, lot: str, rows: int) -> None:
        self.count += rows
        self._sizes[lot] += rows
        if self._sizes[lot] >= _KEPT:
            batch = self._waiting[lot]
            if lot not in self._files:
                path = Path(self._folder.name) / lot
                self._files[lot] = path.open("w+b")
            pickle.dump((dict(batch.bare), dict(batch.own)), self._files[lot], protocol=5)
            self._waiting[lot], self._sizes[lot] = RowBatch(), 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()
        self._folder.cleanup()


def _lot(start: str, end: str) -> str:
    return _LOT_OF[crc32(start.encode()) & 3][crc32(end.encode()) & 3]


def _batch(bare: dict[Shared, list[Any]], own: dict[str, list[Any]]) -> RowBatch:
    batch = RowBatch()
    batch.bare.update(bare)
    batch.own.update(own)
    return batch
