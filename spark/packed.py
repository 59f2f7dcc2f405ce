"""Rows, handles and lines as Spark moves them: many in one value, since each value costs it time.

A *bucket* is one of :data:`BUCKETS` numbers.  Values with one bucket go to one partition, so what
is equal comes together without Spark looking into the values.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

BUCKETS = 256
ROWS_AT_ONCE = 256
"""Rows in one value."""


class PackedRow(NamedTuple):
    """A row as it is moved.

    ``number`` orders it among all rows, ``lines`` are its records.  ``is_coded`` is that of
    :class:`.row_links.RowTies`.
    """

    number: int
    lines: bytes
    is_coded: bool = False


def packed(rows: Iterable[PackedRow]) -> bytes:
    """Rows as one value."""
    return pickle.dumps(list(map(tuple, rows)))


def unpacked(value: bytes) -> Iterator[PackedRow]:
    """The rows of a value."""
    return map(PackedRow._make, pickle.loads(value))


def piece_of(number: int) -> int:
    """The number of the first row in the value that holds a row as it was read."""
    return number - number % ROWS_AT_ONCE


def by_piece(numbers: Collection[int]) -> dict[int, list[int]]:
    """Numbers of rows by the value that holds each as it was read."""
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        found[piece_of(number)].append(number)
    return found


def numbers_as_bytes(numbers: Iterable[int]) -> bytes:
    """Numbers of 64 bits as one value."""
    return array("q", numbers).tobytes()


def numbers_of_bytes(value: bytes) -> array[int]:
    """The numbers in a value."""
    found = array("q")
    found.frombytes(value)
    return found


def bucket_of(node: bytes) -> int:
    """The bucket of the lines about a node, the same on every machine."""
    return zlib.crc32(node) % BUCKETS
