"""Collect the names of a large dataset in a process of its own, while this one reads the rows."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import Any

from gaoxin.child_process import end_with_parent, module_command
from gaoxin.files import PARTIAL
from gaoxin.garbage import fewer_collections
from gaoxin.graph.names.sqlite_process import SqliteProcess, sqlite_errors
from gaoxin.loaders.record_codec import names_of_line
from gaoxin.loaders.records import Records
from gaoxin.loaders.resolving.code_watch import CodeClash, CodeWatch
from gaoxin.loaders.resolving.name_collector import NameCollector
from gaoxin.loaders.resolving.profile import Profile


class GatheredNames:
    """The names of a dataset that is being read: a context manager.

    ``add`` takes the records that go from memory into a file.  A process is begun with the second
    part, because for fewer records this one is quicker.  Its file goes into ``folder``.
    """

    def __init__(self, dataset: str, folder: Path) -> None:
        self._dataset, self._folder = dataset, folder
        self._first = b""
        self._process: SqliteProcess | None = None
        self._path = Path()

    def __enter__(self) -> GatheredNames:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process:
            self._process.stop()
            self._path.unlink(missing_ok=True)

    def add(self, lines: bytes) -> None:
        """Take records as lines.

        Raises:
            sqlite3.OperationalError: writing failed, for example because the disk is full.
            StoreError: the process was stopped.
        """
        if not self._first:
            self._first = lines
            return
        if self._process is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(PARTIAL, dir=self._folder)
            os.close(handle)
            self._path = Path(name)
            self._process = SqliteProcess(
                module_command(__name__, self._dataset, name, str(os.getpid()))
            )
            self._process.send(self._first)
        self._process.send(lines)

    def profile(self, records: Records, *, is_list: bool) -> tuple[Profile, list[CodeClash]]:
        """The profile of ``records``, and the clashes of credit codes in them.

        Raises:
            sqlite3.OperationalError, StoreError: as :meth:`add`.
        """
        if self._process:
            self._process.send(b"".join(records.lines_in_memory()))
            self._process.send(json.dumps({"is_list": is_list}).encode())
            told = json.loads(self._process.wait())
            try:
                return _adopted(self._dataset, self._path, told)
            except sqlite3.OperationalError:
                if self._path.exists():
                    raise
                # Another writer took it for a leftover; the records are still there.
        with CodeWatch() as watch:
            names = NameCollector(self._dataset, watch)
            for record in records:
                names.add(record)
            profile, clashes = names.profile(is_list=is_list), list(watch.clashes())
            profile.clashes = len(clashes)
            return profile, clashes


def _adopted(dataset: str, path: Path, told: dict[str, Any]) -> tuple[Profile, list[CodeClash]]:
    profile = Profile.adopt(dataset, path)
    profile.source_places = {key: (file, line) for key, (file, line) in told["places"].items()}
    clashes = [
        CodeClash(kind, shared, tuple((said, place) for said, place in sides))
        for kind, shared, sides in told["clashes"]
    ]
    return profile, clashes


def _main() -> None:
    dataset, path, parent = sys.argv[1:]
    end_with_parent(int(parent))
    with sqlite_errors(), fewer_collections(), CodeWatch() as watch:
        names = NameCollector(dataset, watch)
        is_list = False
        for line in sys.stdin.buffer:
            if line[:1] == b"{":
                is_list = json.loads(line)["is_list"]
            else:
                names.add(names_of_line(line))
        profile = names.profile(is_list=is_list)
        clashes = [astuple(clash) for clash in watch.clashes()]
        profile.clashes = len(clashes)
        profile.save(Path(path))
    print(json.dumps({"places": profile.source_places, "clashes": clashes}))


if __name__ == "__main__":
    _main()
