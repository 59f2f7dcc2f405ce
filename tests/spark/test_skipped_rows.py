"""Rows with problems are left out as ``gaoxin load --skip-bad-rows`` leaves them out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.cli.skipped_files import SkippedFiles
from gaoxin.errors import BadUsage, InvalidSource
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.row_selection import RowSelection
from gaoxin.settings import Settings
from gaoxin.spark.input_parts import of_any_size
from gaoxin.spark.load_list import SparkLoad
from gaoxin.spark.load_run import SparkReport
from gaoxin.spark.manifest_file import read_manifest
from tests.fixtures.officer_lists import code
from tests.spark.conftest import digest_of_dataset, write_firms
from tests.spark.inline_engine import InlineEngine
from tests.spark.test_pieces import parquet_of

pytestmark = pytest.mark.long

BAD = ["合肥坏一有限公司|9134010000000000XX|||||1", "||合肥||||7"]
GOOD = [f"合肥丁{n}机械有限公司|{code('340100', 100 + n)}|||||{n}" for n in range(20)]


def load(settings: Settings, path: Path, output: Path, rows: RowSelection) -> SparkReport:
    return SparkLoad(settings, path, output, part_bytes=150, rows=rows).run(InlineEngine)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_the_other_rows_are_loaded(suffix: str, home: Settings, tmp_path: Path) -> None:
    path = write_firms(tmp_path / "firms.csv", [*GOOD[:9], BAD[0], *GOOD[9:], BAD[1], BAD[0]])
    path = parquet_of(path) if suffix == ".parquet" else path
    with pytest.raises(InvalidSource):
        load(home, path, tmp_path / "out", RowSelection())
    alone = RowSelection(may_skip=True)
    load_paths(home, [path], rows=alone)
    rows = RowSelection(may_skip=True)
    told: list[int] = []
    rows.before_publishing = lambda: told.append(rows.count())
    report = load(home, path, tmp_path / "out", rows)
    wanted = digest_of_dataset(home, path, tmp_path)
    assert (report.manifest.digest, report.manifest.quads) == wanted
    assert report.manifest.skipped == 3
    assert told == [3]
    assert rows.problems == alone.problems
    assert rows.inputs == alone.inputs
    assert rows.headers == alone.headers
    assert rows.sources == alone.sources
    assert len(list((tmp_path / "out").glob("run-*"))) == 1
    # Without leaving them out, the same file is refused, and the result stays.
    with pytest.raises(InvalidSource):
        load(home, path, tmp_path / "out", RowSelection())
    assert read_manifest(tmp_path / "out") == report.manifest


def test_rows_of_a_file_above_the_bounds_are_written(home: Settings, tmp_path: Path) -> None:
    path = write_firms(tmp_path / "firms.csv", [*GOOD, BAD[0]])
    bounded = replace(home, max_input_bytes=400)
    assert path.stat().st_size > bounded.max_input_bytes
    command = ("gaoxin", "spark", "load")
    skipped = SkippedFiles(
        tmp_path / "bad.csv", of_any_size(bounded), command=command, knows_sources=False
    )
    rows = RowSelection(may_skip=True)
    rows.before_publishing = lambda: skipped.write(rows)
    load(bounded, path, tmp_path / "out", rows)
    assert "合肥坏一有限公司" in (tmp_path / "bad.csv").read_text(encoding="utf-8")
    assert any("gaoxin spark load" in note for note in skipped.notes)
    assert not any("--source" in note for note in skipped.notes)


def test_nothing_is_published_if_the_rows_cannot_be_written(home: Settings, tmp_path: Path) -> None:
    path = write_firms(tmp_path / "firms.csv", [*GOOD, BAD[0]])

    def refuse() -> None:
        raise BadUsage("满了", "full")

    rows = RowSelection(may_skip=True, before_publishing=refuse)
    with pytest.raises(BadUsage, match="full"):
        load(home, path, tmp_path / "out", rows)
    assert read_manifest(tmp_path / "out") is None


def test_problems_of_the_file_are_not_left_out(home: Settings, tmp_path: Path) -> None:
    path = write_firms(tmp_path / "firms.csv", BAD)
    with pytest.raises(InvalidSource):
        load(home, path, tmp_path / "out", RowSelection(may_skip=True))
    assert read_manifest(tmp_path / "out") is None
