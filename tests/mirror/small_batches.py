"""``python -m tests.mirror.small_batches``: the command line, with transactions of a few rows.

With it a graph of some hundred facts takes as many transactions as one of some hundred thousand, so
a run has many moments at which it can be killed.  ``SMALL_BATCHES_PATIENCE`` is the time in seconds
for which the driver repeats a transaction; its default of 30 s is long for a test.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from types import ModuleType
from typing import Any

import neo4j

from gaoxin import cli
from gaoxin.graph import mirror
from gaoxin.graph.mirror.fill import reader_process

ROWS = 40
_SIZES = ("BATCH", "CHUNK")


def sizes() -> list[tuple[ModuleType, str, int]]:
    """Every size of a batch or a chunk in the mirror: (module, name of the constant, value)."""
    out = []
    for found in pkgutil.walk_packages(mirror.__path__, f"{mirror.__name__}."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, int) and name.endswith(_SIZES):
                out.append((module, name, value))
    assert len(out) >= 4, "the mirror's sizes have other names now"
    return out


def shorten_patience(seconds: float) -> None:
    """Make the driver give up after this many seconds of repeating."""
    connect = neo4j.GraphDatabase.driver

    def hasty(*arguments: Any, **options: Any) -> neo4j.Driver:
        return connect(*arguments, **options | {"max_transaction_retry_time": seconds})

    neo4j.GraphDatabase.driver = hasty  # type: ignore[method-assign]


if __name__ == "__main__":
    for module, name, value in sizes():
        setattr(module, name, min(value, ROWS))
    reader_process.LARGE = 0  # a separate process reads; it must end with the run
    shorten_patience(float(os.environ.get("SMALL_BATCHES_PATIENCE", "30")))
    cli.main()
