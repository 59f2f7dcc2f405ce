"""Backups: whole or refused, never half restored."""

from __future__ import annotations

import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.errors import BadUsage, StoreCorrupt, StoreEmpty
from gaoxin.graph.copies.archive import back_up, restore, write_generation
from gaoxin.graph.copies.origin import ArchiveOrigin
from gaoxin.graph.copies.pull import pull
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.content import content_of
from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.store import Store
from gaoxin.service.token_file import add_token
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home, files_of, flip, home_at

TOKENS = "service-tokens.json"


def digest_of(settings: Settings) -> str:
    """The digest of what is published, counted anew."""
    generation = Store(settings).read()
    return content_of(generation.store, Minter(settings).inferred).digest


@pytest.fixture
def archive(several: Settings, tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar"
    back_up(Store(copy_home(several, tmp_path / "original")), path)
    return path


def test_backup_restores_everything(several: Settings, tmp_path: Path) -> None:
    original = copy_home(several, tmp_path / "original")
    (original.home / "decisions").mkdir()
    (original.home / "decisions" / "a.csv").write_text("x", encoding="utf-8")
    (original.home / "watches.json").write_text("{}", encoding="utf-8")
    decided = original.home / "articles" / "a" / "decisions.jsonl"
    decided.parent.mkdir(parents=True)
    decided.write_text('{"what": "undo"}\n', encoding="utf-8")
    told = back_up(Store(original), tmp_path / "backup.tar")
    restored = home_at(tmp_path / "restored")
    manifest = restore(Store(restored), tmp_path / "backup.tar").manifest
    assert manifest.digest == told.digest == digest_of(restored) == digest_of(original)
    assert files_of(restored) == files_of(original)
    assert find_damage(Store(restored)) == []


def test_restored_home_takes_further_loads(archive: Path, tmp_path: Path) -> None:
    restored = home_at(tmp_path / "restored")
    restore(Store(restored), archive)
    before = Store(restored).log()
    Store(restored).rollback(before[1].number)
    assert Store(restored).read().number == before[0].number + 1


def test_files_shared_by_generations_are_in_a_backup_once(
    several: Settings, archive: Path, tmp_path: Path
) -> None:
    with tarfile.open(archive) as opened:
        assert any(member.islnk() for member in opened)
    restored = home_at(tmp_path / "restored")
    restore(Store(restored), archive)
    assert any(p.stat().st_nlink > 1 for p in restored.home.rglob("*.sst"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    with tarfile.open(path) as opened:
        largest = max(opened, key=lambda member: member.size)
    data = bytearray(path.read_bytes())
    data[largest.offset_data + largest.size // 2] ^= 1
    path.write_bytes(data)


def without_a_member(path: Path) -> None:
    with tarfile.open(path) as opened:
        members = [(m, opened.extractfile(m)) for m in opened]
        with tarfile.open(path.with_suffix(".new"), "w") as written:
            for member, content in members[:-1]:
                written.addfile(member, content)
    path.with_suffix(".new").replace(path)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def no_archive(path: Path) -> None:
    path.write_bytes(b"something else" * 1000)


def outside(path: Path) -> None:
    with tarfile.open(path, "a") as written:
        written.add(__file__, "../outside.py")


@pytest.mark.parametrize("harm", [cut, flipped, without_a_member, emptied, no_archive, outside])
def test_damaged_backup_is_refused_and_changes_nothing(
    archive: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    harm(archive)
    restored = home_at(tmp_path / "restored")
    with pytest.raises(StoreCorrupt, match="damaged"):
        restore(Store(restored), archive)
    assert files_of(restored) == []
    assert not (tmp_path / "outside.py").exists()


def test_what_the_home_has_stays_and_is_told(archive: Path, tmp_path: Path) -> None:
    """Tokens of a backup would let in whom this machine no longer knows."""
    restored = home_at(tmp_path / "restored")
    add_token(restored.home, "mine", "read")
    own = (restored.home / TOKENS).read_bytes()
    whole = restore(Store(restored), archive)
    assert whole.kept == []
    assert (restored.home / TOKENS).read_bytes() == own
    other = home_at(tmp_path / "other")
    add_token(restored.home, "second", "write")
    back_up(Store(restored), tmp_path / "with-tokens.tar")
    add_token(other.home, "other", "read")
    own = (other.home / TOKENS).read_bytes()
    assert restore(Store(other), tmp_path / "with-tokens.tar").kept == [TOKENS]
    assert (other.home / TOKENS).read_bytes() == own
    assert digest_of(other) == digest_of(restored)


def test_every_flipped_backup_is_refused_or_restores_the_same(
    archive: Path, tmp_path: Path
) -> None:
    """Bytes of a tar file that nobody reads may change."""
    whole = archive.read_bytes()
    chance = random.Random(1)
    for number in range(20):
        archive.write_bytes(whole)
        flip(archive, chance)
        restored = home_at(tmp_path / f"restored{number}")
        try:
            manifest = restore(Store(restored), archive).manifest
        except StoreCorrupt:
            assert files_of(restored) == []
        else:
            assert digest_of(restored) == manifest.digest
            assert find_damage(Store(restored)) == []


def test_home_with_data_is_not_replaced(several: Settings, archive: Path, tmp_path: Path) -> None:
    other = copy_home(several, tmp_path / "other")
    before = files_of(other)
    with pytest.raises(BadUsage, match="GAOXIN_HOME"):
        restore(Store(other), archive)
    assert files_of(other) == before


def test_damaged_store_is_not_backed_up(several: Settings, tmp_path: Path) -> None:
    original = copy_home(several, tmp_path / "original")
    patch = Store(original).folder(4) / "added.nq.gz"
    flip(patch, random.Random(1))
    with pytest.raises(StoreCorrupt, match="added"):
        back_up(Store(original), tmp_path / "backup.tar")
    assert not (tmp_path / "backup.tar").exists()


def test_empty_home_is_not_backed_up(tmp_path: Path) -> None:
    with pytest.raises(StoreEmpty):
        back_up(Store(home_at(tmp_path / "empty")), tmp_path / "backup.tar")


def test_generation_as_a_file_is_pulled(several: Settings, tmp_path: Path) -> None:
    original = copy_home(several, tmp_path / "original")
    told = write_generation(Store(original), tmp_path / "generation.tar")
    copy = home_at(tmp_path / "copy")
    report = pull(Store(copy), ArchiveOrigin(tmp_path / "generation.tar"))
    assert report.is_new
    assert digest_of(copy) == told.digest == digest_of(original)
    assert find_damage(Store(copy)) == []
    assert not pull(Store(copy), ArchiveOrigin(tmp_path / "generation.tar")).is_new


def test_damaged_generation_is_not_pulled(several: Settings, tmp_path: Path) -> None:
    original = copy_home(several, tmp_path / "original")
    path = tmp_path / "generation.tar"
    write_generation(Store(original), path)
    flipped(path)
    copy = home_at(tmp_path / "copy")
    with pytest.raises(StoreCorrupt):
        pull(Store(copy), ArchiveOrigin(path))
    assert Store(copy).current() is None
