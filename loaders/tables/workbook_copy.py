"""Copy the rows of a table into a new workbook, with the reasons beside them, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from gaoxin.loaders.tables.fault_places import read_whole
from gaoxin.loaders.tables.faulty_sheet import FaultySheet, with_reasons
from gaoxin.loaders.tables.row_shapes import RawRow
from gaoxin.loaders.tables.workbook_layout import Area, MergedCells
from gaoxin.settings import Bounds

FAULT_COLOUR, HEADING_COLOUR = "FFFFC9CE", "FFF4B6BC"
REASON_WIDTH = 60
"""The width of the column of reasons, in characters."""
_TEXT_COLOUR = "FF9C0006"
_MAX_CHARS = 32_767  # of a cell in a spreadsheet
_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


def copied_book(
    path: Path, sheets: Sequence[FaultySheet], heading: str, bounds: Bounds
) -> Workbook:
    """A new workbook with all rows, written row by row."""
    book = Workbook(write_only=True)
    names = [sheet.shape.name for sheet in sheets]
    is_workbook = path.suffix.lower() == ".xlsx"
    rows_of = _values(path, names) if is_workbook else _texts(path, bounds)
    for sheet, rows in zip(sheets, rows_of, strict=True):
        page = _new_page(book, path, sheet)
        for area in sheet.shape.merged:
            page.merged_cells.add(_area(area))
        for line, cells in _with_gaps(rows):
            page.append(_marked_row(page, sheet, line, cells, heading) if cells else [])
    return book


def selected_book(
    path: Path, sheets: Sequence[FaultySheet], heading: str, bounds: Bounds, neighbours: int
) -> Workbook:
    """A new workbook with the rows down to the header, the faulty rows and their neighbours."""
    book = Workbook(write_only=True)
    for sheet, rows in zip(sheets, _texts(path, bounds), strict=True):
        if not sheet.faults.reasons:
            continue
        page = _new_page(book, path, sheet)
        header = sheet.shape.header
        near = range(-neighbours, neighbours + 1)
        wanted = {line + by for line in sheet.faults.reasons for by in near}
        above = [area for area in sheet.shape.merged if area[2] <= header]
        for area in above:
            page.merged_cells.add(_area(area))
        merged = MergedCells([area for area in sheet.shape.merged if area not in above])
        done = 0
        for line, cells in rows:
            filled = merged.fill(line, cells)
            if line > header and line not in wanted:
                continue
            for index in sheet.faults.columns.get(line, ()):
                if index in filled:  # it is refused because it does not belong to one row
                    cells[index] = ""
            for _ in range(done, min(line, header) - 1):  # the merged cells above keep their rows
                page.append([])
                done += 1
            page.append(_marked_row(page, sheet, line, cells, heading))
            done += 1
    return book


def _new_page(book: Workbook, path: Path, sheet: FaultySheet) -> Any:
    page = book.create_sheet(sheet.shape.name or path.stem[:31].translate(_NO_TITLE))
    if sheet.faults.reasons:
        page.column_dimensions[get_column_letter(sheet.reasons + 1)].width = REASON_WIDTH
    if sheet.shape.is_hidden:
        page.sheet_state = "hidden"
    return page


def _area(area: Area) -> str:
    """The merged area as in spreadsheets: ``A1:C1``."""
    top, left, bottom, right = area
    return f"{get_column_letter(left + 1)}{top}:{get_column_letter(right + 1)}{bottom}"


def _with_gaps(rows: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    """The rows with empty ones between, so that each keeps its number."""
    done = 0
    for line, cells in rows:
        for number in range(done + 1, line):
            yield number, []
        yield line, cells
        done = max(line, done + 1)


def _values(path: Path, names: Sequence[str]) -> Iterator[Iterator[tuple[int, list[Any]]]]:
    """The rows of each sheet of an ``.xlsx`` file, as cells of openpyxl, read in a stream."""
    formulas = load_workbook(path, read_only=True)
    values = load_workbook(path, read_only=True, data_only=True)
    for name in names:
        yield _sheet_values(formulas[name], values[name])


def _sheet_values(before: Any, page: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows that are not empty; a formula without a value stays a formula."""
    pairs = zip(before.iter_rows(), page.iter_rows(), strict=True)
    for line, (formulas, values) in enumerate(pairs, start=1):
        cells = [
            formula if value.value is None else value
            for formula, value in zip(formulas, values, strict=True)
        ]
        if any(cell.value is not None for cell in cells):
            yield line, cells


def _texts(path: Path, bounds: Bounds) -> Iterator[Iterator[RawRow]]:
    yield from (sheet.rows for sheet in read_whole(path, bounds))


def _marked_row(
    page: Any, sheet: FaultySheet, line: int, cells: Sequence[Any], heading: str
) -> list[Any]:
    """A row of a new workbook: its cells, and the heading or the reasons at the end."""
    out: list[Any] = []
    columns = sheet.faults.columns.get(line, ())
    width = sheet.reasons
    for index in range(max(len(cells), max(columns, default=-1) + 1)):
        if index == sheet.shape.reasons:
            out.append(None)
            continue
        out.append(_new_cell(page, cells[index] if index < len(cells) else None))
        if index in columns:
            out[-1].fill = fill(FAULT_COLOUR)
    out = out[:width] + [None] * (width - len(out))
    if not sheet.faults.reasons:
        return out
    last = WriteOnlyCell(page)
    if line == sheet.shape.header:
        write_heading(last, with_reasons(sheet, heading))
    elif sheet.faults.text(line):
        write_reason(last, sheet.faults.text(line))
    return [*out, last]


def _new_cell(page: Any, given: Any) -> Any:
    """A cell with the text, or with the value and number format of another cell."""
    cell = WriteOnlyCell(page)
    if isinstance(given, str):
        if given:
            _write_text(cell, given)
    elif given is not None and given.value is not None:
        if isinstance(given.value, str):
            _write_text(cell, given.value)
        else:
            cell.value = given.value
        cell.number_format = given.number_format
    return cell


def _write_text(cell: Any, text: str) -> None:
    """Write a text as a text, even if it looks like a formula or a number."""
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)[:_MAX_CHARS]
    cell.value = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    cell.data_type = "s"


def write_reason(cell: Cell, text: str) -> None:
    """Write the reasons of a row into a cell."""
    _write_text(cell, text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(color=_TEXT_COLOUR)


def write_heading(cell: Cell, text: str) -> None:
    """Write the heading of the column of reasons into a cell."""
    _write_text(cell, text)
    cell.font = Font(bold=True, color=_TEXT_COLOUR)
    cell.fill = fill(HEADING_COLOUR)


def fill(colour: str) -> PatternFill:
    """The background of a cell in one colour."""
    return PatternFill("solid", fgColor=colour)
