"""The file of lists: which things have which value, one SQLite file for each generation.

It is derived from the generation and may be deleted at any time.  Its name holds the digest of the
generation, so that it can never belong to another one; only the newest files are kept.  The things
that have a value are a compressed bitmap (Roaring), so that choices are combined and counted in
microseconds.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from array import array
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from gaoxin.graph.catalogue.thing_values import ThingValues

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.settings import Settings

LIST_VERSION = 1
LIST_FOLDER = "lists"
"""The folder in the home that holds the files."""
_KEPT = 3
_SCHEMA = """
CREATE TABLE thing (
    number INTEGER PRIMARY KEY, iri TEXT, key TEXT, class TEXT, name TEXT, name_en TEXT,
    facts INTEGER);
CREATE TABLE value (facet TEXT, value TEXT, things BLOB, PRIMARY KEY (facet, value)) WITHOUT ROWID;
CREATE TABLE ranking (name TEXT PRIMARY KEY, things BLOB) WITHOUT ROWID;
"""


def path_of_lists(settings: Settings, number: int, digest: str) -> Path:
    """Where the file of a generation lies."""
    return settings.home / LIST_FOLDER / f"{number:06}-{digest[:12]}-{LIST_VERSION}.sqlite"


def write_lists(generation: Generation) -> Path:
    """Write the file of a generation if there is none, and delete those of earlier ones.

    Raises:
        OSError, sqlite3.Error: the file cannot be written.
    """
    path = path_of_lists(generation.settings, generation.number, generation.manifest.digest)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.new")
    unfinished.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(unfinished)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        _fill(base, generation)
        base.commit()
    unfinished.replace(path)
    for other in sorted(path.parent.glob("*.sqlite"))[:-_KEPT]:
        if other != path:
            other.unlink(missing_ok=True)
    return path


def open_lists(generation: Generation) -> sqlite3.Connection:
    """The lists of a generation: from its file, which is written first if there is none.

    If the home cannot be written to, they are made in memory.
    """
    path = path_of_lists(generation.settings, generation.number, generation.manifest.digest)
    with contextlib.suppress(sqlite3.Error):
        return _opened(path)
    try:
        path.unlink(missing_ok=True)  # a damaged file
        return _opened(write_lists(generation))
    except (OSError, sqlite3.Error):
        base = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(base, generation)
        return base


def _opened(path: Path) -> sqlite3.Connection:
    # immutable: a file is replaced as a whole and never changed.
    address = f"file:{quote(str(path))}?mode=ro&immutable=1"
    base = sqlite3.connect(address, uri=True, check_same_thread=False)
    base.execute(f"PRAGMA mmap_size = {1 << 32}")
    base.execute("SELECT 1 FROM ranking LIMIT 1")
    return base


def _fill(base: sqlite3.Connection, generation: Generation) -> None:
    read = ThingValues(generation)
    base.executescript(_SCHEMA)
    things = list(read.things())
    base.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)", map(astuple, things))
    base.executemany(
        "INSERT INTO value VALUES (?, ?, ?)",
        (
            (facet, value, numbers.serialize())
            for facet, values in sorted(read.values.items())
            for value, numbers in sorted(values.items())
        ),
    )
    most = sorted(things, key=lambda thing: (-thing.facts, thing.number))
    ranked = array("I", (thing.number for thing in most))
    base.execute("INSERT INTO ranking VALUES ('facts', ?)", (ranked.tobytes(),))
