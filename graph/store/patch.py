"""A patch: the named quads that one generation added to and removed from its parent.

Inferred quads are part of it, since the mirror must know which nodes they touch; the digest of
the graph leaves them out.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from gaoxin.graph.store.packing import packed

PATCH_FILES = ("added.nq.gz", "removed.nq.gz")


@dataclass(slots=True)
class Patch:
    """Two sets of named quads, disjoint."""

    added: set[ox.Quad] = field(default_factory=set)
    removed: set[ox.Quad] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def inverted(self) -> Patch:
        """The patch that undoes this one."""
        return Patch(set(self.removed), set(self.added))

    def then(self, later: Patch) -> Patch:
        """This patch and ``later`` as one."""
        return Patch(
            (self.added - later.removed) | (later.added - self.removed),
            (self.removed - later.added) | (later.removed - self.added),
        )

    def write(self, folder: Path) -> None:
        """Write ``added.nq.gz`` and ``removed.nq.gz``, sorted, without a time stamp."""
        for name, quads in zip(PATCH_FILES, (self.added, self.removed), strict=True):
            (folder / name).write_bytes(packed("".join(_lines(quads)).encode()))

    @classmethod
    def read(cls, folder: Path) -> Patch:
        """Read the two files back."""
        return cls(*(set(_parse(folder / name)) for name in PATCH_FILES))


def quads_in(folder: Path) -> tuple[Iterator[ox.Quad], Iterator[ox.Quad]]:
    """What the patch in a folder added and removed, each in the order of its text."""
    added, removed = map(_parse, files_in(folder))
    return added, removed


def files_in(folder: Path) -> tuple[Path, Path]:
    """Where the patch in a folder keeps what it added and what it removed."""
    added, removed = PATCH_FILES
    return folder / added, folder / removed


def _lines(quads: Iterable[ox.Quad]) -> list[str]:
    return sorted(f"{quad} .\n" for quad in quads)


def _parse(path: Path) -> Iterator[ox.Quad]:
    with gzip.open(path, "rb") as file:
        yield from ox.parse(cast(IO[bytes], file), format=ox.RdfFormat.N_QUADS)
