"""A folder of results belongs to one dataset and to one run at a time, and holds all parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import BadUsage, ServiceUnavailable, StoreLocked
from gaoxin.settings import Settings
from gaoxin.spark.engine import LoadEngine, Plan
from gaoxin.spark.load_list import SparkLoad
from gaoxin.spark.manifest_file import missing_parts, read_manifest
from gaoxin.spark.tasks import ReadTask, TaskReport
from tests.spark.conftest import write_firms
from tests.spark.inline_engine import InlineEngine, InlineRows

ROWS = [f"合肥丁{n}机械有限公司|||||||{n}" for n in range(4)]


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    return write_firms(tmp_path / "firms.csv", ROWS)


def load(settings: Settings, path: Path, output: Path, dataset: str | None = None) -> SparkLoad:
    return SparkLoad(settings, path, output, dataset=dataset, part_bytes=150)


class LosingRows(InlineRows):
    """Rows whose parts land in a folder that the driver does not see."""

    def translate(self, plan: Plan) -> list[TaskReport]:
        told = super().translate(plan)
        for place in plan.task.folder.glob("rows-*"):
            place.unlink()
        return told


class LosingEngine(InlineEngine):
    def read(self, task: ReadTask, count: int) -> InlineRows:
        rows = super().read(task, count)
        rows.__class__ = LosingRows
        return rows


def test_a_second_run_into_the_same_folder_is_refused_while_one_is_at_work(
    home: Settings, firms: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"

    def begin() -> LoadEngine:
        with pytest.raises(StoreLocked, match=r"-o"):
            load(home, firms, output).run(InlineEngine)
        return InlineEngine()

    report = load(home, firms, output).run(begin)
    assert read_manifest(output) == report.manifest
    assert not missing_parts(report.manifest, output)


def test_parts_that_are_not_there_are_not_put_into_force(
    home: Settings, firms: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    first = load(home, firms, output).run(InlineEngine)
    write_firms(firms, [*ROWS, "合肥新来机械有限公司|||||||1"])
    with pytest.raises(ServiceUnavailable, match=r"rows-.*shared|rows-.*共享"):
        load(home, firms, output).run(LosingEngine)
    assert read_manifest(output) == first.manifest
    assert not missing_parts(first.manifest, output)
    assert [place.name for place in output.glob("run-*")] == [first.manifest.folder]


def test_the_result_of_another_dataset_stays(home: Settings, firms: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    first = load(home, firms, output).run(InlineEngine)
    other = write_firms(tmp_path / "others.csv", ROWS[:2])
    with pytest.raises(BadUsage, match=r"firms.*others"):
        load(home, other, output).run(InlineEngine)
    assert read_manifest(output) == first.manifest
    assert not missing_parts(first.manifest, output)


def test_a_file_of_the_same_name_replaces_a_result_only_as_a_named_dataset(
    home: Settings, firms: Path, tmp_path: Path
) -> None:
    output, folder = tmp_path / "out", tmp_path / "other"
    first = load(home, firms, output).run(InlineEngine)
    folder.mkdir()
    other = write_firms(folder / "firms.csv", ROWS[:2])
    with pytest.raises(BadUsage, match=r"other.*--dataset firms"):
        load(home, other, output).run(InlineEngine)
    assert read_manifest(output) == first.manifest
    assert load(home, other, output, "firms").run(InlineEngine).changed


def test_a_file_that_was_moved_replaces_its_result(
    home: Settings, firms: Path, tmp_path: Path
) -> None:
    output, folder = tmp_path / "out", tmp_path / "other"
    load(home, firms, output).run(InlineEngine)
    folder.mkdir()
    moved = firms.rename(folder / "firms.csv")
    write_firms(moved, ROWS[:2])
    assert load(home, moved, output).run(InlineEngine).manifest.origin == str(moved)
