"""Runs the tasks of a load one after the other in this process, as Spark runs them on workers.

It distributes rows as :mod:`gaoxin.spark.spark_engine` does, so that most tests need no Spark.
"""

from __future__ import annotations

import pickle
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from gaoxin.spark.batches import Task
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
)
from gaoxin.spark.translate_rows import RowLines

Cells = dict[str, Any]


class InlineEngine:
    """Translates ``size`` rows together; counts the parts read and the partitions translated."""

    def __init__(self, size: int = 2) -> None:
        self.size, self.partitions, self.reads, self.places = size, 0, 0, 1
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


_CONTENT = pa.schema([("content", pa.binary())])
_WANTED = pa.schema([("content", pa.binary()), ("wanted", pa.binary())])
_ROWS = pa.schema([("content", pa.binary()), ("moved", pa.binary()), ("shared", pa.bool_())])


class InlineRows:
    def __init__(self, engine: InlineEngine, parts: list[list[Cells]]) -> None:
        self._engine = engine
        self._all = [cells for part in parts for cells in part]

    def _values(self, kind: int) -> list[bytes]:
        return [c["content"] for c in self._all if c["kind"] == kind]

    def readings(self) -> list[PartReading]:
        return list(map(pickle.loads, self._values(READING)))

    def mentions(self) -> list[NamedBeside]:
        return sorted({each for value in self._values(MENTIONS) for each in pickle.loads(value)})

    def links(self, mentioned: Collection[int]) -> list[Link]:
        task = LinkTask(numbers_as_bytes(sorted(mentioned)))
        values = [{"content": value} for value in self._values(HANDLES)]
        found = [numbers_of_bytes(c["content"]) for c in self._engine.run(task, values, _CONTENT)]
        return [link for each in found for link in zip(each[::2], each[1::2], strict=True)]

    def rows(self, numbers: Collection[int]) -> RowLines:
        picked = self._picked(dict.fromkeys(numbers, 0))
        return {row.number: row.lines for rows in picked.values() for row in rows}

    def _picked(self, groups: Mapping[int, int]) -> dict[int, list[PackedRow]]:
        """The rows with these numbers by the bucket of their groups."""
        read = {c["number"]: c["content"] for c in self._all if c["kind"] == ROWS}
        cells = [
            {
                "content": read[piece],
                "wanted": numbers_as_bytes(n for row in rows for n in (row, groups[row])),
            }
            for piece, rows in by_piece(groups).items()
        ]
        found: dict[int, list[PackedRow]] = defaultdict(list)
        for value in self._engine.run(PickTask(), cells, _WANTED):
            found[value["number"]] += unpacked(value["content"])
        return found

    def translate(self, plan: Plan) -> list[TaskReport]:
        head = [PackedRow(number, lines) for number, lines in plan.task.head.items()]
        rows = [row for value in self._values(ROWS) for row in unpacked(value)]
        found: list[list[Cells]] = []
        if not plan.is_divided:
            found = [self._run(plan, "rows", 0, [_cells(rows), _cells(head, is_shared=True)])]
        else:
            for first in range(0, len(rows), self._engine.size):
                some = rows[first : first + self._engine.size]
                moved = [row.number for row in some if row.number in plan.groups]
                alone = len(some) > len(moved)
                found += [self._run(plan, "rows", first, [_cells(some, moved)])] if alone else []
            for number, linked in self._picked(plan.groups).items():
                linked.sort(key=lambda row: (plan.groups[row.number], row.number))
                together = groupby(linked, key=lambda row: plan.groups[row.number])
                for group, several in together:
                    value = _cells(list(several), is_shared=True)
                    found.append(self._run(plan, f"linked-{number}", group, [value]))
            found.append(self._run(plan, "head", 0, [_cells(head, is_shared=True)]))
        cells = [c for part in found for c in part]
        told = [pickle.loads(c["content"]) for c in cells if c["kind"] == TOLD]
        lines = [{"content": c["content"]} for c in cells if c["kind"] == LINES]
        written = self._engine.run(ShareTask(plan.task.folder, "shared"), lines, _CONTENT)
        return told + [pickle.loads(c["content"]) for c in written]

    def _run(self, plan: Plan, name: str, number: int, cells: list[Cells]) -> list[Cells]:
        self._engine.partitions += 1
        task = replace(plan.task, name=f"{name}-{number}")
        return self._engine.run(task, cells, _ROWS)


def _cells(
    rows: Iterable[PackedRow], moved: Iterable[int] = (), *, is_shared: bool = False
) -> Cells:
    return {"content": packed(rows), "moved": numbers_as_bytes(moved), "shared": is_shared}
