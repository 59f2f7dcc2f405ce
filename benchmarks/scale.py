"""Loading registers of several sizes: on one machine alone, and with Spark.

The registers are those of the loading benchmark: eight quads a row.  ``gaoxin load`` makes a
published, checked and searchable generation; ``gaoxin spark load`` makes checked parts, on one
core, on two, and on a cluster of two workers with one core each.  Each way includes beginning its
processes.  Memory is the highest sum over all its processes at one time (proportional set size,
looked at each second).  All ways must give the same digest.

Run alone: ``python -m benchmarks.scale ROWS …``.  It needs the extra ``spark``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.registers import write_register
from benchmarks.spark_cluster import two_workers
from gaoxin.graph.store.dataset_content import content_before
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings, read_settings
from gaoxin.spark.manifest_file import read_manifest
from gaoxin.spark.session import JAVA, find_java

LEAST_RATE = 2_000
"""Rows a second that any way reaches; a run that takes longer is ended."""

_DRIVER = {"spark.driver.memory": "3g", "spark.driver.host": "127.0.0.1"}
_EXECUTOR = {
    "spark.executor.memory": "1g",
    "spark.executor.cores": "1",
    "spark.driver.extraJavaOptions": JAVA,
    "spark.executor.extraJavaOptions": JAVA,
}


def measure(counts: Iterable[int] = (125_000, 1_250_000)) -> list[dict[str, Any]]:
    """Rows for each size and way.

    Raises:
        GaoxinError: Spark is not installed, or did not begin.
    """
    find_java()
    rows: list[dict[str, Any]] = []
    place = os.environ.get("GAOXIN_BENCHMARK_FOLDER")
    for count in counts:
        with tempfile.TemporaryDirectory(dir=place) as name:
            folder = Path(name)
            settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
            load_paths(settings)
            write_register(folder / "register.csv", count)
            rows += _ways(settings, folder, count)
    return rows


def _ways(settings: Settings, folder: Path, count: int) -> Iterable[dict[str, Any]]:
    register = folder / "register.csv"
    digests: set[str] = set()
    for master in ("local[1]", "local[2]"):
        yield _with_spark(settings, register, count, master, _DRIVER, digests)
    with two_workers(folder, "2g") as (master, _):
        yield _with_spark(settings, register, count, master, _DRIVER | _EXECUTOR, digests)
    found = _watched(settings, count, "load", str(register))
    generation = Store(settings).read()
    digest = Digest()
    digest.add_bytes(line[:-3] for line in content_before(generation, "register", folder))
    digests.add(str(digest))
    assert len(digests) == 1, f"the digests differ: {digests}"
    quads = generation.manifest.datasets["register"].quads
    yield {"what": "gaoxin load", "rows": count, "quads": quads, **found}


def _with_spark(
    settings: Settings,
    register: Path,
    count: int,
    master: str,
    conf: dict[str, str],
    digests: set[str],
) -> dict[str, Any]:
    output = register.parent / master.partition(":")[0]
    options = [word for pair in conf.items() for word in ("--conf", "=".join(pair))]
    given = ["spark", "load", str(register), "-o", str(output), "--master", master, *options]
    found = _watched(settings, count, *given)
    manifest = read_manifest(output)
    assert manifest
    digests.add(manifest.digest)
    where = master if master.startswith("local") else "two workers"
    return {"what": f"gaoxin spark load, {where}", "rows": count, "quads": manifest.quads, **found}


def _watched(settings: Settings, count: int, *arguments: str) -> dict[str, float]:
    """Run a command of gaoxin; its seconds, rows a second, and highest memory in MiB."""
    peak, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(1):
            peak[0] = max(peak[0], sum(map(_memory, _family(os.getpid()))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = time.perf_counter()
    try:
        subprocess.run(
            [sys.executable, "-m", "gaoxin", *arguments],
            check=True,
            env={**os.environ, "GAOXIN_HOME": str(settings.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120 + count / LEAST_RATE,
        )
    finally:
        seconds = time.perf_counter() - begun
        ended.set()
        watcher.join()
    return {
        "seconds": round(seconds, 1),
        "rows_per_second": round(count / seconds),
        "peak_mib": round(peak[0] / 1024),
    }


def _family(pid: int) -> list[int]:
    """The processes that this one began, and theirs."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")  # a thread of Java begins the workers
    found: list[int] = []
    for task in tasks:
        try:
            children = map(int, task.read_text().split())
        except OSError:  # the thread has ended
            continue
        for child in children:
            found += [child, *_family(child)]
    return found


def _memory(pid: int) -> int:
    """The proportional set size of a process in KiB; 0 if it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(text.partition("\nPss:")[2].split()[0])


if __name__ == "__main__":
    print(json.dumps(measure(map(int, sys.argv[1:])), indent=1))
