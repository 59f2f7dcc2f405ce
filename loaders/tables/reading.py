"""Read table files: CSV, spreadsheets and Parquet all give columns and cells of text.

This is done here for all loaders: the encoding (:mod:`.decoding`), the delimiter
(:mod:`.delimited`), the header and the shape of rows (:mod:`.row_shapes`), the allowed characters,
and the bounds of :class:`gaoxin.settings.Bounds`.  The loaders interpret the columns.

- Column names are normalised by NFKC (full-width becomes half-width) and trimmed.  Cells are
  trimmed and otherwise kept as written.
- A cell with a control character, invisible character or non-character is a problem, because these
  break XML exports or make names that look equal differ.
- Blank rows are skipped; columns without a name must be empty.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.loaders.decoding import unreadable
from gaoxin.loaders.problems import refusal, refused
from gaoxin.loaders.rdf_formats import RDF_SUFFIXES, explain_other
from gaoxin.loaders.tables.opening import TABLE_SUFFIXES, Sheet, open_sheets
from gaoxin.loaders.tables.placeholders import PlaceholderTally
from gaoxin.loaders.tables.row_shapes import (
    RawRow,
    bad_characters,
    bad_shape,
    check_header,
    check_renamed,
    column_names,
    too_many_problems,
)
from gaoxin.loaders.tables.workbook_layout import SheetHead
from gaoxin.model import Problem
from gaoxin.ontology.characters import FORBIDDEN
from gaoxin.settings import DEFAULT_BOUNDS, Bounds

HEAD = 20
"""Number of rows after the first filled one that are kept, to find a header further down."""
Rename = Callable[[Sequence[str]], Mapping[str, str]]
"""A function from a table's column names to the names that loaders know; unchanged names may be
left out.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the ``line`` where it begins (from 1), and the text in each named
    column.
    """

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class TableStream:
    """A table whose rows are read lazily, once.

    ``problems`` grows while ``rows`` is consumed; a row with a problem is not yielded.  ``notes``
    are remarks that are not problems; ``placeholders`` counts cells such as 无 that the loader took
    as empty.  ``head`` has the first rows as in the file, ``written`` the
    original heading of each renamed column.
    """

    path: Path
    name: str
    columns: list[str]
    rows: Iterator[Row]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    bounds: Bounds = DEFAULT_BOUNDS
    head: list[RawRow] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    placeholders: PlaceholderTally = field(default_factory=PlaceholderTally)

    def read(self) -> Table:
        """Read all rows into memory.

        Raises:
            InvalidSource: rows have problems; carries all of them.
        """
        rows = list(self.rows)
        if self.problems:
            self.problems.sort(key=lambda problem: problem.line or 0)
            raise refused(self.problems)
        return Table(
            self.path, self.name, self.columns, rows, self.problems, self.notes, self.bounds
        )


@dataclass(slots=True)
class Table:
    """A table in memory, like :class:`TableStream` but with ``rows`` as a list."""

    path: Path
    name: str
    columns: list[str]
    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    bounds: Bounds = DEFAULT_BOUNDS
    placeholders: PlaceholderTally = field(default_factory=PlaceholderTally)


def read_table(
    path: Path | str, name: str | None = None, *, bounds: Bounds = DEFAULT_BOUNDS
) -> Table:
    """Read a whole table; messages call it ``name``, by default the file's name.

    Raises:
        InvalidSource: the file is not a table, or rows have problems; carries all of them.
    """
    return open_table(path, name, bounds=bounds).read()


def open_table(
    path: Path | str,
    name: str | None = None,
    *,
    bounds: Bounds = DEFAULT_BOUNDS,
    rename: Rename | None = None,
) -> TableStream:
    """Open a table and read its header; the problems of rows are collected as these are read.

    ``rename`` may give columns the names that a loader knows.  Of a workbook the first sheet that
    is visible and not empty is read.

    Raises:
        InvalidSource: the file is not a table.  It is unreadable, empty, in an unknown format or
            encoding, over a bound, or its header repeats a column or has none.
    """
    path = Path(path)
    name = name or path.name
    problems: list[Problem] = []
    sheets = open_sheets(path, name, problems, bounds=bounds)
    notes: list[Problem] = []
    sheet = next(sheets, None)
    while sheet is not None and sheet.head.is_hidden:
        notes.append(unread_sheet(name, sheet.head))
        sheet = next(sheets, None)
    raw = iter(()) if sheet is None else _other_sheets_told(sheet.rows, sheets, name, notes)
    stream = table_from(raw, path, name, problems, bounds=bounds, rename=rename)
    stream.notes = notes
    return stream


def table_from(
    raw: Iterator[RawRow],
    path: Path,
    name: str,
    problems: list[Problem],
    *,
    bounds: Bounds = DEFAULT_BOUNDS,
    rename: Rename | None = None,
) -> TableStream:
    """The table whose header is the first filled row of ``raw``; see :func:`open_table`."""
    line, header = _next_filled(raw, name, problems)
    headings = column_names(header)
    check_header(headings, line, name, bounds)
    new = rename([heading for heading in headings if heading]) if rename else {}
    columns = [new.get(heading, heading) for heading in headings]
    written = check_renamed(headings, columns, line, name)
    head = [(line, header), *itertools.islice(raw, HEAD)]
    rows = _assemble(itertools.chain(head[1:], raw), columns, name, problems, bounds)
    named = [column for column in columns if column]
    return TableStream(path, name, named, rows, problems, [], bounds, head, written)


def _other_sheets_told(
    rows: Iterator[RawRow], sheets: Iterator[Sheet], name: str, notes: list[Problem]
) -> Iterator[RawRow]:
    """The rows; after the last one a note is added for each further sheet."""
    yield from rows
    notes += (unread_sheet(name, sheet.head) for sheet in sheets)


def unread_sheet(name: str, head: SheetHead, cause: InvalidSource | None = None) -> Problem:
    """The note that a sheet was not read, with the reason if it looked like a list."""
    why, why_en = "。", "."
    if cause is not None and cause.problems:
        why, why_en = f"：{cause.problems[0].zh}", f": {cause.problems[0].en}"
    zh, en = ("隐藏的", "hidden ") if head.is_hidden else ("", "")
    return Problem(
        name,
        None,
        "",
        "",
        f"{zh}工作表「{head.name}」没有读{why}",
        f"the {en}sheet {head.name!r} was not read{why_en}",
        head.name,
    )


def find_inputs(path: Path | str) -> list[Path]:
    """The files to load at ``path``: itself, or all tables and RDF files of a folder, sorted.

    In a folder, hidden files, spreadsheet lock files (``~$x.xlsx``), files of other formats and
    ``.txt`` files (which are rarely tables) are skipped.

    Raises:
        InvalidSource: the path does not exist, has no file in a supported format, or a subfolder
            cannot be read.
    """
    path = Path(path)
    known = TABLE_SUFFIXES + RDF_SUFFIXES
    formats = " ".join(known)
    if not path.exists():
        raise refusal(
            str(path),
            "没有这个文件或文件夹；请检查路径。",
            "there is no such file or folder; check the path.",
        )
    if not path.is_dir():
        if path.suffix.lower() in known:
            return [path]
        zh, en = explain_other(path) or ("不认识的文件格式", "unknown file format")
        problem = Problem(
            str(path),
            None,
            "",
            path.suffix,
            f"{zh}；可用：{formats}。",
            f"{en}; use one of: {formats}.",
        )
        raise refused([problem])
    found = sorted(
        item
        for item in _files_below(path)
        if item.suffix.lower() in known
        and item.suffix.lower() != ".txt"
        and item.is_file()
        and not any(part.startswith((".", "~$")) for part in item.relative_to(path).parts)
    )
    if not found:
        raise refusal(
            str(path),
            f"文件夹中没有可以装载的文件；可用格式：{formats}。",
            f"the folder holds no file that can be loaded; formats: {formats}.",
        )
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder; a folder that cannot be listed is an error, not empty."""

    def fail(cause: OSError) -> None:
        raise unreadable(str(cause.filename or folder), cause) from cause

    for place, _, names in os.walk(folder, onerror=fail):
        yield from (Path(place) / name for name in names)


