"""A workbook of one sheet in which a person decides row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

DECISION = "what"
"""The key of the column of decisions."""


def decision_sheet(
    title: str,
    headings: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
    widths: Mapping[str, int],
    choices: Sequence[str],
) -> bytes:
    """The workbook: a column for each heading, in which a row may leave cells out.

    ``headings`` and ``widths`` (in characters) are by the keys of the columns.  The column
    :data:`DECISION` has a drop-down list of ``choices``.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(headings.values()))
    for cells in rows:
        texts = [str(cells.get(key, "")) for key in headings]
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", text) for text in texts])
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s"  # a name that begins with = is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
    for number, key in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(number)].width = widths[key]
    sheet.freeze_panes = "B2"
    rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    letter = get_column_letter(list(headings).index(DECISION) + 1)
    rule.add(f"{letter}2:{letter}{max(2, len(rows) + 1)}")
    sheet.add_data_validation(rule)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
