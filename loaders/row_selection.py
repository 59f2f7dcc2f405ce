"""Which rows of the tables are read: all of them, or all but those that had problems before.

With ``--skip-bad-rows`` a load that is refused because of some rows is done again without them.
Then a row with problems counts as if it were not in its file, whatever stage of the load found
the problem.  A problem that is not one of a data row still refuses the load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.loaders.tables.opening import Sheet
from gaoxin.model import Problem

TablePlace = tuple[str, str]
"""The name of a file and of its sheet (``""`` in a format without sheets)."""


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

    def leave_out(self, problems: Iterable[Problem]) -> bool:
        """Leave out the rows with ``problems``, if all of them are problems of data rows.

        Returns whether the load may be tried again.
        """
        found = list(problems)
        if not self.may_skip or not found or not all(map(self._is_of_row, found)):
            return False
        for problem in found:
            assert problem.line
            self._lines.setdefault(self._place(problem), set()).add(problem.line)
        self.problems += found
        return True

    def count(self, file: str | None = None) -> int:
        """The number of rows left out, of one file or of all."""
        return sum(len(rows) for place, rows in self._lines.items() if file in (None, place[0]))

    def headers_of(self, file: str) -> Mapping[str, int]:
        """The last row of the header by sheet."""
        return {sheet: line for (name, sheet), line in self.headers.items() if name == file}

    def _is_of_row(self, problem: Problem) -> bool:
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
