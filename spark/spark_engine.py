"""The tasks of a load as jobs of Spark.

Spark moves the handles of the rows (numbers of 64 bits), those rows that share one with others,
and the lines that several partitions say.  All other rows are translated where they were read.
Each value that Spark sees holds many of them (:mod:`.packed`).
"""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark.sql import functions as f

from gaoxin.spark.batches import PACKED_SCHEMA, READ_SCHEMA
from gaoxin.spark.database_table import DatabaseTable, name_copied_files
from gaoxin.spark.engine import Plan
from gaoxin.spark.linked_rows import Link
from gaoxin.spark.linking_tasks import LinkTask, PickTask
from gaoxin.spark.packed import (
    PackedRow,
    by_piece,
    numbers_as_bytes,
    numbers_of_bytes,
    packed,
    unpacked,
)
from gaoxin.spark.row_links import NamedBeside
from gaoxin.spark.tasks import (
    HANDLES,
    LINES,
    MENTIONS,
    READING,
    ROWS,
    TOLD,
    PartReading,
    ReadTask,
    ShareTask,
    TaskReport,
    TranslateTask,
)
from gaoxin.spark.translate_rows import RowLines

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FETCHED = 10_000
"""Rows that a database sends at a time."""


class SparkEngine:
    """Runs tasks in ``session``."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    @property
    def places(self) -> int:
        """How many tasks run at the same time."""
        return int(self._session.sparkContext.defaultParallelism)

    def read(self, task: ReadTask, count: int) -> SparkRows:
        """Read ``count`` parts, each in a partition."""
        numbers = self._session.range(0, count, 1, count)
        return SparkRows(self._session, numbers.mapInArrow(task, READ_SCHEMA).persist(), count)

    def copy_table(self, table: DatabaseTable, folder: Path, size: int) -> None:
        """Copy a table of a database into a folder of Parquet files, which is replaced.

        Their row groups have about ``size`` bytes.  Rows are fetched in batches: many drivers
        would hold the whole table otherwise.
        """
        options = {"url": table.address, "dbtable": table.table, "fetchsize": str(_FETCHED)}
        options |= {"user": table.user} if table.user else {}
        options |= {"password": table.password} if table.password else {}
        frame = self._session.read.format("jdbc").options(**options).load()
        writer = frame.write.mode("overwrite").option("parquet.block.size", str(size))
        writer.parquet(str(folder))
        name_copied_files(folder)


class SparkRows:
    """The rows of ``frame``, which was read in ``count`` partitions."""

    def __init__(self, session: SparkSession, frame: DataFrame, count: int) -> None:
        self._session, self._frame = session, frame
        self._places = max(1, min(session.sparkContext.defaultParallelism, count))
        self._rows = frame.where(frame.kind == ROWS).select("number", "content")

    def readings(self) -> list[PartReading]:
        """What the reading told, in the order of the parts."""
        return [pickle.loads(value) for value in self._values(READING)]

    def mentions(self) -> list[NamedBeside]:
        """The mentions of all rows, each once, sorted."""
        return sorted({each for value in self._values(MENTIONS) for each in pickle.loads(value)})

    def _values(self, kind: int) -> list[bytes]:
        """The values of a kind, in the order of their numbers."""
        found = self._frame.where(self._frame.kind == kind).select("number", "content").collect()
        return [value for _, value in sorted(map(tuple, found))]

    def links(self, mentioned: Collection[int]) -> list[Link]:
        """The handles that several rows have, or that are mentioned, each with its rows."""
        handles = self._frame.where(self._frame.kind == HANDLES)
        apart = handles.repartition(self._places, "number").select("content")
        task = LinkTask(numbers_as_bytes(sorted(mentioned)))
        found = apart.mapInArrow(task, PACKED_SCHEMA).collect()
        turns = [numbers_of_bytes(row.content) for row in found]
        return [link for each in turns for link in zip(each[::2], each[1::2], strict=True)]

    def rows(self, numbers: Collection[int]) -> RowLines:
        """The rows with these numbers."""
        if not numbers:
            return {}
        found = self._picked(dict.fromkeys(numbers, 0)).collect()
        return {row.number: row.lines for value in found for row in unpacked(value.content)}

    def _picked(self, groups: Mapping[int, int]) -> DataFrame:
        """The rows with these numbers, packed by the bucket of their groups."""
        wanted = [
            (piece, bytearray(numbers_as_bytes(n for row in rows for n in (row, groups[row]))))
            for piece, rows in by_piece(groups).items()
        ]
        told = self._session.createDataFrame(wanted, "number bigint, wanted binary")
        pieces = self._rows.join(f.broadcast(told), "number").select("content", "wanted")
        return pieces.mapInArrow(PickTask(), PACKED_SCHEMA)

    def translate(self, plan: Plan) -> list[TaskReport]:
        """Translate all rows; write what several partitions say once."""
        united = self._translated(plan).persist()
        told = _told(united)
        lines = united.where(united.kind == LINES).select("number", "content")
        apart = lines.repartition(self._places, "number").select("content")
        told += _told(apart.mapInArrow(ShareTask(plan.task.folder, "shared"), READ_SCHEMA))
        united.unpersist()
        self._frame.unpersist()
        return told

    def _translated(self, plan: Plan) -> DataFrame:
        head = self._head(plan.task)
        if not plan.is_divided:
            rows = self._rows.select("content", f.lit(None).cast("binary"), f.lit(False))
            return self._run(plan.task, rows.union(head).coalesce(1))
        linked = self._picked(plan.groups).repartition(self._places, "number")
        linked = linked.select("content", f.lit(None).cast("binary"), f.lit(True)).union(head)
        moved = [
            (piece, bytearray(numbers_as_bytes(rows)))
            for piece, rows in by_piece(plan.groups).items()
        ]
        told = self._session.createDataFrame(moved, "number bigint, moved binary")
        alone = self._rows.join(f.broadcast(told), "number", "left")
        alone = alone.select("content", "moved", f.lit(False))
        return self._run(plan.task, alone).union(
            self._run(replace(plan.task, name="linked"), linked)
        )

    def _head(self, task: TranslateTask) -> DataFrame:
        """The rows that describe the source, which were not read from the input."""
        rows = packed(PackedRow(number, lines) for number, lines in task.head.items())
        schema = "content binary, moved binary, shared boolean"
        cells = [(bytearray(rows), None, True)] if task.head else []
        return self._session.createDataFrame(cells, schema)

    def _run(self, task: TranslateTask, rows: DataFrame) -> DataFrame:
        return rows.mapInArrow(task, READ_SCHEMA)


def _told(frame: DataFrame) -> list[TaskReport]:
    found = frame.where(frame.kind == TOLD).select("content").collect()
    return [pickle.loads(row.content) for row in found]
