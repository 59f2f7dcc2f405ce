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
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from gaoxin.loaders.problems import column_letter, exceeded, refusal, refused
from gaoxin.loaders.tables.cell_formats import BookFormats, xlsx_formats
from gaoxin.loaders.tables.ods_scan import OdsScan
from gaoxin.loaders.tables.ods_styles import ods_formats
from gaoxin.loaders.tables.sheet_scan import CHUNK, ERROR, SheetScan
from gaoxin.loaders.tables.workbook_layout import HiddenParts, sheet_parts
from gaoxin.model import Problem
from gaoxin.settings import Bounds

SMALL_FILE = 64 << 20
"""Bytes to which any zipped file may unpack, however small it is."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")
_MANIFEST = "META-INF/manifest.xml"
_UNCALCULATED = (
    "公式没有存下结果；请用电子表格程序打开并保存，或改为数值。",
    "the formula has no stored result; open and save the file in a spreadsheet program, or enter "
    "the value.",
)


def scan_workbook(
    path: Path,
    name: str,
    bounds: Bounds,
    hidden: dict[str, HiddenParts] | None = None,
    formats: BookFormats | None = None,
) -> Iterator[Problem]:
    """Yield the lost cells of a workbook; fill ``hidden`` with the hidden parts of each sheet, and
    ``formats`` with the formats of its cells.

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
        scans: list[tuple[str, type[SheetScan]]]
        names: dict[str, str] = {}
        formats = BookFormats() if formats is None else formats
        if "content.xml" in parts:
            if _MANIFEST in parts and b"encryption-data" in archive.read(_MANIFEST):
                raise refused([protected(name)])
            scans = [("content.xml", OdsScan)]
            formats.named = ods_formats(archive)
        elif "xl/workbook.xml" in parts:
            # A worksheet may have any name and be in any folder.
            names = sheet_parts(archive)
            found = xlsx_formats(archive)
            formats.styles, formats.from_1904 = found.styles, found.from_1904
            scans = [(part, _XlsxScan) for part in parts if _root(archive, part) == "worksheet"]
        else:
            raise refusal(
                name,
                "里面没有 XLSX 或 ODS 工作簿；请用电子表格程序另存为 .xlsx。",
                "it contains no XLSX or ODS workbook; save it as .xlsx in a spreadsheet program.",
            )
        for part, kind in scans:
            scan = kind(name, bounds, allowed, names.get(part, ""), formats)
            yield from scan.read(archive, part)
            if hidden is not None:
                hidden.update(scan.hidden)


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


_LONGEST_ERROR = 20  # characters


class _XlsxScan(SheetScan):
    """A worksheet: ``<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>``."""

    def __init__(
        self, name: str, bounds: Bounds, allowed: int, sheet: str, formats: BookFormats
    ) -> None:
        super().__init__(name, bounds, allowed, sheet, formats)
        self.starts = {
            "col": self._column,
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "v": self._value,
            "is": self._value,
        }
        self.type, self.has_formula, self.has_value = "", False, False
        self.error: list[str] | None = None  # the text of an error value
        self.filled_last = (0, 0)
        self.is_behind = False

    def finish(self) -> None:
        """Check the previous cell, which ends where the next one starts."""
        if self.has_formula and not self.has_value and self.type != "str":
            self.lose(_UNCALCULATED)
        if self.error is not None:
            self.lose(ERROR, "".join(self.error).strip()[:_LONGEST_ERROR])
        self.has_formula, self.error = False, None
        self.parser.CharacterDataHandler = None

    def _row(self, attributes: dict[str, str]) -> None:
        self.finish()
        number = attributes.get("r", "")
        self.row = int(number) if number.isdecimal() and len(number) < 10 else self.row + 1
        self.column = 0
        if attributes.get("hidden") in _TRUE:
            self.hidden[self.sheet].add_rows(self.row, self.row)

    def _column(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            self.hidden[self.sheet].columns.append((int(first) - 1, int(last) - 1))

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
        self.cells.note(self.row, self.column - 1, self.formats.style(attributes.get("s", "")))

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
            self.has_value, self.error = True, []
            self.parser.CharacterDataHandler = self.error.append
        elif self.has_formula:  # <v></v> is not a value
            self.parser.CharacterDataHandler = self._characters

    def _characters(self, _: str) -> None:
        self.has_value = True
        self.parser.CharacterDataHandler = None
