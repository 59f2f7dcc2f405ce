"""The jars: the lock file lists all, and a jar with another checksum is fetched again."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gaoxin.errors import ServiceUnavailable
from gaoxin.neo4j import jars
from gaoxin.neo4j.jars import Jar


def test_lock_names_every_jar_once_with_its_hash() -> None:
    locked = jars.locked_jars()
    assert len(locked) == 217
    assert max(Counter(jar.filename for jar in locked).values()) == 1
    assert all(len(jar.sha256) == 64 and int(jar.sha256, 16) and jar.size > 0 for jar in locked)
    roots = {f"{jar.group}:{jar.artifact}:{jar.version}" for jar in locked}
    assert set(jars.COORDINATES) <= roots
    assert "://" not in jars.LOCK_FILE.read_text(encoding="utf-8")


def test_folder_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GAOXIN_NEO4J_JARS", str(tmp_path))
    assert jars.jars_folder() == tmp_path
    monkeypatch.setenv("GAOXIN_NEO4J_JARS", "")
    assert jars.jars_folder().parts[-2:] == ("neo4j", jars.VERSION)


class Shelf:
    """A local Maven repository, which jgo reads like Maven Central."""

    def __init__(self, place: Path, folder: Path) -> None:
        self.place, self.folder = place, folder
        self.contents = {name: f"content of {name}".encode() * 1000 for name in ("one", "two")}
        for name in self.contents:
            self.write(name, self.contents[name])

    def write(self, name: str, content: bytes) -> None:
        path = self.place / "org" / "example" / name / "1.0" / f"{name}-1.0.jar"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    @property
    def jars(self) -> list[Jar]:
        return [
            Jar("org.example", name, "1.0", "", len(text), hashlib.sha256(text).hexdigest())
            for name, text in self.contents.items()
        ]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """jgo with only a local repository, and an empty folder for jars."""
    place, folder = tmp_path / "shelf", tmp_path / "jars"
    monkeypatch.setenv("GAOXIN_NEO4J_JARS", str(folder))
    made = jars.maven_context

    def context(cache: Path) -> Any:
        found = made(cache)
        found.offline = True
        # Copied like a download, because the files must stay in the repository.
        found.local_repos = []
        import shutil

        for path in place.rglob("*.jar"):
            target = cache / path.relative_to(place)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        return found

    monkeypatch.setattr(jars, "maven_context", context)
    return Shelf(place, folder)


def test_missing_jars_are_fetched_with_progress(shelf: Shelf) -> None:
    told: list[tuple[int, int | None]] = []
    paths = jars.ready_jars(lambda _what, done, total: told.append((done, total)), shelf.jars)
    assert [path.read_bytes() for path in paths] == list(shelf.contents.values())
    total = sum(map(len, shelf.contents.values()))
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert sorted(path.name for path in shelf.folder.iterdir()) == [
        ".lock",
        "one-1.0.jar",
        "two-1.0.jar",
    ]


@pytest.mark.parametrize("damage", ["half", "altered", "empty", "folder left by a killed download"])
def test_a_damaged_jar_is_found_and_fetched_again(shelf: Shelf, damage: str) -> None:
    paths = jars.ready_jars(jars=shelf.jars)
    whole = paths[0].read_bytes()
    if damage == "half":
        paths[0].write_bytes(whole[: len(whole) // 2])
    elif damage == "altered":
        paths[0].write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    elif damage == "empty":
        paths[0].write_bytes(b"")
    else:
        paths[0].unlink()
        (shelf.folder / ".partial-old").mkdir()
    assert [path.read_bytes() for path in jars.ready_jars(jars=shelf.jars)] == list(
        shelf.contents.values()
    )
    assert not list(shelf.folder.glob(".partial-*"))


def test_a_jar_that_is_not_what_the_lock_says_is_refused(shelf: Shelf) -> None:
    wanted = shelf.jars
    shelf.write("two", b"something else")
    with pytest.raises(ServiceUnavailable) as refused:
        jars.ready_jars(jars=wanted)
    assert refused.value.facts["jar"] == "two-1.0.jar"
    assert not (shelf.folder / "two-1.0.jar").exists()


def test_out_of_reach_tells_of_a_neo4j_of_ones_own(shelf: Shelf) -> None:
    wanted = [*shelf.jars, Jar("org.example", "three", "1.0", "", 5, "0" * 64)]
    with pytest.raises(ServiceUnavailable) as refused:
        jars.ready_jars(jars=wanted)
    assert refused.value.exit_status == 3
    assert "NEO4J_URI" in refused.value.en
    assert "NEO4J_URI" in refused.value.zh


def test_a_complete_folder_is_only_read(shelf: Shelf) -> None:
    jars.ready_jars(jars=shelf.jars)
    (shelf.folder / ".lock").unlink()
    jars.ready_jars(jars=shelf.jars)
    assert not (shelf.folder / ".lock").exists()
