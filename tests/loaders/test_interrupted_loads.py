"""Loading a large list: killed, interrupted or without disk space at chosen moments.

The list is small and the limits are low, so that every stage works in files as it does with
millions of rows.  ``GAOXIN_ROWS=500000 make test-nightly TESTS=…`` loads so many rows with the
real limits; ``GAOXIN_SEED`` chooses other moments.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.registers import rows
from gaoxin.cli.integrity import examine
from gaoxin.cli.terminal import INTERRUPTED
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings, read_settings
from tests.fixtures.homes import copy_home
from tests.fixtures.interrupted_loads import CutOff, wait_until_ended
from tests.fixtures.small_disk import nearly_full, small_disk

pytestmark = pytest.mark.long

NIGHTLY = bool(os.environ.get("GAOXIN_NIGHTLY"))
SEED = int(os.environ.get("GAOXIN_SEED", "20261126"))
ROWS = int(os.environ.get("GAOXIN_ROWS", "20000" if NIGHTLY else "1200"))
IS_SMALL = ROWS < 100_000
BEFORE, WITHIN = (20, 10) if NIGHTLY else (3, 3)
"""How many moments before publishing and within it."""

HEADER = ("企业名称", "统一社会信用代码", "注册资本（万元）", "成立日期")


@dataclass(frozen=True, slots=True)
class Case:
    """A home with an older, shorter list, the new list, and what an undisturbed load gives."""

    old: Settings
    table: Path
    events: list[str]
    before: str
    after: str
    files: list[str]


@pytest.fixture(scope="module")
def cut_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CutOff]:
    process = CutOff(tmp_path_factory.mktemp("cut") / "temporary", small=IS_SMALL)
    yield process
    process.close()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, cut_off: CutOff) -> Case:
    folder = tmp_path_factory.mktemp("case")
    old = read_settings({"GAOXIN_HOME": str(folder / "old")})
    (folder / "first").mkdir()
    cut_off.finish(old.home, write_list(folder / "first" / "firms.csv", ROWS // 4, changed=20))
    table = write_list(folder / "firms.csv", ROWS)
    whole = linked_home(old, folder / "whole")
    outcome = cut_off.finish(whole.home, table)
    before, after = (Store(settings).read().manifest.digest for settings in (old, whole))
    assert before != after
    return Case(old, table, outcome.events, before, after, kept_files(whole))


def write_list(path: Path, count: int, changed: int = 0) -> Path:
    """A list of ``count`` enterprises; the first ``changed`` have another capital."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for number, (name, code, _, _, capital, date) in enumerate(islice(rows(count), count)):
            out.writerow((name, code, 9_999 if number < changed else capital, date))
    return path


def linked_home(settings: Settings, target: Path) -> Settings:
    """A copy of a home by hard links, because nothing in it is ever changed in place."""
    shutil.copytree(
        settings.home, target, copy_function=os.link, ignore=shutil.ignore_patterns("*.lock")
    )
    return read_settings({"GAOXIN_HOME": str(target)})


def kept_files(settings: Settings) -> list[str]:
    """Everything in a home except the store's own files, whose numbers may differ."""
    found = (path.relative_to(settings.home).as_posix() for path in settings.home.rglob("*"))
    return sorted(name for name in found if "/store/" not in name and name != "writer.lock")


def check_after_failure(case: Case, settings: Settings, cut_off: CutOff) -> str:
    """The old generation is in force, or the new one whole, and the next load is right.

    Returns the digest that was in force.
    """
    assert not [row for row in examine(settings) if row["status"] == "failed"]
    digest = Store(settings).read().manifest.digest
    assert digest in (case.before, case.after)
    cut_off.finish(settings.home, case.table)
    assert Store(settings).read().manifest.digest == case.after
    assert {row["status"] for row in examine(settings)} == {"ok"}
    assert kept_files(settings) == case.files
    assert list(cut_off.folder.iterdir()) == []
    return digest


def moments(events: list[str], before: int, within: int) -> list[int]:
    """Random events: so many until everything was checked, and so many while it is published."""
    last = max(number for number, event in enumerate(events, 1) if event.startswith("progress:"))
    assert {"progress:read-records", "progress:translate-records", "progress:check"} <= {*events}
    assert len(events) - last > 20
    chance = random.Random(SEED)
    first, second = range(1, last + 1), range(last + 1, len(events) + 1)
    return sorted(chance.sample(first, min(before, last)) + chance.sample(second, within))


