"""Scan a zipped workbook (XLSX, ODS) before the library reads it.

The library builds a full grid from the first to the last cell, so that one distant cell costs
gigabytes.  It also returns error values and formulas without a result as empty cells.  So the parts
of the file are unpacked piece by piece here.  A part that is too large is refused with the exceeded
bound, a distant cell with its reference, and each lost cell becomes a problem.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from gaoxin.errors import InvalidSource
from gaoxin.loaders.problems import column_letter, exceeded, refusal, refused
from gaoxin.model import Problem
from gaoxin.settings import Bounds

CHUNK = 1 << 16
SMALL_FILE = 64 << 20
"""Bytes to which any zipped file may unpack, however small it is."""
CELL = 48
"""Bytes of memory for a cell in addition to its text, for estimating what is read."""
SMALL_GRID = 4_000_000
"""Number of cells up to which a grid is always accepted, even if few cells are filled."""
SPARSE = 64
"""In a larger grid, at least one of this many cells must be filled."""
DIGITS = 18
"""Maximum digits of a repetition count; longer ones exceed every bound anyway."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MANIFEST = "META-INF/manifest.xml"
ERROR = (
    "单元格是错误值（如 #N/A、#DIV/0!）；请改正它。",
    "the cell is an error value (like #N/A or #DIV/0!); correct it.",
)
_UNTYPED = (
    "单元格有文字却没有类型，读出来会是空的；请用电子表格程序打开并重新保存。",
    "the cell has a text and no type, so that it would be read as empty; open the file in a "
    "spreadsheet program and save it again.",
)
_UNCALCULATED = (
    "公式没有存下结果；请用电子表格程序打开并保存，或改为数值。",
    "the formula has no stored result; open and save the file in a spreadsheet program, or enter "
    "the value.",
)


def scan_workbook(path: Path, name: str, bounds: Bounds) -> Iterator[Problem]:
    """Yield the lost cells of a workbook.

    Raises:
        InvalidSource: it exceeds a bound, has a cell far from the others, or is not a workbook.
        zipfile.BadZipFile, OSError, …: the standard library's errors for a damaged archive.
    """
    with zipfile.ZipFile(path) as archive:
        size = path.stat().st_size
        unpacked = sum(item.file_size for item in archive.infolist())
        check_unpacked(unpacked, size, name, bounds)
        allowed = allowed_bytes(size, bounds)
        parts = archive.namelist()
        _check_names(parts, name)
        scans: list[tuple[str, type[_Scan]]]
        if "content.xml" in parts:
            if _MANIFEST in parts and b"encryption-data" in archive.read(_MANIFEST):
                raise refused([protected(name)])
            scans = [("content.xml", _OdsScan)]
        elif "xl/workbook.xml" in parts:
            # A worksheet may have any name and be in any folder.
            scans = [(part, _XlsxScan) for part in parts if _root(archive, part) == "worksheet"]
        else:
            raise refusal(
                name,
                "里面没有 XLSX 或 ODS 工作簿；请用电子表格程序另存为 .xlsx。",
                "it holds no XLSX or ODS workbook; save it as .xlsx in a spreadsheet program.",
            )
        for part, scan in scans:
            yield from scan(name, bounds, allowed).read(archive, part)


def _check_names(parts: list[str], name: str) -> None:
    """Refuse an archive with two parts of the same name, because it is unclear which one is
    read.
    """
    part, count = Counter(parts).most_common(1)[0] if parts else ("", 0)
    if count > 1:
        raise refusal(
            name,
            f"压缩包里有 {count} 个名为 {part} 的部分；请用电子表格程序打开并重新保存。",
            f"the archive holds {count} parts named {part}; open it in a spreadsheet program and "
            "save it again.",
        )


