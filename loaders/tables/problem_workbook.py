"""Write a table with its problems as a workbook, so that it is corrected in place and loaded again.

Faulty cells are coloured, and the reasons stand in one more column.  There are three ways:

- An ``.xlsx`` file of up to :data:`WHOLE_CELLS` cells is opened by openpyxl as a whole.  Its
  formats, widths, other sheets and so on stay.
- Any other table of up to :data:`WHOLE_ROWS` rows is copied row by row, with the values of an
  ``.xlsx`` file and the texts of any other.
- Of a longer one, only the rows with faults and their neighbours are copied, as an excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from gaoxin.loaders.tables.fault_places import Faults, SheetShape, read_whole
from gaoxin.loaders.tables.reason_column import ReasonHeading
from gaoxin.loaders.tables.row_shapes import RawRow
from gaoxin.model import Problem
from gaoxin.settings import Bounds

WHOLE_CELLS = 300_000
"""Filled cells up to which openpyxl opens a workbook as a whole; it takes about 450 bytes each."""
WHOLE_ROWS = 100_000
"""Rows up to which a table is copied completely."""
MAX_COLUMNS = 16_384
NEIGHBOURS = 1
"""Rows before and after a faulty one that an excerpt has."""
_MAX_ROWS = 1_048_576
_MAX_CHARS = 32_767  # of a cell in a spreadsheet
FAULT_COLOUR, _HEADING_COLOUR, _TEXT_COLOUR = "FFFFC9CE", "FFF4B6BC", "FF9C0006"
_REASON_WIDTH = 60
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class FaultySheet:
    """A sheet, its shape and its faults."""

    shape: SheetShape
    faults: Faults = field(default_factory=Faults)

    @property
    def reasons(self) -> int:
        """The column of reasons, counted from 0."""
        earlier = self.shape.reasons
        return self.shape.width if earlier is None else max(earlier, self.shape.width)


def faulty_sheets(
    shapes: Sequence[SheetShape], problems: Sequence[Problem], *, numbered: bool = False
) -> list[FaultySheet]:
    """The sheets in their order, each with its faults.

    With ``numbered`` the reasons begin with the numbers of the rows.  A problem without the name of
    a sheet belongs to the first visible one.
    """
    sheets = [FaultySheet(shape) for shape in shapes]
    first = next((sheet for sheet in sheets if not sheet.shape.is_hidden), sheets[0])
    for sheet in sheets:
        own = [
            p for p in problems if p.sheet == sheet.shape.name or (sheet is first and not p.sheet)
        ]
        sheet.shape.find_header(own)
        for problem in own:
            sheet.faults.add(sheet.shape, problem, with_row=numbered)
    return sheets


def is_excerpt(shapes: Iterable[SheetShape]) -> bool:
    """Whether the table is too long to be written completely as a workbook."""
    return any(shape.rows > WHOLE_ROWS or shape.last >= _MAX_ROWS for shape in shapes)


def has_room(sheets: Iterable[FaultySheet]) -> bool:
    """Whether every faulty sheet has room for a column of reasons."""
    return all(sheet.reasons < MAX_COLUMNS for sheet in sheets if sheet.faults.reasons)


def write_problem_workbook(
    target: IO[bytes], path: Path, dataset: str, sheets: Sequence[FaultySheet], bounds: Bounds
) -> None:
    """Write the table in ``path`` with its problems to ``target``.

    Raises:
        InvalidSource: the file can no longer be read.
    """
    shapes = [sheet.shape for sheet in sheets]
    heading = str(ReasonHeading(dataset, is_excerpt(shapes)))
    if path.suffix.lower() == ".xlsx" and sum(s.cells for s in shapes) <= WHOLE_CELLS:
        book = _marked(path, sheets, heading)
    else:
        book = _copied(path, sheets, heading, bounds)
    book.save(target)


def _marked(path: Path, sheets: Sequence[FaultySheet], heading: str) -> Workbook:
    """The workbook with marks; openpyxl holds it in memory."""
    book = load_workbook(path)
    _replace_formulas(book, path)
    for sheet in sheets:
        if not sheet.faults.reasons:
            continue
        page = book[sheet.shape.name]
        _clear_marks(page, sheet)
        for line, columns in sheet.faults.columns.items():
            for column in columns:
                page.cell(line, column + 1).fill = _fill(FAULT_COLOUR)
        column = _free_column(page, sheet)
        for line in sheet.faults.reasons:
            if line != sheet.shape.header:
                _write_reason(page.cell(line, column), sheet.faults.text(line))
        _write_heading(page.cell(sheet.shape.header, column), with_reasons(sheet, heading))
        shown = page.column_dimensions[get_column_letter(column)]
        shown.width, shown.hidden, shown.min, shown.max = _REASON_WIDTH, False, column, column
        book.active = book.worksheets.index(page)
    return book


def _free_column(page: Any, sheet: FaultySheet) -> int:
    """The column of reasons, counted from 1, right of all merged cells of the rows concerned."""
    lines = {sheet.shape.header, *sheet.faults.reasons}
    merged: list[int] = [
        area.max_col
        for area in page.merged_cells.ranges
        if any(area.min_row <= line <= area.max_row for line in lines)
    ]
    return max(sheet.reasons + 1, *(last + 1 for last in merged), 1)


def _replace_formulas(book: Workbook, path: Path) -> None:
    """Put values in the place of formulas; openpyxl would save the formulas without values, and
    then they could not be loaded.  A formula without a value stays.
    """
    places = [
        (page.title, cell.coordinate)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    if places:
        values = load_workbook(path, data_only=True)
        for title, place in places:
            value = values[title][place].value
            if value is not None:
                book[title][place].value = value


def _clear_marks(page: Any, sheet: FaultySheet) -> None:
    """Remove the reasons and colours of an earlier run."""
    earlier = sheet.shape.reasons
    if earlier is None:
        return
    for row in page.iter_rows():
        reason = row[earlier] if earlier < len(row) else None
        if reason is None or not reason.value:
            continue
        reason.value = None
        for cell in row:
            if cell.fill.fgColor.rgb in (FAULT_COLOUR, _HEADING_COLOUR):
                cell.fill = PatternFill()


def _copied(path: Path, sheets: Sequence[FaultySheet], heading: str, bounds: Bounds) -> Workbook:
    """A new workbook, written row by row."""
    book = Workbook(write_only=True)
    partly = is_excerpt(sheet.shape for sheet in sheets)
    names = [sheet.shape.name for sheet in sheets]
    is_workbook = path.suffix.lower() == ".xlsx"
    rows_of = _values(path, names) if is_workbook else _texts(path, bounds)
    for sheet, rows in zip(sheets, rows_of, strict=True):
        if partly and not sheet.faults.reasons:
            continue
        page = book.create_sheet(sheet.shape.name or path.stem[:31].translate(_NO_TITLE))
        if sheet.faults.reasons:
            page.column_dimensions[get_column_letter(sheet.reasons + 1)].width = _REASON_WIDTH
        if sheet.shape.is_hidden:
            page.sheet_state = "hidden"
        done = 0
        for line, cells in _excerpt(rows, sheet) if partly else rows:
            while not partly and done < line - 1:  # keep the numbers of the rows
                page.append([])
                done += 1
            page.append(_marked_row(page, sheet, line, cells, heading))
            done += 1
    return book


_NO_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


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


def _excerpt(
    rows: Iterable[tuple[int, list[Any]]], sheet: FaultySheet
) -> Iterator[tuple[int, list[Any]]]:
    """The rows down to the header, and the faulty rows with their neighbours."""
    faulty = sheet.faults.reasons
    wanted = {line + by for line in faulty for by in range(-NEIGHBOURS, NEIGHBOURS + 1)}
    return ((n, cells) for n, cells in rows if n <= sheet.shape.header or n in wanted)


def with_reasons(sheet: FaultySheet, heading: str) -> str:
    """The heading, with the faults of the header below it in the same cell."""
    return "\n".join(filter(None, [heading, sheet.faults.text(sheet.shape.header)]))


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
            out[-1].fill = _fill(FAULT_COLOUR)
    out = out[:width] + [None] * (width - len(out))
    if not sheet.faults.reasons:
        return out
    last = WriteOnlyCell(page)
    if line == sheet.shape.header:
        _write_heading(last, with_reasons(sheet, heading))
    elif sheet.faults.text(line):
        _write_reason(last, sheet.faults.text(line))
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


def _write_reason(cell: Cell, text: str) -> None:
    _write_text(cell, text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(color=_TEXT_COLOUR)


def _write_heading(cell: Cell, text: str) -> None:
    _write_text(cell, text)
    cell.font = Font(bold=True, color=_TEXT_COLOUR)
    cell.fill = _fill(_HEADING_COLOUR)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)
