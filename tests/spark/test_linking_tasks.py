"""Handles that several rows have are found, and rows picked, however they are packed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.spark.batches import Batches, Task
from gaoxin.spark.linking_tasks import LinkTask, PickTask
from gaoxin.spark.packed import (
    BUCKETS,
    ROWS_AT_ONCE,
    PackedRow,
    by_piece,
    numbers_as_bytes,
    numbers_of_bytes,
    packed,
    unpacked,
)

HANDLES = st.integers(-(2**63), 2**63 - 1)
ROWS = st.integers(0, 2**40)


def run(task: Task, *columns: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """What a task yields for one batch of values."""
    arrays = [pa.array(column, pa.binary()) for column in columns]
    batches: Batches = iter([pa.RecordBatch.from_arrays(arrays, names=["a", "b"][: len(columns)])])
    for batch in task(batches):
        yield from zip(*map(pa.Array.to_pylist, batch.columns), strict=True)


@given(
    st.lists(st.tuples(st.sampled_from([-7, 0, 3, 5]) | HANDLES, ROWS), unique=True),
    st.lists(st.sampled_from([0, 5, 9]), unique=True),
)
def test_handles_of_several_rows_and_mentioned_ones_are_found(
    pairs: list[tuple[int, int]], mentioned: list[int]
) -> None:
    count = Counter(handle for handle, _ in pairs)
    wanted = sorted(p for p in pairs if count[p[0]] > 1 or p[0] in mentioned)
    values = [numbers_as_bytes(pair) for pair in pairs]
    found = [
        pair
        for _, value in run(LinkTask(numbers_as_bytes(mentioned)), values)
        for turns in [numbers_of_bytes(value)]
        for pair in zip(turns[::2], turns[1::2], strict=True)
    ]
    assert sorted(found) == wanted


def test_rows_are_picked_by_their_groups() -> None:
    first = 3 << 32
    rows = [PackedRow(first + n, f"row {n}".encode(), n % 2 == 0) for n in range(ROWS_AT_ONCE * 2)]
    groups = {first + 1: first + 1, first + 300: first + 1, first + 511: 7}
    pieces = by_piece(groups)
    assert sorted(pieces) == [first, first + ROWS_AT_ONCE]
    values, wanted = [], []
    for piece, numbers in pieces.items():
        values.append(packed(row for row in rows if piece <= row.number < piece + ROWS_AT_ONCE))
        wanted.append(numbers_as_bytes(n for row in numbers for n in (row, groups[row])))
    found = list(run(PickTask(), values, wanted))
    picked = {(row, bucket) for bucket, value in found for row in unpacked(value)}
    assert picked == {(rows[row - first], group % BUCKETS) for row, group in groups.items()}
