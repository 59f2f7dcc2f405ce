"""``gaoxin extract``: tables and texts, folders, runs that are interrupted."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from gaoxin.cli import run
from gaoxin.extraction.reading.read_article import read_article
from gaoxin.extraction.resources import way_of_reading
from gaoxin.extraction.row_spool import RowSpool
from gaoxin.settings import Settings, read_settings

TEXT = (
    "东山高新区开局良好\n\n"
    "  合肥高新区党工委书记李明介绍，2024年，东山高新区营业收入达到312.5亿元。\n"
)


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path / "home"))
    path = tmp_path / "文章.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_literal_evidence_and_its_place(article: Path, tmp_path: Path) -> None:
    table = tmp_path / "事实.csv"
    assert run(["extract", str(article), "-o", str(table), "--fast"]) == 0
    rows = rows_of(table)
    assert rows
    for row in rows:
        assert TEXT[int(row["start"]) : int(row["end"])] == row["evidence"]
        assert row["locator"] == "para. 2"
        assert row["method"]


def test_the_same_article_gives_the_same_bytes(article: Path, tmp_path: Path) -> None:
    tables = [tmp_path / "一.csv", tmp_path / "二.csv"]
    for table in tables:
        assert run(["extract", str(article), "-o", str(table)]) == 0
    assert tables[0].read_bytes() == tables[1].read_bytes()


def test_a_person_reads_sentences(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh", "extract", str(article), "--fast"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("东山高新区开局良好\n2 段，")
    assert "第 2 段" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_folder_is_read_as_far_as_it_can_be(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    article.rename(folder / "文章.txt")
    (folder / "空.txt").write_bytes(b"")
    table = tmp_path / "事实.csv"
    assert run(["--lang", "zh", "extract", str(folder), "-o", str(table), "--fast"]) == 1
    assert {Path(row["file"]).name for row in rows_of(table)} == {"文章.txt"}
    told = capsys.readouterr().err
    assert "空.txt：文件是空的" in told
    assert "2 个文件中有 1 个没有读" in told
    assert not list(tmp_path.glob(".*"))
    assert run(["extract", str(folder), "--format", "json", "--fast"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert {Path(row["file"]).name for row in shown["rows"]} == {"文章.txt"}


def test_an_interrupted_run_goes_on(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    files = [folder / f"{number}.txt" for number in range(4)]
    for file in files:
        file.write_text(TEXT + file.stem, encoding="utf-8")
    table, whole, read = tmp_path / "事实.csv", tmp_path / "全.csv", []

    def reading(path: Path) -> object:
        read.append(path)
        if len(read) == 3:
            raise KeyboardInterrupt
        return read_article(path)

    monkeypatch.setattr("gaoxin.extraction.reading.read_article.read_article", reading)
    assert run(["extract", str(folder), "-o", str(table), "--fast"]) == 130
    assert not table.exists()
    assert run(["extract", str(folder), "-o", str(table), "--fast"]) == 0
    assert read == [*files[:3], *files[2:]]
    assert run(["extract", str(folder), "-o", str(whole), "--fast"]) == 0
    assert table.read_bytes() == whole.read_bytes()


def test_what_was_read_counts_only_whole_and_unchanged(tmp_path: Path) -> None:
    table, files = tmp_path / "t.csv", [tmp_path / name for name in "abc"]
    for file in files:
        file.write_text(file.name)
    spool = RowSpool(table, "how")
    for file in files:
        spool.add(file, [{"row": file.name}])
    spool.close(is_finished=False)
    kept = tmp_path / ".t.csv.reading"
    kept.write_bytes(kept.read_bytes()[:-5])
    files[0].write_text("changed")
    again = RowSpool(table, "how")
    assert [again.has(file) for file in files] == [False, True, False]
    again.add(files[2], [{"row": "new"}])
    assert list(again.rows(files[1:])) == [{"row": "b"}, {"row": "new"}]
    again.close(is_finished=True)
    assert not kept.exists()
    other = RowSpool(table, "another")
    assert (other.resumed, other.outdated) == (0, 0)
    other.add(files[0], [])
    other.close(is_finished=False)
    later = RowSpool(table, "a third")
    assert (later.resumed, later.outdated) == (0, 1)
    later.close(is_finished=True)


def test_files_are_read_again_after_a_new_generation(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    empty = read_settings({"GAOXIN_HOME": str(tmp_path / "home")})
    ways = {
        way_of_reading(settings, fast=fast)
        for settings in (empty, shipped_settings)
        for fast in (True, False)
    }
    assert len(ways) == 4
