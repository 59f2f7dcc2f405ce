"""Running SPARQL: kinds of results, limits, and crashes that cost only the worker."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.cli.failures import as_gaoxin_error
from gaoxin.errors import QueryFailed, StoreCorrupt
from gaoxin.queries import sparql
from gaoxin.queries.binding import ParameterValue
from gaoxin.queries.sparql import run_text
from tests.queries.conftest import EX, Shelf
from tests.queries.hostile_queries import CROSS, bomb


def test_select_gives_plain_values(people: Shelf) -> None:
    answer = run_text(
        people.generation,
        'SELECT ?s ?age (1.50 AS ?d) (2.0 AS ?whole) (true AS ?b) ("x"@en AS ?t) ?none '
        f"{{ ?s <{EX}age> ?age FILTER(?age = 7) OPTIONAL {{ ?s <{EX}none> ?none }} }}",
        people.settings,
    )
    assert answer.columns == ["s", "age", "d", "whole", "b", "t", "none"]
    assert answer.rows == [
        {"s": EX + "7", "age": 7, "d": 1.5, "whole": 2, "b": True, "t": "x", "none": None}
    ]
    assert not answer.truncated
    assert not answer.notes


def test_ask_and_construct(people: Shelf) -> None:
    asked = run_text(people.generation, f"ASK {{ ?s <{EX}age> 7 }}", people.settings)
    assert (asked.columns, asked.rows) == (["answer"], [{"answer": True}])
    built = run_text(
        people.generation,
        f"CONSTRUCT {{ ?s <{EX}was> ?a }} {{ ?s <{EX}age> ?a FILTER(?a = 3) }}",
        people.settings,
    )
    assert built.rows == [{"subject": EX + "3", "predicate": EX + "was", "object": 3}]


def test_known_prefixes_need_no_declaration(people: Shelf) -> None:
    answer = run_text(
        people.generation,
        "SELECT (STR(gx:Zone) AS ?z) (STR(id:zone\\/x) AS ?i) {}",
        people.settings,
    )
    assert answer.rows[0]["z"] == "https://w3id.org/gaoxin/ontology#Zone"
    assert answer.rows[0]["i"] == people.settings.base + "zone/x"


def test_values_are_bound_not_pasted(people: Shelf) -> None:
    hostile = '" } ; DROP ALL #'
    answer = sparql._evaluate(
        people.generation,
        "SELECT ?given (STRLEN(?given) AS ?n) {}",
        {"given": ParameterValue("string", hostile, hostile)},
        people.settings,
    )
    assert answer.rows == [{"given": hostile, "n": len(hostile)}]


def test_too_many_rows_are_cut_and_it_is_said(people: Shelf) -> None:
    answer = run_text(
        people.generation, "SELECT * { ?s ?p ?o . ?t ?q ?r }", people.within(query_rows=50)
    )
    assert len(answer.rows) == 50
    assert answer.truncated
    assert "Truncated: only the first 50 rows" in answer.notes[0]
    exact = run_text(
        people.generation, f"SELECT * {{ ?s <{EX}age> ?o }}", people.within(query_rows=200)
    )
    assert len(exact.rows) == 200
    assert not exact.truncated


def test_too_much_text_is_cut_and_it_is_said(
    people: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparql, "CHARACTERS", 1000)
    answer = run_text(people.generation, "SELECT * { ?s ?p ?o }", people.settings)
    assert 0 < len(answer.rows) < 50
    assert answer.truncated
    assert answer.notes


def workers() -> set[str]:
    """Process ids of this process's running children."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    return {line.split()[0] for line in listed.stdout.splitlines() if "queries.worker" in line}


def test_a_cross_product_ends_at_its_deadline_and_leaves_nothing_running(people: Shelf) -> None:
    with pytest.raises(QueryFailed) as caught:
        run_text(people.generation, CROSS, people.within(query_seconds=0.5))
    assert caught.value.facts == {"reason": "time", "seconds": 0.5}
    assert "0.5" in caught.value.zh
    assert "Timed out" in caught.value.en
    assert workers() == set()


