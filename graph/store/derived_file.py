"""SQLite files derived from a generation: they may be deleted, and are then written again.

The name of a file holds the digest of its generation, so that it never belongs to another one.  It
is written beside its place and moved there whole; only the newest files are kept.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from gaoxin.settings import Settings

KEPT = 3
"""How many files of a kind are kept: those of the generations that were asked about last."""


@dataclass(frozen=True, slots=True)
class DerivedFile:
    """One kind of file: the folder in the home that holds it, the version of its form, and the
    table that is written last.
    """

    folder: str
    version: int
    last_table: str

    def path(self, settings: Settings, number: int, digest: str) -> Path:
        """Where the file of a generation lies."""
        return settings.home / self.folder / f"{number:06}-{digest[:12]}-{self.version}.sqlite"

    def open(self, path: Path) -> sqlite3.Connection:
        """Open a file for reading.

        Raises:
            sqlite3.Error: there is none, or it is damaged.
        """
        # immutable: a file is replaced as a whole and never changed.
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        base = sqlite3.connect(address, uri=True, check_same_thread=False)
        base.execute(f"PRAGMA mmap_size = {1 << 32}")
        base.execute(f"SELECT 1 FROM {self.last_table} LIMIT 1")
        return base

    def write(self, path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
        """Write a file with what ``fill`` puts into it, and delete all but the newest of its kind.

        Raises:
            OSError, sqlite3.Error: it cannot be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.new")
        for left in path.parent.glob("*.new"):
            if left == unfinished or not _has_writer(left):
                left.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as base:
            base.execute("PRAGMA journal_mode = OFF")
            base.execute("PRAGMA synchronous = OFF")
            fill(base)
            base.commit()
        unfinished.replace(path)
        written = sorted(path.parent.glob("*.sqlite"), key=lambda each: -each.stat().st_mtime)
        for other in written[KEPT:]:
            with suppress(OSError):
                other.unlink()

    def opened(self, path: Path, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
        """Open a file, which is written first if there is none or it is damaged.

        If the home cannot be written to, the same is made in memory.
        """
        with suppress(sqlite3.Error):
            return self.open(path)
        try:
            self.write(path, fill)
            return self.open(path)
        except (OSError, sqlite3.Error):
            base = sqlite3.connect(":memory:", check_same_thread=False)
            fill(base)
            return base


def _has_writer(unfinished: Path) -> bool:
    """Whether the process that writes this file, whose id is in the name, still runs."""
    try:
        os.kill(int(unfinished.suffixes[-2].lstrip(".")), 0)
    except (ProcessLookupError, ValueError, IndexError, OverflowError):
        return False
    except OSError:  # it runs as somebody else
        return True
    return True