def _root(archive: zipfile.ZipFile, part: str) -> str:
    """The local name of the root element of ``part``; ``""`` if it is not XML."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: found.append(name.rpartition(":")[2])
    with archive.open(part) as stream:
        try:
            while not found and (chunk := stream.read(CHUNK)):
                parser.Parse(chunk, False)
        except expat.ExpatError:  # damaged after the root; the scan reports that
            pass
    return found[0] if found else ""


def protected(name: str) -> Problem:
    """The problem of a workbook that is encrypted."""
    return Problem(
        name,
        None,
        "",
        "",
        "工作簿有密码保护；请在电子表格程序中去掉密码后重新保存。",
        "the workbook is protected by a password; remove the password in a spreadsheet program "
        "and save it again.",
    )


def check_unpacked(unpacked: int, size: int, name: str, bounds: Bounds) -> None:
    """Refuse a file of ``size`` bytes that would unpack to ``unpacked`` bytes.

    Raises:
        InvalidSource: this exceeds a bound.
    """
    if unpacked > bounds.max_decompressed_bytes:
        raise exceeded(
            "max_decompressed_bytes",
            bounds,
            name,
            f"解压后有 {unpacked} 字节",
            f"it unpacks to {unpacked} bytes",
        )
    if unpacked > allowed_bytes(size, bounds):
        raise exceeded(
            "max_expansion",
            bounds,
            name,
            f"文件只有 {size} 字节，解压后却有 {unpacked} 字节",
            f"it has {size} bytes and unpacks to {unpacked}",
        )


def allowed_bytes(size: int, bounds: Bounds) -> int:
    """Maximum unpacked size in bytes of a zipped file of ``size`` bytes."""
    return SMALL_FILE + bounds.max_expansion * size


class _Scan:
    """Handles the XML elements of one part; ``row`` and ``column`` are the current position,
    from 1.
    """

    def __init__(self, name: str, bounds: Bounds, allowed: int) -> None:
        self.name, self.bounds, self.allowed = name, bounds, allowed
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

    def lose(self, reason: tuple[str, str]) -> None:
        """Add a problem: the library would return the current cell as empty although it is not."""
        if len(self.lost) <= self.bounds.max_problems:
            self.lost.append(
                Problem(self.name, self.row, column_letter(self.column - 1), "", *reason)
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


class _XlsxScan(_Scan):
    """A worksheet: ``<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>``."""

    def __init__(self, name: str, bounds: Bounds, allowed: int) -> None:
        super().__init__(name, bounds, allowed)
        self.starts = {
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "v": self._value,
            "is": self._value,
        }
        self.type, self.has_formula, self.has_value = "", False, False
        self.filled_last = (0, 0)
        self.is_behind = False

    def finish(self) -> None:
        """Check the previous cell, which ends where the next one starts."""
        if self.has_formula and not self.has_value and self.type != "str":
            self.lose(_UNCALCULATED)
        self.has_formula = False
        self.parser.CharacterDataHandler = None

    def _row(self, attributes: dict[str, str]) -> None:
        self.finish()
        number = attributes.get("r", "")
        self.row = int(number) if number.isdecimal() and len(number) < 10 else self.row + 1
        self.column = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        self.finish()
        self.type, self.has_value = attributes.get("t", ""), False
        found = _REFERENCE.fullmatch(attributes.get("r", "").upper())
        if found is None:
            self.column += 1
        else:
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            self.row, self.column = int(found[2]), column
        self.is_behind = (self.row, self.column) <= self.filled_last

    def _formula(self, _: dict[str, str]) -> None:
        self.has_formula = True
        self.parser.CharacterDataHandler = None

    def _value(self, _: dict[str, str]) -> None:
        if self.is_behind:  # the library would silently keep only one of two cells
            place = f"{column_letter(self.column - 1)}{self.row}"
            raise self._refuse(
                f"单元格 {place} 重复出现或次序颠倒；请用电子表格程序打开并重新保存。",
                f"the cell {place} stands twice or out of order; open it in a spreadsheet "
                "program and save it again.",
            )
        self.filled_last = (self.row, self.column)
        self.fill()
        if self.type == "e":
            self.lose(ERROR)
            self.has_value = True
        elif self.has_formula:  # <v></v> is not a value
            self.parser.CharacterDataHandler = self._characters

    def _characters(self, _: str) -> None:
        self.has_value = True
        self.parser.CharacterDataHandler = None


class _OdsScan(_Scan):
    """``content.xml``: a row or cell may have a repetition count and stand for many."""

    def __init__(self, name: str, bounds: Bounds, allowed: int) -> None:
        super().__init__(name, bounds, allowed)
        self.starts = {
            "table": self._table,
            "table-row": self._row,
            "table-cell": self._cell,
            "covered-table-cell": self._cell,
            "p": self._paragraph,
        }
        self.rows = self.columns = 0  # repetition counts of the current row and cell
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

    def _table(self, _: dict[str, str]) -> None:
        self.check_grid()
        self.row = self.column = self.rows = self.columns = 0
        self.last_row = self.last_column = self.filled = 0

    def _row(self, attributes: dict[str, str]) -> None:
        self.row += self.rows or 1
        self.rows = _repetitions(attributes, "number-rows-repeated")
        self.column = self.columns = 0

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
        if "error" in kinds.values():
            self.lose(ERROR)


def _repetitions(attributes: dict[str, str], name: str) -> int:
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name and value.isdecimal():
            return max(1, int(value[:DIGITS]))
    return 1
