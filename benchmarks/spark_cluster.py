"""A standalone Spark cluster of two workers with one core each on the loopback interface."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from gaoxin.errors import ServiceUnavailable

SECONDS = 300
"""How long a process may take until it is ready."""

_DEPLOY = "org.apache.spark.deploy"
_LISTENING = re.compile(r"Starting Spark master at (spark://\S+)|[Rr]egistered with master")


@contextmanager
def two_workers(folder: Path, memory: str, java: str = "") -> Iterator[tuple[str, list[int]]]:
    """The address of a cluster and the ids of its workers; it is ended with the block.

    ``memory`` is that which a worker may give to executors (``1g``).  ``java`` are options for the
    Java of its processes, whose logs and folders are in ``folder``.

    Raises:
        ServiceUnavailable: a process is not ready within :data:`SECONDS`.
    """
    logs = [folder / f"{part}.log" for part in ("master", "one", "two")]
    at = ["--host", "127.0.0.1", "--webui-port", "0"]
    with ExitStack() as running:
        running.enter_context(
            _daemon(logs[0], java, f"{_DEPLOY}.master.Master", *at, "--port", "0")
        )
        master = _wait(logs[0])
        workers = []
        for log in logs[1:]:
            given = [*at, "--cores", "1", "--memory", memory, "--work-dir", str(folder / log.stem)]
            started = _daemon(log, java, f"{_DEPLOY}.worker.Worker", *given, master)
            workers.append(running.enter_context(started).pid)
            _wait(log)
        yield master, workers


@contextmanager
def _daemon(log: Path, java: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Spark, ended with the block."""
    import pyspark

    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    settings = {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "512m",
        "SPARK_DAEMON_JAVA_OPTS": java,
    }
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(program), *arguments],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **settings},
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _wait(log: Path) -> str:
    """What the process says when it is ready."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if found := _LISTENING.search(log.read_text("utf-8", "replace") if log.exists() else ""):
            return found[1] or ""
        time.sleep(0.2)
    raise ServiceUnavailable(f"Spark 未能启动，见 {log}。", f"Spark did not begin; see {log}.")
