"""What a load added, and which known things are alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gaoxin.graph.audit.new_things import COMPARED, SHOWN, new_things
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths, validate_paths
from gaoxin.settings import Settings
from tests.cli.conftest import Command, in_home
from tests.fixtures.tables import write_sources, write_statements

__all__ = ["in_home"]


def firms(folder: Path, *names: str) -> Path:
    rows = [f"{name}|Enterprise|locatedIn|某区|Zone" for name in names]
    return write_statements(folder, "firms.csv", rows)


def test_new_things_by_class_with_what_they_are_like(tmp_path: Path, home: Settings) -> None:
    first = ["合肥华海光电科技有限公司", "苏州某某电池有限公司"]
    load_paths(home, [write_sources(tmp_path), firms(tmp_path, *first)])
    store = Store(home)
    before = store.folder(1)
    second = ["合肥华海光电有限公司", "成都天元机床厂"]
    load_paths(home, [firms(tmp_path, *first, *second)])
    (found,) = new_things(store.read(), before)
    assert (found.type, found.count) == ("Enterprise", 2)
    assert [(form, near.name) for form, near in found.similar] == [
        ("合肥华海光电有限公司", "合肥华海光电科技有限公司")
    ]


def test_two_new_things_that_are_alike_are_one_pair(tmp_path: Path, home: Settings) -> None:
    load_paths(home, [write_sources(tmp_path), firms(tmp_path, "成都天元机床厂")])
    names = ["合肥华海光电科技有限公司", "合肥华海光电有限公司"]
    load_paths(home, [firms(tmp_path, "成都天元机床厂", *names)])
    store = Store(home)
    (found,) = new_things(store.read(), store.folder(1))
    assert found.count == len(names)
    assert len(found.similar) == 1


def test_many_new_things_are_counted_and_some_compared(tmp_path: Path, home: Settings) -> None:
    load_paths(home, [write_sources(tmp_path), firms(tmp_path, "成都天元机床厂")])
    many = [f"合肥第{n}机械厂" for n in range(2 * COMPARED)]
    load_paths(home, [firms(tmp_path, "成都天元机床厂", *many)])
    store = Store(home)
    (found,) = new_things(store.read(), store.folder(1))
    assert found.count == len(many)
    assert len(found.similar) <= SHOWN


def test_an_earlier_generation_that_is_gone_tells_nothing(tmp_path: Path, home: Settings) -> None:
    load_paths(home, [write_sources(tmp_path), firms(tmp_path, "成都天元机床厂")])
    assert new_things(Store(home).read(), tmp_path / "gone") == []


def test_a_load_that_is_only_tried_announces_what_it_would_add(
    tmp_path: Path, home: Settings
) -> None:
    load_paths(home, [write_sources(tmp_path), firms(tmp_path, "合肥华海光电科技有限公司")])
    names = ["合肥华海光电科技有限公司", "合肥华海光电有限公司", "成都天元机床厂"]
    table = firms(tmp_path, *names)
    announced = validate_paths(home, [table]).announced
    assert Store(home).current() == 1
    load_paths(home, [table])
    assert announced == new_things(Store(home).read(), Store(home).folder(1))
    assert [(found.type, found.count) for found in announced] == [("Enterprise", 2)]


def test_nothing_is_announced_by_a_table_that_changes_nothing(
    tmp_path: Path, home: Settings
) -> None:
    table = firms(tmp_path, "成都天元机床厂")
    assert validate_paths(home, [write_sources(tmp_path), table]).announced == []  # the first load
    load_paths(home, [write_sources(tmp_path), table])
    assert validate_paths(home, [table]).announced == []


def test_load_prints_them(in_home: Callable[[Path], Command], tmp_path: Path) -> None:
    call = in_home(tmp_path / "home")
    first = firms(tmp_path, "合肥华海光电科技有限公司")
    assert call("load", str(write_sources(tmp_path)), str(first))[0] == 0
    names = ["合肥华海光电科技有限公司", "合肥华海光电有限公司"]
    status, out, _ = call("load", str(firms(tmp_path, *names)))
    assert status == 0
    assert "similar to" in out
    assert "合肥华海光电有限公司" in out


def test_validate_prints_them(in_home: Callable[[Path], Command], tmp_path: Path) -> None:
    call = in_home(tmp_path / "home")
    first = firms(tmp_path, "合肥华海光电科技有限公司")
    assert call("load", str(write_sources(tmp_path)), str(first))[0] == 0
    status, out, told = call("validate", str(firms(tmp_path, "合肥华海光电有限公司")))
    assert status == 0
    assert "similar to" in out
    assert "decide with gaoxin review after loading" in " ".join((out + told).split())


def test_new_names_that_need_review_are_told(tmp_path: Path, home: Settings) -> None:
    load_paths(home, [write_sources(tmp_path), firms(tmp_path, "成都天元机床厂")])
    policies = [f"关于{word}的通知|Policy" for word in ("人才", "土地", "能源", "用水")]
    rows = [f"{policy}|appliesTo|成都天元机床厂|Enterprise" for policy in policies]
    load_paths(home, [write_statements(tmp_path, "policies.csv", rows)])
    (found,) = new_things(Store(home).read(), Store(home).folder(1))
    assert (found.type, found.count) == ("Policy", len(policies))
    told = {form for form, _ in found.similar} | set(found.named)
    assert len(found.named) <= SHOWN
    assert told <= {policy.split("|")[0] for policy in policies}
    assert len(told) >= SHOWN
