"""Interrupted publishing: killed at any disk operation, or without disk space."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings, read_settings
from tests.fixtures.homes import copy_home, files_of
from tests.fixtures.interrupted_loads import CutOff
from tests.fixtures.small_disk import nearly_full, small_disk
from tests.fixtures.tables import write_sources, write_statements

SEED = int(os.environ.get("GAOXIN_SEED", "20261126"))
PLACES = 10_000 if os.environ.get("GAOXIN_NIGHTLY") else 4
"""How many places are tried in addition to all renames, by which files are published."""


def table_of(folder: Path, *firms: str) -> Path:
    rows = [f"{firm}|Enterprise|partnerOf|戊公司|Enterprise" for firm in firms]
    return write_statements(folder, "firms.csv", rows)


def places(events: list[str]) -> list[int]:
    """The places at which to kill: every rename, the operation after it, and some others."""
    assert len(events) > 30
    assert {"fsync", "os.rename", "os.mkdir"} <= set(events)
    wanted = {n + k for n, event in enumerate(events, 1) if event == "os.rename" for k in (0, 1)}
    others = [n for n in range(1, len(events) + 1) if n not in wanted]
    sample = random.Random(SEED).sample(others, min(PLACES, len(others)))
    return sorted({n for n in wanted if n <= len(events)} | set(sample))


def test_a_load_killed_anywhere_leaves_the_old_generation_or_the_new_one(
    several: Settings, tmp_path: Path, cut_off: CutOff
) -> None:
    table = table_of(tmp_path, "甲公司", "庚公司")
    old = Store(several).read().manifest.digest
    whole = copy_home(several, tmp_path / "whole")
    events = cut_off.finish(whole.home, table).events
    new = Store(whole).read().manifest.digest
    assert old != new
    published = set()
    for place in places(events):
        settings = copy_home(several, tmp_path / str(place))
        done = cut_off.load(settings.home, table, place).events
        assert len(done) == place
        assert find_damage(Store(settings)) == [], (place, done[-1])
        published.add(Store(settings).read().manifest.digest)
        load_paths(settings, [table], replace=True)
        assert Store(settings).read().manifest.digest == new, (place, done[-1])
        # A finished generation is published, and no other one remains.
        assert [m.number for m in Store(settings).log()] == Store(settings).numbers()[::-1]
        assert find_damage(Store(settings)) == []
        assert Store(settings).leftovers() == []
    assert published == {old, new}


def test_a_first_load_killed_anywhere_can_be_repeated(tmp_path: Path, cut_off: CutOff) -> None:
    sources = write_sources(tmp_path)
    events = cut_off.finish(tmp_path / "whole", sources).events
    for place in places(events):
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / str(place))})
        assert cut_off.load(settings.home, sources, place).status
        assert find_damage(Store(settings)) == [], (place, events[place - 1])
        load_paths(settings, [sources])
        assert find_damage(Store(settings)) == []
        assert len(Store(settings).log()) == 1
        assert Store(settings).leftovers() == []


def test_a_load_that_cannot_replace_the_pointer_publishes_nothing_later(
    several: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = copy_home(several, tmp_path / "home")
    real = os.replace

    def replace(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "CURRENT":
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError, match="No space left"):
        load_paths(settings, [table_of(tmp_path, "甲公司", "庚公司")], replace=True)
    monkeypatch.undo()
    assert Store(settings).numbers() == Store(several).numbers()
    assert Store(settings).leftovers() == []
    assert Store(settings).current() == Store(several).current()


def run_limited(settings: Settings, table: Path, size: int) -> subprocess.CompletedProcess[str]:
    """Run ``gaoxin load`` with a limit of ``size`` bytes for files."""
    code = (
        "import resource, sys; from gaoxin.__main__ import main;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "load", str(table), "--replace"],
        env=os.environ | {"GAOXIN_HOME": str(settings.home), "GAOXIN_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("size", [0, 200, 1_000, 3_000, 10_000, 40_000])
def test_a_file_that_cannot_grow_is_one_sentence_and_the_old_generation_stays(
    several: Settings, tmp_path: Path, size: int
) -> None:
    settings = copy_home(several, tmp_path / "home")
    before = files_of(settings)
    done = run_limited(settings, table_of(tmp_path, "甲公司", "庚公司"), size)
    check_refused(settings, several, before, done)


def check_refused(
    settings: Settings,
    several: Settings,
    before: list[str],
    done: subprocess.CompletedProcess[str],
) -> None:
    assert done.returncode in (1, 3), done.stderr
    assert "inside the program" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().startswith("Error: ")
    assert Store(settings).current() == Store(several).current()
    assert find_damage(Store(settings)) == []
    assert set(before) <= set(files_of(settings))


@pytest.mark.parametrize("spare", [0, 20_000, 150_000])
def test_a_full_disk_is_one_sentence_and_the_old_generation_stays(
    several: Settings, tmp_path: Path, spare: int
) -> None:
    used = sum(p.stat().st_size + 4096 for p in several.home.rglob("*") if p.is_file())
    table = table_of(tmp_path, "甲公司", "庚公司")
    with small_disk(tmp_path / "disk", 2 * used) as disk:
        settings = copy_home(several, disk / "home")
        before = files_of(settings)
        with nearly_full(disk, spare):
            done = run_limited(settings, table, 1 << 40)
            check_refused(settings, several, before, done)
        load_paths(settings, [table], replace=True)
        assert find_damage(Store(settings)) == []
