"""Keys of datasets, and which dataset a file may replace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gaoxin.errors import BadUsage
from gaoxin.graph.store.manifest import Dataset, Manifest
from gaoxin.graph.store.store import Store
from gaoxin.loaders.dataset_keys import assign_keys, check_key, dataset_key, earlier_keys
from gaoxin.loaders.load import load_paths, remove_dataset, validate_paths
from gaoxin.loaders.publish import publish
from gaoxin.loaders.read import read_inputs
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.progress import silent
from gaoxin.settings import Settings
from tests.fixtures.tables import shrink, write_sources, write_statements

PLANT = "甲厂|Enterprise|operatesIn|光伏|Industry"
OTHER = "乙厂|Enterprise|operatesIn|风电|Industry"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def dataset(origin: Path | str) -> Dataset:
    return Dataset("statements", "", str(origin), 1, 1, {})


def published(settings: Settings) -> dict[str, Dataset]:
    return Store(settings).read().manifest.datasets


def keys_of(paths: list[Path], **known: Path) -> list[str]:
    given = {key.replace("__", "/"): dataset(origin) for key, origin in known.items()}
    return [key for key, _ in assign_keys(paths, given)]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("企业.csv", "企业"),
        ("a b\tc.csv", "a-b-c"),
        ('q?#%<>"{}|^`\\.csv', "q"),
        ("x.v2.csv", "x.v2"),
        ("-a-.csv", "a"),
        ("?.csv", "dataset"),
        ("e\u0301.csv", "\xe9"),
        ("\x1bx.csv", "x"),
        ("gaoxin.csv", "gaoxin"),
        ("XaX.csv", "XaX"),
    ],
)
def test_a_file_is_named_after_itself(name: str, key: str) -> None:
    assert dataset_key(Path("folder") / name) == key


def test_a_folder_keeps_its_whole_name(tmp_path: Path) -> None:
    (tmp_path / "v1.2").mkdir()
    assert dataset_key(tmp_path / "v1.2") == "v1.2"
    assert dataset_key(tmp_path / "v1.2" / "..") == tmp_path.name.replace("%", "-")
    assert dataset_key(Path("/")) == "dataset"


def test_files_that_would_share_a_key_get_the_names_of_their_folders() -> None:
    root = Path("/data")
    assert keys_of([root / "2024/企业.csv", root / "2025/企业.csv"]) == ["2024/企业", "2025/企业"]
    far = [root / "a/x/f.csv", root / "b/x/f.csv", root / "b/y/f.csv", root / "g.csv"]
    assert keys_of(far) == ["a/x/f", "b/x/f", "y/f", "g"]
    assert keys_of([Path("/f.csv"), root / "f.csv"]) == ["f", "data/f"]


def test_files_of_one_folder_that_would_share_a_key_get_their_suffix() -> None:
    root = Path("/data")
    assert keys_of([root / "f.csv", root / "f.xlsx", root / "g/f.csv"]) == ["f.csv", "f.xlsx", "f"]


def test_no_two_files_share_a_key() -> None:
    """Characters that no key contains are replaced, so other names can give the same key."""
    root = Path("/data")
    for paths in (
        [root / "a b.csv", root / "a-b.csv"],
        [root / "x y/f.csv", root / "x-y/f.csv"],
        [root / "x y/f.csv", root / "x-y/f.xlsx"],
        [root / "?", root / "#", root / "dataset.csv"],
    ):
        keys = keys_of(paths)
        assert len(set(keys)) == len(paths), keys
        assert [check_key(key) for key in keys] == keys
        assert keys_of(paths[::-1]) == keys[::-1]


def test_a_path_given_twice_counts_once() -> None:
    assert keys_of([Path("/a/f.csv"), Path("/a/b/../f.csv")]) == ["f"]


def test_a_path_keeps_the_key_that_it_had() -> None:
    one, two = Path("/d/2024/f.csv"), Path("/d/2025/f.csv")
    assert keys_of([one], **{"2024__f": one, "f": two}) == ["2024/f"]
    assert keys_of([one], mine=one) == ["mine"]
    assert keys_of([one], mine=one, yours=one) == ["f"]
    assert keys_of([one], mine=one, f=one) == ["f"]
    assert keys_of([one, two], f=one) == ["f", "2025/f"]


def test_a_file_of_dots_gets_a_name() -> None:
    assert keys_of([Path("/x/...csv")]) == ["dataset"]


def test_no_folder_gives_a_key_of_the_project() -> None:
    paths = [Path("/gaoxin/policies.csv"), Path("/other/policies.csv")]
    assert keys_of(paths) == ["files/gaoxin/policies", "other/policies"]


@pytest.mark.parametrize("key", ["企业", "2024/企业", "a.b-c", "x" * 200, " a "])
def test_a_key_that_a_person_chose(key: str) -> None:
    assert check_key(key) == key.strip()


def test_a_chosen_key_is_normalised_and_a_bad_one_is_shown() -> None:
    assert check_key(" e\u0301 ") == "\xe9"
    for key in ("gaoxin/zones", " a b "):
        with pytest.raises(BadUsage) as caught:
            check_key(key)
        assert caught.value.facts["dataset"] == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        " ",
        "a b",
        "/a",
        "a/",
        "a//b",
        "a\x1b",
        "a?",
        "x" * 201,
        "gaoxin/zones",
        "-a",
        "..",
        "../x",
        "x/./y",
    ],
)
def test_a_key_that_nobody_may_choose(key: str) -> None:
    with pytest.raises(BadUsage):
        check_key(key)


def test_only_the_projects_own_datasets_of_earlier_versions_are_renamed() -> None:
    known = {
        "policies": dataset("policies.csv"),
        "zones": dataset("/home/me/zones.csv"),
        "mine": dataset("mine.csv"),
        "gaoxin/identity": dataset("identity.csv"),
    }
    assert earlier_keys(known) == {"policies": "gaoxin/policies"}


def test_a_users_file_never_takes_the_place_of_a_table_of_the_project(
    tmp_path: Path, settings: Settings
) -> None:
    own = [item.key for item in bundled_datasets()]
    assert own
    for item in bundled_datasets():
        assert dataset_key(tmp_path / f"{item.name}.csv") not in own
        assert dataset_key(tmp_path / f"{item.key}.csv") not in own
        with pytest.raises(BadUsage, match="gaoxin/"):
            load_paths(settings, [write_sources(tmp_path)], dataset=item.key)


def test_replacing_what_another_file_gave_must_be_asked_for(
    tmp_path: Path, settings: Settings
) -> None:
    tables = {}
    for year, row in (("2024", PLANT), ("2025", OTHER)):
        (tmp_path / year).mkdir()
        tables[year] = write_statements(tmp_path / year, "企业.csv", [row])
    load_paths(settings, [write_sources(tmp_path), tables["2024"]])
    for call in (load_paths, validate_paths):
        with pytest.raises(BadUsage) as caught:
            call(settings, [tables["2025"]])
        for text in (caught.value.zh, caught.value.en):
            assert str(tables["2024"]) in text
            assert str(tables["2025"]) in text
            assert "--replace" in text
            assert "--dataset" in text
        assert "its 1 facts would go" in caught.value.en
        assert "其中 1 条事实会被" in caught.value.zh
        assert caught.value.facts["replaced"] == [
            {"dataset": "企业", "origin": str(tables["2024"]), "records": 1}
        ]
    assert published(settings)["企业"].origin == str(tables["2024"])
    load_paths(settings, [tables["2025"]], replace=True)
    assert published(settings)["企业"].origin == str(tables["2025"])
    load_paths(settings, [tables["2024"]], dataset="2024/企业")
    assert {"企业", "2024/企业"} <= set(published(settings))
    # From now on each file keeps its key without asking.
    assert load_paths(settings, [tables["2024"], tables["2025"]]).changed is False


def test_a_copy_that_says_the_same_asks_nothing(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "copy").mkdir()
    table = write_statements(tmp_path, "f.csv", [PLANT])
    copy = write_statements(tmp_path / "copy", "f.csv", [PLANT])
    load_paths(settings, [write_sources(tmp_path), table])
    assert load_paths(settings, [copy]).changed is False


def test_files_given_together_become_two_datasets(tmp_path: Path, settings: Settings) -> None:
    tables = []
    for year, row in (("2024", PLANT), ("2025", OTHER)):
        (tmp_path / year).mkdir()
        tables.append(write_statements(tmp_path / year, "企业.csv", [row]))
    load_paths(settings, [write_sources(tmp_path), *tables])
    assert set(published(settings)) == {"sources", "2024/企业", "2025/企业"}
    graphs = [
        graph for item in published(settings).values() for graph in item.graphs.values()
    ]  # each in its own graph
    assert len(set(graphs)) == len(graphs)
    remove_dataset(settings, "2024/企业")
    assert set(published(settings)) == {"sources", "2025/企业"}


def test_one_name_is_for_one_path(tmp_path: Path, settings: Settings) -> None:
    paths = [write_sources(tmp_path), write_statements(tmp_path, "f.csv", [PLANT])]
    with pytest.raises(BadUsage, match="--dataset"):
        load_paths(settings, paths, dataset="one")


def test_a_table_of_sources_is_enough_for_a_fresh_home(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("key,title,confidence\nmy-list,上市公司名单,C\nhis-list,名单,D\n", "utf-8")
    load_paths(settings, [path, write_statements(tmp_path, "f.csv", [PLANT], "my-list")])
    assert Store(settings).read().manifest.sources == ["his-list", "my-list"]


@pytest.mark.parametrize(
    ("name", "column", "value"), [("divisions", "code", "120000"), ("indicators", "id", "IND024")]
)
def test_a_reference_table_of_a_user_needs_no_source_of_the_project(
    tmp_path: Path, settings: Settings, name: str, column: str, value: str
) -> None:
    shipped = {item.name: item.path for item in bundled_datasets()}
    table = shrink(shipped[name], tmp_path, column, [value])
    text = "key,title,confidence\n"
    cells = table.read_text("utf-8").splitlines()
    columns, row = cells[0].split(","), cells[1].split(",")
    used = {
        key
        for column, cell in zip(columns, row, strict=True)
        if "source" in column
        for key in cell.split(";")
    }
    path = tmp_path / "sources.csv"
    path.write_text(text + "".join(f"{key},{key},D\n" for key in sorted(filter(None, used))))
    load_paths(settings, [path, table])
    assert name in published(settings)


def old_home(settings: Settings, folder: Path) -> Manifest:
    """A home of an earlier version, with the project's tables under keys without prefix."""
    shipped = {item.name: item for item in bundled_datasets()}
    paths = [
        shipped["sources"].path,
        shrink(shipped["divisions"].path, folder, "code", ["120000"]),
        write_statements(folder, "policies.csv", [PLANT], "article-000"),
        write_statements(folder, "facts.csv", [PLANT, OTHER], "article-000"),
    ]
    contents = read_inputs(settings, paths, known={})
    for content in contents[:3]:
        content.origin = Path(content.origin).name
    store = Store(settings)
    with store.write("load") as change:
        publish(store, change, contents, False, silent)
    return store.read().manifest


