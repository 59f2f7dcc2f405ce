"""Read the tables of one file: each sheet is a statement table, a reference table or a list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.language import say
from gaoxin.loaders.columns import known_columns
from gaoxin.loaders.lists.find_table import SEARCHED
from gaoxin.loaders.lists.read_list import FoundList, ListOptions, ListReader
from gaoxin.loaders.problems import excerpt, refusal, refused
from gaoxin.loaders.reference.bundled import find_table_kind
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.row_selection import RowSelection
from gaoxin.loaders.statements.table import expected_header, is_statement_table, iterate_records
from gaoxin.loaders.tables.opening import TEXT_SUFFIXES, Sheet, open_sheets
from gaoxin.loaders.tables.reading import TableStream, table_from, unread_sheet
from gaoxin.loaders.tables.row_shapes import RawRow, column_names
from gaoxin.loaders.tables.workbook_layout import SheetHead
from gaoxin.model import Problem, Record
from gaoxin.settings import Bounds

ReadRecords = Iterator[Record | Identity]

_ABOUT = re.compile(
    r"字典|选项|下拉|参数|码表|代码表|填[写报表]?说明|^说明$|须知|^notes?$|^lists?$|^options?$|^readme$",
    re.IGNORECASE,
)
"""Names of sheets that explain a list or hold its drop-down lists."""


@dataclass(slots=True)
class TableFile:
    """The tables of one file as they are read.

    ``source`` is the source of rows without one, ``""`` if the user gave none.  ``list_source``
    gives the source of a list, which has no column for it.  ``filed`` gets the dates of filling in
    that lists have above their headers.  ``rows`` says which rows are read.
    ``kinds`` are the kinds of tables that
    were found (:data:`gaoxin.loaders.read.KINDS`); ``problems`` and ``notes`` grow as records are
    read.
    """

    file: Path
    bounds: Bounds
    lists: ListOptions
    source: str
    list_source: Callable[[], str]
    rows: RowSelection = field(default_factory=RowSelection)
    filed: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def records(self) -> ReadRecords:
        """The records of all tables in the file.

        Raises:
            InvalidSource: the file cannot be read, or none of its sheets is a table that a loader
                knows.
        """
        opened: list[Problem] = []
        unread: list[tuple[SheetHead, list[RawRow]]] = []
        untold: dict[str, InvalidSource] = {}
        for found in open_sheets(self.file, self.file.name, opened, bounds=self.bounds):
            sheet = self.rows.selected(found, self.file.name)
            head = list(itertools.islice(sheet.rows, SEARCHED))
            whole = Sheet(sheet.head, itertools.chain(head, sheet.rows))
            records: ReadRecords | None = None
            if not sheet.head.is_hidden and not _ABOUT.search(sheet.head.name):
                try:
                    records = self._read(whole, head, opened)
                except InvalidSource as refusal_of_sheet:
                    untold[sheet.head.name] = refusal_of_sheet
            if records is None:
                unread.append((sheet.head, head))
            else:
                yield from records
        if not self.kinds:
            raise next(iter(untold.values())) if untold else self._unknown(unread, opened)
        names = {head.name for head, _ in unread}
        cells = {(problem.sheet, problem.cell) for problem in self.problems}
        self.problems += (
            problem
            for problem in opened
            if problem.sheet not in names
            and (problem.sheet, f"{problem.column}{problem.line}") not in cells  # told better
        )
        self.problems = list(self.rows.remaining(self.problems))
        self._tell(unread_sheet(self.file.name, head, untold.get(head.name)) for head, _ in unread)

    def _read(self, sheet: Sheet, head: list[RawRow], opened: list[Problem]) -> ReadRecords | None:
        """The records of a sheet; ``None`` if no loader knows its header.

        Raises:
            InvalidSource: it is a list, and it cannot be told what its rows are.
        """
        if self.lists.mapping is None and (line := known_header(head)) is not None:
            if any(number < line and any(map(str.strip, cells)) for number, cells in head):
                self.notes.append(
                    say(
                        f"{self.file.name}：表头在第 {line} 行，其上的标题和说明没有读。",
                        f"{self.file.name}: the header is in row {line}; the titles and notes "
                        "above it were not read.",
                    )
                )
            return self._known_table(sheet, line)
        reader = ListReader(self.file.name, self.lists, self.bounds)
        found = reader.find(sheet)
        return None if found is None else self._list(found, reader, opened)

    def _list(self, found: FoundList, reader: ListReader, opened: list[Problem]) -> ReadRecords:
        self.kinds.add("list")
        source = self.list_source()
        self.filed |= {found.table.filed} - {""}
        self.rows.found(self.file, found.table.sheet, found.table.last_line, source)
        yield from reader.records(found, source, self.problems)
        opened[:] = filter(found.concerns, opened)

    def _known_table(self, sheet: Sheet, line: int) -> ReadRecords:
        """The records of a statement table or a reference table, whose header is in ``line``."""
        raw = (row for row in sheet.rows if row[0] >= line)
        name = self.file.name
        stream = table_from(raw, self.file, name, [], bounds=self.bounds, rename=known_columns)
        wrong: list[Problem] = []
        is_empty = True
        if kind := find_table_kind(stream.columns):
            self.kinds.add("identity" if kind.kind == "identity" else "reference")
            table = stream.read()
            records, found = kind.read(table)
            yield from records
            wrong += found
            notes, tally, is_empty = table.notes, table.placeholders, not table.rows
        else:
            self.kinds.add("statements")
            self.rows.found(self.file, sheet.head.name, line)
            for record in iterate_records(stream, wrong, source=self.source):
                is_empty = False
                yield record
            notes, tally = stream.notes, stream.placeholders
        self._tell(notes)
        if tally:
            self.notes.append(f"{name}: {tally.note()}")
        # Problems use the headings of the file.
        wrong = [
            replace(
                p, column=stream.written.get(p.column, p.column), sheet=p.sheet or sheet.head.name
            )
            for p in wrong
        ]
        if is_empty and not wrong:
            wrong = [_empty_table(stream)]
        self.problems += wrong

    def _tell(self, notes: Iterable[Problem]) -> None:
        self.notes += (f"{note.place}: {say(note.zh, note.en)}" for note in notes)

    def _unknown(
        self, unread: list[tuple[SheetHead, list[RawRow]]], opened: list[Problem]
    ) -> InvalidSource:
        """The error for a file without a table that any loader knows: it shows the first rows."""
        for head, rows in sorted(unread, key=lambda item: item[0].is_hidden):
            filled = [
                (line, column_names(cells)) for line, cells in rows if any(map(str.strip, cells))
            ]
            if not filled:
                continue
            line, cells = max(filled[:5], key=lambda row: len(set(filter(None, row[1]))))
            shown = excerpt("、".join(filter(None, dict.fromkeys(cells[:8]))))
            hidden = (
                ("；工作表是隐藏的，请先取消隐藏", "; the sheet is hidden, so unhide it")
                if (head.is_hidden)
                else ("", "")
            )
            zh, en = self._delimiter_hint(cells)
            header, header_en = expected_header()
            return refusal(
                self.file.name,
                f"认不出这是什么表（第 {line} 行：{shown}）{hidden[0]}；{zh}名单的表头应有"
                "「企业名称」「项目名称」之类的列，"
                "可用 gaoxin template enterprises -o 模板.xlsx 得到一份空表；"
                f"语句表的表头{header}",
                f"this is no table that any loader knows (row {line}: {shown}){hidden[1]}; {en}a "
                "list needs a header with a column such as 企业名称 or 项目名称 (gaoxin template "
                "enterprises -o list.xlsx writes an empty one); the header of a statement table "
                f"{header_en}",
                line,
            )
        if opened:
            return refused(opened)
        return refusal(
            self.file.name,
            "文件里没有表头，没有任何内容；请检查它是否已正确导出。",
            "the file has no header, nothing at all; check that it was exported properly.",
        )

    def _delimiter_hint(self, cells: list[str]) -> tuple[str, str]:
        """A hint for the message if a row is a single cell: the delimiter may be another one."""
        if len(cells) != 1 or self.file.suffix.lower() not in TEXT_SUFFIXES:
            return "", ""
        return (
            "整行只有一个单元格，各列请用逗号、制表符、分号或竖线分隔"
            "（首行若是 sep=，须与之相符）；",
            "the whole row is one cell, so separate the columns by commas, tabs, semicolons or "
            "bars (as a first line sep= says, if there is one); ",
        )


def known_header(rows: list[RawRow]) -> int | None:
    """The line of the header of a statement table or a reference table; ``None`` if none is."""
    for line, cells in rows:
        names = [name for name in column_names(cells) if name]
        names = [known_columns(names).get(name, name) for name in names]
        if find_table_kind(names) or is_statement_table(names):
            return line
    return None


def _empty_table(table: TableStream) -> Problem:
    """The problem of a table without rows, which would silently empty its dataset."""
    return Problem(
        table.name,
        table.head[0][0],
        "",
        "",
        "只有表头，没有数据行；请检查它是否已正确导出。要清空数据集，请用 gaoxin remove。",
        "it has a header and no rows; check that it was exported properly. To empty a dataset, "
        "use gaoxin remove.",
    )
