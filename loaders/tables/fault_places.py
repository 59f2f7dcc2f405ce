"""Where problems stand in a table: the row and the cell of each, and the shape of the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.language import say
from gaoxin.loaders.decoding import open_text
from gaoxin.loaders.problems import column_letter, excerpt, refused
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
    number of filled cells and ``last`` the last row.  ``kept`` has the rows in which problems are.
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
    kept: dict[int, list[str]] = field(default_factory=dict)

    def add(self, line: int, cells: list[str], *, keep: bool = False) -> None:
        """Take a row of the sheet into account; ``keep`` it if there are problems in it."""
        if self.reasons is None and self.rows < SEARCHED_ROWS:
            marks = (i for i, cell in enumerate(cells) if read_heading(cell))
            self.reasons = next(marks, None)
        filled = [i for i, cell in enumerate(cells) if cell and i != self.reasons]
        if not filled:
            return
        self.width = max(self.width, filled[-1] + 1)
        self.cells += len(filled)
        self.rows, self.last = self.rows + 1, line
        if keep:
            self.kept[line] = cells
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
            return self._column_of_value(problem)
        wanted = _folded(problem.column)
        parts = _LEVELS.split(problem.column)
        for name in dict.fromkeys([wanted, _folded(parts[-1])]):
            for _, cells in self._header_first():
                places = [i for i, cell in enumerate(cells) if name and _folded(cell) == name]
                if len(places) == 1:
                    return places[0]
        found = _LETTERS.fullmatch(problem.column)
        if found and not found[2]:
            return _index(found[1])
        return self._column_of_value(problem)

    def _column_of_value(self, problem: Problem) -> int | None:
        """The only cell of the row that is the value, or else the only one that contains it."""
        kept = self.kept.get(problem.line or 0, ())
        cells = [_folded(cell) for cell in kept]
        shown = [_folded(excerpt(cell)) for cell in kept]  # personal data are covered in problems
        value = _folded(problem.value)
        for places in (
            [i for i, cell in enumerate(cells) if value in (cell, shown[i])],
            [i for i, cell in enumerate(cells) if value in cell],
        ):
            if value and len(places) == 1:
                return places[0]
        return None

    def heading(self, column: int) -> str:
        """The heading of a column: the lowest filled cell of the header; ``""`` if it has none."""
        for _, cells in sorted(self._header_first(), reverse=True):
            if column < len(cells) and cells[column].strip():
                return " ".join(cells[column].split())
        return ""

    def located(self, problem: Problem) -> Problem:
        """The problem with its sheet, its column and its cell, where they can be found."""
        column = self.column_of(problem)
        if column is None or not problem.line:
            return replace(problem, sheet=self.name)
        return replace(
            problem,
            sheet=self.name,
            column=problem.column or self.heading(column) or column_letter(column),
            cell=f"{column_letter(column)}{problem.line}",
        )

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


def survey(path: Path, bounds: Bounds, lines: Container[int] = ()) -> list[SheetShape]:
    """The shapes of all sheets of a file, read once; the rows ``lines`` are kept.

    Raises:
        InvalidSource: the file cannot be read to its end as a table, or exceeds a bound.
    """
    shapes = []
    for sheet in read_whole(path, bounds):
        shape = SheetShape(sheet.head.name, sheet.head.is_hidden, merged=sheet.head.merged)
        for line, cells in sheet.rows:
            shape.add(line, cells, keep=line in lines)
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


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _index(letters: str) -> int:
    """The index of a column: ``A`` is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
