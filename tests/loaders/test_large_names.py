"""Names of large datasets: in files, kept with the generation, and equal to those in memory."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.errors import NonconformingGraph
from gaoxin.graph.store.dataset_content import names_of_dataset
from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.store import Store
from gaoxin.loaders import inputs, records
from gaoxin.loaders.load import load_paths, remove_dataset
from gaoxin.loaders.recreate import repair
from gaoxin.loaders.resolving import name_set
from gaoxin.loaders.resolving.name_rows import Alias, alias_form
from gaoxin.loaders.resolving.name_set import NameSet, NamesFile
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.ontology.check_characters import check_character
from gaoxin.settings import Settings, read_settings
from tests.fixtures.catalogues import catalogues
from tests.fixtures.records import UNNAMED
from tests.fixtures.tables import load_dataset, write_sources, write_statements

_TEXTS = st.sampled_from(["甲", "乙", "enterprise/a", UNNAMED, "丙 公司"])
_ROWS = st.lists(
    st.builds(Alias, st.just("enterprise"), st.just("Enterprise"), _TEXTS, _TEXTS, st.booleans())
)


def _filled(rows: list[Alias], more: list[Alias], size: int) -> NameSet[Alias]:
    before = name_set.IN_MEMORY, name_set._BATCH
    name_set.IN_MEMORY = name_set._BATCH = size
    try:
        names = NameSet(alias_form("d"), NamesFile())
        names.update(rows)
        assert list(names) == sorted(set(rows))  # reading must not keep rows from being added
        names.update(more)
        return names
    finally:
        name_set.IN_MEMORY, name_set._BATCH = before


@given(_ROWS, _ROWS, st.integers(1, 3))
def test_a_set_in_a_file_equals_one_in_memory(
    rows: list[Alias], more: list[Alias], size: int
) -> None:
    small, large = _filled(rows, more, 1_000), _filled(rows, more, size)
    assert not small.is_large
    assert large.is_large == (len({*rows, *more}) >= size)
    assert small == large == {*rows, *more}
    assert len(small) == len(large)
    assert list(small) == list(large)
    assert all(row in large for row in rows)
    assert Alias("zone", "Zone", "甲", "甲", True) not in large
    for sort in ("form", "subject", "key"):
        handles = set(small.handles(sort))
        assert handles == set(large.handles(sort))
        for handle in [*handles, ("enterprise", "不在")]:
            assert small.having(sort, handle) == large.having(sort, handle)
        for start in [("enterprise", ""), ("enterprise", "丙"), ("zone", ""), ("", "enterprise/")]:
            assert set(small.starting(sort, start)) == set(large.starting(sort, start))


@given(_ROWS, _ROWS, _ROWS)
def test_a_set_in_a_file_can_be_revised(
    before: list[Alias], more: list[Alias], fewer: list[Alias]
) -> None:
    revised = _filled(before, before[:1], 1)
    if not revised.is_large:
        return
    lost, new = set(before) & set(fewer), set(more) - set(before)
    revised.revise(lost, new)
    expected = (set(before) - lost) | new
    assert list(revised) == sorted(expected)
    assert revised == _filled(list(expected), [], 1_000)
    for row in {*before, *more}:
        handle = alias_form("d").handles["form"](row)
        assert revised.having("form", handle) == sorted(
            r for r in expected if alias_form("d").handles["form"](r) == handle
        )


def test_sets_that_differ_are_not_equal() -> None:
    one, two = (Alias("enterprise", "Enterprise", "甲", form, False) for form in "乙丙")
    assert _filled([one], [], 1) != _filled([two], [], 1)
    assert _filled([one], [], 1) != _filled([one, two], [], 1)


def test_a_profile_comes_back_from_its_file(tmp_path: Path) -> None:
    for number, profile in enumerate(catalogues().values()):
        path = tmp_path / str(number)
        profile.save(path)
        found = Profile.open(profile.dataset, path)
        assert found is not None
        assert found.is_large
        assert found == profile


def test_a_profile_of_another_form_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Profile("d").save(tmp_path / "names")
    monkeypatch.setattr(Profile, "FORM", Profile.FORM + 1)
    assert Profile.open("d", tmp_path / "names") is None


@pytest.mark.usefixtures("in_files")
@pytest.mark.parametrize("by_a_second_process", [False, True])
def test_the_names_are_kept_with_the_generation(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_a_second_process: bool
) -> None:
    if by_a_second_process:
        monkeypatch.setattr(records, "IN_MEMORY", 1)
    load_dataset(home, tmp_path, "a", ["甲公司|Enterprise|alias|甲司|"], "paper-a")
    first = names_of_dataset(Store(home).read(), "a")
    assert first
    monkeypatch.setattr(inputs, "recall", None)  # it would read the records
    load_dataset(home, tmp_path, "b", ["乙公司|Enterprise|website|https://a.cn|"], "paper-a")
    second = names_of_dataset(Store(home).read(), "a")
    assert second
    assert second.samefile(first)


@pytest.mark.usefixtures("in_files")
@pytest.mark.parametrize("is_missing", [True, False])
def test_damaged_names_are_found_removed_and_not_needed(
    home: Settings, tmp_path: Path, is_missing: bool
) -> None:
    rows = ["甲公司|Enterprise|locatedIn|某区|Zone", "甲公司|Enterprise|website|https://a.cn|"]
    load_dataset(home, tmp_path, "a", rows, "paper-a")
    path = names_of_dataset(Store(home).read(), "a")
    assert path
    if is_missing:
        path.unlink()
    else:
        path.write_bytes(b"x" * path.stat().st_size)
    assert [damage.part for damage in find_damage(Store(home))] == ["content"]
    load_dataset(home, tmp_path, "b", ["乙公司|Enterprise|locatedIn|某区|Zone"], "paper-a")
    assert names_of_dataset(Store(home).read(), "a")  # made anew from the records, and kept
    assert all(outcome.is_mended for outcome in repair(home))
    assert find_damage(Store(home)) == []


_FIRMS = ("甲有限公司", "甲公司", "甲", "乙有限公司", "乙", UNNAMED)
_CODE = "91340104M000100Y4" + check_character("91340104M000100Y4")
_ZONES = ("某区", "某 区", "某高新区")


def _rows(choose: random.Random) -> list[str]:
    """Rows that name, alias, code and place a few firms, so that datasets depend on each other."""
    rows = []
    for _ in range(choose.randrange(1, 5)):
        firm, other = choose.sample(_FIRMS, 2)
        rows.append(
            choose.choice(
                [
                    f"{firm}|Enterprise|alias|{other}|",
                    f"{firm}|Enterprise|name|{other}|",
                    f"{firm}|Enterprise|locatedIn|{choose.choice(_ZONES)}|Zone",
                    f"{firm}|Enterprise|partnerOf|{other}|Enterprise",
                    f"{firm}|Enterprise|creditCode|||value={_CODE}",
                    f"张三|Person|holdsPosition|{firm}|Enterprise|qualifier=董事长",
                ]
            )
        )
    return rows


_HISTORIES = 40 if os.environ.get("GAOXIN_NIGHTLY") else 5


@pytest.mark.parametrize("seed", range(_HISTORIES))
def test_any_history_of_large_datasets_gives_the_digest_of_one_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    choose = random.Random(f"{os.environ.get('GAOXIN_SEED', '')}-{seed}")
    limit, size = name_set.IN_MEMORY, choose.choice([1, 3])
    monkeypatch.setattr(name_set, "_BATCH", 2)
    steps = read_settings({"GAOXIN_HOME": str(tmp_path / "steps")})
    sources = write_sources(tmp_path)
    load_paths(steps, [sources])

    def loaded_at_once(tables: dict[str, Path], name: str) -> Settings:
        monkeypatch.setattr(name_set, "IN_MEMORY", limit)
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / name)})
        load_paths(settings, [sources, *tables.values()])
        return settings

    tables: dict[str, Path] = {}
    for number in range(6):
        monkeypatch.setattr(name_set, "IN_MEMORY", size)
        key = choose.choice("abc")
        if key in tables and choose.random() < 0.2:
            remove_dataset(steps, key)
            del tables[key]
            continue
        (tmp_path / str(number)).mkdir()
        table = write_statements(tmp_path / str(number), f"{key}.csv", _rows(choose))
        try:
            load_paths(steps, [table], replace=True)
        except NonconformingGraph:  # two names of one firm, for example: neither way may accept it
            with pytest.raises(NonconformingGraph):
                loaded_at_once(tables | {key: table}, f"refused{number}")
        else:
            tables[key] = table
    at_once = loaded_at_once(tables, "at_once")
    one, two = (Store(settings).read().manifest for settings in (steps, at_once))
    assert (one.digest, one.mirror_digest) == (two.digest, two.mirror_digest)
