"""Pieces of names and the lists of names that contain them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from gaoxin.graph.names import grams
from gaoxin.graph.names.grams import (
    GRAM_SCHEMA,
    LONGEST_POSTING,
    GramWriter,
    containing,
    grams_of,
    most_shared,
    postings,
)


@pytest.fixture
def base() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(GRAM_SCHEMA)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("科大讯飞", "大讯 科大 讯飞"),
        ("科大讯飞股份有限公司", "大讯 科大 讯飞"),
        ("科大讯飞集团有限责任公司", "大讯 科大 讯飞"),
        ("有限公司", "有限"),  # a name is never without pieces
        ("tcl中环", "tcl 中环"),
        ("5g", "5g"),
        ("fabrinet ltd", "abr bri fab ine ltd net rin"),
        ("甲", "甲"),
        ("中国(合肥)", "中国 合肥"),
        ("★", ""),
    ],
)
def test_pieces(key: str, found: str) -> None:
    assert sorted(grams_of(key)) == found.split()


def test_forms_that_share_most_come_first(base: sqlite3.Connection) -> None:
    writer = GramWriter(base)
    names = ["科大讯飞", "科大国创", "讯飞医疗", "中科大洋"]
    for number, name in enumerate(names):
        writer.add(number, "enterprise", name)
    writer.add(9, "zone", "科大讯飞园")
    writer.flush()
    assert most_shared(base, grams_of("科大讯飞公司"), [], 9)[0] in (0, 9)
    within = most_shared(base, grams_of("科大讯飞公司"), ["enterprise"], 9)
    assert within[0] == 0
    assert set(within) == {0, 1, 2, 3}
    assert most_shared(base, grams_of("科大讯飞"), ["zone"], 9) == [9]
    assert most_shared(base, grams_of("科大讯飞"), ["enterprise"], 1) == [0]
    assert most_shared(base, set(), [], 9) == []


def test_removed_forms_are_not_found(base: sqlite3.Connection) -> None:
    writer = GramWriter(base)
    writer.add(1, "zone", "合肥高新区")
    writer.add(2, "zone", "合肥")
    writer.flush()
    writer.remove(1, "zone", "合肥高新区")
    writer.add(1, "zone", "芜湖")  # the number is used again in the same change
    writer.flush()
    assert most_shared(base, {"合肥"}, ["zone"], 9) == [2]
    assert most_shared(base, {"芜湖"}, ["zone"], 9) == [1]
    assert base.execute("SELECT count(*) FROM gram WHERE gram = '高新'").fetchone() == (0,)


@pytest.mark.parametrize("buffered", [1, 40_000, 10**6])  # written in many parts, a few, or one
def test_pieces_of_very_many_names_are_not_kept(
    buffered: int, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grams, "_BUFFERED", buffered)
    writer = GramWriter(base)
    for number in range(LONGEST_POSTING + 10):
        writer.add(number, "enterprise", "讯飞" if number < 9 else "科技")
    writer.add(10**6, "enterprise", "讯飞科技")
    writer.flush()
    assert [list(map(len, parts)) for parts in postings(base, {"讯飞", "科技"}, [])] == [[10]]
    assert most_shared(base, {"科技"}, [], 9) == []
    assert 10**6 in most_shared(base, {"科技", "讯飞"}, [], 99)
    writer.remove(10**6, "enterprise", "讯飞科技")
    writer.flush()
    assert most_shared(base, {"科技"}, [], 9) == []  # what was dropped does not come back in part


def test_rare_pieces_are_read_first_and_frequent_ones_only_weigh(
    base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grams, "_MOST_READ", 10)
    writer = GramWriter(base)
    for number in range(50):
        writer.add(number, "enterprise", "德阳")
    for number in (3, 60, 61):
        writer.add(number, "enterprise", "赣锋")
    writer.flush()
    assert [list(map(len, parts)) for parts in postings(base, {"德阳", "赣锋"}, [])] == [[3], [50]]
    assert most_shared(base, {"德阳", "赣锋"}, [], 9) == [3, 60, 61]  # 3 has both pieces
    assert len(most_shared(base, {"德阳"}, [], 9)) == 9  # without a rare piece


def test_without_a_kind_the_lists_of_all_kinds_count_together(base: sqlite3.Connection) -> None:
    """Otherwise the short lists of rare kinds would crowd out the firm that shares most."""
    writer = GramWriter(base)
    kinds = ("award", "document", "event", "platform", "policy", "product", "project", "zone")
    for number, kind in enumerate(kinds):
        writer.add(number, kind, "通信设备制造")
    for number in range(20, 40):
        writer.add(number, "enterprise", "通信设备制造")
    writer.add(99, "enterprise", "大紫通信设备制造")
    writer.flush()
    assert most_shared(base, grams_of("洛大紫通信设备制造"), [], 9)[0] == 99
    lists = postings(base, {"通信"}, [])
    assert sorted(form for part in lists[0] for form in part) == [*range(8), *range(20, 40), 99]


def test_lists_stay_sorted(base: sqlite3.Connection) -> None:
    writer = GramWriter(base)
    for number in (3, 5, 7, 9):
        writer.add(number, "zone", "合肥")
        writer.flush()
    writer.remove(5, "zone", "合肥")
    writer.add(11, "zone", "合肥")
    writer.flush()
    assert [list(part) for part in postings(base, {"合肥"}, ["zone"])[0]] == [[3, 7, 9, 11]]


NAMES = (
    "科大讯飞股份有限公司",
    "中国(合肥)声谷",
    "tcl中环新能源科技集团有限公司",
    "华润集团",
    "合肥5g产业园",
    "安徽省合肥市",
)


@pytest.mark.parametrize("kept", [10**6, 1])
def test_every_name_that_has_a_part_inside_is_told(
    base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(
        grams, "_APPEND", grams._APPEND.replace(str(4 * LONGEST_POSTING), str(4 * kept))
    )
    writer = GramWriter(base)
    for number, name in enumerate(NAMES):
        writer.add(number, "place" if number > 3 else "enterprise", name)
        writer.flush()
    parts = {name[i:j] for name in NAMES for i in range(len(name)) for j in range(i + 1, 20)}
    told = 0
    for part in sorted(parts):
        found = containing(base, part, "")
        if found is None:
            continue
        told += 1
        forms, frequent = found
        for number, name in enumerate(NAMES):
            if part in name and ("place" if number > 3 else "enterprise") not in frequent:
                assert number in forms, (part, name)
    assert told > 50
    assert containing(base, "合肥", "place") == (([], ["place"]) if kept == 1 else ([4, 5], []))
    assert containing(base, "合讯", "") == ([], [])
    assert [containing(base, part, "") for part in ("肥", "团有", "5g", "公司")] == [None] * 4
