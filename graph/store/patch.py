"""A patch: the named quads that one generation added to and removed from its parent.

It includes inferred quads, because the mirror must know which nodes they affect; the digest of the
graph leaves them out.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from gaoxin.graph.store.lines import Lines, line_of, quads_of_lines, write_packed

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
        """The patch that has the effect of this one followed by ``later``."""
        return Patch(
            (self.added - later.removed) | (later.added - self.removed),
            (self.removed - later.added) | (later.removed - self.added),
        )

    def write(self, folder: Path) -> None:
        """Write ``added.nq.gz`` and ``removed.nq.gz``, sorted, without a time stamp."""
        for name, quads in zip(PATCH_FILES, (self.added, self.removed), strict=True):
            write_packed(iter([sorted(map(line_of, quads))]), folder / name)

    @classmethod
    def read(cls, folder: Path) -> Patch:
        """Read the two files back."""
        return cls(*(set(_parse(folder / name)) for name in PATCH_FILES))


@dataclass(frozen=True, slots=True)
class SortedPatch:
    """A patch as sorted lines, which need not be in memory."""

    added: Lines
    removed: Lines

    def __bool__(self) -> bool:
        return bool(len(self.added) or len(self.removed))

    @property
    def growth(self) -> int:
        """How many quads more there are after the patch."""
        return len(self.added) - len(self.removed)

    def quads(self) -> Patch:
        """The patch in memory."""
        return Patch(set(quads_of_lines(self.added)), set(quads_of_lines(self.removed)))

    def write(self, folder: Path) -> None:
        """Write the same files as :meth:`Patch.write`."""
        for name, lines in zip(PATCH_FILES, (self.added, self.removed), strict=True):
            write_packed(lines.chunks(), folder / name)


def quads_in(folder: Path) -> tuple[Iterator[ox.Quad], Iterator[ox.Quad]]:
    """The quads that the patch in a folder adds and those that it removes, each sorted by their
    text.
    """
    added, removed = map(_parse, files_in(folder))
    return added, removed


def files_in(folder: Path) -> tuple[Path, Path]:
    """The paths of the patch's two files in a folder: added and removed quads."""
    added, removed = PATCH_FILES
    return folder / added, folder / removed


def _parse(path: Path) -> Iterator[ox.Quad]:
    with gzip.open(path, "rb") as file:
        yield from ox.parse(cast(IO[bytes], file), format=ox.RdfFormat.N_QUADS)
