"""The column of reasons: its heading, how it is left out, and which dataset it names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from gaoxin.errors import InvalidSource
from gaoxin.language import choose_language
from gaoxin.loaders.tables.reading import read_table
from gaoxin.loaders.tables.reason_column import (
    ReasonHeading,
    dataset_of_corrected,
    read_heading,
    without_reasons,
)

NAMES = ["名单", "2024/企业", "名单（2025）", "R&D", "My-facts.v2", "a:b", "（高新图谱：x）"]


def heading(name: str, language: str = "zh", *, is_excerpt: bool = False) -> str:
    choose_language(language)
    return str(ReasonHeading(name, is_excerpt))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_heading_names_the_dataset(name: str, language: str) -> None:
    for is_excerpt in (False, True):
        text = heading(name, language, is_excerpt=is_excerpt)
        assert read_heading(f" {text}\n第一行有问题") == ReasonHeading(name, is_excerpt)


@pytest.mark.parametrize(
    "text", ["问题", "存在问题", "Problem", "高新图谱", "问题（高新图谱：）", ""]
)
def test_other_headings_are_not_ours(text: str) -> None:
    assert read_heading(text) is None


def test_only_the_column_is_left_out() -> None:
    mark = heading("名单")
    rows = [
        (1, ["企业名单", "", "", ""]),
        (3, ["名称", "存在问题", mark, "备注"]),
        (4, ["甲厂", "缺地", "名称：太短", "x"]),
        (5, ["乙厂", "", "", ""]),
        (6, ["丙厂"]),
    ]
    assert list(without_reasons(iter(rows), "a.csv")) == [
        (1, ["企业名单", "", "", ""]),
        (3, ["名称", "存在问题", "", "备注"]),
        (4, ["甲厂", "缺地", "", "x"]),
        (5, ["乙厂", "", "", ""]),
        (6, ["丙厂"]),
    ]
    last = [(1, ["a", mark]), (2, ["x", "bad"]), (3, ["", "only a reason"])]
    assert list(without_reasons(iter(last), "a.csv")) == [(1, ["a"]), (2, ["x"])]


def test_an_excerpt_is_refused() -> None:
    rows = [(1, ["a", heading("名单", is_excerpt=True)]), (2, ["x", ""])]
    with pytest.raises(InvalidSource) as caught:
        list(without_reasons(iter(rows), "a.csv"))
    assert "名单" in caught.value.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_corrected_csv_is_recognised(
    name: str, language: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        mark = heading(name, language)
        csv.writer(file).writerows([["名称", f"{mark}\n更多"], ["甲厂", ""]])
    assert dataset_of_corrected(path) == name
    assert read_table(path).columns == ["名称"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_corrected_workbook_is_recognised(name: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["名称", heading(name, language)])
    page.append(["甲厂", "名称：太短"])
    book.save(path)
    assert dataset_of_corrected(path) == name
    table = read_table(path)
    assert table.columns == ["名称"]
    assert [row.cells for row in table.rows] == [{"名称": "甲厂"}]


def test_other_files_name_no_dataset(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,问题\n甲厂,（高新图谱：x）\n", "utf-8")
    assert dataset_of_corrected(path) is None
    path.write_bytes(b"\xff\x00\x81")
    assert dataset_of_corrected(path) is None
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"PK no workbook")
    assert dataset_of_corrected(book) is None
    assert dataset_of_corrected(tmp_path / "absent.xlsx") is None
