"""The result of `gaoxin spark load` in Neo4j, by import files and by transactions.

A register of the loading benchmark (eight quads a row) is read by Spark, and filled into an empty
Neo4j in two ways: files for `neo4j-admin database import`, and transactions into a server of one's
own.  The peer is `gaoxin mirror --bulk` of the same register that `gaoxin load` has loaded; what
these loads take is not part of it.  All three note the same digest in Neo4j.

Run alone: ``python -m benchmarks.spark_mirror [ROWS]``.  It needs the extra ``spark``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.mirror_goals import fresh_server
from benchmarks.registers import write_register
from gaoxin.errors import ServiceUnavailable
from gaoxin.graph.mirror.database.connect import open_database
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.settings import Settings, read_settings

BULK = "gaoxin mirror --bulk"


def measure(count: int = 1_250_000) -> list[dict[str, Any]]:
    """Rows for the two ways and the peer.

    Raises:
        ServiceUnavailable: Spark is not installed.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise ServiceUnavailable("没有安装 Spark。", "Spark is not installed.")
    place = os.environ.get("GAOXIN_BENCHMARK_FOLDER")
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        home, server, loaded = (
            read_settings({"GAOXIN_HOME": str(folder / part)}) for part in ("home", "own", "loaded")
        )
        register = folder / "register.csv"
        write_register(register, count)
        load_paths(home)
        _run(home, "spark", "load", str(register), "--master", "local[2]")
        found: dict[str, float] = {}
        identities: set[str] = set()
        with fresh_server(home):
            found["gaoxin spark mirror, import files"] = _run(home, "spark", "mirror")
            identities.add(_identity(home))
        with fresh_server(server):
            own = endpoint_in_use(server)
            account = {"NEO4J_USERNAME": own.username, "NEO4J_PASSWORD": own.password}
            by_transactions = _run(home, "spark", "mirror", NEO4J_URI=own.uri, **account)
            found["gaoxin spark mirror, transactions"] = by_transactions
            identities.add(_identity(server))
        load_paths(loaded)
        _run(loaded, "load", str(register))
        with fresh_server(loaded):
            found[BULK] = _run(loaded, "mirror", "--bulk")
            identities.add(_identity(loaded))
        assert len(identities) == 1, f"the digests differ: {identities}"
        triples = Store(loaded).read().manifest.triples
    return [
        {
            "what": what,
            "triples": triples,
            "seconds": round(seconds, 1),
            "triples_per_second": round(triples / seconds),
            "times_the_peer": round(seconds / found[BULK], 2),
        }
        for what, seconds in found.items()
    ]


def _identity(settings: Settings) -> str:
    """What the running server says that it holds, without the number of the generation."""
    with open_database(settings, current_names()) as graph:
        state = graph.state()
    assert state
    assert state.is_complete
    return state.identity.partition(":")[0]


def _run(settings: Settings, *arguments: str, **environment: str) -> float:
    """Run a command of gaoxin; return its seconds."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "gaoxin", *arguments],
        check=True,
        env={**os.environ, "GAOXIN_HOME": str(settings.home), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:])), indent=1))
