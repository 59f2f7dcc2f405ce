"""Files to rows: encodings, shapes, characters, spreadsheets; bad input gives problems only."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.errors import InvalidSource
from gaoxin.loaders.tables.reading import find_inputs, open_table, read_table
from gaoxin.model import Problem
from gaoxin.ontology.characters import forbidden_character
from tests.fixtures.property_tests import reuse_folder
from tests.fixtures.refusals import refused

TEXT = "名称,说明\n天津滨海高新区,“高新” 之一\n朱镕基,𠮷野家\n"


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems_of(path: Path) -> list[Problem]:
    problems = refused(read_table, path)
    assert {problem.file for problem in problems} == {path.name}
    return problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be-bom"])
def test_same_rows_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    content = (
        b"\xfe\xff" + TEXT.encode("utf-16-be")
        if encoding == "utf-16-be-bom"
        else TEXT.encode(encoding)
    )
    table = read_table(write(tmp_path, "a.csv", content))
    assert table.columns == ["名称", "说明"]
    assert [row.cells["名称"] for row in table.rows] == ["天津滨海高新区", "朱镕基"]
    assert table.rows[1].cells["说明"] == "𠮷野家"
    assert [row.line for row in table.rows] == [2, 3]


@pytest.mark.parametrize(
    ("content", "line", "english"),
    [
        (b"\x00" * 5000, None, "zero bytes"),
        (b"a,b\n1,\x00\n", 2, "zero bytes"),
        (b"", None, "empty"),
        (b"\n \n\n", None, "no header"),
        ("a,b\nOrléans,français\n".encode("latin-1"), 2, "UTF-8"),
        ("名稱,縣市\n天津濱海高新區,臺灣的電子產業\n".encode("big5"), 1, "UTF-8"),
        ("a\nкириллица\n".encode("cp1251"), 2, "UTF-8"),
        (b"a,b\n1,2\n1,\xed\xa0\x80\n", 3, "surrogate"),
        ("a,b\n1,".encode("utf-16") + b"\x00\xd8\n\x00", 2, "UTF-16"),
        ("a,b\n1,2\n".encode("utf-32"), None, "UTF-32"),
        (b"PK\x03\x04\x14\x00", None, "a workbook (.xlsx, .ods) or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1", None, "(.xls)"),
        (b"PAR1\x15\x04", None, "a Parquet file"),
        (b"\x1f\x8b\x08\x00", None, "packed by gzip"),
        (b"%PDF-1.7\n", None, "a PDF file"),
        (b"a,b,a\n1,2,3\n", 1, "two columns"),
        ("ａ,a\n1,2\n".encode(), 1, "two columns"),
    ],
)
def test_a_file_that_is_no_table_says_why(
    tmp_path: Path, content: bytes, line: int | None, english: str
) -> None:
    (problem,) = problems_of(write(tmp_path, "a.csv", content))
    assert problem.line == line
    assert english in problem.en


def test_missing_file_and_unknown_format(tmp_path: Path) -> None:
    assert "no such file" in problems_of(tmp_path / "none.csv")[0].en
    assert "unknown table format" in problems_of(write(tmp_path, "a.doc", b"x"))[0].en


def test_all_problems_are_told_together_with_line_and_column(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.csv",
        'a,b\n1\n1,2,3\n\n"multi\nline",fine\nx,"y"z\n\x0bx,2\nx,zero\u200bwidth\n"open,1\n',
    )
    found = [(p.line, p.column, p.value) for p in problems_of(path)]
    assert found == [
        (2, "", ""),
        (3, "C", "3"),
        (7, "", ""),
        (8, "a", "\ufffdx"),
        (9, "b", "zero\ufffdwidth"),
        (10, "", ""),
    ]
    stream = open_table(path)
    assert [(row.line, row.cells["a"]) for row in stream.rows] == [(5, "multi\nline")]
    assert len(stream.problems) == 6


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\x00", "U+0000"),
        ("a\x1fb", "U+001F"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("soft\xadhyphen", "U+00AD"),
        ("a\u200bb", "U+200B"),
        ("\u202eevil", "U+202E"),
        ("a\u2060", "U+2060"),
        ("\ufeffa", "U+FEFF"),
        ("\ud800", "U+D800"),
        ("\ufffe", "U+FFFE"),
        ("高新\t区\n（甲）\r\n𠮷　é👩\u200d💻", ""),
    ],
)
def test_characters_that_no_cell_may_hold(text: str, name: str) -> None:
    assert forbidden_character(text) == name


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    table = read_table(write(tmp_path, "a.csv", f'a{mark}"b,;\t"{mark}c\n1{mark}"2,;"{mark}3\n'))
    assert table.rows[0].cells == {"a": "1", "b,;": "2,;", "c": "3"}


def test_header_is_folded_and_unnamed_empty_columns_are_dropped(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "a.csv", " ｓｕｂｊｅｃｔ　,b,,\n　x ,２,,\n"))
    assert table.columns == ["subject", "b"]
    assert table.rows[0].cells == {"subject": "x", "b": "２"}


def test_header_only_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read_table(write(tmp_path, "a.csv", "a,b\n")).rows == []


def test_xlsx_cells_come_as_written(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        [],
        [None, "a", "b"],
        [None, 1.0, 69.7],
        [],
        [None, datetime.date(2025, 1, 2), True],
        [None, datetime.datetime(2025, 1, 2, 3, 4), 0.1 + 0.2],
        [None, "01", 12345678901234],
    ]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert [(row.line, row.cells["a"], row.cells["b"]) for row in table.rows] == [
        (3, "1", "69.7"),
        (5, "2025-01-02", "true"),
        (6, "2025-01-02T03:04:00", "0.3"),
        (7, "01", "12345678901234"),
    ]


def test_xlsx_lost_cells_are_problems(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["a", "b"], ["#N/A", "=1+1"], [91120000103456789, "x_x000B_y"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = {(p.line, p.column): p.en for p in problems_of(tmp_path / "a.xlsx")}
    assert "error value" in found[2, "A"]
    assert "formula" in found[2, "B"]
    assert "digits" in found[3, "A"]
    assert "U+000B" in found[3, "b"]
    assert len(found) == 4


def test_the_first_filled_sheet_of_an_xlsx_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "empty"
    book.create_sheet("one").append(["a"])
    book.create_sheet("two").append(["b"])
    book.save(tmp_path / "two.xlsx")
    table = read_table(tmp_path / "two.xlsx")
    assert table.columns == ["a"]
    assert [note.sheet for note in table.notes] == ["two"]


def test_parquet_types_become_text(tmp_path: Path) -> None:
    columns = {
        "名": ["x", None],
        "n": [1.0, float("nan")],
        "d": [datetime.date(2025, 1, 1), None],
        "i": [3, 4],
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    table = read_table(tmp_path / "a.parquet")
    assert [row.cells for row in table.rows] == [
        {"名": "x", "n": "1", "d": "2025-01-01", "i": "3"},
        {"名": "", "n": "", "d": "", "i": "4"},
    ]
    nested = pyarrow.table({"a": [[{"b": 1}]]})
    pyarrow.parquet.write_table(nested, tmp_path / "b.parquet")
    assert "nested" in problems_of(tmp_path / "b.parquet")[0].en


def test_find_inputs_takes_files_that_can_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.csv", "a.TTL", "README.md", ".c.csv", "~$d.xlsx", "sub/e.parquet"):
        write(tmp_path, name, b"x")
    names = [path.relative_to(tmp_path).as_posix() for path in find_inputs(tmp_path)]
    assert names == ["a.TTL", "b.csv", "sub/e.parquet"]
    assert find_inputs(tmp_path / "b.csv") == [tmp_path / "b.csv"]
    for wrong in (tmp_path / "README.md", tmp_path / "none", tmp_path / "sub" / "none"):
        with pytest.raises(InvalidSource):
            find_inputs(wrong)


def test_packaged_statement_tables_are_read(tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "data" / "statements"
    files = sorted(folder.glob("article-*.csv"))
    assert len(files) == 5
    for file in files:
        rows = read_table(file).rows
        for encoding in ("gb18030", "utf-16"):
            copy = tmp_path / f"{encoding}-{file.name}"
            copy.write_bytes(file.read_text("utf-8-sig").encode(encoding))
            assert read_table(copy).rows == rows


@reuse_folder
@given(content=st.binary(max_size=300), suffix=st.sampled_from([".csv", ".xlsx", ".parquet"]))
def test_random_bytes_never_raise_anything_else(
    tmp_path: Path, content: bytes, suffix: str
) -> None:
    path = write(tmp_path, f"random{suffix}", content)
    try:
        rows = read_table(path).rows
    except InvalidSource:
        rows = []
    for row in rows:
        for cell in row.cells.values():
            assert not forbidden_character(cell)
            cell.encode()


@reuse_folder
@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=3, max_size=3),
        max_size=6,
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_random_cells_come_back_or_are_named(
    tmp_path: Path, rows: list[list[str]], encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["a", "b", "c"], *rows])
    path = write(tmp_path, "cells.csv", text.getvalue().encode(encoding))
    try:
        stream = open_table(path)
    except InvalidSource:
        assert any("\x00" in cell for row in rows for cell in row)
        return
    got = [list(row.cells.values()) for row in stream.rows]
    bad = [row for row in rows if any(map(forbidden_character, row))]
    good = [
        [cell.strip() for cell in row]
        for row in rows
        if row not in bad and any(cell.strip() for cell in row)
    ]
    assert got == good
    assert len({problem.line for problem in stream.problems}) == len(bad)
