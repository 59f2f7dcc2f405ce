"""The contents of large datasets: kept, shared by generations, repaired, and never needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.store import dataset_content
from gaoxin.graph.store.dataset_content import content_before, content_name
from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.lines import line_of, write_packed
from gaoxin.graph.store.store import Store
from gaoxin.loaders.recreate import repair
from gaoxin.settings import Settings
from tests.graph.test_store import asserted, check_whole, put


@pytest.fixture(autouse=True)
def _keep_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset_content, "KEPT_FROM", 1)


def _content(settings: Settings, number: int, key: str) -> Path:
    return Store(settings).folder(number) / content_name(key)


def test_the_content_of_a_dataset_is_kept_and_shared(home: Settings) -> None:
    put(home, "d", ("a", "b"))
    put(home, "e", ("b", "c"))
    assert _content(home, 1, "d").samefile(_content(home, 2, "d"))
    assert find_damage(Store(home)) == []


@pytest.mark.parametrize("damage", ["nothing", "missing", "damaged"])
def test_a_dataset_is_compared_with_its_content_before(
    home: Settings, tmp_path: Path, damage: str
) -> None:
    put(home, "d", ("a", "b"), ("b", "c"))
    path = _content(home, 1, "d")
    if damage == "missing":
        path.unlink()
    elif damage == "damaged":
        path.write_bytes(path.read_bytes()[:-9] + b"123456789")
    before = content_before(Store(home).read(), "d", tmp_path)
    assert list(before) == sorted(map(line_of, asserted(home)))
    put(home, "d", ("a", "b"), ("b", "d"))
    check_whole(home)


@pytest.mark.parametrize("is_missing", [True, False])
def test_a_damaged_content_is_found_and_removed(home: Settings, is_missing: bool) -> None:
    put(home, "d", ("a", "b"))
    put(home, "e", ("b", "c"))
    path = _content(home, 2, "d")
    if is_missing:
        path.unlink()
    else:
        path.write_bytes(b"x")
    found = find_damage(Store(home))
    assert {(damage.part, damage.generation) for damage in found} == (
        {("content", 2)} if is_missing else {("content", 1), ("content", 2)}
    )
    assert all(outcome.is_mended for outcome in repair(home))
    assert find_damage(Store(home)) == []
    put(home, "d", ("a", "c"))
    check_whole(home)


def test_the_content_goes_with_its_store(home: Settings) -> None:
    for number in range(home.keep_generations + 1):
        put(home, "d", ("a", str(number)))
    assert not _content(home, 1, "d").exists()
    assert _content(home, home.keep_generations + 1, "d").exists()
    assert find_damage(Store(home)) == []


def test_a_rollback_does_not_keep_the_content_of_the_version_that_it_leaves(
    home: Settings,
) -> None:
    put(home, "d", ("a", "b"), ("b", "c"))
    put(home, "d", ("a", "b"), ("b", "d"))
    Store(home).rollback(1)
    check_whole(home)
    put(home, "d", ("a", "b"), ("b", "d"), ("b", "e"))
    check_whole(home)
    generation = Store(home).read()
    assert {match.name for match in map(generation.names.resolve, "abde")} == {*"abde"}


@pytest.mark.parametrize("number", [1, 2])
def test_a_damaged_content_does_not_keep_from_a_rollback(home: Settings, number: int) -> None:
    put(home, "d", ("a", "b"))
    put(home, "e", ("b", "c"))
    _content(home, number, "d").write_bytes(b"x")
    Store(home).rollback(1)
    check_whole(home)


def test_the_content_of_a_new_dataset_is_that_of_its_patch(home: Settings, tmp_path: Path) -> None:
    """It is packed once; the copy has the same bytes as if it were packed again."""
    put(home, "d", ("a", "b"), ("b", "c"))
    added = Store(home).folder(1) / "added.nq.gz"
    content = _content(home, 1, "d")
    assert not content.samefile(added)
    again = tmp_path / "again.nq.gz"
    write_packed(iter([sorted(map(line_of, asserted(home)))]), again)
    assert content.read_bytes() == again.read_bytes()
    put(home, "d", ("b", "c"), ("c", "d"))  # now the patch is not all of it
    write_packed(iter([sorted(map(line_of, asserted(home)))]), again)
    assert _content(home, 2, "d").read_bytes() == again.read_bytes()
