"""What stays of a workbook whose problems are written out: formats, values, texts, sheets."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from gaoxin.cli import run
from gaoxin.loaders.tables import faulty_sheet, problem_workbook
from tests.fixtures.problem_tables import (
    BAD,
    CORRECTED,
    HEADER,
    KINDS,
    correct_book,
    fact,
    is_marked,
    records,
    write_book,
    write_csv,
)

GREEN = "FF00FF00"


pytestmark = pytest.mark.usefixtures("home_with_sources", "wide_screen")


def test_formats_widths_and_other_sheets_stay(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "事实"
    for row in [HEADER, *BAD]:
        page.append(row)
    page["A1"].font = Font(bold=True)
    page["B2"].fill = PatternFill("solid", fgColor=GREEN)
    page["F9"].number_format = "0.00%"
    page.column_dimensions["A"].width = 33
    page.freeze_panes = "A2"
    notes = book.create_sheet("说明")
    notes["A1"], notes["B2"] = "填表说明", 12.5
    book.save(tmp_path / "名单.xlsx")
    assert run(["load", "名单.xlsx", "--problems", "问题.xlsx"]) == 1
    after = load_workbook(tmp_path / "问题.xlsx")
    assert after.sheetnames == ["事实", "说明"]
    assert (after["说明"]["A1"].value, after["说明"]["B2"].value) == ("填表说明", 12.5)
    page = after["事实"]
    assert page["A1"].font.bold
    assert page["B2"].fill.fgColor.rgb == GREEN
    assert page["F9"].number_format == "0.00%"
    assert (page.column_dimensions["A"].width, page.freeze_panes) == (33, "A2")
    marked = {cell.coordinate for row in page.iter_rows() for cell in row if is_marked(cell)}
    assert marked == {"C3", "H3", "H5"}


def test_texts_stay_texts(tmp_path: Path) -> None:
    rows = [fact("=1+1"), fact("-甲厂"), fact("0012"), fact("甲\x0b厂"), fact("乙厂", time="去年")]
    write_csv(tmp_path / "名单.csv", rows)
    assert run(["load", "名单.csv", "--problems", "问题.xlsx"]) == 1
    page = load_workbook("问题.xlsx").active
    assert page is not None
    found = [(row[0].value, row[0].data_type) for row in page.iter_rows(min_row=2)]
    assert found == [
        (t, "s") for t in ("=1+1", "-甲厂", "0012", "甲\N{REPLACEMENT CHARACTER}厂", "乙厂")
    ]
    # The replaced character is a problem as the original one was.
    assert run(["load", "问题.xlsx", "--problems", "2.csv"]) == 1
    assert "U+FFFD" in (tmp_path / "2.csv").read_text("utf-8-sig")


def test_formulas_are_written_with_their_values(tmp_path: Path) -> None:
    """openpyxl saves formulas without values, and those could not be loaded."""
    write_book(tmp_path / "名单.xlsx", BAD)
    with zipfile.ZipFile(tmp_path / "名单.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    formula = '<c r="A2" t="str"><f>"甲"&amp;"厂"</f><v>甲厂</v></c>'
    parts["xl/worksheets/sheet1.xml"] = re.sub(r'<c r="A2"[^>]*>.*?</c>', formula, sheet).encode()
    with zipfile.ZipFile(tmp_path / "名单.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert run(["load", "名单.xlsx", "--problems", "问题.xlsx"]) == 1
    page = load_workbook("问题.xlsx").active
    assert page is not None
    assert page["A2"].value == "甲厂"


@pytest.mark.parametrize("name", ["名单.xlsx", "名单.ods"])
def test_a_long_table_is_an_excerpt_that_is_not_loaded(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(faulty_sheet, "WHOLE_ROWS", 10)
    monkeypatch.setattr(problem_workbook, "WHOLE_CELLS", 10)
    rows = [fact(f"厂{n}", time="去年" if n == 9 else "") for n in range(20)]
    KINDS[name](tmp_path / name, rows)
    assert run(["load", name, "--problems", "问题.xlsx"]) == 1
    assert "too long" in capsys.readouterr().err
    page = load_workbook("问题.xlsx").active
    assert page is not None
    first = [row[0].value for row in page.iter_rows()]
    assert first == ["subject", "厂8", "厂9", "厂10"]
    assert str(page.cell(3, len(HEADER) + 1).value).startswith("row 11, time: ")
    assert run(["load", "问题.xlsx"]) == 1
    assert "excerpt" in capsys.readouterr().err
    assert run(["load", name, "--problems", "问题.csv"]) == 1
    assert len((tmp_path / "问题.csv").read_text("utf-8-sig").splitlines()) > len(rows)


def test_a_large_workbook_is_copied_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_workbook, "WHOLE_CELLS", 10)
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["一月的名单"])
    page.append([])
    page.append(["", 0.075, 12])
    page["B3"].number_format = "0.0%"
    book.create_sheet("事实")
    for row in [HEADER, *BAD]:
        book["事实"].append(row)
    book.move_sheet("事实", -1)
    book.save(tmp_path / "名单.xlsx")
    assert run(["load", "名单.xlsx", "--problems", "问题.xlsx"]) == 1
    after = load_workbook("问题.xlsx")
    assert after.sheetnames == ["事实", "Sheet"]
    page = after["Sheet"]
    assert (page["A1"].value, page["B3"].value, page["C3"].value) == ("一月的名单", 0.075, 12)
    assert page["B3"].number_format == "0.0%"
    assert is_marked(after["事实"]["H5"])
    correct_book(tmp_path / "问题.xlsx")
    assert run(["load", "问题.xlsx"]) == 0
    assert records() == {"名单": len(CORRECTED)}
