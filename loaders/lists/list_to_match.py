"""Read a list whose names are to be matched to things of the graph, column by column.

The list may stand below titles and have a header of several lines, like a list that is loaded
(:mod:`.find_table`).  Its rows keep all their cells, so that results can be written beside them.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.loaders.lists.dictionary import read_dictionary
from gaoxin.loaders.lists.find_table import FoundTable, find_table, header_text
from gaoxin.loaders.lists.recognise_columns import Recogniser
from gaoxin.loaders.lists.row_kinds import RowKinds
from gaoxin.loaders.problems import column_letter
from gaoxin.loaders.tables.opening import open_sheets
from gaoxin.loaders.tables.reading import Row, open_table
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds

_PLACES = ("locatedIn", "address")


@dataclass(slots=True)
class ListToMatch:
    """A list with its columns; ``rows`` are read lazily, once.

    ``name`` and ``code`` are the recognised columns of names and of credit codes, ``""`` if there
    is none, and ``places`` those of places.  Rows without a thing (totals, notes) are in
    ``other_lines`` while they are yielded.  ``problems`` grows as rows are read.
    """

    file: str
    columns: list[str]
    rows: Iterator[Row]
    problems: list[Problem]
    name: str = ""
    code: str = ""
    places: tuple[str, ...] = ()
    other_lines: set[int] = field(default_factory=set)


def open_list(
    path: Path,
    wanted: Collection[str] = (),
    *,
    headers: Path | None = None,
    bounds: Bounds = DEFAULT_BOUNDS,
) -> ListToMatch:
    """Open a list; ``wanted`` are names of columns that its header has for certain, and
    ``headers`` is a dictionary of the user's own.

    The first sheet with a known header is taken.  If no header is known, the first row that is not
    empty is the header.

    Raises:
        InvalidSource: the file is unreadable, or is no table.
    """
    recogniser = Recogniser(read_dictionary(headers))
    problems: list[Problem] = []

    def is_known(header: tuple[str, ...]) -> bool:
        return header_text(header) in wanted or recogniser.is_known(header)

    for sheet in open_sheets(path, path.name, problems, bounds=bounds):
        if sheet.head.is_hidden:
            continue
        table = find_table(sheet, path.name, is_known)
        if table is None:
            continue
        columns = _columns_of(table)
        if recogniser.is_list(table) or set(wanted) & set(columns):
            return _list_of(table, columns, recogniser, problems)
    stream = open_table(path, bounds=bounds)
    return ListToMatch(path.name, stream.columns, stream.rows, stream.problems)


def _columns_of(table: FoundTable) -> list[str]:
    """The header of each column, different for each; the letter of a column without header."""
    found: list[str] = []
    for index, header in enumerate(table.headers):
        text = header_text(header) or column_letter(index)
        names = itertools.chain([text], (f"{text} ({n})" for n in itertools.count(2)))
        found.append(next(name for name in names if name not in found))
    return found


def _list_of(
    table: FoundTable,
    columns: list[str],
    recogniser: Recogniser,
    problems: list[Problem],
) -> ListToMatch:
    found = ListToMatch(table.file, columns, iter(()), problems)
    name: int | None = None
    try:
        mapping = recogniser.recognise(table)
    except InvalidSource:
        pass  # the caller names the columns
    else:
        by_name, by_code = mapping.first("name"), mapping.first("credit-code")
        name = by_name.index if by_name else None
        found.name = columns[by_name.index] if by_name else ""
        found.code = columns[by_code.index] if by_code else ""
        found.places = tuple(
            columns[c.index] for c in mapping.columns if c.meaning.means in _PLACES
        )
    found.rows = _rows(table, found, RowKinds(table.headers, name))
    return found


def _rows(table: FoundTable, found: ListToMatch, kinds: RowKinds) -> Iterator[Row]:
    width = len(found.columns)
    for row in table.rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        if kinds.kind_of(row.cells):
            found.other_lines.add(row.line)
        yield Row(row.line, dict(zip(found.columns, cells, strict=False)))
        found.other_lines.discard(row.line)
