"""The scan of zipped workbooks: positions of cells, lost cells, and the exact bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.loaders.tables import sheet_scan, workbook_scan
from gaoxin.loaders.tables.workbook_scan import allowed_bytes, check_unpacked, scan_workbook
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds
from tests.fixtures.refusals import refused
from tests.fixtures.workbooks import ods_row, write_ods, write_xlsx

LOST = '<c r="{0}" t="e"><v>#N/A</v></c>'
ODS_LOST = '<table:table-cell calcext:value-type="error"{0}/>'
ONE = '<table:table-cell office:value-type="float"{0}/>'


def xlsx(folder: Path, sheet: str, bounds: Bounds = DEFAULT_BOUNDS) -> list[Problem]:
    return list(scan_workbook(write_xlsx(folder / "a.xlsx", sheet), "a.xlsx", bounds))


def ods(folder: Path, table: str, bounds: Bounds = DEFAULT_BOUNDS) -> list[Problem]:
    return list(scan_workbook(write_ods(folder / "a.ods", table), "a.ods", bounds))


def ods_cells(*cells: str, repeated: str = "1") -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}' + (
        "</table:table-row>"
    )


def repeat(cell: str, columns: int | str) -> str:
    return cell.format(f' table:number-columns-repeated="{columns}"')


def places(problems: list[Problem]) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.column) for problem in problems]


def refusal(call: Callable[..., object], *arguments: object) -> Problem:
    (problem,) = refused(call, *arguments)
    return problem


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (f'<row r="2">{LOST.format("A2")}{LOST.format("Z2")}</row>', [(2, "A"), (2, "Z")]),
        (f'<row r="7">{LOST.format("AA7")}{LOST.format("XFD7")}</row>', [(7, "AA"), (7, "XFD")]),
        (f'<row r="2">{LOST.format("C9")}</row>', [(9, "C")]),
        (f"<row>{LOST.format('')}<c/>{LOST.format('x')}</row>", [(1, "A"), (1, "C")]),
        (
            f'<row r="4"/><row>{LOST.format("")}</row><row>{LOST.format("")}</row>',
            [(5, "A"), (6, "A")],
        ),
        (f'<row r="x">{LOST.format("b2")}</row>', [(2, "B")]),
        (f'<row r="000000099">{LOST.format("")}</row>', [(99, "A")]),
        (f'<row r="0000000099">{LOST.format("")}</row>', [(1, "A")]),
        (f"<row>{LOST.format('AAAA1')}{LOST.format('B12345678')}</row>", [(1, "A"), (1, "B")]),
        (f"<row>{LOST.format('C1')}{LOST.format('')}</row>", [(1, "C"), (1, "D")]),
    ],
)
def test_where_a_cell_of_xlsx_is(
    tmp_path: Path, sheet: str, expected: list[tuple[int, str]]
) -> None:
    assert places(xlsx(tmp_path, sheet)) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('<c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c>', ["A"]),
        ('<c r="A1" t="e"><f>1/0</f><v>#N/A</v></c>', ["A"]),
        ('<c r="A1"><f>1</f></c><c r="B1"><f>1</f></c><c r="C1"/>', ["A", "B"]),
        ('<c r="A1"><f>1</f><v>1</v></c><c r="B1"><f>1</f></c>', ["B"]),
        ('<c r="A1"><f>1</f></c><c r="B1"><v>1</v></c>', ["A"]),
        ('<c r="A1"><f>1</f><v/></c>', ["A"]),
        ('<c r="A1"><f>1</f><v>1</v></c>', []),
        ('<c r="A1" t="str"><f>1</f></c><c r="B1"><f>1</f></c>', ["B"]),
        ('<c r="A1" t="str"><f>1</f><v/></c>', []),
        ('<c r="A1" t="inlineStr"><f>1</f><is><t>x</t></is></c>', []),
        ('<c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"/>', []),
    ],
)
def test_which_cell_of_xlsx_is_lost(tmp_path: Path, cells: str, expected: list[str]) -> None:
    found = xlsx(tmp_path, f'<row r="1">{cells}</row><row r="2"><c r="A2"><v>1</v></c></row>')
    assert places(found) == [(1, column) for column in expected]
    for problem in found:
        is_error = "#N/A" in cells
        assert (problem.file, problem.value) == ("a.xlsx", "#N/A" if is_error else "")
        assert problem.en.startswith(
            "the cell is an error value" if is_error else "the formula has no stored result"
        )
        assert problem.zh.startswith("单元格是错误值" if is_error else "公式没有存下结果")


def test_every_part_whose_root_is_a_worksheet_is_scanned(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheet = (
        '<x:worksheet xmlns:x="urn:x"><x:row r="3"><x:c r="B3" t="e"><x:v>!</x:v></x:c></x:row>'
        "</x:worksheet>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", f"<workbook>{sheet}</workbook>")
        archive.writestr("xl/media/picture.png", b"\x89PNG")
        archive.writestr("xl/empty.xml", "")
        for part in ("xl/worksheets/sheet1.xml", "xl/Tabelle2", "sheet3.xml"):
            archive.writestr(part, sheet)
    found = list(scan_workbook(path, "a.xlsx", DEFAULT_BOUNDS))
    assert places(found) == [(3, "B")] * 3


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/x.xml", "<worksheet/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("xl/x.xml", "<worksheet/>")
    problem = refusal(lambda: list(scan_workbook(path, "a.xlsx", DEFAULT_BOUNDS)))
    assert problem.en.startswith("the archive holds 2 parts named xl/x.xml; ")
    assert problem.zh.startswith("压缩包里有 2 个名为 xl/x.xml 的部分；")


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ('<c r="B1"><v>1</v></c><c r="B1"><v>2</v></c>', "B1"),
        ('<c r="B2"><v>1</v></c><c r="C1"><v>2</v></c>', "C1"),
        ('<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>', "A1"),
        ('<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="A1"><v>3</v></c>', "A1"),
        ('<c r="B1"><v>1</v></c><c r="B1"/><c r="C1"><v>2</v></c>', ""),
        ('<c r="B1"><v>1</v></c><c r="A2"><v>2</v></c>', ""),
    ],
)
def test_a_cell_that_stands_twice_or_out_of_order(tmp_path: Path, cells: str, place: str) -> None:
    if not place:
        assert xlsx(tmp_path, f'<row r="1">{cells}</row>') == []
        return
    problem = refusal(xlsx, tmp_path, f'<row r="1">{cells}</row>')
    assert problem.en.startswith(f"the cell {place} stands twice or out of order; ")
    assert problem.zh.startswith(f"单元格 {place} 重复出现或次序颠倒；")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (ods_cells(ODS_LOST.format("")), [(1, "A")]),
        (ods_row("a", repeated=3) + ods_cells(ODS_LOST.format("")), [(4, "A")]),
        (ods_cells(repeat("<table:table-cell{0}/>", 2), ODS_LOST.format("")), [(1, "C")]),
        (ods_cells(repeat("<table:covered-table-cell{0}/>", 3), ODS_LOST.format("")), [(1, "D")]),
        (ods_cells(repeat(ODS_LOST, 2), ODS_LOST.format("")), [(1, "A"), (1, "C")]),
        (ods_cells(repeat(ONE, 2)) + ods_cells(ODS_LOST.format("")), [(2, "A")]),
        (ods_cells(repeat(ONE, 0), repeat(ONE, "x"), ODS_LOST.format("")), [(1, "C")]),
        (ods_cells(ONE.format(' other="9"'), ODS_LOST.format("")), [(1, "B")]),
        (ods_row("x", "y"), []),
        (
            ods_row("x", repeated=5)
            + "</table:table><table:table>"
            + ods_cells(ONE.format(""), ODS_LOST.format("")),
            [(1, "B")],
        ),
    ],
)
def test_where_a_cell_of_ods_is(
    tmp_path: Path, table: str, expected: list[tuple[int, str]]
) -> None:
    assert places(ods(tmp_path, table)) == expected


@pytest.mark.parametrize(
    ("inner", "is_lost"),
    [
        ("<text:p>x</text:p>", True),
        ("<text:p> </text:p><text:p><text:span>x</text:span></text:p>", True),
        ("<text:p>x</text:p><text:p>y</text:p>", True),
        ("<text:p/>", False),
        ("<text:p> \n</text:p>", False),
        ("<office:annotation><text:p>x</text:p></office:annotation>", False),
        ("<office:annotation><text:p>x</text:p></office:annotation><text:p>y</text:p>", True),
        ("text outside of a paragraph", False),
    ],
)
def test_a_text_without_a_type_is_lost_in_ods(tmp_path: Path, inner: str, is_lost: bool) -> None:
    cell = f"<table:table-cell>{inner}</table:table-cell>"
    after = "<table:table-cell/>" + ONE.replace("/>", "><text:p>1</text:p></table:table-cell>")
    found = ods(tmp_path, ods_row("a") + ods_cells("<table:table-cell/>", cell, after.format("")))
    assert places(found) == ([(2, "B")] if is_lost else [])
    for problem in found:
        assert problem.en.startswith("the cell has a text and no type, ")
        assert problem.zh.startswith("单元格有文字却没有类型，")


def test_an_encrypted_workbook_of_ods(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "no XML")
        archive.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
    problem = refusal(lambda: list(scan_workbook(path, "a.ods", DEFAULT_BOUNDS)))
    assert "protected by a password" in problem.en
    assert "密码" in problem.zh


def test_rows_and_columns_up_to_the_bound(tmp_path: Path) -> None:
    bounds = Bounds(max_rows=2, max_columns=3)  # plus the header
    assert xlsx(tmp_path, '<row r="3"><c r="C3"><v>1</v></c><c r="D4"/></row>', bounds) == []
    problem = refusal(xlsx, tmp_path, '<row r="4"><c r="A4"><v>1</v></c></row>', bounds)
    assert "row 4" in problem.en
    assert "GAOXIN_MAX_ROWS" in problem.en
    problem = refusal(xlsx, tmp_path, '<row r="2"><c r="D2"><v>1</v></c></row>', bounds)
    assert problem.line == 2
    assert "a cell in D" in problem.en
    assert "GAOXIN_MAX_COLUMNS" in problem.en
    assert ods(tmp_path, ods_cells(repeat(ONE, 3), repeated="3"), bounds) == []
    for table in (ods_cells(repeat(ONE, 3), repeated="4"), ods_cells(repeat(ONE, 4))):
        refusal(ods, tmp_path, table, bounds)
    refusal(ods, tmp_path, ods_cells(ONE.format(""), repeated="9" * 30))


def test_lost_cells_are_kept_up_to_one_more_than_the_bound(tmp_path: Path) -> None:
    cells = "".join(LOST.format("") for _ in range(9))
    found = xlsx(tmp_path, f"<row>{cells}</row>", Bounds(max_problems=3))
    assert places(found) == [(1, column) for column in "ABCD"]


def test_a_small_grid_may_be_empty(tmp_path: Path) -> None:
    letters = "BXX"  # column 2000; with 2000 rows this is the largest grid that is always accepted
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cell = '<row r="{0}"><c r="BXX{0}"><v>1</v></c></row>'
    assert sheet_scan.SMALL_GRID == 2000 * 2000
    assert xlsx(tmp_path, first + cell.format(2000)) == []
    problem = refusal(xlsx, tmp_path, first + cell.format(2001))
    assert f"its 2 filled cells reach as far as {letters}2001" in problem.en
    assert f"2 个有内容的单元格散布到 {letters}2001" in problem.zh


def test_a_large_grid_needs_one_filled_cell_in_sixty_four(tmp_path: Path) -> None:
    """Eleven filled rows of 10,000 columns, the last of them far below the others."""

    def table(last: int) -> str:
        filled = repeat(ONE, 10_000)
        gap = ods_cells("<table:table-cell/>", repeated=str(last - 11))
        return ods_cells(filled, repeated="10") + gap + ods_cells(filled)

    assert ods(tmp_path, table(11 * sheet_scan.SPARSE)) == []
    problem = refusal(ods, tmp_path, table(11 * sheet_scan.SPARSE + 1))
    assert "its 110000 filled cells" in problem.en
    # Each table is checked by itself, even if another one follows.
    after = table(705) + "</table:table><table:table>" + ods_row("x")
    assert "705" in refusal(ods, tmp_path, after).en
    assert ods(tmp_path, table(704) + "</table:table><table:table>" + ods_row("x")) == []


def test_filled_cells_are_counted_with_what_each_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_scan, "SMALL_FILE", 1_000_000)
    bounds = Bounds(max_expansion=0)
    most = 1_000_000 // sheet_scan.CELL
    assert ods(tmp_path, ods_cells(ONE.format(""), repeated=str(most)), bounds) == []
    table = ods_row("x") + ods_cells(ONE.format(""), repeated=str(most))
    problem = refusal(ods, tmp_path, table, bounds)
    assert f"more than {most + 1} cells" in problem.en
    assert problem.line == 2
    assert "GAOXIN_MAX_EXPANSION" in problem.en


def test_how_much_a_file_may_unpack_to() -> None:
    bounds = Bounds(max_expansion=10, max_decompressed_bytes=1 << 30)
    most = (64 << 20) + 10 * 1000
    assert allowed_bytes(1000, bounds) == most
    check_unpacked(most, 1000, "a", bounds)
    problem = refusal(check_unpacked, most + 1, 1000, "a", bounds)
    assert f"it has 1000 bytes and unpacks to {most + 1} (GAOXIN_MAX_EXPANSION is 10)" in problem.en
    check_unpacked(1 << 30, 1 << 30, "a", bounds)
    problem = refusal(check_unpacked, (1 << 30) + 1, 1 << 30, "a", bounds)
    assert f"it unpacks to {(1 << 30) + 1} bytes (GAOXIN_MAX_DECOMPRESSED_BYTES" in problem.en


def test_the_sizes_are_asked_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", "<row>")
    with zipfile.ZipFile(path) as archive:
        size = sum(item.file_size for item in archive.infolist())
    problem = refusal(xlsx, tmp_path, "<row>", Bounds(max_decompressed_bytes=size - 1))
    assert f"it unpacks to {size} bytes" in problem.en
    problem = refusal(xlsx, tmp_path, "<row>", Bounds(max_decompressed_bytes=size))
    assert "is damaged" in problem.en


def test_a_part_that_is_no_xml(tmp_path: Path) -> None:
    problem = refusal(xlsx, tmp_path, "<row>")
    assert problem.en.startswith("its part xl/worksheets/sheet1.xml is damaged (")
    assert problem.zh.startswith("其中的 xl/worksheets/sheet1.xml 已损坏（")
    path = tmp_path / "b.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<a>")
        archive.writestr("xl/workbook.xml", "<a/>")
    problem = refusal(lambda: list(scan_workbook(path, "b.ods", DEFAULT_BOUNDS)))
    assert problem.en.startswith("its part content.xml is damaged (no element found")
