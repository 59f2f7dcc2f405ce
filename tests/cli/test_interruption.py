"""Ctrl-C while the store is changed: the published generation stays, and the user is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.cli import run
from gaoxin.cli.progress import ProgressLine
from gaoxin.cli.terminal import INTERRUPTED
from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.store import Store
from gaoxin.settings import read_settings
from tests.fixtures.tables import write_sources, write_statements


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_sources(tmp_path)
    rows = [f"{number}厂|Enterprise|operatesIn|光伏|Industry" for number in range(1_002)]
    write_statements(tmp_path, "firms.csv", rows)


@pytest.fixture
def interrupted_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A real SIGINT arrives when the stage in the list is reported."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # shells may ignore it
    wanted: list[str] = []
    report = ProgressLine.__call__

    def call(self: ProgressLine, label: str, done: int = 0, total: int | None = None) -> None:
        report(self, label, done, total)
        if label in wanted:
            wanted.clear()
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(ProgressLine, "__call__", call)
    yield wanted
    signal.signal(signal.SIGINT, before)
    assert not wanted, "the stage was never reported"


@pytest.mark.parametrize(
    "stage", ["read", "read-records", "translate", "translate-records", "check"]
)
def test_the_published_generation_stays(
    stage: str, interrupted_at: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["load", "sources.csv"]) == 0
    store = Store(read_settings())
    interrupted_at.append(stage)
    capsys.readouterr()
    assert run(["load", "firms.csv"]) == INTERRUPTED
    assert capsys.readouterr().err == "Interrupted: still generation 1.\n"
    assert store.current() == 1
    assert find_damage(store) == []
    assert run(["load", "firms.csv"]) == 0
    assert store.current() == 2
    assert sorted(path.name for path in store.generations.iterdir()) == ["000001", "000002"]


def test_a_first_load(interrupted_at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    interrupted_at.append("translate")
    assert run(["--lang", "zh", "load", "sources.csv"]) == INTERRUPTED
    assert capsys.readouterr().err == "已中断，什么都没有载入。\n"
    assert Store(read_settings()).current() is None
    assert run(["load", "sources.csv"]) == 0


def test_after_publishing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The new generation is published, and old ones are being pruned."""
    assert run(["load", "sources.csv"]) == 0
    capsys.readouterr()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gaoxin.graph.store.prune.prune", interrupted)
    assert run(["load", "firms.csv"]) == INTERRUPTED
    told = capsys.readouterr().err
    assert "generation 2 is published" in told
    assert "gaoxin rollback 1" in told
    assert Store(read_settings()).current() == 2


def test_removing(interrupted_at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", "sources.csv"]) == 0
    assert run(["load", "firms.csv"]) == 0
    capsys.readouterr()
    interrupted_at.append("check")
    assert run(["remove", "firms"]) == INTERRUPTED
    assert "still generation 2" in capsys.readouterr().err
