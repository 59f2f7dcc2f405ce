"""What a workbook says about its sheets besides their cells: names, hidden parts, merged cells."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")

_AREAS = ("hidden_rows", "hidden_columns", "merged")
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows count from 1, columns from 0."""


@dataclass(slots=True)
class SheetHead:
    """A sheet of a file: its name (``""`` in a format without sheets), and what is hidden or
    merged in it.

    ``hidden_rows`` and ``hidden_columns`` are ranges, both ends included; rows count from 1 and
    columns from 0.  ``from_1904``: a number without a format that means a day counts from 1904.
    """

    name: str = ""
    is_hidden: bool = False
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    from_1904: bool = False

    @classmethod
    def load(cls, body: dict[str, Any]) -> SheetHead:
        """The head from its form as JSON, in which tuples are lists."""
        areas = {key: [tuple(area) for area in body[key]] for key in _AREAS}
        return cls(**body | areas)


@dataclass(slots=True)
class HiddenParts:
    """Collects the hidden rows and columns of a sheet as ranges, in the order of the file."""

    rows: list[tuple[int, int]] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def add_rows(self, first: int, last: int) -> None:
        """Add the rows ``first`` to ``last``; adjacent ranges are joined."""
        if self.rows and self.rows[-1][1] >= first - 1:
            first = self.rows.pop()[0]
        self.rows.append((first, last))


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of an ``.xlsx`` archive that holds each sheet: part → name of the sheet."""
    book, links = (parsed_part(archive, part) for part in _PARTS)
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            target = targets.get(sheet.get(RELATIONSHIP, ""), "")
            part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            found[part] = sheet.get("name", "")
    return found


def parsed_part(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """An XML part of the archive; an empty element if it is missing or has a document type, which
    could define entities.
    """
    try:
        text = archive.read(part)
    except KeyError:
        text = b""
    if not text or b"<!DOCTYPE" in text:
        return ElementTree.Element("none")
    return ElementTree.fromstring(text)


class MergedCells:
    """The merged cells of a sheet: each cell of a merged area has the text of its first cell.

    Rows must be given in ascending order; memory holds the areas that the current row touches.
    """

    def __init__(self, areas: list[Area]) -> None:
        self._coming = sorted(areas, reverse=True)
        self._open: list[tuple[Area, str]] = []

    def fill(self, line: int, cells: list[str]) -> dict[int, Area]:
        """Fill the empty cells of merged areas in ``cells``; return the area of each filled
        cell.
        """
        if not self._coming and not self._open:
            return {}
        self._open = [(area, text) for area, text in self._open if area[2] >= line]
        while self._coming and self._coming[-1][0] <= line:
            area = self._coming.pop()
            first = cells[area[1]] if area[0] == line and area[1] < len(cells) else ""
            if first.strip() and area[2] >= line:
                self._open.append((area, first))
        filled: dict[int, Area] = {}
        for area, text in self._open:
            for index in range(area[1], min(area[3] + 1, len(cells))):
                if not cells[index].strip() and (line, index) != area[:2]:
                    cells[index] = text
                    filled[index] = area
        return filled


class FilledCells(list[str]):
    """The cells of a row of which some were filled; ``repeated`` are their areas by column."""

    def __init__(self, cells: list[str], repeated: dict[int, Area]) -> None:
        super().__init__(cells)
        self.repeated = repeated


def with_merged_filled(
    rows: Iterator[tuple[int, list[str]]], areas: list[Area]
) -> Iterator[tuple[int, list[str]]]:
    """The rows with merged areas filled; a row with filled cells has :class:`FilledCells`.

    This must be done before any row is left out, because the first row of an area has its text.
    """
    if not areas:
        yield from rows
        return
    merged = MergedCells(areas)
    for line, cells in rows:
        repeated = merged.fill(line, cells)
        yield line, FilledCells(cells, repeated) if repeated else cells


def in_ranges(number: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether ``number`` lies in one of the ranges, both ends included."""
    return any(first <= number <= last for first, last in ranges)


def visible_rows(
    rows: Iterator[tuple[int, list[str]]], hidden: list[tuple[int, int]]
) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not hidden; ``hidden`` are ascending ranges, both ends included."""
    if not hidden:
        yield from rows
        return
    ranges = iter(hidden)
    first, last = next(ranges)
    for line, cells in rows:
        while line > last:
            first, last = next(ranges, (1 << 62, 1 << 62))
        if line < first:
            yield line, cells
