"""Read the lists in a file: find each table, recognise its columns, and read its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.loaders.lists.dictionary import read_dictionary
from gaoxin.loaders.lists.find_table import FoundTable, find_table
from gaoxin.loaders.lists.list_mapping import ListMapping
from gaoxin.loaders.lists.list_rows import ListRows, unclear_notes
from gaoxin.loaders.lists.mapping_file import read_mapping
from gaoxin.loaders.lists.recognise_columns import Recogniser
from gaoxin.loaders.lists.row_kinds import RowKinds
from gaoxin.loaders.lists.understanding import Understanding, understand
from gaoxin.loaders.problems import column_letter
from gaoxin.loaders.tables.opening import Sheet
from gaoxin.loaders.tables.workbook_layout import in_ranges
from gaoxin.model import Problem, Record
from gaoxin.settings import Bounds


def _untold(_: Understanding) -> None:
    """Tell nobody what was understood."""


@dataclass(frozen=True, slots=True)
class ListOptions:
    """How lists are read.

    ``mapping`` is a file that says what the columns mean; without it they are recognised.
    ``personal`` are the headers of personal data that are wanted.  ``headers`` is a dictionary of
    the user's own.  ``tell`` is called with what was understood of each list, when its rows have
    been read and before anything is published.
    """

    mapping: Path | None = None
    personal: tuple[str, ...] = ()
    headers: Path | None = None
    tell: Callable[[Understanding], None] = _untold

    def without_telling(self) -> ListOptions:
        """The options with nobody to tell."""
        return replace(self, tell=_untold)


RECOGNISED = ListOptions()
"""Lists are recognised by the project's dictionary."""


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list that was found in a sheet, and what its columns mean.

    ``other_lines`` are those of its totals and notes, which are known when its rows have been read.
    """

    table: FoundTable
    mapping: ListMapping
    other_lines: set[int] = field(default_factory=set)

    def concerns(self, problem: Problem) -> bool:
        """Whether a problem of opening the file (an error value in a cell) matters to the list.

        It does not above the table, in a hidden row, in a total or note, or in a column that is
        left out.
        """
        if problem.sheet != self.table.sheet or problem.line is None:
            return True
        if problem.line <= self.table.last_line or problem.line in self.other_lines:
            return False
        if in_ranges(problem.line, self.table.hidden_rows):
            return False
        untaken = {c.index for c in self.mapping.columns if c.meaning.is_left_out}
        return problem.column not in {column_letter(index) for index in untaken}


class ListReader:
    """Reads the sheets of one file that are lists."""

    def __init__(self, file: str, options: ListOptions, bounds: Bounds) -> None:
        self.file, self.options, self.bounds = file, options, bounds
        self.recogniser = Recogniser(read_dictionary(options.headers))
        self.given = read_mapping(options.mapping) if options.mapping else None

    def find(self, sheet: Sheet) -> FoundList | None:
        """The list in a sheet; ``None`` if it has no header that means anything.

        Raises:
            InvalidSource: it cannot be told what the rows are or what names them.
        """
        if self.given is not None:
            if self.given.sheet and sheet.head.name not in ("", self.given.sheet):
                return None
            table = find_table(sheet, self.file, self.given.is_known)
            if table is None:
                return None
            mapping = self.recogniser.with_personal(self.given.applied_to(table), table)
        else:
            table = find_table(sheet, self.file, self.recogniser.is_known)
            if table is None or not self.recogniser.is_list(table):
                return None
            mapping = self.recogniser.recognise(table, self.options.personal)
        name = mapping.first("name")
        cells = [row.cells for row in table.first]
        kinds = RowKinds(table.headers, name.index if name else None, cells, mapping.type)
        table.first = [row for row in table.first if not kinds.kind_of(row.cells)]
        return FoundList(table, mapping)

    def records(self, found: FoundList, source: str, problems: list[Problem]) -> Iterator[Record]:
        """The records of a list; its problems are added to ``problems``."""
        table, mapping = found.table, found.mapping
        told = understand(table, mapping)
        before = len(problems)
        rows = ListRows(table, mapping, source, problems, self.bounds, self.recogniser)
        yield from rows.records()
        found.other_lines.update(rows.other_lines)
        told.rows, told.left_out = rows.count, rows.left_out
        told.refused = len({problem.line for problem in problems[before:]})
        told.remarks += unclear_notes(rows.unclear)
        if tally := rows.placeholders.note():
            told.remarks.append(tally)
        if not rows.count and len(problems) == before:
            problems.append(empty_list(told))
        self.options.tell(told)


def empty_list(found: Understanding) -> Problem:
    """The problem of a list without rows, which would silently empty its dataset."""
    return Problem(
        found.file,
        found.last_line,
        "",
        "",
        "只有表头，还没有数据行；请填写后再载入。要清空数据集，请用 gaoxin remove。",
        "it has a header and no rows yet; fill it in and load it again. To empty a dataset, use "
        "gaoxin remove.",
        found.sheet,
    )
