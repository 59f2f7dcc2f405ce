"""Files to table rows: CSV, XLSX and Parquet all become columns and cells of text.

What is settled here, once for every loader: the encoding (:mod:`.decoding`), the
delimiter, the header, the shape of rows and the characters a cell may hold.  What the columns mean
is the business of the loader that reads them.

- Column names are NFKC-folded (全角 becomes half-width) and stripped; cells are stripped of outer
  white space and otherwise kept as written.
- A control, invisible or non-character in a cell makes the row a problem: such a character breaks
  XML exports or makes two names that look the same differ.
- Blank rows are left out; columns without a name must be empty.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.loaders.decoding import open_text, read_head, unreadable
from gaoxin.loaders.problems import column_letter, refused
from gaoxin.loaders.rdf_formats import RDF_SUFFIXES, explain_other
from gaoxin.model import Problem
from gaoxin.ontology.characters import FORBIDDEN, forbidden_character

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")
RawRow = tuple[int, list[str]]  # line (of a sheet: row, of Parquet: record), cells


@dataclass(frozen=True, slots=True)
class Row:
    """One record: ``line`` where it begins (from 1), and the text under each named column."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class TableStream:
    """A table whose rows are read as they are asked for, once.

    ``problems`` grows while ``rows`` is consumed; a row with a problem is not yielded.  ``notes``
    are remarks that refuse nothing.
    """

    path: Path
    name: str
    columns: list[str]
    rows: Iterator[Row]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def read(self) -> Table:
        """All rows in memory.

        Raises:
            InvalidSource: rows are unusable; carries the problems of all of them.
        """
        rows = list(self.rows)
        if self.problems:
            raise refused(self.problems)
        return Table(self.path, self.name, self.columns, rows, self.problems, self.notes)


@dataclass(slots=True)
class Table:
    """A table in memory; as :class:`TableStream`, with ``rows`` a list."""

    path: Path
    name: str
    columns: list[str]
    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_table(path: Path | str, name: str | None = None) -> Table:
    """Read a whole table; ``name`` is what messages call it (the file's name otherwise).

    Raises:
        InvalidSource: the file is no table, or rows in it are unusable; carries all problems.
    """
    return open_table(path, name).read()


def open_table(path: Path | str, name: str | None = None) -> TableStream:
    """Open a table and read its header; unusable rows gather in ``problems`` as it is read.

    Raises:
        InvalidSource: the file is no table: unreadable, empty, in an unknown format or encoding,
            or with a header that names a column twice or none at all.
    """
    path = Path(path)
    name = name or path.name
    suffix = path.suffix.lower()
    if suffix not in TABLE_SUFFIXES:
        known = " ".join(TABLE_SUFFIXES)
        raise refused([Problem(
            name, None, "", suffix, f"不认识的表格格式「{suffix}」；可用：{known}。",
            f"unknown table format {suffix!r}; use one of: {known}.",
        )])  # fmt: skip
    problems: list[Problem] = []
    notes: list[Problem] = []
    raw: Iterator[RawRow]
    if suffix in (".csv", ".tsv"):
        raw = _read_csv(path, name, problems)
    else:
        from gaoxin.loaders.tables.sheets import read_parquet, read_xlsx

        read_head(path, name)
        raw = (read_xlsx if suffix == ".xlsx" else read_parquet)(path, name, problems, notes)
    line, header = _next_filled(raw, name, problems)
    columns = _check_header(header, line, name)
    rows = _assemble(raw, columns, name, problems)
    return TableStream(path, name, [c for c in columns if c], rows, problems, notes)


def find_inputs(path: Path | str) -> list[Path]:
    """The files to load at ``path``: itself, or all tables and RDF files of a folder, sorted.

    Hidden files, spreadsheet lock files (``~$x.xlsx``) and files of other formats in a folder are
    passed over.

    Raises:
        InvalidSource: nothing is there, or nothing in a format that can be loaded.
    """
    path = Path(path)
    known = TABLE_SUFFIXES + RDF_SUFFIXES
    formats = " ".join(known)
    if not path.exists():
        raise refused([Problem(
            str(path), None, "", "", "没有这个文件或文件夹；请检查路径。",
            "there is no such file or folder; check the path.",
        )])  # fmt: skip
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
        for item in path.rglob("*")
        if item.suffix.lower() in known
        and item.is_file()
        and not any(part.startswith((".", "~$")) for part in item.relative_to(path).parts)
    )
    if not found:
        raise refused([Problem(
            str(path), None, "", "", f"文件夹中没有可以装载的文件；可用格式：{formats}。",
            f"the folder holds no file that can be loaded; formats: {formats}.",
        )])  # fmt: skip
    return found


