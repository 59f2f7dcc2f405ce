"""Damaged homes and homes of earlier versions: refusals, rollback, loading again, upgrade."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from gaoxin.cli import run
from gaoxin.cli.diagnosis import diagnose
from gaoxin.errors import StoreCorrupt
from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.folder import parse_pointer, pointer_text
from gaoxin.graph.store.manifest import MANIFEST_FILES
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths, remove_dataset
from gaoxin.loaders.recreate import repair
from gaoxin.settings import Settings
from tests.fixtures.homes import FIRMS, copy_home, files_of
from tests.fixtures.tables import write_statements


@pytest.fixture
def copied(several: Settings, tmp_path: Path) -> Settings:
    """A home with four generations, to be damaged."""
    return copy_home(several, tmp_path / "home")


def table_of(folder: Path, name: str = "more.csv") -> Path:
    return write_statements(folder, name, ["己公司|Enterprise|partnerOf|戊公司|Enterprise"])


def spoil(path: Path) -> None:
    """Invert one byte in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def failed(settings: Settings) -> set[str]:
    return {row["check"] for row in diagnose(settings) if row["status"] == "failed"}


POINTERS = {
    "missing": None,
    "empty": "",
    "not a number": "x\n",
    "of another number": pointer_text(3).replace("3 ", "2 ", 1),
    "cut off": pointer_text(4)[:1],
    "of a generation that is not there": pointer_text(9),
}


@pytest.mark.parametrize("content", POINTERS.values(), ids=POINTERS)
def test_a_wrong_pointer_is_named_refused_and_repaired(
    copied: Settings, tmp_path: Path, content: str | None
) -> None:
    pointer = copied.home / "CURRENT"
    pointer.unlink() if content is None else pointer.write_text(content, encoding="ascii")
    before = files_of(copied)
    with pytest.raises(StoreCorrupt, match="doctor"):
        load_paths(copied, [table_of(tmp_path)])
    assert files_of(copied) == before
    assert failed(copied)
    last = repair(copied)[-1]
    assert (last.path, last.is_mended) == (pointer, True)
    assert Store(copied).read().number == 4
    assert load_paths(copied, [table_of(tmp_path)]).generation == 5
    assert find_damage(Store(copied)) == []


@pytest.mark.parametrize("content", [None, pointer_text(9)], ids=["missing", "of none"])
def test_rollback_needs_no_pointer_and_deletes_nothing(
    copied: Settings, content: str | None
) -> None:
    pointer = copied.home / "CURRENT"
    pointer.unlink() if content is None else pointer.write_text(content, encoding="ascii")
    wanted = Store(copied).manifest(2).digest
    stores = {p for p in files_of(copied) if p.startswith("generations/000003/store")}
    assert Store(copied).rollback(2).digest == wanted
    assert Store(copied).current() == 5
    assert stores <= set(files_of(copied))
    assert find_damage(Store(copied)) == []


def test_no_three_flips_turn_a_pointer_into_another_one() -> None:
    chance = random.Random(int(os.environ.get("GAOXIN_SEED", "20261126")))
    whole = pointer_text(42).encode()
    assert parse_pointer(whole) == 42
    for _ in range(2000):
        data = bytearray(whole)
        for place in chance.sample(range(len(data)), 3):
            data[place] ^= chance.randrange(1, 256)
        with pytest.raises(ValueError):
            parse_pointer(bytes(data))


@pytest.mark.parametrize("name", ["names.sqlite", "manifest.json", "store/CURRENT"])
def test_rollback_leaves_a_damaged_generation_for_a_whole_one(copied: Settings, name: str) -> None:
    spoil(copied.home / "generations" / "000004" / name)
    wanted = Store(copied).manifest(3).digest
    assert Store(copied).rollback(3).digest == wanted
    assert Store(copied).read().number == 5
    assert (copied.home / "generations" / "000002" / "store").exists()  # nothing was pruned


def test_rollback_to_a_damaged_generation_uses_the_patches(copied: Settings) -> None:
    shutil.rmtree(copied.home / "generations" / "000003" / "store")
    wanted = Store(copied).manifest(3).digest
    assert Store(copied).rollback(3).digest == wanted
    assert Store(copied).read().manifest.digest == wanted


def test_rollback_without_any_way_changes_nothing(copied: Settings) -> None:
    spoil(copied.home / "generations" / "000004" / "names.sqlite")
    spoil(copied.home / "generations" / "000003" / "names.sqlite")
    with pytest.raises(StoreCorrupt, match="no way back"):
        Store(copied).rollback(3)
    assert Store(copied).current() == 4


