"""The tasks of a load that put rows together: find the handles that several rows have, and pick
the rows that go with others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa

from gaoxin.spark.batches import PACKED_FIELDS, Batches, in_batches
from gaoxin.spark.packed import (
    BUCKETS,
    PackedRow,
    numbers_of_bytes,
    packed,
    unpacked,
)


@dataclass(frozen=True, slots=True)
class LinkTask:
    """Find the handles that several rows have, or that are ``mentioned``, in whole buckets.

    It gets handles and rows by turns, and yields such pairs of a handle and a row, too.
    """

    mentioned: bytes

    def __call__(self, batches: Batches) -> Batches:
        """Yield the pairs of each batch of buckets."""
        import numpy as np

        parts = [
            np.frombuffer(value, np.int64).reshape(-1, 2)
            for batch in batches
            for value in batch.column(0).to_pylist()
        ]
        if not parts:
            return
        pairs = np.concatenate(parts)
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        same = pairs[1:, 0] == pairs[:-1, 0]
        wanted = np.zeros(len(pairs), bool)
        wanted[1:] |= same
        wanted[:-1] |= same
        wanted |= np.isin(pairs[:, 0], np.frombuffer(self.mentioned, np.int64))
        yield from in_batches(iter([(0, pairs[wanted].tobytes())]), PACKED_FIELDS)


@dataclass(frozen=True, slots=True)
class PickTask:
    """Pick rows out of the values in which they were read.

    It gets values, each with the rows to pick and their groups by turns, and yields values by the
    bucket of the group.
    """

    def __call__(self, batches: Batches) -> Batches:
        """Yield the picked rows."""
        for batch in batches:
            found: dict[int, list[PackedRow]] = defaultdict(list)
            for value, wanted in zip(*map(pa.Array.to_pylist, batch.columns), strict=True):
                turns = numbers_of_bytes(wanted)
                groups = dict(zip(turns[::2], turns[1::2], strict=True))
                for row in unpacked(value):
                    if row.number in groups:
                        found[groups[row.number] % BUCKETS].append(row)
            values = ((bucket, packed(rows)) for bucket, rows in found.items())
            yield from in_batches(values, PACKED_FIELDS)