def test_a_memory_bomb_kills_its_worker_only(people: Shelf) -> None:
    with pytest.raises(QueryFailed) as caught:
        run_text(people.generation, bomb(), people.within(query_seconds=120))
    assert caught.value.facts["reason"] == "memory"
    after = run_text(people.generation, "ASK {}", people.settings)
    assert after.rows == [{"answer": True}]


def test_a_crash_of_the_engine_is_reported(people: Shelf) -> None:
    """A long chain overflows the engine's stack, although its nesting depth is low."""
    chain = "SELECT * { BIND(" + "+".join(["1"] * 200_000) + " AS ?n) }"
    with pytest.raises(QueryFailed) as caught:
        run_text(people.generation, chain, people.settings)
    assert caught.value.facts["reason"] in ("crash", "memory")


def test_wrong_sparql_is_explained(people: Shelf) -> None:
    with pytest.raises(QueryFailed) as caught:
        run_text(people.generation, "SELECT * WHERE { ?s ?p }", people.settings)
    assert caught.value.facts["reason"] == "refused"
    assert "error at 1:" in caught.value.en


def test_a_missing_store_is_no_crash(people: Shelf, tmp_path: Path) -> None:
    class Empty:
        folder = tmp_path
        store = people.generation.store

    (tmp_path / "store").mkdir()
    with pytest.raises(StoreCorrupt):
        run_text(Empty(), "ASK {}", people.settings)  # type: ignore[arg-type]


def test_a_generation_removed_meanwhile_is_no_damage(people: Shelf, tmp_path: Path) -> None:
    class Gone:
        folder = tmp_path / "gone"
        store = people.generation.store

    with pytest.raises(QueryFailed) as caught:
        run_text(Gone(), "ASK {}", people.settings)  # type: ignore[arg-type]
    assert caught.value.facts["reason"] == "removed"
    assert "run the query again" in caught.value.en


def damaged_copy(people: Shelf, folder: Path) -> int:
    """Copy the store with three bytes of each file of quads changed; return how many files."""
    shutil.copytree(people.generation.folder / "store", folder / "store")
    files = list((folder / "store").glob("*.sst"))
    for path in files:
        content = bytearray(path.read_bytes())
        for at in (0, 40, 80):
            content[at] ^= 0xFF
        path.write_bytes(content)
    return len(files)


def test_a_damaged_file_is_told_as_damage(people: Shelf, tmp_path: Path) -> None:
    class Damaged:
        folder = tmp_path
        store = people.generation.store

    assert damaged_copy(people, tmp_path)
    with pytest.raises(StoreCorrupt) as caught:
        run_text(Damaged(), "SELECT * { ?s ?p ?o }", people.settings)  # type: ignore[arg-type]
    assert "Corruption" in caught.value.facts["message"]
    assert "gaoxin doctor" in caught.value.en
    assert "gaoxin doctor" in caught.value.zh


def test_what_the_engines_raise_is_no_mistake_of_ours(people: Shelf, tmp_path: Path) -> None:
    """Commands that read without a worker get the engines' own exceptions."""
    raised: list[Exception] = []
    assert damaged_copy(people, tmp_path)
    with pytest.raises(RuntimeError) as in_store:
        list(ox.Store.read_only(str(tmp_path / "store")).quads_for_pattern(None, None, None, None))
    raised.append(in_store.value)
    with pytest.raises(OSError, match="No such file") as missing:
        ox.Store.read_only(str(tmp_path / "nothing"))
    raised.append(missing.value)
    (tmp_path / "names.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(sqlite3.DatabaseError) as in_names:
        sqlite3.connect(tmp_path / "names.sqlite").execute("SELECT * FROM thing")
    raised.append(in_names.value)
    for error in raised:
        assert isinstance(as_gaoxin_error(error), StoreCorrupt), error
    for other in (RuntimeError("a mistake"), OSError(28, "No space left"), ValueError("x")):
        assert not isinstance(as_gaoxin_error(other), StoreCorrupt)


def test_works_from_another_folder(
    people: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker must find the code even if a folder here has the name of one of our modules."""
    (tmp_path / "gaoxin").mkdir()
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert run_text(people.generation, "ASK {}", people.settings).rows == [{"answer": True}]