def test_killed_at_any_moment(case: Case, cut_off: CutOff, tmp_path: Path) -> None:
    in_force = set()
    checked = [n for n, event in enumerate(case.events, 1) if event == "progress:check"]
    chosen = {*moments(case.events, BEFORE, WITHIN), *checked, len(case.events)}
    orphans = []
    for moment in sorted(chosen):
        settings = linked_home(case.old, tmp_path / "home")
        outcome = cut_off.load(settings.home, case.table, moment)
        print(f"seed {SEED}, moment {moment}: {outcome.events[-1]}, orphans {outcome.orphans}")
        assert outcome.exit_status == -signal.SIGKILL
        for orphan in outcome.orphans:
            wait_until_ended(int(orphan))
        orphans += outcome.orphans
        in_force.add(check_after_failure(case, settings, cut_off))
        shutil.rmtree(settings.home)
    assert in_force == {case.before, case.after}
    assert orphans or sys.platform != "linux"


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="the system has no such signal")
def test_killed_within_the_engines(case: Case, cut_off: CutOff, tmp_path: Path) -> None:
    """RocksDB and SQLite write files without telling Python; the system ends the process there."""
    sizes = [p.stat().st_size for p in case.old.home.rglob("*") if p.is_file()]
    chance = random.Random(SEED)
    ended = 0
    for _ in range(10 if NIGHTLY else 2):
        settings = linked_home(case.old, tmp_path / "home")
        size = chance.randrange(10_000, max(sizes))
        outcome = cut_off.load(settings.home, case.table, size=size)
        print(f"seed {SEED}, files of {size} bytes: status {outcome.exit_status}")
        # A process of the names that meets the limit fails, and the load with it.
        ended += outcome.exit_status == -signal.SIGXFSZ
        assert outcome.status
        check_after_failure(case, settings, cut_off)
        shutil.rmtree(settings.home)
    assert ended


def test_interrupted_at_any_moment(case: Case, cut_off: CutOff, tmp_path: Path) -> None:
    """Ctrl-C: one sentence says what is in force, and that is true."""
    events = cut_off.load(linked_home(case.old, tmp_path / "all").home, case.table, typed=True)
    assert events.status == 0
    for moment in moments(events.events, BEFORE, WITHIN):
        settings = linked_home(case.old, tmp_path / "home")
        outcome = cut_off.load(settings.home, case.table, moment, how=signal.SIGINT, typed=True)
        print(f"seed {SEED}, moment {moment}: {outcome.events[moment - 1]}: {outcome.told}")
        assert outcome.exit_status == INTERRUPTED
        for orphan in outcome.orphans:
            wait_until_ended(int(orphan))
        sentences = {
            1: "Interrupted: still generation 1.\n",
            2: "Interrupted, but generation 2 is published; to go back, run gaoxin rollback 1.\n",
        }
        assert outcome.told.endswith(sentences[Store(settings).current() or 0])
        assert "Traceback" not in outcome.told
        assert Store(settings).leftovers() == []
        check_after_failure(case, settings, cut_off)
        shutil.rmtree(settings.home)


def test_a_full_disk(case: Case, tmp_path: Path) -> None:
    """Temporary files are on the full disk, too."""
    with small_disk(tmp_path / "disk", 200_000_000 + ROWS * 30_000) as disk:
        cut_off = CutOff(disk / "temporary", small=IS_SMALL)
        settings = copy_home(case.old, disk / "home")
        occupied = shutil.disk_usage(disk).used
        needed = cut_off.finish(settings.home, case.table).used - occupied
        chance = random.Random(SEED)
        shares = [0.01, 0.3, 0.6, 0.9] if NIGHTLY else [0.6]
        for share in [*shares, chance.uniform(0.02, 0.95)]:
            shutil.rmtree(settings.home)
            settings = copy_home(case.old, disk / "home")
            with nearly_full(disk, int(share * needed)):
                outcome = cut_off.load(settings.home, case.table, typed=True)
                print(f"seed {SEED}, {share:.2f} of {needed}: {outcome.events[-1]} {outcome.told}")
                assert outcome.exit_status in (1, 3)
                assert "\nError: The disk is full" in f"\n{outcome.told}"  # a line of its own
                assert Store(settings).current() == 1
            check_after_failure(case, settings, cut_off)
        cut_off.close()
