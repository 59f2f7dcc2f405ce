"""Files made from a generation: what is left of writers that were killed is deleted."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from gaoxin.graph.store.derived_file import DerivedFile


def fill(base: sqlite3.Connection) -> None:
    base.execute("CREATE TABLE made (x)")


def test_unfinished_files_of_the_dead_are_deleted_and_those_of_the_living_stay(
    tmp_path: Path,
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead = [tmp_path / f"{stem}.{ended.pid}.new" for stem in ("1-abc", "2-def")]
    living = tmp_path / f"1-abc.{os.getppid()}.new"
    odd = tmp_path / "odd.new"
    for path in (*dead, living, odd):
        path.touch()
    file = DerivedFile("facts", 1, "made")
    file.write(tmp_path / "2-def.sqlite", fill)
    assert sorted(tmp_path.glob("*.new")) == [living]
    file.open(tmp_path / "2-def.sqlite").close()
