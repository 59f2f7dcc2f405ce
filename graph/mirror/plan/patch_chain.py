"""The patches that led from nothing to a generation, and whether their files are whole."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from gaoxin.graph.store.patch import files_in

UNREADABLE = (OSError, EOFError, zlib.error)
"""What reading a damaged gzip file raises."""


@dataclass(frozen=True, slots=True)
class PatchChain:
    """Folders of all patches from nothing to a generation, oldest first, and its named quads."""

    folders: tuple[Path, ...]
    quads: int

    def is_there(self) -> bool:
        """Whether every file is there; an empty one would read as an empty patch."""
        try:
            return all(path.stat().st_size for f in self.folders for path in files_in(f))
        except OSError:
            return False

    def is_whole(self) -> bool:
        """Whether every file can be read to its end, and all give as many quads as they should.

        Takes a tenth of what reading them as quads takes.
        """
        try:
            lines = [[_count_lines(path) for path in files_in(f)] for f in self.folders]
        except UNREADABLE:
            return False
        return sum(added - removed for added, removed in lines) == self.quads


def _count_lines(path: Path) -> int:
    with gzip.open(path, "rb") as file:
        return sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b""))
