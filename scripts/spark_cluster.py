"""Load a register on a Spark cluster of this machine, and kill a worker in the middle of the job.

A standalone master and two workers are begun on the loopback interface.  When the first part of the
result is written, one worker and its executor are killed (SIGKILL).  The job must end, and its
digest must be that of the same load on ``local[2]`` and of ``gaoxin load``.

Run alone: ``python scripts/spark_cluster.py [ROWS]``.  It needs the extra ``spark``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.registers import write_register
from benchmarks.spark_cluster import two_workers
from gaoxin.graph.store.dataset_content import content_before
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings, read_settings
from gaoxin.spark.session import JAVA, find_java


def _kill_with_children(pid: int) -> list[int]:
    """Kill a process and all that it began; return their ids."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")  # a thread of Java begins the executor
    children = [child for task in tasks for child in task.read_text().split()]
    killed = [other for child in children for other in _kill_with_children(int(child))]
    os.kill(pid, signal.SIGKILL)
    return [*killed, pid]


def main(count: int) -> int:
    """Print what was seen; 0 if all digests are equal."""
    find_java()
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
        load_paths(settings)
        register = folder / "register.csv"
        write_register(register, count)
        master, workers = running.enter_context(two_workers(folder, "1g", JAVA))
        print(f"cluster at {master}, workers {workers}", flush=True)
        begun = time.monotonic()
        job = _job(settings, register, folder / "cluster", master)
        while job.poll() is None and not list((folder / "cluster").glob("run-*/*.nq.gz")):
            time.sleep(0.2)
        written = len(list((folder / "cluster").glob("run-*/*.nq.gz")))
        killed = _kill_with_children(workers[0]) if job.poll() is None else []
        print(f"killed {killed} when {written} parts were written", flush=True)
        out, _ = job.communicate()
        print(f"the job ended with {job.returncode} after {time.monotonic() - begun:.0f} s")
        print(out.decode("utf-8", "replace"))
        if job.returncode or not killed:
            return 1
        load_paths(settings, [register])
        wanted = Digest()
        wanted.add_bytes(
            line[:-3] for line in content_before(Store(settings).read(), "register", folder)
        )
        found = json.loads((folder / "cluster" / "manifest.json").read_bytes())["digest"]
        print(f"{found} of the cluster\n{wanted} of gaoxin load")
        return int(found != str(wanted))


def _job(settings: Settings, path: Path, output: Path, master: str) -> subprocess.Popen[bytes]:
    conf = {
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "600m",
        "spark.executor.cores": "1",
        "spark.driver.extraJavaOptions": JAVA,
        "spark.executor.extraJavaOptions": JAVA,
    }
    options = [word for pair in conf.items() for word in ("--conf", "=".join(pair))]
    command = [sys.executable, "-m", "gaoxin", "spark", "load", str(path), "-o", str(output)]
    return subprocess.Popen(
        [*command, "--master", master, "--part-mib", "1", *options],
        env={**os.environ, "GAOXIN_HOME": str(settings.home), "GAOXIN_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
