"""Turn the rows of a list into records.

Each row becomes one :class:`gaoxin.model.Entity` with its names and plain facts.  What needs more
than a triple (a figure, a post, a date that is only planned) becomes a
:class:`gaoxin.model.Statement`.  A cell that cannot be read is a problem of its row, and the row
gives no record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from gaoxin.errors import GaoxinError
from gaoxin.language import say
from gaoxin.loaders.lists.cell_kinds import expected_in, is_number
from gaoxin.loaders.lists.column_readers import reader_of
from gaoxin.loaders.lists.figure_of_row import read_figure_of_row
from gaoxin.loaders.lists.find_table import FoundTable, ListRow
from gaoxin.loaders.lists.implied_award import LOST, is_lost
from gaoxin.loaders.lists.implied_zone import zone_of_titles
from gaoxin.loaders.lists.list_mapping import ListColumn, ListMapping
from gaoxin.loaders.lists.once_per_row import OncePerRow
from gaoxin.loaders.lists.parts_of_year import PART, with_part
from gaoxin.loaders.lists.place_context import place_of_titles
from gaoxin.loaders.lists.recognise_columns import Recogniser
from gaoxin.loaders.lists.repeated_cells import counts, repeated_cells
from gaoxin.loaders.lists.row_currency import RowCurrencies, unit_in
from gaoxin.loaders.lists.row_draft import RowDraft, UnclearCellError
from gaoxin.loaders.lists.row_kinds import NAMED, LeftOutRows, RowKinds
from gaoxin.loaders.lists.title_words import title_words
from gaoxin.loaders.problems import column_letter, excerpt
from gaoxin.loaders.tables.placeholders import Expected, PlaceholderTally, is_ditto
from gaoxin.loaders.tables.row_shapes import too_many_problems
from gaoxin.model import Name, Problem, Record
from gaoxin.ontology.characters import forbidden_character
from gaoxin.ontology.terms import vocabulary
from gaoxin.settings import Bounds

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LEADERS = re.compile("领导|班子|管委会|党工委|管理机构")
"""Words in titles of lists of the people who lead a zone."""

UnclearCells = dict[tuple[str, str, str], tuple[int, str]]
"""The count of the cells that are left out, and the first of them, by header and reason."""


class ListRows:
    """Reads the rows of one table.

    ``problems``, ``left_out``, ``placeholders`` and ``count`` (rows that gave records) grow as rows
    are read, and ``other_lines``, the lines of totals and notes.
    ``recogniser`` reads the names of indicators.
    """

    def __init__(
        self,
        table: FoundTable,
        mapping: ListMapping,
        source: str,
        problems: list[Problem],
        bounds: Bounds,
        recogniser: Recogniser,
    ) -> None:
        self.table, self.mapping, self.source, self.bounds = table, mapping, source, bounds
        self.problems, self.recogniser = problems, recogniser
        self.unclear: UnclearCells = {}
        self.left_out, self.placeholders = LeftOutRows(), PlaceholderTally()
        self.other_lines: set[int] = set()
        self.count = 0
        titles = (*table.titles, table.sheet, Path(table.file).stem)
        self.region, self.zone = place_of_titles(titles), zone_of_titles(titles)
        self.is_of_leaders = any(map(_LEADERS.search, titles))
        self.kind = vocabulary().find_class(mapping.type).kind
        self.named = mapping.first("name")
        self.part = mapping.first(PART)
        self.is_of_zones = vocabulary().is_a(mapping.type, ("Territory",))
        self.title = title_words(table, has_indicators=mapping.first("indicator") is not None)
        self.values = [column for column in mapping.columns if column.meaning.means == "value"]
        self.kinds = RowKinds(
            table.headers,
            self.named.index if self.named else None,
            (row.cells for row in table.first),
            mapping.type,
        )
        self.readers = [
            (column, reader, expected_in(column.meaning))
            for column in mapping.columns
            if column.meaning.means != "unit" or mapping.first("indicator") is not None
            if (reader := reader_of(column.meaning)) is not None
        ]
        units = {column.index for column in mapping.columns if column.meaning.means == "unit"}
        self.units_beside = {
            column.index
            for column, _, _ in self.readers
            if is_number(column.meaning) and not column.meaning.unit and column.index + 1 in units
        }
        self.once = OncePerRow(mapping.columns)
        self.currencies = RowCurrencies(table, mapping.columns)
        alone = self.once.watched | self.units_beside
        self.repeated = {
            column.index: cells
            for column, _, _ in self.readers
            if column.index not in alone and (cells := repeated_cells(column))
        }
        self.numbers = {column.index for column, _, _ in self.readers if is_number(column.meaning)}

    def records(self) -> Iterator[Record]:
        """The records of all rows, in the order of the table."""
        for row in self.table.rows:
            if kind := self.kinds.kind_of(row.cells):
                text = next(filter(None, row.cells))
                if kind in NAMED and self.named:
                    text = row.cells[self.named.index]
                self.left_out.add(kind, row.line, excerpt(" ".join(text.split())))
                self.other_lines.add(row.line)
                continue
            if len(self.problems) >= self.bounds.max_problems:
                self.problems.append(too_many_problems(self.bounds, self.table.file, row.line))
                return
            before = len(self.problems)
            draft = self._read(row)
            if len(self.problems) == before:
                self.count += 1
                yield from draft.records()

    def _read(self, row: ListRow) -> RowDraft:
        """Read all cells of a row; the problems of its cells are added to ``problems``."""
        draft = RowDraft(
            self.mapping.type,
            self.kind,
            self.source,
            f"{self.table.file}:{row.line}",
            name=self.mapping.subject,
            region=self.region,
            zone=self.zone,
            from_1904=self.table.from_1904,
        )
        for meaning in self.mapping.every:
            if is_lost(meaning, row.cells):
                named = self.named or self.mapping.columns[0]
                self._note(row, named, row.cells[named.index], *LOST)
            else:
                draft.later.append(partial(draft.stated, meaning, meaning.value))
        cells = row.cells
        self.once.next_row()
        for column, reader, expected in self.readers:
            text = cells[column.index] if column.index < len(cells) else ""
            if not text:
                continue
            if self.currencies.governed and not self._settle_currency(row, draft, column, expected):
                continue
            repeated = self.repeated.get(column.index) if not row.repeated else None
            if repeated and repeated.repeat(draft, text):
                continue
            written, faults = text, len(self.problems)
            text = self.placeholders.value(text, expected)
            if not text:
                continue
            if column.index in self.units_beside and column.index + 1 < len(cells):
                text += unit_in(cells[column.index + 1], draft.currency)
            if is_ditto(text):
                self._fault(
                    row, column, text, "请写出上一行的值", "write out the value of the row above"
                )
                continue
            if not (text.isascii() and text.isprintable()):
                text = self._cleaned(row, column, text)
            if column.index in row.repeated and column.index in self.numbers:
                self._fault(
                    row,
                    column,
                    text,
                    "这个数的单元格合并了几行，不知属于哪一行；请拆分单元格",
                    "the cell of this number is merged over several rows; unmerge it",
                )
                continue
            before = counts(draft)
            try:
                reader(draft, text)
                self.once.check(draft, column, *before[:2])
                if repeated and len(self.problems) == faults:
                    repeated.remember(draft, written, before)
            except UnclearCellError as unclear:
                self._note(row, column, text, *unclear.args)
            except ValueError as fault:
                self._fault(row, column, text, *fault.args)
            except GaoxinError as fault:
                self._fault(row, column, text, fault.zh, fault.en)
        if self.part and PART in draft.given:
            self._settle_period(row, draft, self.part)
        for column in self.values:
            self._read_figure(row, draft, column)
        try:
            draft.settle_places()
        except ValueError as fault:
            place = self.mapping.first("locatedIn") or self.mapping.columns[0]
            self._fault(row, place, "", *fault.args)
        if not draft.name and self.named is not None:
            self._name_missing(row, self.named)
        if "holder-title" in draft.given and not draft.has_post:
            self._settle_post(row, draft)
        return draft

    def _settle_post(self, row: ListRow, draft: RowDraft) -> None:
        """Give a post without a body that of the title: the zone of whose leaders it is a list."""
        if self.zone and self.is_of_leaders:
            draft.facts.append(("holdsPosition", Name("Zone", self.zone)))
            return
        self._note(
            row,
            self.mapping.first("holder-title") or self.mapping.columns[0],
            draft.given["holder-title"],
            "没有写明是哪个单位的；请加一列“单位”",
            "it is not said of which body; add a column 单位 (body)",
        )

    def _settle_currency(
        self, row: ListRow, draft: RowDraft, column: ListColumn, expected: Expected
    ) -> bool:
        """Find the currency of an amount; ``False`` if it is unclear, and the amount left out."""
        draft.currency = ""
        if column.index not in self.currencies.governed:
            return True
        try:
            draft.currency = self.currencies.of(column.index, row.cells)
        except UnclearCellError as unclear:
            if text := self.placeholders.value(row.cells[column.index], expected):
                self._note(row, column, text, *unclear.args)
            return False
        return True

    def _settle_period(self, row: ListRow, draft: RowDraft, column: ListColumn) -> None:
        """Give the figures of the row the part of the year that ``column`` says."""
        figures, draft.figures = draft.figures, []
        try:
            draft.figures += with_part(figures, draft.given, self.title.period)
        except UnclearCellError as unclear:
            self._note(row, column, row.cells[column.index], *unclear.args)
        except ValueError as fault:
            self._fault(row, column, row.cells[column.index], *fault.args)

    def _read_figure(self, row: ListRow, draft: RowDraft, column: ListColumn) -> None:
        """Read a figure whose indicator stands in the row, and perhaps its unit and time."""
        given, indicator = draft.given, draft.given.get("indicator", "")
        text = row.cells[column.index] if column.index < len(row.cells) else ""
        text = self.placeholders.value(text, "number")
        if not text or not indicator:
            return
        known = self.recogniser.indicator_of(indicator, of_a_zone=self.is_of_zones)
        if known.meaning.is_left_out:
            self._note(row, column, indicator, known.meaning.zh, known.meaning.en)
            return
        currency: Callable[[], str] = str
        if column.index in self.currencies.governed:
            currency = partial(self.currencies.of, column.index, row.cells)
        try:
            found = read_figure_of_row(
                text, column.meaning, given, known, self.title, self.table.units, currency
            )
            draft.figures.append(found)
            self.once.check(draft, column, len(draft.facts), len(draft.figures) - 1)
        except UnclearCellError as unclear:
            self._note(row, column, text, *unclear.args)
        except ValueError as fault:
            self._fault(row, column, text, *fault.args)

    def _note(self, row: ListRow, column: ListColumn, text: str, zh: str, en: str) -> None:
        """Count a cell that is left out, and keep the first of its column and reason."""
        key = (column.header, zh, en)
        first = say(f"{row.line} 行「{excerpt(text)[:20]}」", f"{row.line} {excerpt(text)[:20]!r}")
        count, shown = self.unclear.get(key, (0, first))
        self.unclear[key] = (count + 1, shown)

    def _cleaned(self, row: ListRow, column: ListColumn, text: str) -> str:
        """The text without invisible characters; a control character is a problem."""
        text = _INVISIBLE.sub("", text)
        if bad := forbidden_character(text):
            self._fault(
                row,
                column,
                "",
                f"含有控制字符 {bad}；请删除它",
                f"it holds the control character {bad}; remove it",
            )
        return text

    def _name_missing(self, row: ListRow, column: ListColumn) -> None:
        begins = excerpt(next(cell for cell in row.cells if cell))
        self._fault(
            row,
            column,
            "",
            f"这一行（{begins} …）没有{column.header}；请补上，或删去这一行",
            f"the row ({begins} …) has no {column.header}; fill it in or delete the row",
        )

    def _fault(self, row: ListRow, column: ListColumn, text: str, zh: str, en: str) -> None:
        self.problems.append(
            Problem(
                self.table.file,
                row.line,
                column.header or column_letter(column.index),
                excerpt(text),
                f"{zh.rstrip('。')}。",
                f"{en.rstrip('.')}.",
                self.table.sheet,
                f"{column_letter(column.index)}{row.line}",
            )
        )


def unclear_notes(unclear: UnclearCells) -> list[str]:
    """A remark for each column and reason for which cells were left out."""
    return [
        say(
            f"「{header}」有 {count} 格不收（{zh}）：第 {first}{'等' if count > 1 else ''}",
            f"{header!r}: {count:,} left out ({en}): row {first}{', …' if count > 1 else ''}",
        )
        for (header, zh, en), (count, first) in unclear.items()
    ]