def _next_filled(raw: Iterator[RawRow], name: str, problems: list[Problem]) -> RawRow:
    for line, cells in raw:
        if any(cell.strip() for cell in cells):
            return line, cells
    raise refused(
        problems
        or [
            Problem(
                name,
                None,
                "",
                "",
                "文件里没有表头，没有任何内容；请检查它是否已正确导出。",
                "the file has no header, nothing at all; check that it was exported properly.",
            )
        ]
    )


def _assemble(
    raw: Iterator[RawRow], columns: list[str], name: str, problems: list[Problem], bounds: Bounds
) -> Iterator[Row]:
    named = [column for column in columns if column]
    exact = len(named) == len(columns)
    for line, cells in raw:
        before = len(problems)
        if before >= bounds.max_problems:
            problems.append(too_many_problems(bounds, name, line))
            return
        if FORBIDDEN.search("".join(cells)):  # before strip(), which treats U+000B as white space
            problems.extend(bad_characters(cells, columns, line, name))
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if len(cells) != len(columns) or not exact:
            problems.extend(bad_shape(cells, columns, line, name))
        if len(problems) > before:
            continue
        if exact:
            yield Row(line, dict(zip(columns, cells, strict=False)))
        else:
            yield Row(line, {c: v for c, v in zip(columns, cells, strict=False) if c})
