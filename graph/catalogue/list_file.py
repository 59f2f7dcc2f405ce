"""The file of lists: which things have which value, one SQLite file for each generation.

It is derived from the generation and may be deleted at any time.  Its name holds the digest of the
generation, so that it can never belong to another one; only the newest files are kept.  The things
that have a value are a compressed bitmap (Roaring), so that choices are combined and counted in
microseconds.
"""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.graph.catalogue.thing_values import ThingValues
from gaoxin.graph.store.derived_file import DerivedFile

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.settings import Settings

LIST_VERSION = 1
LIST_FOLDER = "lists"
"""The folder in the home that holds the files."""
_FILE = DerivedFile(LIST_FOLDER, LIST_VERSION, "ranking")
_SCHEMA = """
CREATE TABLE thing (
    number INTEGER PRIMARY KEY, iri TEXT, key TEXT, class TEXT, name TEXT, name_en TEXT,
    facts INTEGER);
CREATE TABLE value (facet TEXT, value TEXT, things BLOB, PRIMARY KEY (facet, value)) WITHOUT ROWID;
CREATE TABLE ranking (name TEXT PRIMARY KEY, things BLOB) WITHOUT ROWID;
"""


def path_of_lists(settings: Settings, number: int, digest: str) -> Path:
    """Where the file of a generation lies."""
    return _FILE.path(settings, number, digest)


def write_lists(generation: Generation) -> Path:
    """Write the file of a generation if there is none, and delete those of earlier ones.

    Raises:
        OSError, sqlite3.Error: the file cannot be written.
    """
    path = path_of_lists(generation.settings, generation.number, generation.manifest.digest)
    if path.exists():
        return path
    _FILE.write(path, partial(_fill, generation=generation))
    return path


def open_lists(generation: Generation) -> sqlite3.Connection:
    """The lists of a generation: from its file, which is written first if there is none.

    If the home cannot be written to, they are made in memory.
    """
    path = path_of_lists(generation.settings, generation.number, generation.manifest.digest)
    return _FILE.opened(path, partial(_fill, generation=generation))


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
