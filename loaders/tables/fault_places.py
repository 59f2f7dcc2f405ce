"""Where problems stand in a table: the row and the cell of each, and the shape of the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.language import say
from gaoxin.loaders.decoding import open_text
from gaoxin.loaders.problems import column_letter, refused
from gaoxin.loaders.tables.opening import TEXT_SUFFIXES, Sheet, open_sheets
from gaoxin.loaders.tables.reason_column import SEARCHED_ROWS, read_heading
from gaoxin.loaders.tables.row_shapes import RawRow
from gaoxin.loaders.tables.workbook_layout import Area
from gaoxin.model import Problem
from gaoxin.settings import Bounds

_LETTERS = re.compile("([A-Z]{1,3})([1-9][0-9]*)?")
_LEVELS = re.compile(r"\s*[/／]\s*")


@dataclass(slots=True)
class SheetShape:
    """The size of a sheet and where things stand in it; columns count from 0, rows from 1.

    ``width`` is the number of columns, without the column of reasons that an earlier run left in
    ``reasons``.  ``head`` has the first rows, ``header`` is the row of the header, ``cells`` the
    number of filled cells and ``last`` the last row.
    """

    name: str = ""
    is_hidden: bool = False
    width: int = 0
    cells: int = 0
    rows: int = 0
    last: int = 0
    reasons: int | None = None
    header: int = 0
    merged: list[Area] = field(default_factory=list)
    head: list[RawRow] = field(default_factory=list)

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Take a row of the sheet into account."""
        if self.reasons is None and self.rows < SEARCHED_ROWS:
            marks = (i for i, cell in enumerate(cells) if read_heading(cell))
            self.reasons = next(marks, None)
        filled = [i for i, cell in enumerate(cells) if cell and i != self.reasons]
        if not filled:
            return
        self.width = max(self.width, filled[-1] + 1)
        self.cells += len(filled)
        self.rows, self.last = self.rows + 1, line
        if len(self.head) < SEARCHED_ROWS:
            self.head.append((line, [c if i != self.reasons else "" for i, c in enumerate(cells)]))

    def find_header(self, problems: Iterable[Problem]) -> None:
        """Take the row that holds the most headings of ``problems`` as the header; without any,
        the first row.
        """
        wanted = {_folded(problem.column) for problem in problems if problem.column}
        first = min((p.line for p in problems if p.line), default=self.last)

        def headings(row: RawRow) -> int:
            return len({_folded(cell) for cell in row[1]} & wanted)

        above = [row for row in self.head if row[0] <= first] or self.head[:1]
        # Of rows that hold as many, the first one counts.
        self.header = max(above, key=headings)[0] if above else 1

    def column_of(self, problem: Problem) -> int | None:
        """The column of the problem's cell; ``None`` if the problem concerns the whole row."""
        found = _LETTERS.fullmatch(problem.cell)
        if found:
            return _index(found[1])
        if not problem.column:
            return None
        wanted = _folded(problem.column)
        parts = _LEVELS.split(problem.column)
        for name in dict.fromkeys([wanted, _folded(parts[-1])]):
            for _, cells in self._header_first():
                places = [i for i, cell in enumerate(cells) if name and _folded(cell) == name]
                if len(places) == 1:
                    return places[0]
        found = _LETTERS.fullmatch(problem.column)
        return _index(found[1]) if found and not found[2] else None

    def _header_first(self) -> Iterator[RawRow]:
        yield from (row for row in self.head if row[0] == self.header)
        yield from (row for row in self.head if row[0] < self.header)


@dataclass(slots=True)
class Faults:
    """The faults of one sheet, by row: the columns of faulty cells, and the reasons."""

    columns: dict[int, set[int]] = field(default_factory=dict)
    reasons: dict[int, list[str]] = field(default_factory=dict)

    def add(self, shape: SheetShape, problem: Problem, *, with_row: bool = False) -> None:
        """Add a problem; ``with_row`` writes the number of its row before the reason."""
        line = problem.line or shape.header
        column = shape.column_of(problem)
        if column is not None and column < max(shape.width, 1):
            self.columns.setdefault(line, set()).add(column)
        reason = say(problem.zh, problem.en)
        if problem.column:
            reason = f"{problem.column}{say('：', ': ')}{reason}"
        if with_row:
            reason = say(f"第 {line} 行，", f"row {line}, ") + reason
        reasons = self.reasons.setdefault(line, [])
        if reason not in reasons:
            reasons.append(reason)

    def text(self, line: int) -> str:
        """The reasons of a row, one in a line; ``""`` if it has no fault."""
        return "\n".join(self.reasons.get(line, ()))


def survey(path: Path, bounds: Bounds) -> list[SheetShape]:
    """The shapes of all sheets of a file, read once.

    Raises:
        InvalidSource: the file cannot be read to its end as a table, or exceeds a bound.
    """
    shapes = []
    for sheet in read_whole(path, bounds):
        shape = SheetShape(sheet.head.name, sheet.head.is_hidden, merged=sheet.head.merged)
        for line, cells in sheet.rows:
            shape.add(line, cells)
        shapes.append(shape)
    return shapes


def read_whole(path: Path, bounds: Bounds) -> Iterator[Sheet]:
    """All sheets of a file with all their rows.

    A line of text that is no row of cells, because of a misplaced quote, is a row of one cell.

    Raises:
        InvalidSource: the file cannot be read to its end as a table, or exceeds a bound.
    """
    problems: list[Problem] = []
    for sheet in open_sheets(path, path.name, problems, bounds=bounds, as_is=True):
        if path.suffix.lower() in TEXT_SUFFIXES:
            yield replace(sheet, rows=_with_lost_lines(path, sheet.rows, problems))
        else:
            yield sheet
    wrong = [problem for problem in problems if problem.ends_reading]
    if wrong:
        raise refused(wrong)


def _with_lost_lines(
    path: Path, rows: Iterator[RawRow], problems: list[Problem]
) -> Iterator[RawRow]:
    """The rows, and each line that ``problems`` grows by instead of a row."""
    done = 0
    with open_text(path, path.name) as stream:
        texts = enumerate(stream, start=1)
        for line, cells in rows:
            lost = [problem.line or 0 for problem in problems[done:]]
            done = len(problems)
            yield from _texts_between(texts, lost, line)
            yield line, cells
        lost = [problem.line or 0 for problem in problems[done:]]
        yield from _texts_between(texts, lost, None)


def _texts_between(
    texts: Iterator[tuple[int, str]], starts: list[int], end: int | None
) -> Iterator[RawRow]:
    """For each of ``starts`` the text from that line to the next one, the last up to ``end``."""
    found: dict[int, str] = {}
    if starts:
        for number, text in texts:
            begun = [start for start in starts if start <= number]
            if begun:
                found[begun[-1]] = found.get(begun[-1], "") + text
            if end is not None and number >= end - 1:
                break
    yield from ((line, [text.rstrip("\r\n")]) for line, text in found.items())


def cell_name(problem: Problem, shapes: Sequence[SheetShape]) -> str:
    """The cell of a problem as in spreadsheets (``C12``); ``""`` if it is unknown."""
    if problem.cell or not problem.line:
        return problem.cell
    for shape in shapes:
        if shape.name == problem.sheet or len(shapes) == 1:
            column = shape.column_of(problem)
            return f"{column_letter(column)}{problem.line}" if column is not None else ""
    return ""


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _index(letters: str) -> int:
    """The index of a column: ``A`` is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
