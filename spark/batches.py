"""Arrow batches, in which Spark gives values to a task and takes them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa

Batches = Iterator[pa.RecordBatch]
Task = Callable[[Batches], Batches]

AT_ONCE = 32
"""Values in a batch.  Each may be as large as some hundred rows."""

READ_SCHEMA = "kind tinyint, number bigint, content binary"
READ_FIELDS = pa.schema([("kind", pa.int8()), ("number", pa.int64()), ("content", pa.binary())])
"""What the tasks of reading and translating yield; they tell what ``kind`` and ``number`` mean."""

PACKED_SCHEMA = "number bigint, content binary"
PACKED_FIELDS = pa.schema([("number", pa.int64()), ("content", pa.binary())])
"""Packed values, by the number of their bucket."""


def in_batches(rows: Iterator[tuple[Any, ...]], schema: pa.Schema) -> Batches:
    """Rows of values in batches, as they come."""
    held: list[tuple[Any, ...]] = []
    for row in rows:
        held.append(row)
        if len(held) >= AT_ONCE:
            yield _batch(held, schema)
            held = []
    if held:
        yield _batch(held, schema)


def _batch(rows: list[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    columns: Iterable[Any] = zip(*rows, strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
