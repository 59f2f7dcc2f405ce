"""Where problems stand in a table: header, sheet, column and cell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from gaoxin.errors import InvalidSource
from gaoxin.loaders.problems import excerpt
from gaoxin.loaders.tables.fault_places import SheetShape, read_whole, survey
from gaoxin.loaders.tables.faulty_sheet import FaultySheet, faulty_sheets, has_room, locate
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS

LIST = [
    ["合肥高新区2025年重点企业名单", "", "", "", "", ""],
    ["序号", "企业名称", "所属园区", "产业", "2024年", "2023年"],
    ["", "", "", "", "营业收入", "营业收入"],
    ["1", "甲厂", "合肥高薪区", "光伏、储能", "100", "100"],
    ["2", "乙厂", "甲厂", "A", "很多", "90"],
]


def shape_of(rows: list[list[str]], *kept: int) -> SheetShape:
    shape = SheetShape()
    for line, cells in enumerate(rows, start=1):
        shape.add(line, cells, keep=line in kept)
    return shape


def problem(line: int | None, column: str = "", value: str = "", cell: str = "") -> Problem:
    return Problem("a.xlsx", line, column, value, "坏。", "bad.", cell=cell)


def located(item: Problem, *, header: int = 3) -> Problem:
    (found,) = locate([shape_of(LIST, 4, 5)], [item], {"": header})
    return found


@pytest.mark.parametrize(
    ("item", "column", "cell"),
    [
        (problem(4, "所属园区", "合肥高薪区"), "所属园区", "C4"),
        (problem(4, " 所属 园区"), " 所属 园区", "C4"),
        (problem(5, "E"), "E", "E5"),
        (problem(5, "2024年 / 营业收入", cell="E5"), "2024年 / 营业收入", "E5"),
        # The heading alone is ambiguous, but only one cell has the value.
        (problem(5, "2024年 / 营业收入", "很多"), "2024年 / 营业收入", "E5"),
        # Later stages know the name, not the column.
        (problem(4, "", "合肥高薪区"), "所属园区", "C4"),
        (problem(4, "", "储能"), "产业", "D4"),
        (problem(5, "", "很多"), "营业收入", "E5"),
        # Two cells have the value, or none: it stays unknown.
        (problem(4, "", "100"), "", ""),
        (problem(4, "", "不在表中"), "", ""),
        (problem(4), "", ""),
        (problem(None, "", "合肥高薪区"), "", ""),
    ],
)
def test_a_problem_is_located(item: Problem, column: str, cell: str) -> None:
    found = located(item)
    assert (found.column, found.cell) == (column, cell)
    assert (found.file, found.line, found.zh) == (item.file, item.line, item.zh)


def test_a_covered_or_cut_value_is_located() -> None:
    """A problem shows an excerpt of its cell."""
    for cell in ("张三 13800001234", "甲" * 300):
        shape = shape_of([["企业", "法人"], ["甲厂", cell]], 2)
        (found,) = locate([shape], [problem(2, "", excerpt(cell))], {"": 1})
        assert found.cell == "B2"


def test_the_header_is_the_row_with_the_headings_if_it_is_not_known() -> None:
    shape = shape_of(LIST, 4)
    locate([shape], [problem(4, "所属园区")], {})
    assert shape.header == 2


def test_problems_without_a_sheet_belong_to_the_sheet_with_the_header() -> None:
    shapes = [SheetShape("说明"), SheetShape("企业")]
    for shape in shapes:
        for line, cells in enumerate(LIST, start=1):
            shape.add(line, cells, keep=True)
    (found,) = locate(shapes, [problem(4, "", "合肥高薪区")], {"企业": 3})
    assert (found.sheet, found.cell) == ("企业", "C4")
    (found,) = locate(shapes, [problem(4, "", "合肥高薪区")], {})
    assert found.sheet == "说明"
    shapes[0].is_hidden = True
    (found,) = locate(shapes, [problem(4, "", "合肥高薪区")], {})
    assert found.sheet == "企业"


def test_reasons_of_a_row_are_told_once_each() -> None:
    shape = shape_of(LIST, 4)
    items = locate([shape], [problem(4, "产业"), problem(4, "产业"), problem(4)], {"": 3})
    (sheet,) = faulty_sheets([shape], items)
    assert sheet.faults.text(4) == "产业: bad.\nbad."
    (sheet,) = faulty_sheets([shape], items, numbered=True)
    assert sheet.faults.text(4) == "row 4, 产业: bad.\nrow 4, bad."


def test_the_column_of_reasons_is_right_of_the_table() -> None:
    shape = shape_of([*LIST, ["", "", "", "", "", "", "备注"]])
    assert FaultySheet(shape).reasons == 7
    wide = FaultySheet(SheetShape(width=16_384))
    wide.faults.reasons[2] = ["bad"]
    assert not has_room([wide])
    assert has_room([FaultySheet(SheetShape(width=16_384)), FaultySheet(shape)])


def test_all_sheets_are_surveyed(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "企业"
    for row in LIST:
        page.append(row)
    page.merge_cells("A1:F1")
    page.row_dimensions[4].hidden = True
    hidden = book.create_sheet("代码")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    book.save(path)
    first, second = survey(path, DEFAULT_BOUNDS, {4})
    assert (first.name, first.width, first.rows, first.last) == ("企业", 6, 5, 5)
    assert first.kept[4][1] == "甲厂"  # hidden rows are written, too
    assert first.merged == [(1, 0, 1, 5)]
    assert (second.name, second.is_hidden) == ("代码", True)


def test_lines_that_are_no_rows_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,2\n"3"x,"4\n5"\n6,7\n"8"y,9\n', "utf-8")
    rows = [row for sheet in read_whole(path, DEFAULT_BOUNDS) for row in sheet.rows]
    assert rows == [
        (1, ["a", "b"]),
        (2, ["1", "2"]),
        (3, ['"3"x,"4']),
        (4, ['5"']),
        (5, ["6", "7"]),
        (6, ['"8"y,9']),
    ]


def test_a_table_that_cannot_be_read_to_its_end_is_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a", "b"], ["1", "2"]])
        file.write('"3,4\n5,6\n')
    with pytest.raises(InvalidSource):
        survey(path, DEFAULT_BOUNDS)
