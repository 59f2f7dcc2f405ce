"""Runs the tasks of a load one after the other in this process, as Spark runs them on workers.

It distributes rows as :mod:`gaoxin.spark.spark_engine` does, so that most tests need no Spark.
"""

from __future__ import annotations

import pickle
import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from gaoxin.spark import tasks
from gaoxin.spark.database_table import DatabaseTable, name_copied_files
from gaoxin.spark.engine import Plan
from gaoxin.spark.linked_rows import Link
from gaoxin.spark.row_links import NamedBeside
from gaoxin.spark.tasks import LINE, MENTION, READING, ROW, ReadTask, ShareTask, Task, TaskReport
from gaoxin.spark.translate_rows import RowLines

Cells = dict[str, Any]


class InlineEngine:
    """Translates ``size`` rows together; counts the parts read and the partitions translated."""

    def __init__(self, size: int = 2) -> None:
        self.size, self.partitions, self.reads = size, 0, 0
        self.tables: dict[str, pa.Table] = {}

    def copy_table(self, table: DatabaseTable, folder: Path, size: int) -> None:
        """Write the table as Spark does: with a random mark in the name, and a mark of success."""
        for path in folder.iterdir():
            path.unlink()
        pyarrow.parquet.write_table(
            self.tables[table.table], folder / f"part-00000-{uuid.uuid4()}-c000.snappy.parquet"
        )
        (folder / "_SUCCESS").touch()
        name_copied_files(folder)

    def read(self, task: ReadTask, count: int) -> InlineRows:
        self.reads += count
        parts = [
            self.run(task, [{"id": number}], pa.schema([("id", pa.int64())]))
            for number in range(count)
        ]
        return InlineRows(self, parts)

    def run(self, task: Task, rows: Iterable[Cells], schema: pa.Schema) -> list[Cells]:
        task = pickle.loads(pickle.dumps(task))
        batches = pa.Table.from_pylist(list(rows), schema).to_batches()
        return [row for batch in task(iter(batches)) for row in batch.to_pylist()]


_ROWS = pa.schema([("row", pa.int64()), ("text", pa.binary()), ("shared", pa.bool_())])


class InlineRows:
    def __init__(self, engine: InlineEngine, parts: list[list[Cells]]) -> None:
        self._engine = engine
        self._all = [cells for part in parts for cells in part]

    def readings(self) -> list[tasks.PartReading]:
        return [pickle.loads(c["text"]) for c in self._all if c["kind"] == READING]

    def mentions(self) -> list[NamedBeside]:
        texts = {c["text"].decode() for c in self._all if c["kind"] == MENTION}
        return [(t, f) for t, _, f in (text.partition("\x1f") for text in sorted(texts))]

    def links(self, mentioned: Collection[int]) -> list[Link]:
        pairs = [(h, c["row"]) for c in self._all if c["kind"] == ROW for h in c["handles"]]
        count = Counter(handle for handle, _ in pairs)
        return [(h, row) for h, row in pairs if count[h] > 1 or h in mentioned]

    def rows(self, numbers: Collection[int]) -> RowLines:
        return {c["row"]: c["text"] for c in self._all if c["kind"] == ROW and c["row"] in numbers}

    def translate(self, plan: Plan) -> list[TaskReport]:
        head = [{"row": n, "text": text, "shared": True} for n, text in plan.task.head.items()]
        found: list[list[Cells]] = []
        if not plan.is_divided:
            found = [self._run(plan, "rows", 0, [*self._rows_of(self._all, plan), *head])]
        else:
            alone = [r for r in self._rows_of(self._all, plan) if r["row"] not in plan.groups]
            for first in range(0, len(alone), self._engine.size):
                rows = alone[first : first + self._engine.size]
                found.append(self._run(plan, "rows", first, rows))
            moved = [r for r in self._rows_of(self._all, plan) if r["row"] in plan.groups]
            moved.sort(key=lambda row: plan.groups[row["row"]])
            together = groupby(moved, key=lambda row: plan.groups[row["row"]])
            for number, (_, group) in enumerate(together):
                found.append(self._run(plan, "linked", number, list(group)))
            found.append(self._run(plan, "head", 0, head))
        cells = [c for part in found for c in part]
        told = [pickle.loads(c["text"]) for c in cells if c["kind"] == tasks.TOLD]
        lines = [{"text": c["text"]} for c in cells if c["kind"] == LINE]
        shared = ShareTask(plan.task.folder, "shared")
        schema = pa.schema([("text", pa.binary())])
        return told + [pickle.loads(c["text"]) for c in self._engine.run(shared, lines, schema)]

    def _rows_of(self, cells: Iterable[Cells], plan: Plan) -> list[Cells]:
        return [
            {"row": c["row"], "text": c["text"], "shared": c["row"] in plan.groups}
            for c in cells
            if c["kind"] == ROW
        ]

    def _run(self, plan: Plan, name: str, number: int, rows: list[Cells]) -> list[Cells]:
        self._engine.partitions += bool(rows)
        task = replace(plan.task, name=f"{name}-{number}")
        return self._engine.run(task, rows, _ROWS)
