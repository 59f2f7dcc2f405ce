"""The records of a dataset: in memory if they are few, otherwise in a temporary file."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader, RawIOBase
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from gaoxin.graph.store.packing import packer
from gaoxin.loaders.record_codec import line_of_record, record_of_line
from gaoxin.loaders.reference.identity import Identity
from gaoxin.model import Record

IN_MEMORY = 20_000
"""Maximum number of records in memory; more go to a file."""


class _FileView(RawIOBase):
    """Reads a file from its start without moving the position at which it is written."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._offset = descriptor, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = os.pread(self._descriptor, len(buffer), self._offset)
        buffer[: len(part)] = part
        self._offset += len(part)
        return len(part)


class Records:
    """Records in the order in which they were added; can be read any number of times.

    The temporary file has no name, so that nothing is left of it however the program ends.  It is
    in ``folder``, by default that of the system.  ``also`` gets the lines that go into it.
    """

    def __init__(
        self,
        records: Iterable[Record | Identity] = (),
        folder: Path | None = None,
        also: Callable[[bytes], None] | None = None,
    ) -> None:
        self._folder, self._also = folder, also
        self._held: list[Record | Identity] = []
        self._file: BinaryIO | None = None
        self._packer: gzip.GzipFile | None = None
        self._count = 0
        self.sources: set[str] = set()
        self.extend(records)

    def append(self, record: Record | Identity) -> None:
        """Add one record."""
        self.sources.add(record.source)
        self._held.append(record)
        if len(self._held) >= IN_MEMORY:
            self._spill()

    def extend(self, records: Iterable[Record | Identity]) -> None:
        """Add many records."""
        for record in records:
            self.append(record)

    def __iadd__(self, records: Iterable[Record | Identity]) -> Records:
        self.extend(records)
        return self

    def _spill(self) -> None:
        if self._file is None:
            if self._folder:
                self._folder.mkdir(parents=True, exist_ok=True)
            self._file = cast(BinaryIO, tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115
        lines = b"".join(self.lines_in_memory())
        if self._also:
            self._also(lines)
        if self._packer is None:
            self._packer = packer(self._file)
        self._packer.write(lines)
        self._count += len(self._held)
        self._held = []

    def lines(self) -> Iterator[bytes]:
        """The records as lines of JSON."""
        return chain(self.lines_in_file(), self.lines_in_memory())

    def lines_in_memory(self) -> Iterator[bytes]:
        """Those that are not in the file, as lines of JSON."""
        return map(line_of_record, self._held)

    def lines_in_file(self) -> Iterator[bytes]:
        """Those that are in the file."""
        if self._file is None:
            return
        if self._packer is not None:  # end this member of the gzip file; the next one follows it
            self._packer.close()
            self._packer = None
        self._file.flush()
        with gzip.GzipFile(fileobj=BufferedReader(_FileView(self._file.fileno()))) as unpacked:
            yield from unpacked

    def __iter__(self) -> Iterator[Record | Identity]:
        return chain(map(record_of_line, self.lines_in_file()), self._held)

    def __len__(self) -> int:
        return self._count + len(self._held)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Records, list)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
