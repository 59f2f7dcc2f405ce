"""Workbooks and Parquet: read, or refused with a reason; the process is never aborted."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from gaoxin.errors import InvalidSource
from gaoxin.loaders.tables.cell_texts import spreadsheet_text
from gaoxin.loaders.tables.reading import open_table, read_table
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds
from tests.fixtures.refusals import refused
from tests.fixtures.workbooks import ods_row, row, write_ods, write_xlsx

ODS_ERROR = (
    '<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell '
    'table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
)


def problem_of(path: Path, bounds: Bounds = DEFAULT_BOUNDS) -> Problem:
    (problem,) = refused(partial(read_table, path, bounds=bounds))
    assert problem.file == path.name
    return problem


def cells_of(path: Path) -> list[tuple[int, list[str]]]:
    return [(row.line, list(row.cells.values())) for row in read_table(path).rows]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, parts: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)


def test_workbooks_of_every_kind_are_read(tmp_path: Path) -> None:
    xlsx = write_xlsx(tmp_path / "a.xlsx", row(1, "a", "b") + row(3, "x", "y"))
    ods = write_ods(tmp_path / "a.ods", ods_row("a", "b") + ods_row("") + ods_row("x", "y"))
    assert cells_of(xlsx) == cells_of(ods) == [(3, ["x", "y"])]
    # The content decides the format, so that a wrong suffix does not matter.
    assert cells_of(xlsx.rename(tmp_path / "b.xls")) == [(3, ["x", "y"])]
    assert cells_of(ods.rename(tmp_path / "b.xlsx")) == [(3, ["x", "y"])]


def test_an_xls_workbook_is_read() -> None:
    path = Path(__file__).parents[1] / "fixtures" / "old.xls"
    assert cells_of(path) == [(2, ["甲厂", "69.7", "2025-01-02"]), (3, ["乙厂", "3", ""])]


def test_an_error_in_xls_is_a_problem() -> None:
    problem = problem_of(Path(__file__).parents[1] / "fixtures" / "error.xls")
    assert "error value" in problem.en
    assert (problem.line, problem.column) == (3, "B")


def test_rows_repeated_in_ods_keep_their_numbers(tmp_path: Path) -> None:
    trailing = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = ods_row("a") + ods_row("x", repeated=2) + ods_row("") + ods_row("y") + trailing
    assert cells_of(write_ods(tmp_path / "a.ods", table)) == [(2, ["x"]), (3, ["x"]), (5, ["y"])]


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ('<c r="B2" t="e"><v>#N/A</v></c>', "error value"),
        ("<c t='e' r='B2'><f>1/0</f><v>#DIV/0!</v></c>", "error value"),
        ('<c r="B2"><f>1+1</f></c>', "no stored result"),
        ('<c r="B2"><f>1+1</f><v></v></c>', "no stored result"),
        ('<c r="B2"><f>1+1</f><v/></c>', "no stored result"),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', ""),
        ('<c r="B2"><v></v></c>', ""),
        ('<c r="B2" s="1"/>', ""),
        ("<!-- <c r='B2' t='e'><v>#N/A</v></c> -->", ""),
    ],
)
def test_a_cell_that_would_come_out_empty_is_a_problem(
    tmp_path: Path, cell: str, english: str
) -> None:
    sheet = row(1, "a", "b") + f'<row r="2"><c r="A2"><v>1</v></c>{cell}</row>'
    path = write_xlsx(tmp_path / "a.xlsx", sheet + row(3, "x", "y"))
    if not english:
        assert len(read_table(path).rows) == 2
        return
    problem = problem_of(path)
    assert english in problem.en
    assert (problem.line, problem.column) == (2, "B")


def test_cells_without_references_are_counted(tmp_path: Path) -> None:
    sheet = row(1, "a", "b") + '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    problem = problem_of(write_xlsx(tmp_path / "a.xlsx", sheet))
    assert (problem.line, problem.column) == (2, "B")


def test_an_error_in_ods_is_a_problem(tmp_path: Path) -> None:
    table = ods_row("a", "b", "c") + ods_row("x", "y", "z", repeated=3) + ODS_ERROR
    problem = problem_of(write_ods(tmp_path / "a.ods", table))
    assert "error value" in problem.en
    assert (problem.line, problem.column) == (5, "C")


@pytest.mark.parametrize("far", ["XFD1048576", "K1048576", "AB900000", "ZZ20000"])
def test_a_cell_far_from_the_table_is_named(tmp_path: Path, far: str) -> None:
    cell = f'<row r="{far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{far}"><v>1</v></c></row>'
    problem = problem_of(write_xlsx(tmp_path / "a.xlsx", row(1, "a", "b") + row(2, "x") + cell))
    assert f"reach as far as {far}" in problem.en
    assert f"散布到 {far}" in problem.zh
    blank = cell.replace("<v>1</v>", "")  # a cell with only a format is empty
    path = write_xlsx(tmp_path / "b.xlsx", row(1, "a") + row(2, "x") + blank)
    assert cells_of(path) == [(2, ["x"])]


def test_a_long_narrow_table_is_not_far(tmp_path: Path) -> None:
    rows = row(1, "a", "b") + row(2, "x", "y") + row(40_000, "z", "y")
    assert [line for line, _ in cells_of(write_xlsx(tmp_path / "a.xlsx", rows))] == [2, 40_000]


def test_the_first_visible_sheet_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "字典"
    book.active.append(["代码", 1.0])
    book.active.sheet_state = "hidden"
    for name in ("名单", "说明", "草稿"):
        book.create_sheet(name).append([f"列{name}"])
    book["名单"].append(["甲"])
    book["草稿"].sheet_state = "hidden"
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert (table.columns, [row.cells for row in table.rows]) == (["列名单"], [{"列名单": "甲"}])
    assert [(note.sheet, note.en) for note in table.notes] == [
        ("字典", "the hidden sheet '字典' was not read."),
        ("说明", "the sheet '说明' was not read."),
        ("草稿", "the hidden sheet '草稿' was not read."),
    ]
    assert table.notes[0].zh == "隐藏的工作表「字典」没有读。"


def test_hidden_rows_are_left_out_and_merged_cells_filled(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["园区", "企业"], ["甲区", "一"], ["", "二"], ["", "三"], ["乙区", "四"]):
        book.active.append(cells)
    book.active.merge_cells("A2:A4")
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[5].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert cells_of(tmp_path / "a.xlsx") == [(2, ["甲区", "一"]), (4, ["甲区", "三"])]


@pytest.mark.parametrize(
    ("content", "english"),
    [
        (b"<html><table><tr><td>a</td></tr></table></html>", "web page or a text"),
        ("a,b\n1,2\n".encode("gb18030"), "web page or a text"),
        (b"PK\x03\x04" + bytes(60), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_file_that_is_no_workbook(
    tmp_path: Path, content: bytes, english: str, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert english in problem_of(path).en


def test_a_workbook_cut_short_or_changed_in_a_byte(tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + row(2, "x")).read_bytes()
    path = tmp_path / "b.xlsx"
    for size in range(20, len(whole), len(whole) // 8):
        path.write_bytes(whole[:size])
        assert "damaged" in problem_of(path).en
    for place in range(40, len(whole), len(whole) // 12):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with contextlib.suppress(InvalidSource):  # any other exception would end the program
            assert read_table(path).columns == ["a"]


def test_a_protected_workbook_is_told_so(tmp_path: Path) -> None:
    """The start of an OLE container, and the name of the stream with the encrypted workbook."""
    path = tmp_path / "a.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(600))
    assert "password" in problem_of(path).en
    assert "密码" in problem_of(path).zh


def test_an_encrypted_xls_workbook_is_told_so(tmp_path: Path) -> None:
    """A FILEPASS record after the start of the workbook, as Excel 97 writes it."""
    content = (Path(__file__).parents[1] / "fixtures" / "old.xls").read_bytes()
    begin = content.index(b"\x09\x08\x10\x00") + 20
    path = tmp_path / "a.xls"
    path.write_bytes(content[:begin] + b"\x2f\x00" + content[begin + 2 :])
    assert "password" in problem_of(path).en


def test_an_encrypted_ods_workbook_is_told_so(tmp_path: Path) -> None:
    encryption = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    path = write_ods(tmp_path / "a.ods", ods_row("a") + ods_row("x"))
    parts = parts_of(path)
    parts["META-INF/manifest.xml"] += encryption
    parts["content.xml"] = bytes(range(256))
    rewrite(path, parts.items())
    assert "password" in problem_of(path).en


@pytest.mark.parametrize("place", ["worksheets/sub/1.xml", "sheets/a.xml", "worksheets/sheet1"])
def test_a_worksheet_may_have_any_name(tmp_path: Path, place: str) -> None:
    """If a worksheet were not scanned, an error value would be read as an empty cell."""
    sheet = row(1, "a", "b") + '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c>'
    path = write_xlsx(tmp_path / "a.xlsx", sheet + "</row>")
    parts = parts_of(path)
    parts[f"xl/{place}"] = parts.pop("xl/worksheets/sheet1.xml")
    links = "xl/_rels/workbook.xml.rels"
    parts[links] = parts[links].replace(b"worksheets/sheet1.xml", place.encode())
    rewrite(path, parts.items())
    assert "error value" in problem_of(path).en


@pytest.mark.parametrize(
    "twice",
    [
        row(2, "x", "y") + row(2, "z"),
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="A2"><v>3</v></c></row>',
        '<row r="2"><c r="a2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        row(3, "x", "y") + row(2, "z"),
    ],
)
def test_a_cell_that_stands_twice_or_out_of_order(tmp_path: Path, twice: str) -> None:
    """The library keeps the last of two cells."""
    problem = problem_of(write_xlsx(tmp_path / "a.xlsx", row(1, "a", "b") + twice))
    assert "the cell A2 stands twice or out of order" in problem.en
    assert "单元格 A2" in problem.zh


def test_an_archive_with_two_parts_of_one_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + row(2, "x"))
    parts = list(parts_of(path).items())
    sheet = "xl/worksheets/sheet1.xml"
    with pytest.warns(UserWarning, match="Duplicate name"):
        rewrite(path, [*parts, (sheet, dict(parts)[sheet])])
    assert f"2 parts named {sheet}" in problem_of(path).en


def test_a_text_without_a_type_in_ods_is_a_problem(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>n</text:p></office:annotation>"
    good = f"<table:table-row><table:table-cell>{note}<text:p> </text:p></table:table-cell>"
    bad = "<table:table-row><table:table-cell/><table:table-cell><text:p><text:span>y</text:span>"
    table = ods_row("a", "b") + ods_row("x", "y") + good + "</table:table-row>"
    assert cells_of(write_ods(tmp_path / "a.ods", table)) == [(2, ["x", "y"])]
    table += bad + "</text:p></table:table-cell></table:table-row>"
    problem = problem_of(write_ods(tmp_path / "a.ods", table))
    assert "a text and no type" in problem.en
    assert (problem.line, problem.column) == (4, "B")


def test_an_archive_without_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "no XLSX or ODS workbook" in problem_of(tmp_path / "a.xlsx").en


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + row(2, "x"))
    parts = parts_of(path)
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts[sheet]
    rewrite(path, parts.items())
    assert "document type declaration" in problem_of(path).en


def test_numbers_come_as_written() -> None:
    texts: list[tuple[object, str]] = [
        (1.0, "1"),
        (-3.0, "-3"),
        (69.7, "69.7"),
        (0.1 + 0.2, "0.3"),
        (999999999999999.0, "999999999999999"),
        (-999999999999999, "-999999999999999"),
        (1e-7, "0.0000001"),
        (True, "true"),
        (False, "false"),
    ]
    for value, text in texts:
        assert spreadsheet_text(value) == (text, "", "")
    for value in (1e15, -1e15, 10**15, 91120000103456789):
        text, zh, en = spreadsheet_text(value)
        assert text.startswith(str(int(value)))
        assert "15 位" in zh
        assert "digits" in en


def test_parquet_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"a": ["x"] * 100}), path)
    whole = path.read_bytes()
    for content in (whole[:-10], whole[: len(whole) // 2], b"PAR1" + bytes(50) + b"PAR1"):
        path.write_bytes(content)
        assert "Parquet" in problem_of(path).en


def test_rows_come_one_by_one_and_the_process_ends_with_the_reading(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + "".join(map(_numbered, range(2, 3000))))
    stream = open_table(path)
    assert next(stream.rows).cells == {"a": "2"}
    del stream  # closes the generator, which kills the other process and waits for it
    listed = subprocess.run(
        ["ps", "-A", "-o", "ppid=,args="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    mine = [line for line in listed if line.split(maxsplit=1)[0] == str(os.getpid())]
    assert mine  # ps itself
    assert not any("sheet_process" in line for line in mine)


def _numbered(number: int) -> str:
    return f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>'


def test_a_reader_that_is_killed_is_a_problem_of_the_file(tmp_path: Path) -> None:
    """A process that kills itself by a signal, like a library that aborts."""
    path = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + row(2, "x"))
    (tmp_path / "python_calamine.py").write_text("import os; os.abort()\n")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from gaoxin.loaders.tables.reading import read_table\n"
        "from gaoxin.errors import InvalidSource\n"
        "try:\n"
        f"    read_table({str(path)!r})\n"
        "except InvalidSource as found:\n"
        "    print(found.en)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert f"failed on this file (status -{int(signal.SIGABRT)})" in done.stdout
