"""``make bench``: measure everything in one run and write ``docs/benchmarks.md``.

``--quads``, ``--rows``, ``--mirror-quads`` and ``--bulk-quads`` set the sizes; the defaults are a
million, 500,000, a million and ten million.  If something cannot be measured (no Neo4j, no
browser, no peer), the page says so.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyoxigraph

from benchmarks import (
    bulk,
    endpoint,
    extraction,
    loading,
    lookups,
    mirror,
    reconciling,
    registers,
    spark,
    spark_mirror,
    view_pages,
)
from gaoxin import __version__
from gaoxin.errors import GaoxinError

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
Rows = list[dict[str, Any]]


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="size of the large graph")
    parser.add_argument("--rows", type=int, default=500_000, help="rows of the register")
    parser.add_argument(
        "--mirror-quads", type=int, default=1_000_000, help="size of the graph that is mirrored"
    )
    parser.add_argument(
        "--bulk-quads", type=int, default=10_000_000, help="size of the graph for --bulk"
    )
    asked = parser.parse_args()
    parts: tuple[tuple[str, str, Callable[[], Rows]], ...] = (
        ("Cold starts on the shipped data", lookups.__doc__ or "", lookups.measure),
        ("Finding names", reconciling.__doc__ or "", reconciling.measure),
        ("Articles", extraction.__doc__ or "", extraction.measure),
        ("Loading", loading.__doc__ or "", lambda: loading.measure(asked.quads)),
        ("Registers", registers.__doc__ or "", lambda: registers.measure(asked.rows)),
        ("Registers with Spark", spark.__doc__ or "", lambda: spark.measure(asked.rows)),
        ("Mirroring", mirror.__doc__ or "", lambda: mirror.measure(asked.mirror_quads)),
        ("Mirroring large graphs", bulk.__doc__ or "", lambda: bulk.measure(asked.bulk_quads)),
        (
            "Registers of Spark in Neo4j",
            spark_mirror.__doc__ or "",
            lambda: spark_mirror.measure(asked.bulk_quads // 8),
        ),
        ("Views", view_pages.__doc__ or "", view_pages.measure),
        ("Service", endpoint.__doc__ or "", endpoint.measure),
    )
    text = _head()
    for title, about, measure in parts:
        print(f"… {title}", flush=True)
        try:
            table = _table(measure())
        except GaoxinError as reason:
            table = f"Not measured: {reason.en}\n"
        text += f"\n## {title}\n{_lead(about)}\n\n{table}"
        # After each measurement, so that a later failure loses nothing.
        PAGE.write_text(text, encoding="utf-8")
    print(PAGE)


def _head() -> str:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        "# Benchmarks\n\n"
        "Written by `make bench` in one run; what counts are the ratios against the peer in the "
        "same run, not\nthe seconds of one machine.\n\n"
        f"{datetime.now(UTC):%Y-%m-%d}, gaoxin {__version__}, Python {platform.python_version()}, "
        f"pyoxigraph {pyoxigraph.__version__}, {os.cpu_count()} cores,\nload before the run "
        f"{load:.1f} (above 1, read the seconds as upper bounds).\n"
    )


def _lead(about: str) -> str:
    """The part of a module's docstring that describes the measurement, without how to run it."""
    return about.strip().partition("\n\nRun alone")[0]


def _table(rows: Rows) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = ["| " + " | ".join(column.replace("_", " ") for column in columns) + " |"]
    lines.append("|" + "---|" * len(columns))
    lines += [
        "| " + " | ".join(_cell(row.get(column)) for column in columns) + " |" for row in rows
    ]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


if __name__ == "__main__":
    main()
