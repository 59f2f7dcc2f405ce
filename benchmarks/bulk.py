"""Filling an empty database with a large graph by `gaoxin mirror --bulk`, and by `gaoxin mirror`.

They are compared with the unavoidable parts: dumping the store with pyoxigraph's dump, and
importing prepared files.  Memory is the highest resident size of the program, and of its largest
child process (the reader, or the import tool).

Run alone with ``python -m benchmarks.bulk [TRIPLES]``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import mirror_goals
from gaoxin.settings import read_settings

_PARTS = """
import json, resource, sys, tempfile, time
from pathlib import Path
from benchmarks import mirror_goals
from gaoxin.graph.mirror.fill import bulk_import
from gaoxin.graph.mirror.database.connect import open_database
from gaoxin.graph.mirror.fill.import_files import ImportFiles
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.mirror.sync.run import MirrorRun
from gaoxin.neo4j import managed
from gaoxin.neo4j.neo4j_admin import import_files
from gaoxin.settings import read_settings
import pyoxigraph as ox
what, folder, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
goal = mirror_goals.goal(settings, folder, count)
found = {}
start = time.perf_counter()
if what == "dump":
    goal.elements.store.dump(output=str(folder / "dump.nq"), format=ox.RdfFormat.N_QUADS)
    (folder / "dump.nq").unlink()
elif what == "import":
    with tempfile.TemporaryDirectory(dir=folder) as name:
        files = ImportFiles(Path(name))
        bulk_import.write_files(goal, files, MirrorReport(1), lambda *_: None)
        managed.stop(settings)
        start = time.perf_counter()
        import_files(settings, files.options(), Path(name) / "bad")
        found["seconds"] = time.perf_counter() - start
elif what == "bulk":
    bulk_import.import_goal(settings, goal)
else:
    with open_database(settings, goal.elements.names) as graph:
        start = time.perf_counter()
        MirrorRun(graph, goal).run(full=True)
found.setdefault("seconds", time.perf_counter() - start)
status = Path("/proc/self/status").read_text()
found["peak_mib"] = int(status.partition("VmHWM:")[2].split()[0]) / 1024
found["beside_mib"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps(found))
"""


def _run(what: str, folder: Path, count: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _PARTS, what, str(folder), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parent.parent,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(quads: int = 10_000_000) -> list[dict[str, Any]]:
    """Rows for the unavoidable parts, the bulk import and the ordinary filling."""
    rows: list[dict[str, Any]] = []
    place = os.environ.get("GAOXIN_BENCHMARK_FOLDER")
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        count = mirror_goals.write_store(folder, quads)
        settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
        dumped = _run("dump", folder, count)
        with mirror_goals.fresh_server(settings):
            ready = _run("import", folder, count)
        least = dumped["seconds"] + ready["seconds"]
        rows.append(_row("the store's own dump", count, dumped, least))
        rows.append(_row("neo4j-admin import of files that are ready", count, ready, least))
        with mirror_goals.fresh_server(settings):
            whole = _run("bulk", folder, count)
        rows.append(_row("gaoxin mirror --bulk, from start to end", count, whole, least))
        with mirror_goals.fresh_server(settings):
            ordinary = _run("mirror", folder, count)
        rows.append(_row("gaoxin mirror, into an empty database", count, ordinary, least))
    return rows


def _row(what: str, count: int, found: dict[str, float], least: float) -> dict[str, Any]:
    return {
        "what": what,
        "triples": count,
        "seconds": round(found["seconds"], 1),
        "triples_per_second": round(count / found["seconds"]),
        "times_dump_and_import": round(found["seconds"] / least, 2),
        "peak_mib": round(found["peak_mib"]),
        "beside_mib": round(found["beside_mib"]),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000), indent=1))
