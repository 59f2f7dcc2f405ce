"""What a workbook hides and merges."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from gaoxin.loaders.tables.opening import open_sheets
from gaoxin.loaders.tables.workbook_layout import (
    HiddenParts,
    MergedCells,
    SheetHead,
    in_ranges,
    visible_rows,
)
from gaoxin.model import Problem
from tests.fixtures.workbooks import ods_row, write_ods


def heads_of(path: Path) -> list[SheetHead]:
    return [sheet.head for sheet in open_sheets(path, path.name, [])]


def test_hidden_and_merged_parts_of_xlsx(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("甲", "乙"):
        sheet = book.create_sheet(name)
        for row in range(6):
            sheet.append([f"{name}{row}", row])
    book["乙"].merge_cells("A2:B4")
    for row in (3, 4, 6):
        book["乙"].row_dimensions[row].hidden = True
    book["乙"].column_dimensions["B"].hidden = True
    book["乙"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert heads_of(tmp_path / "a.xlsx") == [
        SheetHead("甲"),
        SheetHead("乙", True, [(3, 4), (6, 6)], [(1, 1)], [(2, 0, 4, 1)]),
    ]


def test_hidden_parts_of_ods(tmp_path: Path) -> None:
    hidden = ods_row("x", repeated=2).replace(
        "<table:table-row", '<table:table-row table:visibility="filter"'
    )
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    path = write_ods(tmp_path / "a.ods", columns + ods_row("a", "b", "c") + hidden + ods_row("y"))
    assert heads_of(path) == [SheetHead("Sheet1", False, [(2, 3)], [(2, 2)])]


def test_a_problem_names_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("甲", "乙"):
        book.create_sheet(name)["A1"] = "#N/A" if name == "乙" else "x"
    book.save(tmp_path / "a.xlsx")
    problems: list[Problem] = []
    for sheet in open_sheets(tmp_path / "a.xlsx", "a.xlsx", problems):
        list(sheet.rows)
    assert [(problem.sheet, problem.column) for problem in problems] == [("乙", "A")]


def test_merged_cells_have_the_text_of_the_first() -> None:
    merged = MergedCells([(1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 2, 2)])
    rows = [["标题", "", ""], ["企业", "2024年", ""], ["", "营收", "税收"], ["甲", "1", ""]]
    filled = [sorted(merged.fill(line, cells)) for line, cells in enumerate(rows, start=1)]
    assert rows == [
        ["标题", "标题", "标题"],
        ["企业", "2024年", "2024年"],
        ["企业", "营收", "税收"],
        ["甲", "1", ""],
    ]
    assert filled == [[1, 2], [2], [0], []]


def test_an_area_whose_first_row_is_not_given_stays_empty() -> None:
    """The row is hidden, so that nothing says what its cells hold."""
    merged = MergedCells([(1, 0, 3, 0)])
    cells = ["", "x"]
    assert merged.fill(2, cells) == {}
    assert cells == ["", "x"]


def test_hidden_ranges() -> None:
    parts = HiddenParts()
    for first, last in ((2, 2), (3, 5), (9, 9)):
        parts.add_rows(first, last)
    assert parts.rows == [(2, 5), (9, 9)]
    rows = [(line, [str(line)]) for line in (1, 2, 5, 6, 9, 10)]
    assert [line for line, _ in visible_rows(iter(rows), parts.rows)] == [1, 6, 10]
    assert [n for n in range(1, 11) if in_ranges(n, parts.rows)] == [2, 3, 4, 5, 9]
