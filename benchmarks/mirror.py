"""Mirroring a generated graph into the managed Neo4j, against rdflib-neo4j on the same server.

rdflib-neo4j only adds data, and keeps neither languages nor datatypes nor sources.  Ours keeps all
of them, and is verified by reading the data back.  Each runs in a separate process, into an empty
database: first on a freshly started server (which spends much of the time on JIT compilation), then
alternately on one warm server, where the median is reported.  Memory is that of the program and its
reader process.  ``GAOXIN_PEER_PYTHON`` is a Python with rdflib-neo4j 1.1, if this one lacks it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.enterprises import write_quads, write_sources
from benchmarks.mirror_goals import empty, fresh_server, without_graph
from gaoxin.neo4j import managed
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.settings import Settings, read_settings

CHANGED = 1000
TURNS = 3
_COLD, _WARM = "the server just started", f"median of {TURNS} on a warm server"
_OURS = """
import json, resource, sys, time
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.mirror.sync.verify import verify
from gaoxin.settings import read_settings
settings = read_settings()
start = time.perf_counter()
if sys.argv[1] == "mirror":
    report = mirror(settings, allow_deletions=True)
    found = report.summary()
else:
    found = verify(settings).summary()
found["seconds"] = time.perf_counter() - start
status = open("/proc/self/status").read()  # getrusage would count the parent's memory too
reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
found["peak_mib"] = (int(status.partition("VmHWM:")[2].split()[0]) + reader) / 1024
print(json.dumps(found))
"""
_PEER = """
import json, sys, time
from rdflib import Graph, Namespace
from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig
uri, user, password, database, path = sys.argv[1:]
auth = {"uri": uri, "database": database, "user": user, "pwd": password}
config = Neo4jStoreConfig(
    auth_data=auth, batching=True, handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE
)
start = time.perf_counter()
graph = Graph(store=Neo4jStore(config=config))
graph.parse(path, format="nt")
graph.close(True)
seconds = time.perf_counter() - start
peak = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) / 1024
sys.stderr.flush()
print("\\n" + json.dumps({"seconds": seconds, "peak_mib": peak}))
"""


def _run(python: str, program: str, *arguments: str, home: str = "") -> dict[str, Any]:
    environment = os.environ | ({"GAOXIN_HOME": home} if home else {})
    done = subprocess.run(
        [python, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _load(settings: Settings, *paths: Path) -> None:
    from gaoxin.loaders.load import load_paths

    load_paths(settings, [paths[0]])
    load_paths(settings, [paths[1]], dataset="enterprises")


def _change(path: Path) -> None:
    """Rename a thousand enterprises."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    named = [n for n, line in enumerate(lines) if "/enterprise/" in line and "prefLabel" in line]
    for n in named[:CHANGED]:
        lines[n] = lines[n].replace("测试科技", "改名科技")
    path.write_text("".join(lines), encoding="utf-8")


def measure(quads: int = 1_000_000) -> list[dict[str, Any]]:
    """Rows for the full run, the unchanged one, the incremental one, the verification and the
    peer.
    """
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
        path = folder / "enterprises.nq"
        count = write_quads(path, quads)
        sources = write_sources(folder)
        try:
            with fresh_server(settings):
                cold = _peer(settings, path)
            _load(settings, sources, path)
            with fresh_server(settings):
                for what, command, triples in (
                    (f"gaoxin mirror, {_COLD}", "mirror", count),
                    ("gaoxin mirror, unchanged", "mirror", 0),
                    ("gaoxin mirror, 1,000 facts changed", "mirror", CHANGED),
                    ("gaoxin mirror --verify", "verify", count),
                ):
                    if triples == CHANGED:
                        _change(path)
                        _load(settings, sources, path)
                    rows.append(_row(what, triples, _ours(settings, command)))
                turns = [_turn(settings, path) for _ in range(TURNS)]
        finally:
            managed.stop(settings)
    seconds = itemgetter("seconds")
    ours, peers = (sorted(found, key=seconds)[TURNS // 2] for found in zip(*turns, strict=True))
    rows.append(_row(f"gaoxin mirror, {_WARM}", count, ours))
    for mine, peer, when in ((rows[0], cold, _COLD), (rows[-1], peers, _WARM)):
        if "unknown" not in peer:
            mine["times_the_peer"] = round(peer["seconds"] / mine["seconds"], 2)
            rows.append(_row(f"rdflib-neo4j 1.1, {when}", count, peer) | {"times_the_peer": 1})
    return rows


def _turn(settings: Settings, path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Measure ours and the peer, each into an empty database of the running server."""
    empty(settings)
    ours = _ours(settings, "mirror")
    empty(settings)
    return ours, _peer(settings, path)


def _ours(settings: Settings, command: str) -> dict[str, Any]:
    found = _run(sys.executable, _OURS, command, home=str(settings.home))
    assert found.get("equal", True), found
    return found


def _peer(settings: Settings, path: Path) -> dict[str, Any]:
    triples_only = path.with_suffix(".nt")
    without_graph(path, triples_only)
    place = endpoint_in_use(settings)
    access = place.uri, place.username, place.password, place.database
    python = os.environ.get("GAOXIN_PEER_PYTHON", sys.executable)
    try:
        return _run(python, _PEER, *access, str(triples_only))
    except subprocess.CalledProcessError as cause:
        if "No module named 'rdflib_neo4j'" not in cause.stderr:
            raise
        print("rdflib-neo4j is not installed: no peer; see benchmarks/mirror.py")
        return {"seconds": 0.0, "unknown": True}


def _row(what: str, triples: int, found: dict[str, Any]) -> dict[str, Any]:
    return {
        "what": what,
        "triples": triples,
        "seconds": round(found["seconds"], 2),
        "triples_per_second": round(triples / found["seconds"]),
        "times_the_peer": None,
        "peak_mib": round(found["peak_mib"]),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000), indent=1))
