"""Reproducible compression: the bytes depend only on the content."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from pathlib import Path
from typing import Any, BinaryIO

UNREADABLE = (OSError, EOFError, zlib.error)
"""What reading a damaged gzip file raises."""


def is_packed(path: Path, name: str) -> bool:
    """Whether a file is what :func:`packer` makes of the content with the sha256 ``name``.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as raw, path.open("rb") as expected:
        again = _Comparison(expected)
        try:
            with gzip.GzipFile(fileobj=raw) as content, packer(again) as repacked:
                while part := content.read(1 << 20):
                    digest.update(part)
                    repacked.write(part)
        except UNREADABLE:
            return False
        return again.is_equal and not expected.read(1) and digest.hexdigest() == name


class _Comparison(io.RawIOBase):
    """Compares what is written to it with a file."""

    def __init__(self, expected: BinaryIO) -> None:
        self._expected, self.is_equal = expected, True

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.is_equal = self.is_equal and self._expected.read(len(data)) == bytes(data)
        return len(data)


def packer(out: Any) -> gzip.GzipFile:
    """Compress what is written to it into the file ``out``, without a name and a time stamp."""
    return gzip.GzipFile("", "wb", 1, out, mtime=0)
