"""Read a list whose names are to be matched to things of the graph, column by column.

The list may stand below titles and have a header of several lines, like a list that is loaded
(:mod:`.find_table`).  Its rows keep all their cells, so that results can be written beside them:
hidden ones, cells to the right of the header, and cells with error values.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.language import say
from gaoxin.loaders.lists.dictionary import read_dictionary
from gaoxin.loaders.lists.find_table import (
    FoundTable,
    find_table,
    first_row_table,
    header_text,
)
from gaoxin.loaders.lists.recognise_columns import Recogniser
from gaoxin.loaders.lists.row_kinds import RowKinds
from gaoxin.loaders.problems import column_letter, refused
from gaoxin.loaders.tables.opening import TEXT_SUFFIXES, Sheet, open_sheets
from gaoxin.loaders.tables.reading import Row, open_table
from gaoxin.loaders.tables.workbook_layout import SheetHead
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds

_PLACES = ("locatedIn", "address")


@dataclass(slots=True)
class ListToMatch:
    """A list with its columns; ``rows`` are read lazily, once.

    ``name`` and ``code`` are the recognised columns of names and of credit codes, ``""`` if there
    is none, and ``places`` those of places.  While a row is yielded, ``other_lines`` has its line
    if it is no thing (a total, a note), and ``faults`` the problem of each column whose cell cannot
    be read.  ``problems`` are those that belong to no row; they are complete when all rows were
    read, and so is ``unread``, the sheets that were not read.  ``titles`` are the texts above the
    header, and ``hidden`` is the number of hidden rows.
    """

    file: str
    columns: list[str]
    rows: Iterator[Row]
    problems: list[Problem] = field(default_factory=list)
    name: str = ""
    code: str = ""
    places: tuple[str, ...] = ()
    sheet: str = ""
    titles: list[str] = field(default_factory=list)
    hidden: int = 0
    other_lines: set[int] = field(default_factory=set)
    faults: dict[str, Problem] = field(default_factory=dict)
    unread: list[SheetHead] = field(default_factory=list)


def open_list(
    path: Path,
    wanted: Collection[str] = (),
    *,
    headers: Path | None = None,
    bounds: Bounds = DEFAULT_BOUNDS,
) -> ListToMatch:
    """Open a list; ``wanted`` are names of columns that its header has for certain, and
    ``headers`` is a dictionary of the user's own.

    The first visible sheet with a known header is taken.  If no header is known, the first row that
    is not empty is the header.

    Raises:
        InvalidSource: the file is unreadable, or is no table.
    """
    recogniser = Recogniser(read_dictionary(headers))

    def is_known(header: tuple[str, ...]) -> bool:
        return header_text(header) in wanted or recogniser.is_known(header)

    def find(sheet: Sheet) -> FoundTable | None:
        table = find_table(sheet, path.name, is_known)
        if table is None:
            return None
        is_list = recogniser.is_list(table) or set(wanted) & set(_columns_of(table))
        return table if is_list else None

    for look in (find, lambda sheet: first_row_table(sheet, path.name)):
        problems: list[Problem] = []
        unread: list[SheetHead] = []
        sheets = open_sheets(path, path.name, problems, bounds=bounds, with_hidden_rows=True)
        for sheet in sheets:
            table = None if sheet.head.is_hidden else look(sheet)
            if table is None:
                unread.append(sheet.head)
                continue
            columns = _columns_of(table, _width(path, bounds))
            found = ListToMatch(path.name, columns, iter(()), sheet=table.sheet, unread=unread)
            found.titles = table.titles
            found.hidden = sum(last - first + 1 for first, last in sheet.head.hidden_rows)
            name = _recognise(found, table, recogniser)
            kinds = RowKinds(table.headers, name, (row.cells for row in table.first))
            found.rows = _rows(table, found, kinds, _Faults(problems, table, bounds), sheets)
            return found
    stream = open_table(path, bounds=bounds)  # which says what is wrong with the file
    return ListToMatch(path.name, stream.columns, stream.rows, stream.problems)


def _width(path: Path, bounds: Bounds) -> int:
    """The number of cells in the longest row of a text, 0 for a workbook, whose rows are equally
    long.
    """
    if path.suffix.lower() not in TEXT_SUFFIXES:
        return 0
    sheets = open_sheets(path, path.name, [], bounds=bounds)
    return max((len(cells) for sheet in sheets for _, cells in sheet.rows), default=0)


def _columns_of(table: FoundTable, width: int = 0) -> list[str]:
    """The header of each column, different for each; the letter of a column without header."""
    found: list[str] = []
    for index in range(max(width, len(table.headers))):
        header = table.headers[index] if index < len(table.headers) else ()
        text = header_text(header) or column_letter(index)
        names = itertools.chain([text], (f"{text} ({n})" for n in itertools.count(2)))
        found.append(next(name for name in names if name not in found))
    return found


def _recognise(found: ListToMatch, table: FoundTable, recogniser: Recogniser) -> int | None:
    """Note the columns of names, codes and places; return the index of that of names."""
    try:
        mapping = recogniser.recognise(table)
    except InvalidSource:
        return _recognise_generic(found, table, recogniser)
    by_name, by_code = mapping.first("name"), mapping.first("credit-code")
    found.name = found.columns[by_name.index] if by_name else ""
    found.code = found.columns[by_code.index] if by_code else ""
    found.places = tuple(
        found.columns[c.index] for c in mapping.columns if c.meaning.means in _PLACES
    )
    return by_name.index if by_name else None


def _recognise_generic(found: ListToMatch, table: FoundTable, recogniser: Recogniser) -> int | None:
    """The same where nothing says what the rows are: 名称 is a column of names all the same."""
    names = recogniser.columns_of(("name",), table)
    if len(names) != 1:
        return None  # the caller names the columns
    found.name = found.columns[names[0]]
    found.places = tuple(found.columns[n] for n in recogniser.columns_of(_PLACES, table))
    return names[0]


class _Faults:
    """The problems of cells by row, as far as the file was read.

    A reader adds the problems of a row before it yields the row.
    """

    def __init__(self, problems: list[Problem], table: FoundTable, bounds: Bounds) -> None:
        self._found, self._table, self._most = problems, table, bounds.max_problems
        self._indices: dict[str, int] = {}
        self._by_line: dict[int, dict[int, Problem]] = {}
        self._lines: list[int] = []  # a heap of the lines in the former
        self._done = 0
        self.others: list[Problem] = []

    def before(self, line: int | None, width: int) -> Iterator[tuple[int, dict[int, Problem]]]:
        """The faults of the rows up to ``line`` (of all if it is ``None``), by column.

        Raises:
            InvalidSource: there are so many that not all are known.
        """
        if len(self._found) > self._most:
            raise refused(self._found)
        self._indices = self._indices or {column_letter(n): n for n in range(width)}
        for problem in self._found[self._done :]:
            self._sort(problem)
        self._done = len(self._found)
        while self._lines and (line is None or self._lines[0] <= line):
            number = heapq.heappop(self._lines)
            yield number, self._by_line.pop(number)

    def _sort(self, problem: Problem) -> None:
        if problem.sheet not in ("", self._table.sheet):
            return
        index = self._indices.get(problem.column)
        if index is None or not problem.line or problem.ends_reading:
            self.others.append(problem)
        elif problem.line > self._table.last_line:
            if problem.line not in self._by_line:
                heapq.heappush(self._lines, problem.line)
            self._by_line.setdefault(problem.line, {})[index] = problem


def _rows(
    table: FoundTable,
    found: ListToMatch,
    kinds: RowKinds,
    faults: _Faults,
    sheets: Iterator[Sheet],
) -> Iterator[Row]:
    width = len(found.columns)
    for row in table.rows:
        here: dict[int, Problem] = {}
        for line, wrong in faults.before(row.line, width):
            if line == row.line:
                here = wrong
            else:  # the row holds nothing else, so that it is not among the rows
                yield _row(found, line, [""] * width, wrong)
        if kinds.kind_of(row.cells):
            found.other_lines.add(row.line)
        yield _row(found, row.line, [*row.cells, *[""] * (width - len(row.cells))], here)
        found.other_lines.discard(row.line)
    for line, wrong in faults.before(None, width):
        yield _row(found, line, [""] * width, wrong)
    found.unread += (sheet.head for sheet in sheets)
    found.problems += faults.others


def _row(found: ListToMatch, line: int, cells: list[str], wrong: dict[int, Problem]) -> Row:
    """A row; its cells that cannot be read have the text that the file shows there."""
    for index, problem in wrong.items():
        cells[index] = cells[index] or problem.value or say("（错误值）", "(error value)")
    found.faults = {found.columns[index]: problem for index, problem in wrong.items()}
    return Row(line, dict(zip(found.columns, cells, strict=False)))
