"""The sheets of a table with their faults, and how much of them is written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gaoxin.loaders.tables.fault_places import Faults, SheetShape
from gaoxin.model import Problem

WHOLE_ROWS = 100_000
"""Rows up to which a table is copied completely."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""The size of a sheet in a spreadsheet."""


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


def locate(
    shapes: Sequence[SheetShape], problems: Iterable[Problem], headers: Mapping[str, int]
) -> list[Problem]:
    """The problems with their sheets, columns and cells; the shapes then know their headers.

    ``headers`` are the rows of the headers by sheet, where they are known.  A problem without the
    name of a sheet belongs to the only sheet with a header, or else to the first visible one.
    """
    visible = [shape for shape in shapes if not shape.is_hidden] or shapes
    known = [shape for shape in shapes if shape.name in headers]
    first = known[0] if len(known) == 1 else visible[0]
    by_name = {shape.name: shape for shape in shapes}
    owners = [(by_name.get(problem.sheet, first), problem) for problem in problems]
    for shape in shapes:
        if shape.name in headers:
            shape.header = headers[shape.name]
        else:
            shape.find_header(problem for owner, problem in owners if owner is shape)
    return [owner.located(problem) for owner, problem in owners]


def faulty_sheets(
    shapes: Sequence[SheetShape], problems: Sequence[Problem], *, numbered: bool = False
) -> list[FaultySheet]:
    """The sheets in their order, each with its faults, which must have been located.

    With ``numbered`` the reasons begin with the numbers of the rows.
    """
    sheets = [FaultySheet(shape) for shape in shapes]
    for sheet in sheets:
        for problem in problems:
            if problem.sheet == sheet.shape.name:
                sheet.faults.add(sheet.shape, problem, with_row=numbered)
    return sheets


def is_excerpt(shapes: Iterable[SheetShape]) -> bool:
    """Whether the table is too long to be written completely as a workbook."""
    return any(shape.rows > WHOLE_ROWS or shape.last >= MAX_ROWS for shape in shapes)


def has_room(sheets: Iterable[FaultySheet]) -> bool:
    """Whether every faulty sheet has room for a column of reasons."""
    return all(sheet.reasons < MAX_COLUMNS for sheet in sheets if sheet.faults.reasons)


def with_reasons(sheet: FaultySheet, heading: str) -> str:
    """The heading, with the faults of the header below it in the same cell."""
    return "\n".join(filter(None, [heading, sheet.faults.text(sheet.shape.header)]))
