"""An input that was loaded before is not read again, unless something that matters changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gaoxin.graph.store.find_damage import find_damage, input_path
from gaoxin.graph.store.store import Store
from gaoxin.loaders import load
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.read import read_inputs
from gaoxin.settings import Settings, read_settings

HEADER = "企业名称,统一社会信用代码,注册资本（万元）\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text(f"{HEADER}合肥甲科技有限公司,91350100M000100Y43,100\n", "utf-8")
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A list that grows each time that files are read."""
    seen: list[object] = []

    def watched(*arguments: object, **options: object) -> object:
        seen.append(arguments)
        return read_inputs(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "read_inputs", watched)
    return seen


def test_an_unchanged_file_is_not_read(home: Settings, table: Path, reads: list[object]) -> None:
    first = load_paths(home, [table])
    again = load_paths(home, [table])
    assert (first.changed, again.changed, len(reads)) == (True, False, 1)
    assert again.generation == first.generation
    assert {row["dataset"] for row in again.datasets} == {row["dataset"] for row in first.datasets}
    os.utime(table, (1, 1))
    load_paths(home, [table])
    assert len(reads) == 1


def test_what_matters_is_read(home: Settings, table: Path, reads: list[object]) -> None:
    load_paths(home, [table])
    load_paths(home, [table], source="某名单")
    assert len(reads) == 2
    table.write_text(table.read_text("utf-8").replace("100\n", "200\n"), "utf-8")
    assert load_paths(home, [table], source="某名单").changed
    assert len(reads) == 3
    bounded = read_settings({"GAOXIN_HOME": str(home.home), "GAOXIN_MAX_ROWS": "1000"})
    load_paths(bounded, [table], source="某名单")
    assert len(reads) == 4


def test_a_damaged_kept_input_is_mended(home: Settings, table: Path, reads: list[object]) -> None:
    load_paths(home, [table])
    manifest = Store(home).published()
    assert manifest is not None
    (dataset,) = (d for d in manifest.datasets.values() if d.kind == "list")
    input_path(Store(home), dataset.input).write_bytes(b"x")
    load_paths(home, [table])
    assert len(reads) == 2
    assert find_damage(Store(home)) == []
