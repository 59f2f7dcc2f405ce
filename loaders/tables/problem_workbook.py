"""Write a table with its problems as a workbook, so that it is corrected in place and loaded again.

Faulty cells are coloured, and the reasons stand in one more column.  There are three ways:

- An ``.xlsx`` file of up to :data:`WHOLE_CELLS` cells is opened by openpyxl as a whole.  Its
  formats, widths, other sheets and so on stay.
- Any other table of up to :data:`.faulty_sheet.WHOLE_ROWS` rows is copied row by row, with the
  values of an ``.xlsx`` file and the texts of any other.
- Of a longer one, only the rows with faults and their neighbours are copied, as an excerpt.  So
  are the rows that a load left out, without their neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from gaoxin.loaders.tables.faulty_sheet import FaultySheet, is_excerpt, with_reasons
from gaoxin.loaders.tables.reason_column import ReasonHeading
from gaoxin.loaders.tables.workbook_copy import (
    FAULT_COLOUR,
    HEADING_COLOUR,
    REASON_WIDTH,
    copied_book,
    fill,
    selected_book,
    write_heading,
    write_reason,
)
from gaoxin.settings import Bounds

WHOLE_CELLS = 300_000
"""Filled cells up to which openpyxl opens a workbook as a whole; it takes about 450 bytes each."""
NEIGHBOURS = 1
"""Rows before and after a faulty one that an excerpt has."""


def write_problem_workbook(
    target: IO[bytes], path: Path, dataset: str, sheets: Sequence[FaultySheet], bounds: Bounds
) -> None:
    """Write the table in ``path`` with its problems to ``target``.

    Raises:
        InvalidSource: the file can no longer be read.
    """
    shapes = [sheet.shape for sheet in sheets]
    heading = str(ReasonHeading(dataset, is_excerpt(shapes)))
    if is_excerpt(shapes):
        book = selected_book(path, sheets, heading, bounds, NEIGHBOURS)
    elif path.suffix.lower() == ".xlsx" and sum(s.cells for s in shapes) <= WHOLE_CELLS:
        book = _marked_book(path, sheets, heading)
    else:
        book = copied_book(path, sheets, heading, bounds)
    book.save(target)


def write_faulty_rows(
    target: IO[bytes], path: Path, dataset: str, sheets: Sequence[FaultySheet], bounds: Bounds
) -> None:
    """Write only the faulty rows of the table in ``path``, below its header, to ``target``.

    The workbook can be corrected and loaded as ``dataset``.

    Raises:
        InvalidSource: the file can no longer be read.
    """
    selected_book(path, sheets, str(ReasonHeading(dataset)), bounds, 0).save(target)


def _marked_book(path: Path, sheets: Sequence[FaultySheet], heading: str) -> Workbook:
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
                page.cell(line, column + 1).fill = fill(FAULT_COLOUR)
        column = _free_column(page, sheet)
        for line in sheet.faults.reasons:
            if line != sheet.shape.header:
                write_reason(page.cell(line, column), sheet.faults.text(line))
        write_heading(page.cell(sheet.shape.header, column), with_reasons(sheet, heading))
        shown = page.column_dimensions[get_column_letter(column)]
        shown.width, shown.hidden, shown.min, shown.max = REASON_WIDTH, False, column, column
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
            if cell.fill.fgColor.rgb in (FAULT_COLOUR, HEADING_COLOUR):
                cell.fill = PatternFill()
