"""The three tasks of a load that run on the workers: read rows, translate them, write what parts
share.

Each is a callable for ``DataFrame.mapInArrow``: it gets the batches of one partition and yields
batches.  Spark may run a task again, on another worker, so a task depends on its input only, and a
file that is written twice has the same bytes.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from gaoxin.garbage import fewer_collections
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.lines import Lines, Sorter
from gaoxin.language import choose_language
from gaoxin.loaders.resolving.code_watch import CodeClash
from gaoxin.loaders.translation import Translation
from gaoxin.model import Problem
from gaoxin.settings import Settings
from gaoxin.spark.input_parts import InputPart
from gaoxin.spark.judge_rows import judged
from gaoxin.spark.known_names import NamesOfHome
from gaoxin.spark.part_files import PartFile, write_part
from gaoxin.spark.read_rows import HowToRead, PartNotes, PartReader
from gaoxin.spark.row_links import NamedBeside, RowLinks
from gaoxin.spark.translate_rows import RowLines, RowTranslator, profile_of_rows, records_of

READ_SCHEMA = "kind tinyint, row bigint, text binary, handles array<bigint>"
TOLD_SCHEMA = "kind tinyint, node binary, text binary"
ROW, MENTION, READING = 0, 1, 2
"""What a line of :data:`READ_SCHEMA` is: a row, a mention, or what the reading told."""
LINE, TOLD = 0, 1
"""What a line of :data:`TOLD_SCHEMA` is: a quad that parts share, or what the task told."""
ROW_BITS = 32
_BATCH = 2_000
Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class PartReading:
    """What the reading of a part told."""

    notes: PartNotes
    problems: list[Problem]


@dataclass(slots=True)
class TaskReport:
    """What a task of translating or writing told."""

    parts: list[PartFile] = field(default_factory=list)
    translation: Translation = field(default_factory=Translation)
    clashes: list[CodeClash] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Read the parts whose numbers a partition holds."""

    dataset: str
    parts: list[InputPart]
    how: HowToRead
    known: NamesOfHome

    def __call__(self, batches: Batches) -> Batches:
        """Yield rows, mentions, and what the reading told."""
        links = RowLinks(self.dataset, self.known.registry())
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from _in_batches(self._read(self.parts[number], links), _READ_FIELDS)

    def _read(self, part: InputPart, links: RowLinks) -> Iterator[tuple[Any, ...]]:
        reader = PartReader(part, self.how, links)
        mentions: dict[NamedBeside, None] = {}
        with fewer_collections():
            for index, row in enumerate(reader.rows()):
                yield ROW, part.number << ROW_BITS | index, row.lines, row.handles
                mentions |= dict.fromkeys(row.mentions)
        for mention in mentions:
            yield MENTION, 0, "\x1f".join(mention).encode("utf-8", "surrogatepass"), []
        told = PartReading(reader.notes, reader.problems)
        yield READING, part.number, pickle.dumps(told), []


@dataclass(frozen=True, slots=True)
class TranslateTask:
    """Translate the rows of a partition and write what only they say.

    ``around`` are rows of other partitions to which mentions may lead, ``mentions`` those of all
    rows.  ``head`` are rows about the source, which come from no part.  ``types`` are the classes
    of the things that the lists are about.  ``name`` begins the names of the files, which go into
    ``folder``.
    """

    dataset: str
    settings: Settings
    known: NamesOfHome
    mentions: list[NamedBeside]
    around: RowLines
    head: RowLines
    types: list[str]
    is_list: bool
    language: str
    folder: Path
    name: str

    def __call__(self, batches: Batches) -> Batches:
        """Yield the lines that other partitions may have, too, and what was told."""
        choose_language(self.language)
        rows: RowLines = {}
        shared: set[int] = set()
        for batch in batches:
            for number, text, is_shared in zip(
                *map(pa.Array.to_pylist, batch.columns), strict=True
            ):
                rows[number] = text
                if is_shared:
                    shared.add(number)
        if rows:
            yield from _in_batches(self._translated(rows, shared), _TOLD_FIELDS)

    def _translated(self, rows: RowLines, shared: set[int]) -> Iterator[tuple[Any, ...]]:
        told = TaskReport()
        with tempfile.TemporaryDirectory(prefix="gaoxin-") as scratch, fewer_collections():
            names, told.clashes = profile_of_rows(
                self.dataset, self.around | self.head | rows, self.mentions, is_list=self.is_list
            )
            registry = self.known.registry().beside(names)
            minter = Minter(self.settings)
            translator = RowTranslator(
                self.dataset, registry, minter, Path(scratch), self.types, is_list=self.is_list
            )
            for number, lines in sorted(rows.items()):
                translator.row(records_of(lines), is_shared=number in shared)
            own, translation = translator.own(), translator.finished()
            told.problems = list(judged(own, translation, registry, minter))
            if len(own):
                file = f"{self.name}-{_partition():05}.nq.gz"
                told.parts.append(write_part(own.chunks(), self.folder, file))
            for line in translation.lines:
                yield LINE, line.split(b" ", 1)[0], line
            told.translation = translation
            translation.lines, translation.origins = Translation().lines, {}
        yield TOLD, b"", pickle.dumps(told)


@dataclass(frozen=True, slots=True)
class ShareTask:
    """Write what several partitions say, each line once."""

    folder: Path
    name: str

    def __call__(self, batches: Batches) -> Batches:
        """Yield what was told."""
        with tempfile.TemporaryDirectory(prefix="gaoxin-") as scratch:
            sorter = Sorter(Path(scratch))
            for batch in batches:
                sorter.extend(batch.column(0).to_pylist())
            lines: Lines = sorter.sorted()
            told = TaskReport()
            if len(lines):
                file = f"{self.name}-{_partition():05}.nq.gz"
                told.parts.append(write_part(lines.chunks(), self.folder, file))
        yield from _in_batches(iter([(TOLD, b"", pickle.dumps(told))]), _TOLD_FIELDS)


def _partition() -> int:
    """The number of the partition, 0 outside Spark, which need not be installed."""
    if "pyspark" not in sys.modules:
        return 0
    from pyspark import TaskContext

    context = TaskContext.get()
    return int(context.partitionId()) if context else 0


_READ_FIELDS = pa.schema(
    [
        ("kind", pa.int8()),
        ("row", pa.int64()),
        ("text", pa.binary()),
        ("handles", pa.list_(pa.int64())),
    ]
)
_TOLD_FIELDS = pa.schema([("kind", pa.int8()), ("node", pa.binary()), ("text", pa.binary())])


def _in_batches(rows: Iterator[tuple[Any, ...]], schema: pa.Schema) -> Batches:
    held: list[tuple[Any, ...]] = []
    for row in rows:
        held.append(row)
        if len(held) >= _BATCH:
            yield _batch(held, schema)
            held = []
    if held:
        yield _batch(held, schema)


def _batch(rows: list[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    columns: Iterable[Any] = zip(*rows, strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


Task = Callable[[Batches], Batches]
