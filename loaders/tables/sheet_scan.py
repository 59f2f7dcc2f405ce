"""What the scans of XLSX and ODS have in common: position, bounds, lost cells and hidden parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from gaoxin.errors import InvalidSource
from gaoxin.loaders.problems import column_letter, exceeded, refusal
from gaoxin.loaders.tables.cell_formats import BookFormats
from gaoxin.loaders.tables.workbook_layout import HiddenParts
from gaoxin.model import Problem
from gaoxin.settings import Bounds

CHUNK = 1 << 16
CELL = 48
"""Bytes of memory for a cell in addition to its text, for estimating what is read."""
SMALL_GRID = 4_000_000
"""Number of cells up to which a grid is always accepted, even if few cells are filled."""
SPARSE = 64
"""In a larger grid, at least one of this many cells must be filled."""
ERROR = (
    "单元格是错误值（如 #N/A、#DIV/0!）；请改正它。",
    "the cell is an error value (like #N/A or #DIV/0!); correct it.",
)


class SheetScan:
    """Handles the XML elements of one part; ``row`` and ``column`` are the current position,
    from 1.

    ``sheet`` is the name of the sheet that the part holds; ``formats`` are those of the
    workbook, ``cells`` those of the cells of the sheet.
    """

    def __init__(
        self, name: str, bounds: Bounds, allowed: int, sheet: str, formats: BookFormats
    ) -> None:
        self.name, self.bounds, self.allowed, self.sheet = name, bounds, allowed, sheet
        self.hidden = {sheet: HiddenParts()}
        self.formats, self.cells = formats, formats.sheet(sheet)
        self.row = self.column = 0
        self.last_row = self.last_column = self.filled = 0
        self.lost: list[Problem] = []
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def read(self, archive: zipfile.ZipFile, part: str) -> list[Problem]:
        """Parse ``part`` to its end; return the problems of lost cells."""
        try:
            with archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self.parser.Parse(chunk, False)
                self.parser.Parse(b"", True)
        except expat.ExpatError as cause:
            raise self._refuse(
                f"其中的 {part} 已损坏（{cause}）；请重新另存。",
                f"its part {part} is damaged ({cause}); save it again.",
            ) from cause
        self.finish()
        self.check_grid()
        return self.lost

    def finish(self) -> None:
        """Called at the end of the part."""

    def fill(self, rows: int = 1, columns: int = 1) -> None:
        """Record that the current cell, with its repetitions, has content."""
        row, column = self.row + rows - 1, self.column + columns - 1
        if row > self.last_row:
            self.last_row = row
            if row > self.bounds.max_rows + 1:  # plus the header
                raise exceeded(
                    "max_rows",
                    self.bounds,
                    self.name,
                    f"行数过多，直到第 {row} 行",
                    f"it has too many rows: there is a cell in row {row}",
                )
        if column > self.last_column:
            self.last_column = column
            if column > self.bounds.max_columns:
                raise exceeded(
                    "max_columns",
                    self.bounds,
                    self.name,
                    f"列数过多，直到 {column_letter(column - 1)} 列",
                    f"it has too many columns: there is a cell in {column_letter(column - 1)}",
                    line=row,
                )
        self.filled += rows * columns
        if self.filled * CELL > self.allowed:
            raise exceeded(
                "max_expansion",
                self.bounds,
                self.name,
                f"文件很小，却有 {self.filled} 个以上的单元格",
                f"it is small and has more than {self.filled} cells",
                line=self.row,
            )

    def lose(self, reason: tuple[str, str], value: str = "") -> None:
        """Add a problem: the library would return the current cell as empty although it is not.

        ``value`` is what the cell shows, if it is known.
        """
        if len(self.lost) <= self.bounds.max_problems:
            self.lost.append(
                Problem(
                    self.name, self.row, column_letter(self.column - 1), value, *reason, self.sheet
                )
            )

    def check_grid(self) -> None:
        """Refuse a sheet with few filled cells that are far apart."""
        grid = self.last_row * self.last_column
        if grid > SMALL_GRID and grid > SPARSE * self.filled:
            last = f"{column_letter(self.last_column - 1)}{self.last_row}"
            raise self._refuse(
                f"{self.filled} 个有内容的单元格散布到 {last}，离表格太远；"
                "请删除表格之外的单元格后重新保存。",
                f"its {self.filled} filled cells reach as far as {last}; delete the cells outside "
                "the table and save the file again.",
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self.starts.get(name) or self.starts.get(name.rpartition(":")[2])
        if handler:
            handler(attributes)

    def _refuse_doctype(self, *_: object) -> None:
        raise self._refuse(
            "含有文档类型声明（DOCTYPE），工作簿里不该有；请重新另存。",
            "it holds a document type declaration, which no workbook needs; save it again.",
        )

    def _refuse(self, zh: str, en: str) -> InvalidSource:
        return refusal(self.name, zh, en)
