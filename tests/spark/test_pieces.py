"""What is told of a list that was read in pieces, and the bounds and changes of its file."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from gaoxin.errors import InvalidSource
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.loaders.lists.understanding import Understanding
from gaoxin.loaders.load import load_paths
from gaoxin.model import Problem
from gaoxin.settings import Settings
from gaoxin.spark.engine import Plan
from gaoxin.spark.first_problems import first_problems
from gaoxin.spark.input_parts import LEAST, cut_inputs, part_size
from gaoxin.spark.load_list import SparkLoad
from gaoxin.spark.tasks import ReadTask, TaskReport
from tests.spark.conftest import write_firms
from tests.spark.inline_engine import InlineEngine, InlineRows

pytestmark = pytest.mark.long

ROWS = [f"合肥丁{n}机械有限公司||||||{n}" for n in range(30)]


def registers(path: Path) -> Path:
    """A list with all that is left out: personal data, totals, unclear cells, placeholders."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["企业名称", "法定代表人", "注册资本（万元）", "联系电话"])
        for n in range(40):
            person = "王" if n % 9 == 4 else "李四明"
            capital = "—" if n % 7 == 3 else n
            out.writerow([f"合肥丁{n}机械有限公司", person, capital, "0551-65310000"])
            if n % 10 == 9:
                out.writerow(["合计", "", n * 10, ""])
    return path


def parquet_of(path: Path) -> Path:
    target = path.with_suffix(".parquet")
    options = pyarrow.csv.ConvertOptions(
        column_types=dict.fromkeys(path.open(encoding="utf-8").readline().strip().split(","), "str")
    )
    table = pyarrow.csv.read_csv(path, convert_options=options)
    pyarrow.parquet.write_table(table, target, row_group_size=7)
    return target


