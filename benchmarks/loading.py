"""Loading N-Quads into a checked, published generation, against pyoxigraph's bulk loader alone.

The peer only parses and stores.  Ours also resolves names, checks SHACL, and writes the union,
digests, the name index, the patch and the kept input.  Each runs in a separate process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.enterprises import write_quads, write_sources

_OURS = """
import json, resource, sys, time
from pathlib import Path
from gaoxin.loaders.load import load_paths
from gaoxin.settings import read_settings
settings = read_settings({"GAOXIN_HOME": sys.argv[1]})
load_paths(settings, [Path(sys.argv[2])])
start = time.perf_counter()
load_paths(settings, [Path(sys.argv[3])], dataset="enterprises")
first = time.perf_counter() - start
start = time.perf_counter()
load_paths(settings, [Path(sys.argv[3])], dataset="enterprises")
again = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": first, "again": again, "peak_mib": peak}))
"""
_PEER = """
import json, resource, sys, time
import pyoxigraph as ox
start = time.perf_counter()
store = ox.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=ox.RdfFormat.N_QUADS)
store.flush()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak_mib": peak}))
"""


def _run(program: str, *arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(quads: int = 1_000_000) -> list[dict[str, Any]]:
    """Rows for our load, for loading the same file again without a change, and for the peer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "enterprises.nq"
        count = write_quads(path, quads)
        peer = _run(_PEER, str(folder / "peer"), str(path))
        ours = _run(_OURS, str(folder / "home"), str(write_sources(folder)), str(path))
    rows = [
        ("gaoxin load", ours["seconds"], ours["peak_mib"]),
        ("gaoxin load, unchanged", ours["again"], ours["peak_mib"]),
        ("pyoxigraph bulk_load", peer["seconds"], peer["peak_mib"]),
    ]
    return [
        {
            "what": what,
            "quads": count,
            "seconds": round(seconds, 2),
            "quads_per_second": round(count / seconds),
            "times_the_peer": round(seconds / peer["seconds"], 2),
            "peak_mib": round(peak),
        }
        for what, seconds, peak in rows
    ]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000), indent=1))
