"""A dataset is named by its key or by the file that it came from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.errors import BadParameter
from gaoxin.graph.store.manifest import Dataset, Manifest
from gaoxin.graph.store.store import Store
from gaoxin.loaders.dataset_named import dataset_named
from gaoxin.loaders.load import load_paths, remove_dataset
from gaoxin.settings import Settings, read_settings
from tests.fixtures.tables import write_statements


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"GAOXIN_HOME": str(tmp_path / "home")})


def write(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    return write_statements(folder, name, ["甲厂|Enterprise|operatesIn|光伏|Industry"], "")


def keys(settings: Settings) -> set[str]:
    manifest = Store(settings).published()
    return set(manifest.datasets) if manifest else set()


@pytest.mark.parametrize(
    "named",
    [lambda path: path.stem, lambda path: path.name, str, lambda path: f"elsewhere/{path.name}"],
    ids=["key", "file", "path", "moved"],
)
def test_a_dataset_is_removed_by_its_key_or_file(
    named: Callable[[Path], str], settings: Settings, tmp_path: Path
) -> None:
    path = write(tmp_path / "in", "坏名单.csv")
    load_paths(settings, [path, write(tmp_path / "in", "其他.csv")], source="一份名单")
    report = remove_dataset(settings, named(path))
    assert report.datasets[0]["dataset"] == "坏名单"
    assert keys(settings) == {"其他"}


def test_of_two_files_of_one_name_the_path_tells(settings: Settings, tmp_path: Path) -> None:
    paths = [write(tmp_path / year, "名单.csv") for year in ("2024", "2025")]
    load_paths(settings, paths, source="一份名单")
    with pytest.raises(BadParameter, match="2 datasets came from files called") as found:
        remove_dataset(settings, "名单.csv")
    assert "2024/名单、2025/名单" in found.value.zh
    remove_dataset(settings, str(paths[0]))
    assert keys(settings) == {"2025/名单"}


def test_a_long_list_is_cut_and_own_files_stand_first() -> None:
    datasets = dict.fromkeys(["gaoxin/zones", *(f"名单{number:02}" for number in range(20))])
    known = {key: _dataset(key) for key in datasets}
    with pytest.raises(BadParameter) as found:
        dataset_named("别的.xlsx", _manifest(known))
    assert "名单00、名单01" in found.value.zh
    assert "名单08" not in found.value.zh
    assert "gaoxin/zones" not in found.value.zh
    assert "等 21 个。全部见 gaoxin stats" in found.value.zh
    with pytest.raises(BadParameter, match="名单03"):
        dataset_named("名单3.xlsx", _manifest(known))
    with pytest.raises(BadParameter, match="Did you mean zones"):
        dataset_named("zone", _manifest(known))
    with pytest.raises(BadParameter, match="There are: none"):
        dataset_named("名单", None)


def _dataset(key: str) -> Dataset:
    return Dataset("list", "", f"/data/{key}.csv", 1, 1, {})


def _manifest(datasets: dict[str, Dataset]) -> Manifest:
    return Manifest(1, None, "", "", "", "", 0, 0, 0, 0, 0, datasets)