def test_the_next_load_renames_what_an_earlier_version_loaded(
    tmp_path: Path, settings: Settings
) -> None:
    before = old_home(settings, tmp_path)
    assert set(before.datasets) == {"sources", "divisions", "policies", "facts"}
    report = load_paths(settings, [tmp_path / "facts.csv"])
    assert report.changed
    assert any("policies → gaoxin/policies" in note for note in report.notes)
    after = Store(settings).read().manifest
    assert set(after.datasets) == {
        "gaoxin/sources",
        "gaoxin/divisions",
        "gaoxin/policies",
        "facts",
    }
    assert (after.quads, after.triples) == (before.quads, before.triples)
    for key in ("sources", "divisions", "policies"):
        assert after.datasets[f"gaoxin/{key}"].quads == before.datasets[key].quads
    assert load_paths(settings, [tmp_path / "facts.csv"]).changed is False


def test_a_users_file_may_have_the_name_that_is_given_up(
    tmp_path: Path, settings: Settings
) -> None:
    old_home(settings, tmp_path)
    (tmp_path / "mine").mkdir()
    mine = write_statements(tmp_path / "mine", "policies.csv", [PLANT, OTHER], "article-000")
    load_paths(settings, [mine])
    datasets = published(settings)
    assert datasets["policies"].records == 2
    assert datasets["gaoxin/policies"].records == 1
    # Patches and digest agree with those of a fresh home.
    fresh = Settings(home=tmp_path / "fresh")
    old_home(fresh, tmp_path)
    load_paths(fresh, [tmp_path / "facts.csv"])
    load_paths(fresh, [mine])
    assert Store(fresh).read().manifest.digest == Store(settings).read().manifest.digest
    patch = Store(settings).patch(2)
    assert not patch.added & patch.removed


@pytest.mark.parametrize("named", ["policies", "gaoxin/policies"])
def test_the_projects_own_are_removed_by_either_name(
    tmp_path: Path, settings: Settings, named: str
) -> None:
    old_home(settings, tmp_path)
    if "/" in named:
        load_paths(settings, [tmp_path / "facts.csv"])
    remove_dataset(settings, named)
    assert set(published(settings)) == {"gaoxin/sources", "gaoxin/divisions", "facts"}
    assert os.path.normpath(published(settings)["facts"].origin) == str(tmp_path / "facts.csv")
