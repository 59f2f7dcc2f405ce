"""A search among the things of a class finds them, whatever else has the name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from gaoxin.graph.names import grams
from gaoxin.graph.names.grams import LONGEST_POSTING, GramWriter
from gaoxin.graph.names.index_writing import _TABLES
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.name_search import Scope, search_names

OTHERS = 900
"""More than any step of a search reads."""


@pytest.fixture(params=[LONGEST_POSTING, 1], ids=["told by pieces", "too frequent for pieces"])
def base(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[sqlite3.Connection]:
    """Many zones with short names, and one national zone with a longer one."""
    bound = str(4 * LONGEST_POSTING)
    monkeypatch.setattr(grams, "_APPEND", grams._APPEND.replace(bound, str(4 * request.param)))
    connection = sqlite3.connect(":memory:")
    connection.executescript(_TABLES)
    writer = GramWriter(connection)
    names = [(f"第{number}云谷", "Zone") for number in range(OTHERS)]
    for number, (name, cls) in enumerate([*names, ("一个名称很长的云谷产业园", "NationalZone")]):
        thing = (number, f"iri{number}", f"zone/{number}", cls, "zone", name, "", 0)
        connection.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?)", thing)
        form = (number, number, "zone", match_key(name), name, "preferred")
        connection.execute("INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)", form)
        writer.add(number, "zone", match_key(name))
        writer.flush()
    yield connection
    connection.close()


@pytest.mark.parametrize("text", ["云谷", "名称很长云谷产业园"])
def test_hits_of_other_classes_take_no_places(base: sqlite3.Connection, text: str) -> None:
    found = search_names(base, text, 5, Scope.of("NationalZone"))
    assert [hit.form for hit in found] == ["一个名称很长的云谷产业园"]


def test_without_a_class_the_shortest_come_first(base: sqlite3.Connection) -> None:
    assert [hit.form for hit in search_names(base, "云谷", 1, Scope.of(None))] == ["第0云谷"]
