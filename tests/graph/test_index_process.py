"""Names written by a process of their own: the index is the same as without it."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import StoreError
from gaoxin.graph.names.index_process import writing_names
from gaoxin.graph.names.index_writing import update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.sqlite_process import SqliteProcess
from gaoxin.graph.store import change, default_graph, lines
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings, read_settings
from tests.graph.test_store import check_whole, put


def _rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    return _content(Store(settings).read().folder / "names.sqlite")


def _content(index: Path) -> dict[str, list[tuple[object, ...]]]:
    base = sqlite3.connect(index)
    query = (
        "SELECT thing.iri, form.match, form.form, form.how, sound.full FROM form "
        "JOIN thing ON form.thing = thing.id LEFT JOIN sound ON sound.form = form.id ORDER BY 1, 2"
    )
    try:
        return {
            "forms": base.execute(query).fetchall(),
            "grams": base.execute("SELECT gram, kind FROM gram ORDER BY 1, 2").fetchall(),
            "indexes": base.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY 1"
            ).fetchall(),
        }
    finally:
        base.close()


def test_the_index_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    begun: list[Path] = []

    def watched(index: Path, fresh: Path, base: str) -> AbstractContextManager[SqliteProcess]:
        begun.append(fresh)
        return writing_names(index, fresh, base)

    monkeypatch.setattr(change, "writing_names", watched)
    for name in ("here", "there"):
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / name)})
        put(settings, "d", ("合肥甲", "乙"))
        put(settings, "e", ("丙", "丁"), ("合肥甲", "戊"))
        put(settings, "d", ("合肥甲", "己"))
        check_whole(settings)
        outcomes.append(_rows(settings))
        monkeypatch.setattr(lines, "IN_MEMORY", 2)
        monkeypatch.setattr(default_graph, "BULK", 2)
    assert outcomes[0] == outcomes[1]
    assert begun
    assert outcomes[0]["forms"]


@pytest.mark.parametrize("known", [[], ["known"]])
def test_names_that_are_sorted_at_the_end_are_the_same(tmp_path: Path, known: list[str]) -> None:
    said = (
        "<https://a/enterprise/{0}> <{1}type> <https://w3id.org/gaoxin/ontology#Enterprise> .\n"
        '<https://a/enterprise/{0}> <{2}prefLabel> "{0}公司"@zh .\n'
    )
    rdf, skos = (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2004/02/skos/core#",
    )
    minter = Minter(read_settings({"GAOXIN_BASE": "https://a/"}))

    def fresh(*names: str) -> list[bytes]:
        return "".join(said.format(name, rdf, skos) for name in names).encode().splitlines(True)

    contents = []
    for mostly_fresh in (False, True):
        path = tmp_path / f"{mostly_fresh}.sqlite"
        if known:
            update_names(path, ox.Store(), (), minter, fresh(*known))
        lines_ = fresh(*(f"n{number}" for number in range(40)))
        update_names(path, ox.Store(), (), minter, lines_, mostly_fresh=mostly_fresh)
        contents.append(_content(path))
    assert contents[0] == contents[1]
    assert len(contents[0]["forms"]) == 40 + len(known)
    assert "form_match" in {name for name, *_ in contents[0]["indexes"]}


def test_a_failure_is_reported(tmp_path: Path) -> None:
    index = tmp_path / "missing" / "names.sqlite"
    triple = '<https://a/zone/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "x"@zh .\n'
    (tmp_path / "fresh.nt").write_text(triple, "utf-8")
    with (
        writing_names(index, tmp_path / "fresh.nt", "https://a/") as process,
        pytest.raises(sqlite3.OperationalError, match="open"),
    ):
        process.wait()


def test_a_process_that_is_stopped_is_no_damage(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.nt"
    fresh.write_text("broken\n", "utf-8")
    with (
        writing_names(tmp_path / "names.sqlite", fresh, "https://a/") as process,
        pytest.raises(StoreError, match=r"nothing was published|什么也没有发布") as caught,
    ):
        process.wait()
    assert type(caught.value) is StoreError
