"""The number formats of an ODS workbook, as format codes of :mod:`.number_formats`.

A cell names a style, the style names a data style, and the data style is a tree of elements:
``<number:date-style><number:year/><number:text>年</number:text><number:month/>…``.
"""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from gaoxin.loaders.tables.number_formats import NumberFormat, parse_format

_DATA_STYLES = (
    "number-style",
    "percentage-style",
    "currency-style",
    "date-style",
    "time-style",
    "text-style",
)
_PARTS = {
    "year": "yyyy",
    "month": "m",
    "day": "d",
    "era": "",
    "day-of-week": "aaaa",
    "hours": "h",
    "minutes": "mm",
    "seconds": "ss",
    "am-pm": "AM/PM",
    "text-content": "@",
    "scientific-number": "0E+0",
    "fraction": "# ?/?",
}
_CHUNK = 1 << 16
_DEEPEST_ZEROS = 15


def ods_formats(archive: zipfile.ZipFile) -> dict[str, NumberFormat]:
    """The format of each cell style, by the name of the style."""
    reader = _StyleReader()
    for part in ("styles.xml", "content.xml"):
        if part in archive.namelist():
            reader.read(archive, part)
    return reader.formats()


class _StyleReader:
    """Reads the styles at the start of a part; stops at its body."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}  # by name of the data style
        self._cells: dict[str, tuple[str, str]] = {}  # style → data style, parent style
        self._name = self._code = self._text = ""
        self._is_text = self._is_done = False

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        """Read one part; a damaged one is left to the scan of the content, which reports it."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        self._is_done = False
        with archive.open(part) as stream:
            try:
                while not self._is_done and (chunk := stream.read(_CHUNK)):
                    parser.Parse(chunk, False)
            except expat.ExpatError:
                return

    def formats(self) -> dict[str, NumberFormat]:
        """The formats of all cell styles read so far."""
        return {name: parse_format(self._code_of(name)) for name in self._cells}

    def _code_of(self, style: str) -> str:
        """The code of the style, or of the nearest style above it that has one."""
        for _ in range(len(self._cells)):
            data, parent = self._cells.get(style, ("", ""))
            if data:
                return self._codes.get(data, "")
            style = parent
        return ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        about = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "body":
            self._is_done = True
        elif name == "style" and about.get("family") == "table-cell":
            names = about.get("data-style-name", ""), about.get("parent-style-name", "")
            self._cells[about.get("name", "")] = names
        elif name in _DATA_STYLES:
            self._name, self._code = about.get("name", ""), ""
        elif self._name and name in ("text", "currency-symbol"):
            self._text, self._is_text = "", True
        elif self._name and name == "number":
            self._code += _digits(about)
        elif self._name:
            self._code += _PARTS.get(name, "")

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in _DATA_STYLES:
            self._codes[self._name], self._name = self._code, ""
        elif self._is_text and name in ("text", "currency-symbol"):
            quoted = self._text.replace('"', "")
            is_sign = quoted.strip() == "%"
            self._code += "%" if is_sign else f'"{quoted}"' if quoted else ""
            self._is_text = False

    def _characters(self, text: str) -> None:
        if self._is_text:
            self._text += text


def _digits(about: dict[str, str]) -> str:
    """The placeholders of a number: as many zeros as it always shows, and a comma for each
    thousand by which it is divided.
    """
    zeros = about.get("min-integer-digits", "1")
    count = int(zeros) if zeros.isdecimal() and len(zeros) < 3 else 1
    decimals = about.get("decimal-places", about.get("min-decimal-places", "0"))
    code = "0" * min(count, _DEEPEST_ZEROS) or "#"
    if decimals.isdecimal() and decimals != "0":
        code += ".0"
    factor = about.get("display-factor", "1")
    thousands = (len(factor) - 1) // 3 if factor.strip("0") == "1" else 0
    return code + "," * thousands
