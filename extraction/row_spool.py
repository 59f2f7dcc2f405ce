"""Rows of many articles on their way into a table: a long run can be stopped and goes on later.

The file is ``.TABLE.reading`` beside the table.  Each line is what one file gave; a line that a
kill cut short does not count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

SpooledRow = dict[str, Any]


class RowSpool:
    """What was read so far for a table; without a table it is kept for this run only.

    ``how`` says how files are read; what was read in another way is read again.

    Raises:
        OSError: the folder of the table cannot be written to.
    """

    def __init__(self, table: Path | None, how: str) -> None:
        self._how = how
        self._done: dict[str, tuple[str, int]] = {}
        self._other: set[str] = set()
        self._path = table.parent / f".{table.name[:60]}.reading" if table else None
        if self._path is None:
            self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # closed by close()
        else:
            self._file = self._path.open("r+b" if self._path.exists() else "w+b")
            self._find_done()
        self.resumed = len(self._done)
        """How many files were read by an earlier run."""
        self.outdated = len(self._other - self._done.keys())
        """How many were read in another way, so that they are read again."""

    def _find_done(self) -> None:
        """Note what each whole line is about, and cut off what follows the last one."""
        end = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            if (told := _told(line)) and told["how"] == self._how:
                self._done[told["file"]] = (told["sum"], end)
            elif told:
                self._other.add(told["file"])
            end += len(line)
        self._file.seek(end)
        self._file.truncate()

    def has(self, file: Path) -> bool:
        """Whether this file was read, with the content that it has now."""
        known = self._done.get(str(file))
        return known is not None and known[0] == _sum_of(file)

    def add(self, file: Path, rows: Sequence[SpooledRow]) -> None:
        """Keep the rows of a file."""
        place = self._file.seek(0, 2)
        sum_ = _sum_of(file)
        told = {"file": str(file), "sum": sum_, "how": self._how, "rows": list(rows)}
        self._file.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        self._done[str(file)] = sum_, place

    def rows(self, files: Sequence[Path]) -> Iterator[SpooledRow]:
        """The rows of these files in order, one file after the other in memory."""
        for file in files:
            if (known := self._done.get(str(file))) is not None:
                self._file.seek(known[1])
                yield from (_told(self._file.readline()) or {"rows": ()})["rows"]

    def close(self, *, is_finished: bool) -> None:
        """Close the file; a finished table needs it no longer."""
        self._file.close()
        if is_finished and self._path:
            self._path.unlink(missing_ok=True)


def _told(line: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) and {"file", "sum", "how", "rows"} <= set(told) else None


def _sum_of(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
