"""Which errors say that memory ran out."""

from __future__ import annotations

import errno

import pytest

from gaoxin.errors import StoreCorrupt
from gaoxin.queries.engine_errors import ran_out_of_memory


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (ImportError("x.so: failed to map segment from shared object"), True),
        (ImportError("libx.so: cannot map zero-fill pages"), True),
        (ImportError("No module named 'x'"), False),
        (ValueError("cannot map a name"), False),
    ],
)
def test_lack_of_memory_is_known_by_itself_and_as_a_cause(error: Exception, expected: bool) -> None:
    assert ran_out_of_memory(error) is expected
    with pytest.raises(StoreCorrupt) as caused:
        raise StoreCorrupt("坏了", "broken") from error
    assert ran_out_of_memory(caused.value) is expected
    with pytest.raises(KeyError) as later:
        fail_after(error)
    assert ran_out_of_memory(later.value) is expected


def fail_after(error: Exception) -> None:
    try:
        raise error
    finally:
        raise KeyError("meanwhile")


def test_errors_that_caused_each_other_end() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert not ran_out_of_memory(first)
