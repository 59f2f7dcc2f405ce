"""Read a part of the input: its rows as records, with what tells which rows belong together."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.language import choose_language
from gaoxin.loaders.decoding import unreadable
from gaoxin.loaders.lists.dictionary import read_dictionary
from gaoxin.loaders.lists.find_table import filled_rows
from gaoxin.loaders.lists.list_rows import ListRows
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.loaders.lists.recognise_columns import Recogniser
from gaoxin.loaders.lists.understanding import Understanding, understand
from gaoxin.loaders.problems import column_letter
from gaoxin.loaders.read_tables import ReadRecords, TableFile
from gaoxin.loaders.record_codec import line_of_record
from gaoxin.loaders.row_selection import LeftOut, RowSelection
from gaoxin.loaders.tables.cell_texts import parquet_text
from gaoxin.loaders.tables.delimited import has_changed, rows_of_text
from gaoxin.loaders.tables.opening import Sheet, file_state
from gaoxin.loaders.tables.row_shapes import RawRow
from gaoxin.loaders.tables.workbook_layout import SheetHead
from gaoxin.model import Problem, Thing
from gaoxin.settings import Bounds
from gaoxin.spark.input_parts import PARQUET, InputPart
from gaoxin.spark.list_pieces import ListPiece
from gaoxin.spark.row_links import RowLinks, RowTies


@dataclass(frozen=True, slots=True)
class HowToRead:
    """How parts are read: as the single machine would with these options.

    ``source`` is the key of the source of lists; ``given`` is the same if the user named it, for
    statement tables, else ``""``.  ``left_out`` are rows that count as if they were not there.
    """

    mapping: Path | None
    personal: tuple[str, ...]
    headers: Path | None
    source: str
    given: str
    bounds: Bounds
    language: str
    left_out: LeftOut = field(default_factory=dict)

    @property
    def lists(self) -> ListOptions:
        """The options for lists."""
        return ListOptions(self.mapping, self.personal, self.headers)


@dataclass(slots=True)
class PartNotes:
    """What the reading of a part tells besides its rows.

    ``lists`` is what was understood of lists.  ``sources`` has the first place of each source that
    facts have, ``described`` the sources that a row describes, ``headers`` the last line of the
    header by file and sheet.
    """

    kinds: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    described: list[str] = field(default_factory=list)
    filed: list[str] = field(default_factory=list)
    lists: list[ListPiece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headers: list[tuple[str, str, int]] = field(default_factory=list)
    records: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row: its records as lines of JSON, and its ties."""

    lines: bytes
    ties: RowTies


