"""Names that a second process collects are those that this process would collect."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from gaoxin.errors import StoreError
from gaoxin.graph.names import sqlite_process
from gaoxin.loaders import records as records_module
from gaoxin.loaders.names_process import GatheredNames
from gaoxin.loaders.records import Records
from gaoxin.loaders.resolving.code_watch import CodeClash, CodeWatch
from gaoxin.loaders.resolving.name_collector import NameCollector
from gaoxin.loaders.resolving.name_rows import Declared
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.model import Entity, Key, Name, Record, Statement
from gaoxin.ontology.check_characters import check_character

CODES = [f"91350100M00010{n}Y4" for n in range(4)]


def _firm(number: int, *names: str) -> Entity:
    code = CODES[number] + check_character(CODES[number])
    forms = tuple((name, "preferred", "zh") for name in names)
    zone = ("locatedIn", Name("Zone", "合肥高新区"))
    return Entity(
        Key(f"enterprise/{code}"), ("Enterprise",), forms, (zone,), "a", f"表.csv:{number}"
    )


RECORDS: list[Record] = [
    _firm(0, "甲公司"),
    _firm(0, "乙公司"),  # a clash: two names of one code
    _firm(1, "丙公司"),
    Entity(Name("Enterprise", "丁公司"), ("Enterprise",), (("丁", "alias", ""),), (), "b", "t:9"),
    Statement("张三", "Person", "holdsPosition", "丁公司", "Enterprise", source="b"),
    Statement("李四", "Person", "holdsPosition", "丁公司", "Enterprise", source="b", traits="x"),
    Statement("李四", "Person", "holdsPosition", "丁公司", "Enterprise", source="b", traits="y"),
]


def _gathered(folder: Path, *, is_list: bool) -> tuple[Profile, list[CodeClash]]:
    with GatheredNames("d", folder) as names:
        records = Records(folder=folder, also=names.add)
        records += RECORDS
        return names.profile(records, is_list=is_list)


@pytest.mark.parametrize("is_list", [False, True])
@pytest.mark.parametrize("size", [2, 3, 100])
def test_both_ways_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, is_list: bool
) -> None:
    with CodeWatch() as watch:
        collector = NameCollector("d", watch)
        for record in RECORDS:
            collector.add(record)
        expected, clashes = collector.profile(is_list=is_list), list(watch.clashes())
    assert clashes
    monkeypatch.setattr(records_module, "IN_MEMORY", size)
    profile, found = _gathered(tmp_path, is_list=is_list)
    assert profile == expected
    assert found == clashes
    assert profile.source_places == expected.source_places
    assert profile.is_large == (2 * size <= len(RECORDS))
    assert list(tmp_path.iterdir()) == []
    more = Declared("zone", "某区", "preferred", "zone/x", ("Zone",))
    profile.declared.add(more)  # RDF of the same dataset has names, too
    assert more in profile.declared
    profile.save(tmp_path / "kept")
    kept = Profile.open("d", tmp_path / "kept")
    assert kept == profile


def test_a_file_that_another_writer_took_for_a_leftover_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records_module, "IN_MEMORY", 2)
    wait = sqlite_process.SqliteProcess.wait

    def remove_the_file(process: sqlite_process.SqliteProcess) -> bytes:
        printed = wait(process)
        for path in tmp_path.iterdir():
            path.unlink()
        return printed

    monkeypatch.setattr(sqlite_process.SqliteProcess, "wait", remove_the_file)
    profile, clashes = _gathered(tmp_path, is_list=False)
    assert len(profile.declared) == 3
    assert clashes


def test_a_process_that_is_killed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "IN_MEMORY", 2)
    with GatheredNames("d", tmp_path) as names:
        records = Records(folder=tmp_path, also=names.add)
        records += RECORDS
        assert names._process
        os.kill(names._process._process.pid, signal.SIGKILL)
        names._process._process.wait()
        with pytest.raises(StoreError, match=r"nothing was published|什么也没有发布"):
            names.profile(records, is_list=False)
    assert list(tmp_path.iterdir()) == []
