"""Sorted parts of N-Quads: writing them, and what the manifest tells of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gaoxin.files import replacing
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.lines import Chunks
from gaoxin.graph.store.packing import packer

_END = len(b" .\n")


@dataclass(frozen=True, slots=True)
class PartFile:
    """A part: its file in the folder of the run, its quads, bytes and digest.

    The digests of all parts add up to that of the dataset, because no line is in two of them.
    """

    file: str
    quads: int
    bytes: int
    digest: str


def write_part(chunks: Chunks, folder: Path, name: str) -> PartFile:
    """Write ascending, distinct lines to ``name`` in ``folder``, packed by gzip.

    A part that is written twice, because Spark repeats a task, has the same bytes.

    Raises:
        OSError: the folder cannot be written to.
    """
    digest, quads = Digest(), 0
    path = folder / name
    with replacing(path) as raw, packer(raw) as file:
        for chunk in chunks:
            quads += len(chunk)
            digest.add_bytes(line[:-_END] for line in chunk)
            file.write(b"".join(chunk))
    return PartFile(name, quads, path.stat().st_size, str(digest))


def sum_of_digests(parts: Iterable[PartFile]) -> str:
    """The digest of all parts together."""
    return added_digests(part.digest for part in parts)


def added_digests(digests: Iterable[str]) -> str:
    """The digest of graphs with these digests together; they have no quad in common."""
    return f"{sum(int(digest, 16) for digest in digests) % (1 << 256):064x}"
