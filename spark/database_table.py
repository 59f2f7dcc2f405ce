"""A table of a database that JDBC reads, and its address without passwords."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

_HIDDEN = (
    (re.compile(r"(?i)(\w*(?:password|passwd|pwd|secret|token)\w*\s*=)[^&;'\x22\n]*"), r"\1…"),
    (re.compile(r"(//[^/@:\s]*):\S*@"), r"\1:…@"),
    (re.compile(r"(?i)(jdbc:oracle:\w+:[^/@\s]+)/[^@\s]*@"), r"\1/…@"),
)


def redacted(text: str) -> str:
    """The text with ``…`` for the passwords in addresses of databases."""
    for pattern, shown in _HIDDEN:
        text = pattern.sub(shown, text)
    return text


@dataclass(frozen=True, slots=True)
class DatabaseTable:
    """A table or view at a JDBC address, and who reads it (empty: as the address says)."""

    address: str
    table: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def origin(self) -> str:
        """Where the rows come from, without passwords."""
        return f"{redacted(self.address)} {self.table}"

    @property
    def name(self) -> str:
        """The name of the table with a mark of its address, as a key of a dataset."""
        mark = hashlib.sha256(self.origin.encode()).hexdigest()[:8]
        name = re.sub(r"[^\w-]+", "-", self.table).strip("-")
        return f"{name or 'table'}-{mark}"


def name_copied_files(folder: Path) -> None:
    """Give the files that Spark wrote names that are the same each time, and remove the others.

    Spark puts a random mark into their names, which go into the fingerprint of the input.
    """
    written = sorted(folder.glob("part-*.parquet"))
    for path in [path for path in folder.iterdir() if path not in written]:
        path.unlink()
    for number, path in enumerate(written, start=1):
        path.rename(folder / f"{number:05}.parquet")
