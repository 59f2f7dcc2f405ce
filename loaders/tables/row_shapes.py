"""Check the header and the shape of rows: assign cells to columns and report misplaced ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from gaoxin.loaders.problems import column_letter, exceeded, excerpt, over_bound, refused
from gaoxin.loaders.tables.delimited import DELIMITERS
from gaoxin.model import Problem
from gaoxin.ontology.characters import FORBIDDEN, forbidden_character
from gaoxin.settings import Bounds

RawRow = tuple[int, list[str]]  # line (of a sheet: row, of Parquet: record), cells


def column_names(header: Sequence[str]) -> list[str]:
    """The names in a header: normalised by NFKC, without outer white space and byte order marks."""
    return [unicodedata.normalize("NFKC", cell).strip().strip("\ufeff").strip() for cell in header]


def check_header(columns: Sequence[str], line: int, name: str, bounds: Bounds) -> None:
    """Refuse a header that repeats a column or has a forbidden character.

    Raises:
        InvalidSource: carries all problems of the header.
    """
    problems = []
    seen: set[str] = set()
    for index, column in enumerate(columns):
        if bad := forbidden_character(column):
            problems.append(
                Problem(
                    name,
                    line,
                    column_letter(index),
                    bad,
                    f"表头含有不可用的字符 {bad}；请删除它。",
                    f"the header holds the unusable character {bad}; remove it.",
                )
            )
        elif column in seen:
            problems.append(
                Problem(
                    name,
                    line,
                    column,
                    column,
                    f"列名「{column}」出现了两次；请改名或删去一列。",
                    f"two columns are named {column!r}; rename or remove one.",
                )
            )
        if column:
            seen.add(column)
        if len(problems) >= bounds.max_problems:
            problems.append(too_many_problems(bounds, name, line))
            break
    if problems:
        raise refused(problems)


def check_renamed(
    headings: Sequence[str], columns: Sequence[str], line: int, name: str
) -> dict[str, str]:
    """The original heading of each renamed column.

    Raises:
        InvalidSource: two headings mean one column.
    """
    problems = []
    first: dict[str, str] = {}
    for heading, column in zip(headings, columns, strict=True):
        if column and column in first:
            problems.append(
                Problem(
                    name,
                    line,
                    heading,
                    heading,
                    f"「{first[column]}」和「{heading}」都是 {column} 这一列；请改名或删去一列。",
                    f"{first[column]!r} and {heading!r} both mean the column {column}; rename or "
                    "remove one.",
                )
            )
        first.setdefault(column, heading)
    if problems:
        raise refused(problems)
    return {column: heading for column, heading in first.items() if column != heading}


def check_size(raw: Iterator[RawRow], name: str, bounds: Bounds) -> Iterator[RawRow]:
    """Yield the rows; refuse too many rows or columns.

    Raises:
        InvalidSource: the table exceeds a bound.
    """
    for count, (line, cells) in enumerate(raw):  # the header is row 0
        if count > bounds.max_rows:
            raise exceeded("max_rows", bounds, name, "行数过多", "it has too many rows", line=line)
        if len(cells) > bounds.max_columns:
            raise exceeded(
                "max_columns",
                bounds,
                name,
                f"这一行有 {len(cells)} 列",
                f"this row has {len(cells)} columns",
                line=line,
            )
        yield line, cells


def too_many_problems(bounds: Bounds, name: str, line: int) -> Problem:
    """The last problem: reading stops after this many, because nobody would read more."""
    return over_bound(
        "max_problems",
        bounds,
        name,
        "问题太多，此后的行没有再检查",
        "there are too many problems; the rows from here on were not checked",
        line=line,
    )


def bad_characters(
    cells: Sequence[str], columns: Sequence[str], line: int, name: str
) -> Iterator[Problem]:
    """A problem for each cell with a forbidden character."""
    for index, cell in enumerate(cells):
        bad = forbidden_character(cell)
        if bad:
            column = (columns[index] if index < len(columns) else "") or column_letter(index)
            shown = excerpt(FORBIDDEN.sub("\ufffd", cell))
            yield Problem(
                name,
                line,
                column,
                shown,
                f"含有控制字符或不可见字符 {bad}；请删除它。",
                f"it holds the control or invisible character {bad}; remove it.",
            )


def bad_shape(
    cells: Sequence[str], columns: Sequence[str], line: int, name: str
) -> Iterator[Problem]:
    """Problems of a row that does not fit the columns: too few cells, or cells without a column
    name.

    Cells may be missing at the end if the columns there have no name.
    """
    width = max((index for index, column in enumerate(columns, start=1) if column), default=0)
    if len(cells) < width:
        zh, en = _other_delimiter(cells, len(columns))
        yield Problem(
            name,
            line,
            "",
            "",
            f"只有 {len(cells)} 个单元格，表头有 {len(columns)} 个；请补齐。{zh}",
            f"it has {len(cells)} cells where the header has {len(columns)}; fill them in.{en}",
        )
    for index, cell in enumerate(cells):
        if cell and (index >= len(columns) or not columns[index]):
            yield Problem(
                name,
                line,
                column_letter(index),
                excerpt(cell),
                "这个单元格所在的列没有列名（也可能是值里的逗号未加引号）；请补上列名或删去它。",
                "this cell stands under no column name (or a comma in a value lacks its quotes); "
                "name the column or remove the cell.",
            )


def _other_delimiter(cells: Sequence[str], width: int) -> tuple[str, str]:
    """A hint for the message if another delimiter, found in the cells, would give the right
    columns.
    """
    for mark in DELIMITERS:
        if len(cells) + sum(cell.count(mark) for cell in cells) == width:
            shown = "Tab" if mark == "\t" else mark
            return (
                f"单元格里有「{shown}」，各列须用与表头相同的分隔符。",
                f" Its cells hold {shown!r}; separate all columns by the header's delimiter.",
            )
    return "", ""
