"""Pruning: how many stores, patches and inputs stay, and what is never deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gaoxin.graph.store.find_damage import Damage, find_damage
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.prune import SET_ASIDE, give_up_input, prune, set_aside
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings, read_settings
from tests.fixtures.homes import copy_home
from tests.graph.test_store import put


def home_of(folder: Path, stores: int, patches: int) -> Settings:
    return read_settings(
        {
            "GAOXIN_HOME": str(folder),
            "GAOXIN_KEEP_GENERATIONS": str(stores),
            "GAOXIN_KEEP_PATCHES": str(patches),
        }
    )


def kept(settings: Settings) -> tuple[list[int], list[int]]:
    """Numbers of the generations with a store, and of all."""
    stores = sorted(int(p.parent.name) for p in settings.home.glob("generations/*/store"))
    return stores, sorted(Store(settings).numbers())


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Six generations, all with a store and a patch."""
    settings = home_of(tmp_path_factory.mktemp("six"), 10, 10)
    for name in "abcdef":
        put(settings, name, (name, "z"))
    assert kept(settings) == ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6])
    return settings


@pytest.mark.parametrize(
    ("stores", "patches", "wanted"),
    [
        (6, 6, ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6])),
        (5, 6, ([2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6])),
        (5, 5, ([2, 3, 4, 5, 6], [2, 3, 4, 5, 6])),
        (1, 6, ([6], [1, 2, 3, 4, 5, 6])),
        (2, 3, ([5, 6], [4, 5, 6])),
        (1, 1, ([6], [6])),
        (4, 1, ([3, 4, 5, 6], [3, 4, 5, 6])),  # a kept store has its patch
    ],
)
def test_as_many_stay_as_set(
    stores: int, patches: int, wanted: tuple[list[int], list[int]], six: Settings, tmp_path: Path
) -> None:
    copy_home(six, tmp_path)
    settings = home_of(tmp_path, stores, patches)
    store = Store(settings)
    before = Store(settings).read().manifest.digest
    assert prune(store) == []
    assert kept(settings) == wanted
    for number in set(wanted[1]) - set(wanted[0]):
        folder, manifest = store.folder(number), store.manifest(number)
        assert (manifest.has_store, manifest.has_patch) == (False, True)
        assert not (folder / "names.sqlite").exists()
        assert set(manifest.files or {}) == {"added.nq.gz", "removed.nq.gz"}
    for number in wanted[0]:
        assert store.manifest(number).has_store
        assert Generation(settings, store.folder(number)).number == number
    assert find_damage(store) == []
    assert not list(tmp_path.rglob("*.partial"))
    assert store.read().manifest.digest == before
    assert prune(store) == []
    assert kept(settings) == wanted


def test_only_inputs_that_some_generation_lists_stay(six: Settings, tmp_path: Path) -> None:
    copy_home(six, tmp_path)
    settings = home_of(tmp_path, 6, 6)
    inputs = tmp_path / "inputs"
    inputs.mkdir(exist_ok=True)
    used = {d.input for m in Store(settings).readable_manifests() for d in m.datasets.values()}
    assert used
    names = {f"{key}.gz" for key in used}
    for name in names | {"f" * 64 + ".gz"}:
        (inputs / name).write_bytes(b"")
    assert prune(Store(settings)) == []
    assert {p.name for p in inputs.iterdir()} == names


def test_nothing_is_deleted_without_a_whole_pointer(six: Settings, tmp_path: Path) -> None:
    copy_home(six, tmp_path)
    settings = home_of(tmp_path, 1, 1)
    (tmp_path / "CURRENT").write_text("6 x", encoding="utf-8")
    assert prune(Store(settings)) == []
    assert kept(settings) == ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6])


def test_the_published_generation_stays_whichever_it_is(six: Settings, tmp_path: Path) -> None:
    copy_home(six, tmp_path)
    settings = home_of(tmp_path, 2, 2)
    store = Store(settings)
    store.point_to(3)
    prune(store)
    assert 3 in kept(settings)[0]
    assert store.read().number == 3


def test_while_anything_is_damaged_it_is_returned_and_all_stays(
    six: Settings, tmp_path: Path
) -> None:
    copy_home(six, tmp_path)
    settings = home_of(tmp_path, 1, 1)
    (tmp_path / "generations" / "000004" / "added.nq.gz").write_bytes(b"x")
    (damage,) = prune(Store(settings))
    assert damage.path.name == "added.nq.gz"
    assert kept(settings) == ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6])


def test_what_is_set_aside_keeps_its_place_and_replaces_nothing(home: Settings) -> None:
    store = Store(home)
    path = store.inputs / "a.gz"
    path.parent.mkdir(parents=True)
    names = []
    for number in range(3):
        path.write_text(str(number), encoding="utf-8")
        moved = set_aside(store, path)
        assert moved is not None
        assert (moved.read_text(encoding="utf-8"), path.exists()) == (str(number), False)
        names.append(moved.relative_to(home.home).as_posix())
    assert names == [f"{SET_ASIDE}/inputs/a.gz{end}" for end in ("", ".1", ".2")]
    assert set_aside(store, path) is None


def test_a_given_up_input_is_listed_by_no_manifest(several: Settings, tmp_path: Path) -> None:
    settings = copy_home(several, tmp_path)
    store = Store(settings)
    path = sorted(store.inputs.iterdir())[0]
    name = path.name.split(".")[0]
    listing = [m.number for m in store.readable_manifests() if name in m.inputs]
    others = {m.number: set(m.inputs) - {name} for m in store.readable_manifests()}
    assert listing
    with path.open("ab") as file:
        file.write(b"x")
    give_up_input(store, Damage("input", path, listing[-1], False))
    assert {m.number: set(m.inputs) for m in store.readable_manifests()} == others
    assert not path.exists()
    assert (settings.home / SET_ASIDE / "inputs" / path.name).exists()


def test_inputs_of_lost_generations_are_set_aside_not_deleted(
    several: Settings, tmp_path: Path
) -> None:
    """Every generation is gone, CURRENT too: the next load is a first one, and knows no input."""
    settings = copy_home(several, tmp_path / "home")
    before = {path.name for path in (settings.home / "inputs").iterdir()}
    assert before
    shutil.rmtree(settings.home / "generations")
    for path in settings.home.glob("CURRENT*"):
        path.unlink()
    put(settings, "fresh", ("a", "b"))
    assert Store(settings).numbers() == [1]
    aside = {path.name for path in (settings.home / SET_ASIDE / "inputs").iterdir()}
    assert aside == before
