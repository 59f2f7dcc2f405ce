"""The three tasks of a load that run on the workers: read rows, translate them, write what parts
share.

Each is a callable for ``DataFrame.mapInArrow``: it gets the batches of one partition and yields
batches.  Spark may run a task again, on another worker, so a task depends on its input only, and a
file that is written twice has the same bytes.  The tasks that put rows together are in
:mod:`.linking_tasks`.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from gaoxin.garbage import fewer_collections
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.lines import Lines, Sorter, by_subject
from gaoxin.language import choose_language
from gaoxin.loaders.resolving.code_watch import CodeClash
from gaoxin.loaders.translation import Translation
from gaoxin.model import Problem
from gaoxin.settings import Settings
from gaoxin.spark.batches import READ_FIELDS, Batches, in_batches
from gaoxin.spark.input_parts import InputPart
from gaoxin.spark.judge_rows import judged
from gaoxin.spark.known_names import NamesOfHome
from gaoxin.spark.packed import (
    BUCKETS,
    ROWS_AT_ONCE,
    PackedRow,
    bucket_of,
    numbers_of_bytes,
    packed,
    piece_of,
    unpacked,
)
from gaoxin.spark.part_files import PartFile, write_part
from gaoxin.spark.read_rows import HowToRead, PartNotes, PartReader
from gaoxin.spark.row_links import NamedBeside, RowLinks
from gaoxin.spark.translate_rows import RowLines, RowTranslator, profile_of_rows, records_of

ROWS, HANDLES, MENTIONS, READING = 0, 1, 2, 3
"""What the reading of a part yields: rows, packed, with the number of the first; handles and their
rows by turns, with their bucket; and, with the number of the part, the mentions and what the
reading told.
"""
LINES, TOLD = 0, 1
"""What the translation of rows yields: lines that parts share, with their bucket, and what the task
told.
"""
ROW_BITS = 32


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
        """Yield rows, handles, mentions, and what the reading told."""
        links = RowLinks(self.dataset, self.known.registry())
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from in_batches(self._read(self.parts[number], links), READ_FIELDS)

    def _read(self, part: InputPart, links: RowLinks) -> Iterator[tuple[int, int, bytes]]:
        reader = PartReader(part, self.how, links)
        mentions: dict[NamedBeside, None] = {}
        handles: dict[int, array[int]] = defaultdict(lambda: array("q"))
        rows: list[PackedRow] = []
        with fewer_collections():
            for number, row in enumerate(reader.rows(), part.number << ROW_BITS):
                rows.append(PackedRow(number, row.lines, row.ties.is_coded))
                mentions |= dict.fromkeys(row.ties.mentions)
                for handle in row.ties.handles:
                    handles[handle % BUCKETS].extend((handle, number))
                if len(rows) == ROWS_AT_ONCE:
                    yield ROWS, piece_of(number), packed(rows)
                    rows = []
        if rows:
            yield ROWS, piece_of(rows[0].number), packed(rows)
        for bucket, pairs in handles.items():
            yield HANDLES, bucket, pairs.tobytes()
        told = PartReading(reader.notes, reader.problems)
        yield MENTIONS, part.number, pickle.dumps(list(mentions))
        yield READING, part.number, pickle.dumps(told)


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
        """Yield the lines that other partitions may have, too, and what was told.

        A batch has packed rows, the numbers of those among them that are not to be translated here,
        and whether others may say the same of their things.
        """
        choose_language(self.language)
        rows: list[PackedRow] = []
        shared: set[int] = set()
        for batch in batches:
            for value, moved, is_shared in zip(
                *map(pa.Array.to_pylist, batch.columns), strict=True
            ):
                gone = set(numbers_of_bytes(moved or b""))
                found = [row for row in unpacked(value) if row.number not in gone]
                rows += found
                if is_shared:
                    shared.update(row.number for row in found)
        if rows:
            rows.sort()
            yield from in_batches(self._translated(rows, shared), READ_FIELDS)

    def _translated(
        self, rows: list[PackedRow], shared: set[int]
    ) -> Iterator[tuple[int, int, bytes]]:
        told = TaskReport()
        named = {r.number: r.lines for r in rows if r.number in shared or not r.is_coded}
        with tempfile.TemporaryDirectory(prefix="gaoxin-") as scratch, fewer_collections():
            names, told.clashes = profile_of_rows(
                self.dataset, self.around | self.head | named, self.mentions, is_list=self.is_list
            )
            registry = self.known.registry().beside(names)
            minter = Minter(self.settings)
            translator = RowTranslator(
                self.dataset, registry, minter, Path(scratch), self.types, is_list=self.is_list
            )
            for row in rows:
                translator.row(
                    records_of(row.lines),
                    is_shared=row.number in shared,
                    is_coded=row.is_coded,
                )
            own, translation = translator.own(), translator.finished()
            told.problems = list(judged(own, translation, registry, minter))
            if len(own):
                file = f"{self.name}-{_partition():05}.nq.gz"
                told.parts.append(write_part(own.chunks(), self.folder, file))
            buckets: dict[int, list[bytes]] = defaultdict(list)
            for node, lines in by_subject(translation.lines):
                buckets[bucket_of(node)] += lines
            for bucket, of_bucket in buckets.items():
                yield LINES, bucket, b"".join(of_bucket)
            told.translation = translation
            translation.lines, translation.origins = Translation().lines, {}
        yield TOLD, 0, pickle.dumps(told)


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
                for lines in batch.column(0).to_pylist():
                    sorter.extend(lines.splitlines(keepends=True))
            distinct: Lines = sorter.sorted()
            told = TaskReport()
            if len(distinct):
                file = f"{self.name}-{_partition():05}.nq.gz"
                told.parts.append(write_part(distinct.chunks(), self.folder, file))
        yield from in_batches(iter([(TOLD, 0, pickle.dumps(told))]), READ_FIELDS)


def _partition() -> int:
    """The number of the partition, 0 outside Spark, which need not be installed."""
    if "pyspark" not in sys.modules:
        return 0
    from pyspark import TaskContext

    context = TaskContext.get()
    return int(context.partitionId()) if context else 0
