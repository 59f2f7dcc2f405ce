"""Compare the records of a list, while they are read, with those of its kept input.

Both are read in the order of their rows.  Records that have no counterpart yet are remembered until
it comes, so rows may move.  A list with too many of them is better loaded as a new one.
"""

from __future__ import annotations

import json

from gaoxin.graph.store.packing import UNREADABLE
from gaoxin.loaders.inputs import kept_lines
from gaoxin.loaders.record_changes import RecordChanges
from gaoxin.loaders.record_codec import record_of_line
from gaoxin.loaders.revising.earlier_list import EarlierList

MOST = 20_000
"""Maximum number of records without a counterpart, of both sides together."""


class RecordComparison:
    """Compares the lines of records (:mod:`.record_codec`) of the file ``file`` with an earlier
    list.
    """

    def __init__(self, earlier: EarlierList, file: str) -> None:
        self._earlier = earlier
        self._before = kept_lines(earlier.input, earlier.inputs)
        self._old_mark, self._new_mark = _mark(earlier.file), _mark(file)
        self._gone: dict[bytes, list[bytes]] = {}
        self._came: dict[bytes, list[tuple[int, bytes]]] = {}
        self._open = self._count = 0
        self.goes_on = True

    def add(self, lines: bytes) -> bool:
        """Compare the next lines; ``False`` if there are too many differences."""
        try:
            for line in lines.splitlines(keepends=True):
                old = next(self._before, None)
                if line != old:
                    self._set_apart(line, old)
                self._count += 1
        except (*UNREADABLE, ValueError):  # the kept input is damaged
            self.goes_on = False
        self.goes_on = self.goes_on and self._open <= MOST
        return self.goes_on

    def changes(self, rest: bytes) -> RecordChanges | None:
        """The differences of all lines, after the ``rest`` of them; ``None`` if they are too many
        or the kept input is damaged.
        """
        if not (self.goes_on and self.add(rest)):
            return None
        try:
            for old in self._before:
                self._lose(old, self._key(old, self._old_mark))
                if self._open > MOST:
                    return None
            added = sorted(pair for pairs in self._came.values() for pair in pairs)
            return RecordChanges(
                self._earlier.input,
                self._earlier.profile,
                [record_of_line(line) for lines in self._gone.values() for line in lines],
                [record_of_line(line) for _, line in added],
                frozenset(at for at, _ in added),
            )
        except (*UNREADABLE, ValueError):
            return None

    def _set_apart(self, line: bytes, old: bytes | None) -> None:
        key = self._key(line, self._new_mark)
        old_key = self._key(old, self._old_mark) if old is not None else b""
        if key == old_key:
            return
        if old is not None:
            self._lose(old, old_key)
        if lost := self._gone.get(key):
            lost.pop()
            if not lost:
                del self._gone[key]
            self._open -= 1
        else:
            self._came.setdefault(key, []).append((self._count, line))
            self._open += 1

    def _lose(self, old: bytes, key: bytes) -> None:
        if came := self._came.get(key):
            came.pop()
            if not came:
                del self._came[key]
            self._open -= 1
        else:
            self._gone.setdefault(key, []).append(old)
            self._open += 1

    @staticmethod
    def _key(line: bytes, mark: bytes) -> bytes:
        """The line without the place of its record, which changes when rows are inserted above."""
        head, found, tail = line.rpartition(mark)
        return head + tail.lstrip(b"0123456789") if found else line


def _mark(file: str) -> bytes:
    """How the place of a record of the file begins in its line."""
    name = json.dumps(file, ensure_ascii=False)[1:-1]
    return f', "{name}:'.encode("utf-8", "surrogatepass")