def _read_csv(path: Path, name: str, problems: list[Problem]) -> Iterator[RawRow]:
    try:
        with open_text(path, name) as stream:
            delimiter = _find_delimiter(stream.readline())
            stream.seek(0)
            reader = csv.reader(stream, delimiter=delimiter, strict=True)
            while True:
                line = reader.line_num + 1
                try:
                    yield line, next(reader)
                except StopIteration:
                    return
                except csv.Error as cause:
                    problem, fatal = _explain(name, line, str(cause))
                    problems.append(problem)
                    if fatal:
                        return
    except OSError as cause:
        raise unreadable(name, cause) from cause


def _find_delimiter(header: str) -> str:
    """Comma, tab or semicolon: what the header holds most of outside quotes, else the comma."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(",\t;", key=bare.count)


def _explain(name: str, line: int, reason: str) -> tuple[Problem, bool]:
    """A csv module's complaint in our words, and whether reading on makes no sense."""
    if "expected after" in reason:
        return Problem(
            name, line, "", "", "引号之后还有文字；单元格内的引号请写成两个（\"\"）。",
            'text follows a closing quote; double a quote inside a cell ("").',
        ), False  # fmt: skip
    return Problem(
        name, line, "", "", "从这一行起的引号没有闭合，或单元格过长；请补上引号。",
        "a quote opened from here on is never closed, or the cell is too long; close the quote.",
    ), True  # fmt: skip


def _next_filled(raw: Iterator[RawRow], name: str, problems: list[Problem]) -> RawRow:
    for line, cells in raw:
        if any(cell.strip() for cell in cells):
            return line, cells
    raise refused(problems or [Problem(
        name, None, "", "", "文件里没有表头，没有任何内容；请检查它是否已正确导出。",
        "the file has no header, nothing at all; check that it was exported properly.",
    )])  # fmt: skip


def _check_header(header: list[str], line: int, name: str) -> list[str]:
    columns = [unicodedata.normalize("NFKC", cell).strip().lstrip("\ufeff") for cell in header]
    problems = []
    for index, column in enumerate(columns):
        bad = forbidden_character(column)
        if bad:
            problems.append(Problem(
                name, line, column_letter(index), bad, f"表头含有不可用的字符 {bad}；请删除它。",
                f"the header holds the unusable character {bad}; remove it.",
            ))  # fmt: skip
        elif column and column in columns[:index]:
            problems.append(Problem(
                name, line, column, column, f"列名「{column}」出现了两次；请改名或删去一列。",
                f"two columns are named {column!r}; rename or remove one.",
            ))  # fmt: skip
    if problems:
        raise refused(problems)
    return columns


def _assemble(
    raw: Iterator[RawRow], columns: list[str], name: str, problems: list[Problem]
) -> Iterator[Row]:
    named = [column for column in columns if column]
    exact = len(named) == len(columns)
    for line, cells in raw:
        before = len(problems)
        if FORBIDDEN.search("".join(cells)):  # first: strip() takes U+000B for white space
            problems.extend(_bad_characters(cells, columns, line, name))
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if len(cells) != len(columns) or not exact:
            problems.extend(_bad_shape(cells, columns, line, name))
        if len(problems) > before:
            continue
        if exact:
            yield Row(line, dict(zip(columns, cells, strict=False)))
        else:
            yield Row(line, {c: v for c, v in zip(columns, cells, strict=False) if c})


def _bad_characters(
    cells: list[str], columns: list[str], line: int, name: str
) -> Iterator[Problem]:
    for index, cell in enumerate(cells):
        bad = forbidden_character(cell)
        if bad:
            column = (columns[index] if index < len(columns) else "") or column_letter(index)
            shown = FORBIDDEN.sub("\ufffd", cell)
            yield Problem(
                name, line, column, shown, f"含有控制字符或不可见字符 {bad}；请删除它。",
                f"it holds the control or invisible character {bad}; remove it.",
            )  # fmt: skip


def _bad_shape(cells: list[str], columns: list[str], line: int, name: str) -> Iterator[Problem]:
    if len(cells) < len(columns):
        yield Problem(
            name, line, "", "", f"只有 {len(cells)} 个单元格，表头有 {len(columns)} 个；请补齐。",
            f"it has {len(cells)} cells where the header has {len(columns)}; fill them in.",
        )  # fmt: skip
    for index, cell in enumerate(cells):
        if cell and (index >= len(columns) or not columns[index]):
            yield Problem(
                name, line, column_letter(index), cell,
                "这个单元格所在的列没有列名（也可能是值里的逗号未加引号）；请补上列名或删去它。",
                "this cell stands under no column name (or a comma in a value lacks its quotes); "
                "name the column or remove the cell.",
            )  # fmt: skip
