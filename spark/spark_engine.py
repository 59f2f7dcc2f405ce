"""The tasks of a load as jobs of Spark.

Spark moves the handles of the rows (numbers of 64 bits), those rows that share one with others,
and the lines that several partitions say.  All other rows are translated where they were read.
"""

from __future__ import annotations

import pickle
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark.sql import functions as f

from gaoxin.spark.database_table import DatabaseTable, name_copied_files
from gaoxin.spark.engine import Plan
from gaoxin.spark.linked_rows import Link
from gaoxin.spark.row_links import NamedBeside
from gaoxin.spark.tasks import (
    LINE,
    MENTION,
    READ_SCHEMA,
    READING,
    ROW,
    TOLD,
    TOLD_SCHEMA,
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
        self._rows = frame.where(frame.kind == ROW)

    def readings(self) -> list[PartReading]:
        """What the reading told, in the order of the parts."""
        found = self._frame.where(self._frame.kind == READING).select("row", "text").collect()
        return [pickle.loads(row.text) for row in sorted(found, key=lambda row: row.row)]

    def mentions(self) -> list[NamedBeside]:
        """The mentions of all rows, each once, sorted."""
        found = self._frame.where(self._frame.kind == MENTION).select("text").distinct().collect()
        texts = sorted(row.text.decode("utf-8", "surrogatepass") for row in found)
        return [(type_, form) for type_, _, form in (text.partition("\x1f") for text in texts)]

    def links(self, mentioned: Collection[int]) -> list[Link]:
        """The handles that several rows have, or that are mentioned, each with its rows."""
        handles = self._rows.select(f.explode("handles").alias("handle"), "row")
        wanted = handles.groupBy("handle").count().where("count > 1").select("handle")
        if mentioned:
            told = self._session.createDataFrame([(h,) for h in mentioned], "handle bigint")
            wanted = wanted.union(told).distinct()
        return [(row.handle, row.row) for row in handles.join(wanted, "handle").collect()]

    def rows(self, numbers: Collection[int]) -> RowLines:
        """The rows with these numbers."""
        if not numbers:
            return {}
        wanted = self._session.createDataFrame([(n,) for n in numbers], "row bigint")
        found = self._rows.join(f.broadcast(wanted), "row").select("row", "text").collect()
        return {row.row: bytes(row.text) for row in found}

    def translate(self, plan: Plan) -> list[TaskReport]:
        """Translate all rows; write what several partitions say once."""
        united = self._translated(plan).persist()
        told = _told(united)
        lines = united.where(united.kind == LINE).select("node", "text")
        apart = lines.repartition(self._places, "node").select("text")
        told += _told(apart.mapInArrow(ShareTask(plan.task.folder, "shared"), TOLD_SCHEMA))
        united.unpersist()
        self._frame.unpersist()
        return told

    def _translated(self, plan: Plan) -> DataFrame:
        number = f.lit(0).cast("bigint").alias("group")
        rows = self._rows.select("row", "text", f.lit(False).alias("shared"), number)
        if not plan.is_divided:
            return self._run(plan.task, self._with_head(rows, plan).coalesce(1))
        cells = list(plan.groups.items())
        moved = self._session.createDataFrame(cells, "row bigint, group bigint")
        moved = f.broadcast(moved.withColumn("shared", f.lit(True)))
        alone = rows.join(moved.select("row"), "row", "left_anti")
        linked = rows.select("row", "text").join(moved, "row")
        linked = linked.select("row", "text", "shared", "group")
        linked = self._with_head(linked, plan).repartition(self._places, "group")
        return self._run(plan.task, alone).union(
            self._run(replace(plan.task, name="linked"), linked)
        )

    def _with_head(self, rows: DataFrame, plan: Plan) -> DataFrame:
        """The rows with those that describe the source, which were not read from the input."""
        head = plan.task.head
        if not head:
            return rows
        cells = [(number, bytearray(text), True, 0) for number, text in head.items()]
        return rows.union(self._session.createDataFrame(cells, rows.schema))

    def _run(self, task: TranslateTask, rows: DataFrame) -> DataFrame:
        return rows.select("row", "text", "shared").mapInArrow(task, TOLD_SCHEMA)


def _told(frame: DataFrame) -> list[TaskReport]:
    found = frame.where(frame.kind == TOLD).select("text").collect()
    return [pickle.loads(row.text) for row in found]
