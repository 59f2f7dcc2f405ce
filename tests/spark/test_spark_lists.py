"""Loading with Spark gives the quads of ``gaoxin load``, however the rows are distributed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from gaoxin.errors import InvalidSource
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings
from gaoxin.spark.load_list import SparkLoad
from gaoxin.spark.load_run import SparkReport
from gaoxin.spark.manifest_file import read_manifest
from tests.fixtures.officer_lists import LISTS
from tests.spark.conftest import digest_of_dataset, linked_firms, write_firms, write_mapping
from tests.spark.inline_engine import InlineEngine

pytestmark = pytest.mark.long

Homes = tuple[Settings, dict[str, Path]]
NAMES = [*(make.__name__ for make in LISTS), "linked", "zone-enterprises", "zone-figures"]


def load(settings: Settings, path: Path, output: Path, engine: InlineEngine) -> SparkReport:
    return SparkLoad(settings, path, output, part_bytes=150).run(lambda: engine)


def lines_of(output: Path) -> list[bytes]:
    manifest = read_manifest(output)
    assert manifest
    folder = output / manifest.folder
    return [
        line for part in manifest.parts for line in gzip.open(folder / part.file, "rb").readlines()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_quads_are_those_of_the_single_machine(
    name: str, with_lists: Homes, tmp_path: Path
) -> None:
    settings, paths = with_lists
    engine = InlineEngine()
    report = load(settings, paths[name], tmp_path / "out", engine)
    lines = lines_of(tmp_path / "out")
    assert len(lines) == len(set(lines)) == report.manifest.quads
    wanted = digest_of_dataset(settings, paths[name], tmp_path)
    assert (report.manifest.digest, report.manifest.quads) == wanted


def test_firms_that_other_rows_name_are_found_across_parts(home: Settings, tmp_path: Path) -> None:
    path = linked_firms(tmp_path / "firms.csv")
    lists = ListOptions(write_mapping(tmp_path / "mapping.toml"))
    load_paths(home, [path], lists=lists)
    wanted = digest_of_dataset(home, path, tmp_path)
    engine = InlineEngine(1)
    spark = SparkLoad(home, path, tmp_path / "out", lists=lists, part_bytes=150)
    report = spark.run(lambda: engine)
    assert engine.partitions > 12
    assert (report.manifest.digest, report.manifest.quads) == wanted


def test_rows_are_distributed(with_lists: Homes, tmp_path: Path) -> None:
    settings, paths = with_lists
    engine = InlineEngine()
    report = load(settings, paths["linked"], tmp_path / "out", engine)
    assert engine.partitions > 5
    assert len([part for part in report.manifest.parts if part.file.startswith("rows")]) > 2


def test_clashes_are_told_across_parts(with_lists: Homes, tmp_path: Path) -> None:
    settings, paths = with_lists
    report = load(settings, paths["linked"], tmp_path / "out", InlineEngine())
    clashes = [note for note in report.notes if "linked.csv:2" in note and "linked.csv:14" in note]
    assert len(clashes) == 1


def test_the_same_input_changes_nothing(home: Settings, tmp_path: Path) -> None:
    path, output = linked_firms(tmp_path / "firms.csv"), tmp_path / "out"
    first = load(home, path, output, InlineEngine())
    before = (output / "manifest.json").read_bytes()
    engine = InlineEngine()
    second = load(home, path, output, engine)
    assert first.changed
    assert not second.changed
    assert engine.partitions == 0
    assert (output / "manifest.json").read_bytes() == before


def test_a_changed_input_replaces_the_result_and_keeps_equal_parts(
    home: Settings, tmp_path: Path
) -> None:
    rows = [f"合肥丁{n}机械有限公司|||||||{n}" for n in range(40)]
    path, output = write_firms(tmp_path / "firms.csv", rows), tmp_path / "out"
    first = load(home, path, output, InlineEngine())
    write_firms(path, [*rows, "合肥新来机械有限公司|||||||1"])
    second = load(home, path, output, InlineEngine())
    assert second.changed
    assert second.kept_parts > 2
    assert second.manifest.quads > first.manifest.quads
    runs = [place.name for place in output.glob("run-*")]
    assert runs == [second.manifest.folder]
    assert len(lines_of(output)) == second.manifest.quads


def test_a_faulty_file_among_several_is_refused_and_the_old_result_stays(
    home: Settings, tmp_path: Path
) -> None:
    folder, output = tmp_path / "firms", tmp_path / "out"
    folder.mkdir()
    for number in range(10):
        rows = [f"合肥{number}号{n}机械有限公司|||||||{n}" for n in range(5)]
        write_firms(folder / f"{number}.csv", rows)
    load(home, folder, output, InlineEngine())
    before = lines_of(output)
    write_firms(folder / "4.csv", ["合肥甲机械有限公司|9134010000000000XX||||||1", "||合肥|||||7"])
    with pytest.raises(InvalidSource) as refusal:
        load(home, folder, output, InlineEngine())
    places = {(problem.file, problem.line) for problem in refusal.value.problems}
    assert places == {("4.csv", 2), ("4.csv", 3)}
    assert refusal.value.headers["4.csv", ""] == 1
    assert lines_of(output) == before
    assert len(list(output.glob("run-*"))) == 1


def test_pieces_of_a_parquet_file_are_read_as_the_whole(home: Settings, tmp_path: Path) -> None:
    rows = [f"合肥丁{n}机械有限公司|||合肥||| {n * 7}" for n in range(40)]
    text = write_firms(tmp_path / "firms.csv", rows)
    table = pyarrow.csv.read_csv(text)
    parquet = tmp_path / "firms.parquet"
    pyarrow.parquet.write_table(table, parquet, row_group_size=9)
    load_paths(home, [parquet])
    engine = InlineEngine()
    report = load(home, parquet, tmp_path / "out", engine)
    assert engine.reads > 3
    wanted = digest_of_dataset(home, parquet, tmp_path)
    assert (report.manifest.digest, report.manifest.quads) == wanted
