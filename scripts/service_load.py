"""Mixed load on a service while generations change: are there errors, does memory grow?

``python scripts/service_load.py HOME --minutes 10`` copies the store of HOME into a folder of its
own, serves it, asks many kinds of requests at once, and loads a small table every 20 seconds.  At
the end it prints the requests, their statuses and durations; every minute the memory of each
process.  The exit status is 1 if a request failed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ADDRESSES = (
    "/search?q={name}",
    "/things/{key}",
    "/things/{key}?format=html",
    "/?format=html",
    "/targets",
    "/sources",
    "/path?from={name}&to={other}",
    "/compare?name={name}&name={other}",
    "/ask?q={name}有哪些产业",
    "/timeline?name={name}",
    "/healthz",
    "/metrics",
    "/sparql?query=SELECT * {{ ?s ?p ?o }} LIMIT 200",
    "/things/zone/nowhere",
    "/search?q=" + "长" * 300,
)
"""What is asked; the last two are wrong on purpose."""
ALLOWED = (200, 303, 304, 400, 404, 409, 422)


@dataclass
class Told:
    """What came of the requests."""

    statuses: Counter[int] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    loads: int = 0


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--every", type=float, default=20, help="seconds between two loads")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gaoxin-load-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(given.home, home, ignore=shutil.ignore_patterns("neo4j", "*.lock"))
        environment = os.environ | {"GAOXIN_HOME": str(home), "GAOXIN_SERVICE_LOG": "errors"}
        log = (Path(folder) / "log").open("w+", encoding="utf-8")
        service = subprocess.Popen(
            [sys.executable, "-m", "gaoxin", "serve", "--port", "0"], env=environment, stderr=log
        )
        try:
            return _watch(given, service, _address(Path(folder) / "log"), environment)
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(60)
            log.seek(0)
            print("".join(log.readlines()[1:11]), end="")


def _address(log: Path) -> str:
    for _ in range(600):
        if found := re.search(r"http://\S+?:\d+", log.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.1)
    raise SystemExit("the service does not start")


def _watch(
    given: argparse.Namespace,
    service: subprocess.Popen[bytes],
    address: str,
    environment: dict[str, str],
) -> int:
    told, end = Told(), time.monotonic() + given.minutes * 60
    things = _things(address)
    threads = [
        threading.Thread(target=_ask, args=(address, things, told, end, number))
        for number in range(given.clients)
    ]
    threads.append(threading.Thread(target=_load, args=(given.every, environment, told, end)))
    for thread in threads:
        thread.start()
    while time.monotonic() < end:
        time.sleep(min(60.0, max(0.0, end - time.monotonic())))
        print(f"after {told.loads} loads, memory in MB:", memory_of(service.pid), flush=True)
    for thread in threads:
        thread.join()
    killed = re.findall(r"^gaoxin_workers_killed.*$", httpx.get(f"{address}/metrics").text, re.M)
    seconds = sorted(told.seconds) or [0.0]
    print(f"requests {len(seconds):,}, loads {told.loads}, statuses {dict(told.statuses)}")
    print(
        f"median {seconds[len(seconds) // 2]:.3f} s, p99 {seconds[len(seconds) * 99 // 100]:.3f} s"
    )
    print("killed:", killed or "none")
    for failure, number in told.failures.most_common(10):
        print(number, failure)
    return 1 if told.failures else 0


def _things(address: str) -> list[tuple[str, str]]:
    """Keys and names of zones."""
    rows = httpx.get(f"{address}/search", params={"q": "高新区", "limit": 200}, timeout=120).json()
    return [(row["key"], row["name"]) for row in rows["rows"]]


def _ask(address: str, things: list[tuple[str, str]], told: Told, end: float, seed: int) -> None:
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < end:
            (key, name), (_, other) = chance.choice(things), chance.choice(things)
            path = chance.choice(ADDRESSES).format(key=key, name=name, other=other)
            began = time.monotonic()
            try:
                status = client.get(path).status_code
            except httpx.HTTPError as error:
                told.failures[f"{type(error).__name__} {path[:30]}"] += 1
                continue
            told.seconds.append(time.monotonic() - began)
            told.statuses[status] += 1
            if status not in ALLOWED:
                told.failures[f"{status} {path.partition('?')[0]}"] += 1


def _load(every: float, environment: dict[str, str], told: Told, end: float) -> None:
    """Load a table of companies again and again, each time a longer one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "名单.csv"
        while time.monotonic() + every < end:
            time.sleep(every)
            firms = [f"城西第{number}光电公司,合肥高新区" for number in range(told.loads + 1)]
            path.write_text("企业名称,所在高新区\n" + "\n".join(firms) + "\n", encoding="utf-8")
            ended = subprocess.run(
                [sys.executable, "-m", "gaoxin", "load", str(path), "--source", "2026年名单"],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if ended.returncode:
                told.failures[f"load: {ended.stderr[-200:]}"] += 1
            told.loads += 1


def memory_of(process: int) -> dict[str, list[int]]:
    """The resident memory of the front and of its workers, in MB."""
    out: dict[str, list[int]] = {"front": [_resident(process)], "workers": []}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            if int(parent) == process:
                out["workers"].append(_resident(int(path.parent.name)))
        except OSError:
            continue
    return out


def _resident(process: int) -> int:
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", text)
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
