"""Scan the content of an ODS workbook for lost cells, distant cells and hidden parts."""

from __future__ import annotations

from gaoxin.loaders.tables.cell_formats import BookFormats
from gaoxin.loaders.tables.sheet_scan import ERROR, SheetScan
from gaoxin.loaders.tables.workbook_layout import HiddenParts
from gaoxin.settings import Bounds

DIGITS = 18
"""Maximum digits of a repetition count; longer ones exceed every bound anyway."""
_HIDDEN = ("collapse", "filter")
_UNTYPED = (
    "单元格有文字却没有类型，读出来会是空的；请用电子表格程序打开并重新保存。",
    "the cell has a text and no type, so that it would be read as empty; open the file in a "
    "spreadsheet program and save it again.",
)


class OdsScan(SheetScan):
    """``content.xml``: a row or cell may have a repetition count and stand for many."""

    def __init__(
        self, name: str, bounds: Bounds, allowed: int, sheet: str, formats: BookFormats
    ) -> None:
        super().__init__(name, bounds, allowed, sheet, formats)
        self.starts = {
            "table": self._table,
            "table-column": self._column,
            "table-row": self._row,
            "table-cell": self._cell,
            "covered-table-cell": self._cell,
            "p": self._paragraph,
        }
        self.rows = self.columns = 0  # repetition counts of the current row and cell
        self.passed = 0  # columns declared so far
        self.defaults: list[tuple[int, str]] = []  # last column, and the style of its cells
        self.row_style = ""
        self.depth = self.untyped = self.text = 0  # depths of elements; 0 if there is none
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        super()._start(name, attributes)

    def _end(self, _: str) -> None:
        if self.depth == self.text:
            self.text, self.parser.CharacterDataHandler = 0, None
        elif self.depth == self.untyped:
            self.untyped = 0
        self.depth -= 1

    def _paragraph(self, _: dict[str, str]) -> None:
        """Start a paragraph of the cell itself, not of a note or a drawing in it."""
        if self.untyped and self.depth == self.untyped + 1:
            self.text, self.parser.CharacterDataHandler = self.depth, self._characters

    def _characters(self, text: str) -> None:
        if text.strip():
            self.lose(_UNTYPED)
            self.untyped, self.parser.CharacterDataHandler = 0, None

    def _table(self, attributes: dict[str, str]) -> None:
        self.check_grid()
        self.sheet, self.passed, self.defaults = _attribute(attributes, "name"), 0, []
        self.cells = self.formats.sheet(self.sheet)
        self.hidden[self.sheet] = HiddenParts()
        self.row = self.column = self.rows = self.columns = 0
        self.last_row = self.last_column = self.filled = 0

    def _row(self, attributes: dict[str, str]) -> None:
        self.row += self.rows or 1
        self.rows = _repetitions(attributes, "number-rows-repeated")
        self.column = self.columns = 0
        self.row_style = _attribute(attributes, "default-cell-style-name")
        if _attribute(attributes, "visibility") in _HIDDEN:
            self.hidden[self.sheet].add_rows(self.row, self.row + self.rows - 1)

    def _column(self, attributes: dict[str, str]) -> None:
        first, self.passed = (
            self.passed,
            self.passed + _repetitions(attributes, "number-columns-repeated"),
        )
        self.defaults.append((self.passed, _attribute(attributes, "default-cell-style-name")))
        if _attribute(attributes, "visibility") in _HIDDEN:
            self.hidden[self.sheet].columns.append((first, self.passed - 1))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column += self.columns or 1
        self.columns = _repetitions(attributes, "number-columns-repeated")
        kinds = {
            key.rpartition(":")[0]: value
            for key, value in attributes.items()
            if key.endswith(":value-type")
        }
        if not kinds:
            self.untyped = self.depth
            return
        self.fill(self.rows, self.columns)
        own = _attribute(attributes, "style-name") or self.row_style
        for column in range(self.column, self.column + self.columns):
            style = own or next((s for last, s in self.defaults if column <= last), "")
            self.cells.note(self.row, column - 1, self.formats.named_style(style))
        if "error" in kinds.values():
            self.lose(ERROR)


def _attribute(attributes: dict[str, str], name: str) -> str:
    """The value of the attribute with this local name, ``""`` if there is none."""
    return next((v for key, v in attributes.items() if key.rpartition(":")[2] == name), "")


def _repetitions(attributes: dict[str, str], name: str) -> int:
    value = _attribute(attributes, name)
    return max(1, int(value[:DIGITS])) if value.isdecimal() else 1