def test_log_does_not_call_a_damaged_store_empty(
    copied: Settings, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(copied.home))
    number = Store(copied).read().number
    (Store(copied).folder(number) / "manifest.json").unlink()
    assert run(["log"]) == 1
    assert "gaoxin doctor --repair" in capfd.readouterr().err


def test_damage_of_the_names_is_not_copied_on(copied: Settings, tmp_path: Path) -> None:
    spoil(copied.home / "generations" / "000004" / "names.sqlite")
    with pytest.raises(StoreCorrupt, match=r"names\.sqlite"):
        load_paths(copied, [table_of(tmp_path)])
    assert Store(copied).numbers() == [1, 2, 3, 4]
    repair(copied)
    load_paths(copied, [table_of(tmp_path)])
    assert find_damage(Store(copied)) == []


def input_of(settings: Settings, key: str) -> Path:
    dataset = Store(settings).read().manifest.datasets[key]
    return settings.home / "inputs" / f"{dataset.input}.gz"


@pytest.mark.parametrize("is_missing", [False, True])
def test_a_damaged_input_stops_other_loads_until_its_file_is_given_again(
    copied: Settings, tmp_path: Path, is_missing: bool
) -> None:
    path = input_of(copied, "firms")
    path.unlink() if is_missing else spoil(path)
    with pytest.raises(StoreCorrupt, match=r"firms.*load its file again.*gaoxin remove firms"):
        load_paths(copied, [table_of(tmp_path)])
    assert failed(copied) == {path.relative_to(copied.home).as_posix()}
    rows = [f"{firm}|Enterprise|partnerOf|戊公司|Enterprise" for firm in FIRMS[:3]]
    report = load_paths(copied, [write_statements(tmp_path, "firms.csv", rows)], replace=True)
    assert not report.changed or not report.added
    assert find_damage(Store(copied)) == []
    assert load_paths(copied, [table_of(tmp_path)]).changed


def test_other_content_or_a_removal_mends_a_damaged_input_too(
    copied: Settings, tmp_path: Path
) -> None:
    spoil(input_of(copied, "firms"))
    rows = [f"{FIRMS[3]}|Enterprise|partnerOf|戊公司|Enterprise"]
    assert load_paths(copied, [write_statements(tmp_path, "firms.csv", rows)], replace=True).changed
    assert find_damage(Store(copied)) == []
    spoil(input_of(copied, "places"))
    remove_dataset(copied, "places")
    assert find_damage(Store(copied)) == []
    assert "places" not in Store(copied).read().manifest.datasets


def to_old_form(settings: Settings) -> None:
    """Make the home one of the version before: no checksums, one manifest."""
    store = Store(settings)
    for number in store.numbers():
        body = json.loads((store.folder(number) / MANIFEST_FILES[0]).read_bytes())
        for name in ("checksum", "files", "inputs"):
            del body[name]
        text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
        (store.folder(number) / MANIFEST_FILES[0]).write_text(text + "\n", encoding="utf-8")
        (store.folder(number) / MANIFEST_FILES[1]).unlink()
    (settings.home / "CURRENT").write_text(f"{store.current()}\n", encoding="ascii")


def test_a_home_of_the_version_before_is_read_and_gets_checksums(
    copied: Settings, tmp_path: Path
) -> None:
    to_old_form(copied)
    assert Store(copied).read().names.resolve("甲公司").name == "甲公司"
    assert not failed(copied)
    assert "checksums" in {row["check"] for row in diagnose(copied)}
    assert load_paths(copied, [table_of(tmp_path)]).generation == 5
    assert all(manifest.has_sums for manifest in Store(copied).readable_manifests())
    assert find_damage(Store(copied)) == []
    spoil(copied.home / "generations" / "000003" / "names.sqlite")
    assert len(find_damage(Store(copied))) == 1


@pytest.mark.parametrize("name", ["added.nq.gz", "names.sqlite", "store/MANIFEST*"])
def test_damage_in_a_home_of_the_version_before_is_not_sealed(
    copied: Settings, tmp_path: Path, name: str
) -> None:
    to_old_form(copied)
    path = next((copied.home / "generations" / "000003").glob(name))
    spoil(path) if name != "added.nq.gz" else path.write_bytes(path.read_bytes()[:-4])
    if name == "names.sqlite":  # rebuilt from the store
        load_paths(copied, [table_of(tmp_path)])
    else:
        with pytest.raises(StoreCorrupt, match=r"doctor --repair"):
            load_paths(copied, [table_of(tmp_path)])
        assert all(outcome.is_mended for outcome in repair(copied))
        load_paths(copied, [table_of(tmp_path)])
    assert find_damage(Store(copied)) == []
    assert Store(copied).rollback(3).digest == Store(copied).manifest(3).digest
