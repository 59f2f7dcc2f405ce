"""A name index of an earlier layout is rebuilt: by the next load, or by ``doctor --repair``."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from gaoxin.errors import StoreCorrupt
from gaoxin.graph.names.index_writing import INDEX_VERSION, version_of
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.sealing import sum_of
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.recreate import repair
from gaoxin.settings import Settings
from tests.fixtures.tables import write_sources, write_statements


@pytest.fixture
def old(home: Settings, tmp_path: Path) -> Path:
    """The name index of a published generation, made to look like one of an earlier version."""
    rows = ["甲公司|Enterprise|locatedIn|大河高新区|Zone"]
    load_paths(home, [write_sources(tmp_path), write_statements(tmp_path, "a.csv", rows)])
    folder = Store(home).read().folder
    path = folder / "names.sqlite"
    base = sqlite3.connect(path)
    base.executescript("DROP TABLE form; CREATE TABLE form (iri, match, form, how);")
    base.executescript("PRAGMA user_version = 0; VACUUM;")
    base.close()
    manifest = Manifest.read(folder / "manifest.json")
    assert manifest.files is not None
    manifest.files["names.sqlite"] = sum_of(path)
    manifest.write(folder)
    return path


def test_reading_says_what_to_do(old: Path, home: Settings) -> None:
    with pytest.raises(StoreCorrupt, match="doctor --repair"):
        Store(home).read()


def test_repair_rebuilds_it(old: Path, home: Settings) -> None:
    assert [outcome.is_mended for outcome in repair(home)] == [True]
    assert version_of(old) == INDEX_VERSION
    assert Store(home).read().names.resolve("甲公司").type == "Enterprise"
    assert repair(home) == []


def test_the_next_load_rebuilds_it(old: Path, home: Settings, tmp_path: Path) -> None:
    rows = ["乙公司|Enterprise|locatedIn|大河高新区|Zone"]
    load_paths(home, [write_statements(tmp_path, "b.csv", rows)])
    assert version_of(old) == INDEX_VERSION
    names = Store(home).read().names
    assert [names.resolve(name).type for name in ("甲公司", "乙公司")] == ["Enterprise"] * 2
