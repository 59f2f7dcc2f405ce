"""Which cells of a workbook have a number format that belongs to their meaning.

The library that reads cells does not tell their formats, so the scans of the workbook note them
here.  Memory holds ranges of equal format within a column, not cells.
"""

from __future__ import annotations

import zipfile
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gaoxin.loaders.tables.number_formats import BUILT_IN, NumberFormat, parse_format
from gaoxin.loaders.tables.workbook_layout import parsed_part

_PLAIN = parse_format("")


@dataclass(slots=True)
class _Column:
    """The rows at which the format changes, ascending, and the formats from there on."""

    rows: list[int] = field(default_factory=list)
    forms: list[NumberFormat] = field(default_factory=list)


class CellFormats:
    """The formats of the cells of a sheet; rows count from 1, columns from 0."""

    def __init__(self) -> None:
        self._columns: dict[int, _Column] = {}

    def note(self, row: int, column: int, form: NumberFormat) -> None:
        """Note the format of a cell; the rows of a column must ascend."""
        found = self._columns.get(column)
        if found is None:
            if form.is_plain:
                return
            found = self._columns[column] = _Column()
        if not found.forms or found.forms[-1] is not form:
            found.rows.append(row)
            found.forms.append(form)

    def at(self, row: int, column: int) -> NumberFormat | None:
        """The format of a cell, ``None`` if its value alone says as much."""
        found = self._columns.get(column)
        if found is None:
            return None
        index = bisect_right(found.rows, row)
        form = found.forms[index - 1] if index else _PLAIN
        return None if form.is_plain else form


@dataclass(slots=True)
class BookFormats:
    """The formats of a workbook: of its styles by number or name, and of the cells of each sheet.

    ``from_1904``: numbers of days count from 1904.
    """

    styles: Sequence[NumberFormat] = ()
    named: Mapping[str, NumberFormat] = field(default_factory=dict)
    sheets: dict[str, CellFormats] = field(default_factory=dict)
    from_1904: bool = False

    def sheet(self, name: str) -> CellFormats:
        """The formats of the sheet, which are none if nothing was noted."""
        return self.sheets.setdefault(name, CellFormats())

    def style(self, number: str) -> NumberFormat:
        """The format of the style with this number, as a cell of an ``.xlsx`` names it."""
        index = int(number) if number.isdecimal() and len(number) < 9 else 0
        return self.styles[index] if index < len(self.styles) else _PLAIN

    def named_style(self, name: str) -> NumberFormat:
        """The format of the style with this name, as a cell of an ``.ods`` names it."""
        return self.named.get(name, _PLAIN)


def xlsx_formats(archive: zipfile.ZipFile) -> BookFormats:
    """The styles of an ``.xlsx`` archive, and whether its dates count from 1904."""
    root = parsed_part(archive, "xl/styles.xml")
    codes = dict(BUILT_IN)
    styles: list[NumberFormat] = []
    for part in root:
        name = part.tag.rpartition("}")[2]
        if name == "numFmts":
            for item in part:
                codes[_whole(item.get("numFmtId"))] = item.get("formatCode", "")
        elif name == "cellXfs":
            styles = [parse_format(codes.get(_whole(item.get("numFmtId")), "")) for item in part]
    book = parsed_part(archive, "xl/workbook.xml")
    about = next((item for item in book if item.tag.rpartition("}")[2] == "workbookPr"), None)
    from_1904 = about is not None and about.get("date1904") in ("1", "true")
    return BookFormats(styles, from_1904=from_1904)


def format_of(code: str, number: int = -1) -> NumberFormat:
    """The format with this code, or of a file that names it by number only."""
    return parse_format(code if code and code != "General" else BUILT_IN.get(number, ""))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else -1
