"""Damaged files: each one is found, reported, and repaired or given up."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths, remove_dataset
from gaoxin.loaders.recreate import repair
from gaoxin.settings import Settings
from tests.fixtures.homes import check_content, copy_home, damaged_files, files_of, flip
from tests.fixtures.tables import write_statements

pytestmark = pytest.mark.long

SEED = int(os.environ.get("GAOXIN_SEED", "20261126"))
FLIPS = 40 if os.environ.get("GAOXIN_NIGHTLY") else 4
"""How often three bytes of each file are flipped, at different positions."""
EVERY = 1 if os.environ.get("GAOXIN_NIGHTLY") else 12
"""One of this many damaged files of a kind is repaired."""


def cut(path: Path, chance: random.Random) -> None:
    """Truncate the file."""
    os.truncate(path, chance.randrange(path.stat().st_size))


def delete(path: Path, chance: random.Random) -> None:
    path.unlink()


WAYS: dict[str, Callable[[Path, random.Random], None]] = {
    "flip": flip,
    "cut": cut,
    "delete": delete,
}


def test_a_whole_home_shows_no_damage(several: Settings) -> None:
    assert len([m for m in Store(several).readable_manifests() if m.has_store]) == 3
    assert damaged_files(several) == set()
    check_content(several)


@pytest.mark.parametrize("way", WAYS)
def test_every_damaged_file_is_found_and_named(several: Settings, tmp_path: Path, way: str) -> None:
    settings = copy_home(several, tmp_path / "home")
    chance = random.Random(f"{SEED} {way}")
    names = files_of(settings)
    assert len(names) > 40
    assert {"CURRENT", "generations/000002/names.sqlite"} <= set(names)
    for name in names:
        path = settings.home / name
        if not path.stat().st_size and way != "delete":
            continue
        before = path.read_bytes()
        sharers = {other for other in names if (settings.home / other).samefile(path)}
        for _ in range(FLIPS if way == "flip" else 1):
            WAYS[way](path, chance)
            if path.exists() and path.read_bytes() == before:
                continue  # one byte flipped twice
            assert damaged_files(settings) == ({name} if way == "delete" else sharers), (
                SEED,
                way,
                name,
            )
            if way == "delete":
                others = sorted(sharers - {name})
                if others:
                    os.link(settings.home / others[0], path)
                    continue
            path.write_bytes(before)
    assert damaged_files(settings) == set()


@pytest.mark.parametrize("way", WAYS)
def test_every_damaged_file_is_repaired_or_the_one_loss_is_named(
    several: Settings, tmp_path: Path, way: str
) -> None:
    chance = random.Random(f"{SEED} {way} repair")
    names = files_of(several)
    by_kind: dict[str, list[str]] = {}
    for name in names:
        if (several.home / name).stat().st_size or way == "delete":
            kind = name.rpartition("/")[2] if "store/" not in name else Path(name).suffix
            by_kind.setdefault(kind if "inputs" not in name else "input", []).append(name)
    chosen = [name for found in by_kind.values() for name in found[chance.randrange(2) :: EVERY]]
    assert len(chosen) > 8
    for number, name in enumerate(chosen):
        settings = copy_home(several, tmp_path / str(number))
        digest = Store(settings).read().manifest.digest
        WAYS[way](settings.home / name, chance)
        outcomes = repair(settings)
        assert outcomes, (SEED, name)
        assert damaged_files(settings) == set(), (SEED, name, outcomes)
        lost = {outcome.path for outcome in outcomes if not outcome.is_mended}
        # A table that has changed cannot restore an older input.
        assert not lost or ("inputs/" in name and lost == {settings.home / name}), (SEED, name)
        assert Store(settings).read().manifest.digest == digest
        check_content(settings)
        assert repair(settings) == []
        shutil.rmtree(settings.home)


def test_damage_shared_by_hard_links_is_said_to_be_shared(
    several: Settings, tmp_path: Path
) -> None:
    settings = copy_home(several, tmp_path / "home")
    files = [p for p in settings.home.glob("generations/*/store/*.sst") if p.stat().st_nlink > 1]
    path = max(files, key=lambda p: p.stat().st_nlink)
    flip(path, random.Random(SEED))
    damages = find_damage(Store(settings))
    assert len(damages) == path.stat().st_nlink > 1
    assert {damage.shared for damage in damages} == {
        tuple(sorted(d.generation or 0 for d in damages))
    }
    assert all(outcome.is_mended for outcome in repair(settings))
    check_content(settings)


def test_of_a_fresh_generation_only_what_it_shares_is_read_again(
    several: Settings, tmp_path: Path
) -> None:
    settings = copy_home(several, tmp_path / "home")
    folder = Store(settings).folder(4)
    shared = next(p for p in sorted(folder.rglob("*.sst")) if p.stat().st_nlink > 1)
    flip(folder / "names.sqlite", random.Random(SEED))
    assert find_damage(Store(settings), fresh=4) == []
    flip(shared, random.Random(SEED))
    found = {damage.generation for damage in find_damage(Store(settings), fresh=4)}
    assert 4 in found
    assert len(found) == shared.stat().st_nlink


def test_nothing_is_pruned_while_anything_is_damaged(several: Settings, tmp_path: Path) -> None:
    settings = copy_home(several, tmp_path / "home")
    flip(settings.home / "generations/000002/added.nq.gz", random.Random(SEED))
    before = set(files_of(settings))
    table = write_statements(
        tmp_path, "more.csv", ["己公司|Enterprise|partnerOf|戊公司|Enterprise"]
    )
    report = load_paths(settings, [table])
    assert any("added.nq.gz" in note for note in report.notes)
    assert before <= set(files_of(settings))
    repair(settings)
    remove_dataset(settings, "more")
    assert not (settings.home / "generations/000002/store").exists()
    assert damaged_files(settings) == set()
