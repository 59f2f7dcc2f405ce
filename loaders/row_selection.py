"""Which rows of the tables are read: all of them, or all but those that had problems before.

A load that is refused because of some rows is tried again without them.  Then a row with problems
counts as if it were not in its file, whatever stage of the load found the problem.  With
``--skip-bad-rows`` this loads the other rows.  Without it nothing is loaded; the second try only
finds the problems of later stages, so that the user learns of all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from gaoxin.errors import FaultyInput, GaoxinError
from gaoxin.loaders.problems import refused
from gaoxin.loaders.tables.opening import Sheet
from gaoxin.model import Problem

MAX_PASSES = 10
"""How often a load is tried without rows with problems; each try can find new ones."""
Report = TypeVar("Report")
TablePlace = tuple[str, str]
"""The name of a file and of its sheet (``""`` in a format without sheets)."""
LeftOut = Mapping[TablePlace, frozenset[int]]
"""The rows of each table that are left out, by their lines."""


@dataclass(slots=True)
class RowSelection:
    """The rows that are left out, and where the tables of the files begin.

    ``may_skip`` tells whether rows may be left out at all.  ``before_publishing`` is called after
    all checks.  ``inputs`` are the files or folders of the load with the keys of their datasets.
    ``headers`` has the last row of the header of each table, ``sources`` the source of the list in
    a file.  ``problems`` are those of the rows left out.
    """

    may_skip: bool = False
    before_publishing: Callable[[], None] = field(default=lambda: None)
    inputs: list[tuple[str, Path]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    headers: dict[TablePlace, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[TablePlace, set[int]] = field(default_factory=dict)
    _paths: dict[str, Path] = field(default_factory=dict)
    _ambiguous: set[str] = field(default_factory=set)

    @classmethod
    def without(cls, lines: LeftOut) -> RowSelection:
        """All rows but these."""
        return cls(_lines={place: set(rows) for place, rows in lines.items()})

    def left_out(self) -> LeftOut:
        """The rows that are left out."""
        return {place: frozenset(rows) for place, rows in self._lines.items()}

    def found(self, path: Path, sheet: str, header: int, source: str = "") -> None:
        """Note where a table begins whose rows may be left out; ``source`` is that of a list."""
        if self._paths.setdefault(path.name, path) != path:
            self._ambiguous.add(path.name)  # problems name the file only
        self.headers[path.name, sheet] = header
        if source:
            self.sources[path.name] = source

    def selected(self, sheet: Sheet, file: str) -> Sheet:
        """The sheet without the rows that are left out."""
        lines = self._lines.get((file, sheet.head.name))
        if not lines:
            return sheet
        return replace(sheet, rows=(row for row in sheet.rows if row[0] not in lines))

    def remaining(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems without those of rows that are left out."""
        return (p for p in problems if p.line not in self._lines.get(self._place(p), ()))

    def leave_out(self, problems: Sequence[Problem]) -> bool:
        """Leave out the rows with ``problems``, if all of them are problems of data rows.

        Returns whether they are, so that the load may be tried again.
        """
        if not problems or not all(map(self.is_of_row, problems)):
            return False
        for problem in problems:
            assert problem.line
            self._lines.setdefault(self._place(problem), set()).add(problem.line)
        self.problems += problems
        return True

    def count(self, file: str | None = None) -> int:
        """The number of rows left out, of one file or of all."""
        return sum(len(rows) for place, rows in self._lines.items() if file in (None, place[0]))

    def is_of_row(self, problem: Problem) -> bool:
        """Whether it is a problem of a data row, and that row is not left out yet."""
        header = self.headers.get(self._place(problem))
        return bool(
            header is not None
            and problem.line
            and problem.line > header
            and not problem.ends_reading
            and problem.file not in self._ambiguous
            # A row that was left out cannot have a problem again.
            and problem.line not in self._lines.get(self._place(problem), ())
        )

    def _place(self, problem: Problem) -> TablePlace:
        """The place of a problem; one without a sheet belongs to the only table of its file."""
        if not problem.sheet:
            sheets = [sheet for file, sheet in self.headers if file == problem.file]
            if len(sheets) == 1:
                return problem.file, sheets[0]
        return problem.file, problem.sheet


def in_passes(attempt: Callable[[int, bool], Report], rows: RowSelection) -> Report:
    """Load in one or more passes, each without the rows that had problems in an earlier one.

    ``attempt`` gets the number of the pass, from 0, and whether it is a trial, which must not
    publish anything.

    Raises:
        FaultyInput: that of the first pass, with the problems that all passes found.
    """
    first: FaultyInput | None = None
    for number in range(MAX_PASSES):
        is_trial = first is not None and not rows.may_skip
        try:
            report = attempt(number, is_trial)
            if not is_trial:
                return report
        except FaultyInput as found:
            first = first or found.with_traceback(None)  # the frames hold all that was read
            if number + 1 < MAX_PASSES and rows.leave_out(found.problems):
                continue
            # Without the rows left out, a table may seem to have no rows at all.
            last = filter(rows.is_of_row, found.problems) if is_trial else found.problems
            rows.problems += last
        except GaoxinError:
            if not is_trial:
                raise
        break
    assert first
    if len(rows.problems) > len(first.problems):
        whole = refused(rows.problems)
        first.zh, first.en = whole.zh, whole.en
    first.problems = _in_order(rows.problems)
    raise first from None


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file, in the order in which files occur, and then by row."""
    listed = list(problems)
    files = {file: n for n, file in enumerate(dict.fromkeys(p.file for p in listed))}
    return sorted(listed, key=lambda p: (files[p.file], p.sheet, p.line or 0))
