"""Read and check the cells of reference tables, and collect the problems.

A reference table has fixed columns.  :func:`check_columns` compares the header with them, so that a
misspelt column is reported and not ignored.  :class:`Cells` reads one row.  Each of its methods
returns the value of a cell or, if the cell is invalid, adds a :class:`gaoxin.model.Problem` and
returns an empty value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from gaoxin.loaders.problems import did_you_mean, refused
from gaoxin.loaders.tables.row_shapes import too_many_problems
from gaoxin.model import Problem, Text
from gaoxin.ontology.literals import date_type, is_well_formed
from gaoxin.ontology.namespaces import XSD

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Row, Table

SOURCE_KEY = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?")
_DATE_LENGTHS = {f"{XSD}gYear": 4, f"{XSD}gYearMonth": 7, f"{XSD}date": 10}


def check_columns(
    table: Table, required: Collection[str], optional: Collection[str] = ()
) -> list[Problem]:
    """The problems of the header: missing required columns, and unknown columns."""
    problems = []
    known = [*required, *optional]
    for column in required:
        if column not in table.columns:
            problems.append(
                Problem(
                    table.name,
                    1,
                    column,
                    "",
                    f"缺少列「{column}」；请补上。",
                    f"the column {column!r} is missing; add it.",
                )
            )
    for column in table.columns:
        if column not in known:
            zh, en = did_you_mean(column, known)
            problems.append(
                Problem(
                    table.name,
                    1,
                    column,
                    column,
                    f"不认识的列「{column}」；请改名或删去。{zh}",
                    f"the column {column!r} is unknown; rename or remove it.{en}",
                )
            )
    return problems


class Cells:
    """A row of a reference table; ``good`` becomes false at its first problem."""

    def __init__(self, table: Table, row: Row, problems: list[Problem]) -> None:
        self.line, self.file = row.line, table.name
        self.place = f"{table.name}:{row.line}"
        self.good = True
        self._written, self._problems, self._bounds = row.cells, problems, table.bounds
        self._cells = {c: table.placeholders.value(text) for c, text in row.cells.items()}

    def refuse(self, column: str, zh: str, en: str) -> None:
        """Add a problem of this row; ``zh`` and ``en`` say what is wrong and what to do.

        Raises:
            InvalidSource: the table has too many problems; carries those found so far.
        """
        self.good = False
        if len(self._problems) >= self._bounds.max_problems:
            last = too_many_problems(self._bounds, self.file, self.line)
            raise refused([*in_order(self._problems), last])
        value = self._written.get(column, "")
        self._problems.append(Problem(self.file, self.line, column, value, zh, en))

    def text(self, column: str) -> str:
        """The text of the cell, ``""`` if it is empty or a placeholder such as 无."""
        return self._cells.get(column, "")

    def required(self, column: str) -> str:
        """The text of the cell, which must not be empty."""
        value = self.text(column)
        if not value:
            self.refuse(
                column, f"「{column}」不能为空；请填写。", f"{column!r} is empty; fill it in."
            )
        return value

    def several(self, column: str) -> list[str]:
        """The values in the cell, separated by ``;``, without repetition."""
        return list(dict.fromkeys(filter(None, (v.strip() for v in self.text(column).split(";")))))

    def key(self, column: str, pattern: str, zh: str, en: str) -> str:
        """The text of the cell, all of which must match ``pattern``; ``zh`` and ``en`` describe the
        form.

        ``\\d`` in the pattern stands for an ASCII digit.
        """
        value = self.required(column)
        if value and not re.fullmatch(pattern, value, re.ASCII):
            self.refuse(
                column, f"「{value}」不是{zh}；请改正。", f"{value!r} is not {en}; correct it."
            )
            return ""
        return value

    def one_of(self, column: str, choices: Collection[str]) -> str:
        """The text of the cell, which must be one of ``choices``."""
        value = self.required(column)
        if value and value not in choices:
            listed = " ".join(choices)
            self.refuse(
                column,
                f"「{value}」不可用；可用：{listed}。",
                f"{value!r} is not allowed; use one of: {listed}.",
            )
            return ""
        return value

    def sources(self, column: str, of: str = "") -> list[str]:
        """The source keys in the cell; at least one is required if the cell ``of``, or without
        it the row, is filled.
        """
        keys = self.several(column)
        for key in keys:
            if not SOURCE_KEY.fullmatch(key):
                self.refuse(
                    column,
                    f"「{key}」不是来源的键（小写字母、数字、点和连字符）；请改正。",
                    f"{key!r} is no source key (small letters, digits, dots, hyphens); correct it.",
                )
        if not keys and (not of or self.text(of)):
            what = of or "row"
            self.refuse(
                column,
                f"「{of or '本行'}」没有来源；请在「{column}」写上来源的键。",
                f"the {what} has no source; write the source's key under {column!r}.",
            )
        return keys

    def decimal(self, column: str, low: float, high: float) -> Text | None:
        """The cell as an xsd:decimal between ``low`` and ``high``; ``None`` if empty."""
        value = self.text(column)
        if not value:
            return None
        if not is_well_formed(value, f"{XSD}decimal"):
            self.refuse(
                column,
                f"「{value}」不是数字；请只写数字和小数点。",
                f"{value!r} is not a number; write digits and a decimal point only.",
            )
            return None
        if not low <= Decimal(value) <= high:
            self.refuse(
                column,
                f"{value} 不在 {low:g} 到 {high:g} 之间；请核对。",
                f"{value} is not between {low:g} and {high:g}; check it.",
            )
            return None
        return Text(value, f"{XSD}decimal")

    def date(self, column: str) -> Text | None:
        """The cell as a year, a month or a day; ``None`` if it is empty."""
        value = self.text(column)
        typed = date_text(value)
        if value and typed is None:
            self.refuse(
                column,
                f"「{value}」不是日期；请写 2014、2014-02 或 2014-02-11。",
                f"{value!r} is not a date; write 2014, 2014-02 or 2014-02-11.",
            )
        return typed


def date_text(value: str) -> Text | None:
    """``2014``, ``2014-02`` or ``2014-02-11`` as a typed literal; ``None`` for any other text.

    >>> date_text("2014-02").datatype
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    >>> date_text("2014-13") is None
    True
    """
    datatype = date_type(value)
    # A year before 1, a year of five digits or a time zone is a mistake in a table.
    if len(value) != _DATE_LENGTHS.get(datatype) or value.startswith("0000"):
        return None
    return Text(value, datatype)


def in_order(problems: list[Problem]) -> list[Problem]:
    """The problems sorted by line."""
    return sorted(problems, key=lambda problem: problem.line or 0)


def find_repeated(rows: Iterable[tuple[Cells, str]], column: str) -> None:
    """Refuse each row whose key an earlier row has."""
    seen: dict[str, int] = {}
    for cells, key in rows:
        if not key:
            continue
        if key in seen:
            cells.refuse(
                column,
                f"「{key}」已见于第 {seen[key]} 行；请合并或改正。",
                f"{key!r} stands in line {seen[key]} already; merge the rows or correct one.",
            )
        else:
            seen[key] = cells.line


def check_parents(rows: Iterable[tuple[Cells, str, str]], column: str) -> None:
    """Refuse each row whose parent is not in the table, or that is its own ancestor.

    ``rows`` has for each row: the row, its key, and its parent's key (``""`` if it has none).
    """
    listed = list(rows)
    parents = {key: parent for _, key, parent in listed}
    for cells, key, parent in listed:
        if not parent:
            continue
        if parent not in parents:
            cells.refuse(
                column,
                f"上级「{parent}」不在表中；请补上该行或改正。",
                f"the parent {parent!r} is not in the table; add its row or correct it.",
            )
            continue
        path = [key]
        while parent and parent not in path:
            path.append(parent)
            parent = parents.get(parent, "")
        if parent == key:
            chain = " → ".join([*path, key])
            cells.refuse(
                column,
                f"上下级成环：{chain}；请改正其中一行。",
                f"the parents form a cycle: {chain}; correct one of the rows.",
            )
