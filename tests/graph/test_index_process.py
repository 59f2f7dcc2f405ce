"""Names written by a process of their own: the index is the same as without it."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from gaoxin.errors import StoreError
from gaoxin.graph.names.index_process import writing_names
from gaoxin.graph.names.sqlite_process import SqliteProcess
from gaoxin.graph.store import change, default_graph, lines
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings, read_settings
from tests.graph.test_store import check_whole, put


def _rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    generation = Store(settings).read()
    base = sqlite3.connect(generation.folder / "names.sqlite")
    query = (
        "SELECT thing.iri, form.match, form.form, form.how, sound.full FROM form "
        "JOIN thing ON form.thing = thing.id LEFT JOIN sound ON sound.form = form.id ORDER BY 1, 2"
    )
    try:
        return {
            "forms": base.execute(query).fetchall(),
            "grams": base.execute("SELECT gram, kind FROM gram ORDER BY 1, 2").fetchall(),
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