class PartReader:
    """Reads one part; ``notes`` and ``problems`` are complete after all rows."""

    def __init__(self, part: InputPart, how: HowToRead, links: RowLinks) -> None:
        self.part, self.how, self.links = part, how, links
        self.notes, self.problems = PartNotes(), list[Problem]()

    def rows(self) -> Iterator[ReadRow]:
        """The rows of the part, in their order."""
        choose_language(self.how.language)
        path = self.part.path
        try:
            state = file_state(path, path.name)
            # The inode is that of this machine: a mounted bucket may number files differently.
            if state[:2] != self.part.state[:2]:
                raise has_changed(path.name)
            yield from self._rows()
            if file_state(path, path.name) != state:
                raise has_changed(path.name)
        except InvalidSource as refused:
            self.problems += refused.problems

    def _rows(self) -> Iterator[ReadRow]:
        notes = self.notes
        described: set[str] = set()
        for _, group in groupby(self._typed_records(), key=lambda record: record.place):
            records = list(group)
            notes.rows += 1
            notes.records += len(records)
            for record in records:
                notes.sources.setdefault(record.source, record.place)
                if isinstance(record, Thing) and record.key.startswith("source/"):
                    described.add(record.key[7:])
            ties = self.links.of_row(records, notes.types)
            yield ReadRow(b"".join(map(line_of_record, records)), ties)
        notes.described = sorted(described)

    def _typed_records(self) -> ReadRecords:
        """The records, when it is known of which classes the things of the lists are."""
        if self.part.head is not None:
            return self._cut(self.part)
        return iter(list(self._whole()))

    def _whole(self) -> ReadRecords:
        how = self.how
        selection = RowSelection.without(how.left_out)
        told: list[Understanding] = []
        lists = replace(how.lists, tell=told.append)
        tables = TableFile(
            self.part.path, how.bounds, lists, how.given, lambda: how.source, selection
        )
        yield from tables.records()
        self.problems += tables.problems
        self.notes.kinds, self.notes.types = sorted(tables.kinds), sorted({t.type for t in told})
        self.notes.lists = [ListPiece(self.part.path, each) for each in told]
        self.notes.notes, self.notes.filed = tables.notes, sorted(tables.filed)
        self.notes.headers = [(*place, line) for place, line in selection.headers.items()]

    def _cut(self, part: InputPart) -> ReadRecords:
        head = part.head
        assert head
        selection = RowSelection.without(self.how.left_out)
        sheet = Sheet(SheetHead(head.table.sheet), self._raw_rows(part))
        rows = filled_rows(selection.selected(sheet, head.table.file))
        table = replace(head.table, rows=rows)
        recogniser = Recogniser(read_dictionary(self.how.headers))
        reader = ListRows(
            table, head.mapping, self.how.source, self.problems, self.how.bounds, recogniser
        )
        self.notes.kinds, self.notes.types = ["list"], [head.mapping.type]
        told = understand(table, head.mapping)
        yield from reader.records()
        told.rows, told.left_out = reader.count, reader.left_out
        told.refused = len({problem.line for problem in self.problems})
        self.notes.lists = [ListPiece(part.path, told, reader.unclear, reader.placeholders)]
        self.notes.filed = [table.filed] if table.filed else []
        self.notes.headers = [(table.file, table.sheet, table.last_line)]

    def _raw_rows(self, part: InputPart) -> Iterator[RawRow]:
        head, name = part.head, part.path.name
        assert head
        if part.path.suffix.lower() == PARQUET:
            yield from (row for row in self._row_groups(part) if row[0] >= head.first_row)
            return
        encoding = head.encoding if part.start == 0 else head.encoding.removesuffix("-sig")
        try:
            with part.path.open("rb") as stream:
                stream.seek(part.start)
                raw = stream.read(part.end - part.start)
            text = io.StringIO(raw.decode(encoding), newline="")
        except UnicodeDecodeError as cause:  # the driver has decoded the whole file
            raise has_changed(name) from cause
        except OSError as cause:
            raise unreadable(name, cause) from cause
        delimiter = head.delimiter if part.start else ""
        for line, cells in rows_of_text(
            text,
            name,
            self.problems,
            self.how.bounds,
            delimiter=delimiter,
            first_line=part.first_line,
        ):
            if line >= head.first_row:
                yield line, cells

    def _row_groups(self, part: InputPart) -> Iterator[RawRow]:
        """The rows of a piece of a Parquet file, with the texts of the single machine."""
        import pyarrow.parquet

        line = part.first_line - 1
        with pyarrow.parquet.ParquetFile(part.path) as file:
            groups = list(range(part.start, part.end))
            for batch in file.iter_batches(1_000, groups, use_threads=False):
                columns = [column.to_pylist() for column in batch.columns]
                for values in zip(*columns, strict=True):
                    line += 1
                    yield line, [self._text(line, n, value) for n, value in enumerate(values)]

    def _text(self, line: int, index: int, value: object) -> str:
        """The text of a value; a problem if digits are lost."""
        text, zh, en = parquet_text(value)
        if zh:
            column = column_letter(index)
            self.problems.append(Problem(self.part.path.name, line, column, text, zh, en))
        return text