def test_a_text_is_cut_into_even_parts(home: Settings, tmp_path: Path) -> None:
    path = registers(tmp_path / "firms.csv")
    size = path.stat().st_size
    row = max(map(len, path.read_bytes().splitlines(keepends=True)))
    for wanted in (size - 1, size // 2, size // 3 + 1, 150):
        parts = cut_inputs(path, ListOptions(), home, wanted)
        lengths = [part.end - part.start for part in parts]
        assert sum(lengths) == size
        assert len(parts) <= -(-size // wanted)
        assert max(lengths) < -(-size // -(-size // wanted)) + row
        assert min(lengths) > 0


def test_there_is_work_in_all_places(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x" * 9_000_000)
    (tmp_path / "b.csv").write_bytes(b"x" * 1_000_000)
    assert part_size(tmp_path, 16_000_000, 4) == 2_500_000
    assert part_size(tmp_path, 2_000_000, 4) == 2_000_000
    assert part_size(tmp_path, 16_000_000, 100) == LEAST
    assert part_size(tmp_path, 150, 100) == 150


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_what_is_left_out_is_told_as_by_the_single_machine(
    suffix: str, home: Settings, tmp_path: Path
) -> None:
    path = registers(tmp_path / "firms.csv")
    if suffix == ".parquet":
        path = parquet_of(path)
    wanted: list[Understanding] = []
    load_paths(home, [path], lists=ListOptions(tell=wanted.append))
    told: list[Understanding] = []
    engine = InlineEngine()
    options = ListOptions(tell=told.append)
    SparkLoad(home, path, tmp_path / "out", lists=options, part_bytes=150).run(lambda: engine)
    assert engine.reads > 3
    assert told == wanted
    [found] = told
    assert found.left_out.counts["total"] == 4
    assert len(found.remarks) > 1
    assert any(column.reason for column in found.columns)


def test_a_list_without_firms_in_any_piece_is_refused(home: Settings, tmp_path: Path) -> None:
    path = write_firms(tmp_path / "firms.csv", [f"合计|||||||{n}" for n in range(60)])
    with pytest.raises(InvalidSource, match=r"gaoxin remove"):
        SparkLoad(home, path, tmp_path / "out", part_bytes=150).run(InlineEngine)


class ChangingRows(InlineRows):
    """Rows whose file is touched while they are translated."""

    path: Path

    def translate(self, plan: Plan) -> list[TaskReport]:
        os.utime(self.path, (1, 1))
        return super().translate(plan)


class ChangingEngine(InlineEngine):
    """Changes a file before it is read, or while it is translated."""

    def __init__(self, path: Path, *, is_early: bool) -> None:
        super().__init__()
        self.path, self.is_early = path, is_early

    def read(self, task: ReadTask, count: int) -> InlineRows:
        if self.is_early:
            os.utime(self.path, (1, 1))
        rows = super().read(task, count)
        if not self.is_early:
            rows.__class__ = ChangingRows
            rows.path = self.path  # type: ignore[attr-defined]
        return rows


@pytest.mark.parametrize("is_early", [True, False])
@pytest.mark.parametrize("size", [150, 1 << 20])
def test_a_file_that_changes_during_the_run_is_refused(
    is_early: bool, size: int, home: Settings, tmp_path: Path
) -> None:
    path, output = write_firms(tmp_path / "firms.csv", ROWS), tmp_path / "out"
    engine = ChangingEngine(path, is_early=is_early)
    with pytest.raises(InvalidSource, match=r"changed while|发生了变化"):
        SparkLoad(home, path, output, part_bytes=size).run(lambda: engine)
    assert not (output / "manifest.json").exists()
    assert not list(output.glob("run-*"))


def test_as_many_problems_are_told_as_for_one_machine(home: Settings, tmp_path: Path) -> None:
    few = replace(home, max_problems=5)
    rows = [f"合肥丁{n}机械有限公司|9134010000000000XX||||||{n}" for n in range(30)]
    path = write_firms(tmp_path / "firms.csv", rows)
    with pytest.raises(InvalidSource) as wanted:
        load_paths(few, [path])
    with pytest.raises(InvalidSource) as refused:
        SparkLoad(few, path, tmp_path / "out", part_bytes=150).run(InlineEngine)
    assert refused.value.problems == wanted.value.problems
    assert len(refused.value.problems) == 6
    assert "GAOXIN_MAX_PROBLEMS" in refused.value.problems[-1].en


def test_problems_of_a_row_stay_together_and_files_are_counted_apart(home: Settings) -> None:
    few = replace(home, max_problems=2)
    problems = [Problem(f, n, c, "", "x", "x") for f in "ab" for n in (2, 1, 3) for c in "AB"]
    found = first_problems([*problems, *problems], few)
    assert [(p.file, p.line, p.column) for p in found] == [
        (f, n, c) for f in "ab" for n, c in ((1, "A"), (1, "B"), (2, ""))
    ]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_file_above_the_bound_is_read_in_pieces_below_it(
    suffix: str, home: Settings, tmp_path: Path
) -> None:
    path = write_firms(tmp_path / "firms.csv", ROWS)
    if suffix == ".parquet":
        path = parquet_of(path)
    most = path.stat().st_size - 1
    small = replace(home, max_input_bytes=most, max_decompressed_bytes=most)
    engine = InlineEngine()
    SparkLoad(small, path, tmp_path / "out", part_bytes=150).run(lambda: engine)
    assert engine.reads > 3


@pytest.mark.parametrize(
    ("suffix", "bound"),
    [(".csv", "GAOXIN_MAX_INPUT_BYTES"), (".parquet", "GAOXIN_MAX_DECOMPRESSED_BYTES")],
)
def test_a_piece_above_the_bound_is_refused(
    suffix: str, bound: str, home: Settings, tmp_path: Path
) -> None:
    path = write_firms(tmp_path / "firms.csv", ROWS)
    if suffix == ".parquet":
        path = parquet_of(path)
    small = replace(home, max_input_bytes=100, max_decompressed_bytes=100)
    with pytest.raises(InvalidSource, match=bound):
        SparkLoad(small, path, tmp_path / "out", part_bytes=150).run(InlineEngine)
