"""Two services over the same generation behind nginx: lookups, and what a crash of one costs.

The first home is loaded, the second pulls the generation from the first one's service.  Both
services answer behind one nginx, which takes the one with fewer open requests and asks the other
when one does not answer.  "Processor" is the processor time that a request takes in all processes
of the services together.  Client, nginx and services share the machine, so two services can double
the answers only where there are processors for them.

Needs nginx.  Run alone: ``python -m benchmarks.balanced``.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.endpoint import (
    CONNECTIONS,
    Server,
    _ask,
    _environment,
    _lookups,
    _ours,
    _processor_times,
    _some_things,
)
from gaoxin.settings import Settings, read_settings

_CONFIGURATION = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  upstream graph {{ least_conn; {servers} keepalive 32; }}
  server {{
    listen 127.0.0.1:{port};
    keepalive_requests 100000;
    location / {{
      proxy_pass http://graph;
      proxy_http_version 1.1;
      proxy_set_header Connection ""; proxy_set_header Host $host;
      proxy_next_upstream error timeout http_502 http_503;
      proxy_connect_timeout 2s;
    }}
  }}
}}
"""


def measure(lookups: int = 2_000) -> list[dict[str, Any]]:
    """Rows for one service, one behind nginx, two behind nginx, and the crash of one of two."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = (read_settings({"GAOXIN_HOME": str(folder / n)}) for n in ("a", "b"))
        _gaoxin(first, "load")
        things = _some_things(first, lookups + 200)
        asked = _lookups(things[200:], "/sparql")
        with _ours(first) as one:
            _gaoxin(second, "pull", one.address)
            with _ours(second) as two:
                for server in (one, two):
                    _ask(server, _lookups(things[:200], "/sparql"), CONNECTIONS)
                rows = [_ask(one, asked, CONNECTIONS).row("one service")]
                with _balancer(folder, [one]) as front:
                    rows.append(_through(front, [one], asked, "one behind nginx"))
                with _balancer(folder, [one, two]) as front:
                    rows.append(_through(front, [one, two], asked, "two behind nginx"))
                    rows.append(_with_a_crash(front, two, asked))
        return rows


def _through(
    front: Server, servers: Sequence[Server], asked: Sequence[str], what: str
) -> dict[str, Any]:
    """The row of requests through nginx, whose own processor time is "front"."""
    before = sum(_processor_times(server.process)[1] for server in servers)
    timed = _ask(front, asked, CONNECTIONS)
    spent = sum(_processor_times(server.process)[1] for server in servers) - before
    return timed._replace(front=timed.processor, processor=spent).row(what)


def _with_a_crash(front: Server, victim: Server, asked: Sequence[str]) -> dict[str, Any]:
    """Ask while one of the two services is killed; count the answers by status."""
    host, _, port = front.address.removeprefix("http://").partition(":")
    seen: Counter[str] = Counter()

    def go(part: Sequence[str]) -> None:
        connection = http.client.HTTPConnection(host, int(port), timeout=60)
        for path in part:
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                seen[str(answer.status)] += 1
            except (OSError, http.client.HTTPException):
                seen["broken"] += 1
                connection.close()

    threads = [threading.Thread(target=go, args=(asked[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    while sum(seen.values()) < len(asked) // 4:
        time.sleep(0.02)
    os.kill(victim.process, signal.SIGKILL)
    for thread in threads:
        thread.join()
    return {"what": "one of two is killed", "requests": len(asked), "answers": dict(seen)}


@contextmanager
def _balancer(folder: Path, servers: Sequence[Server]) -> Iterator[Server]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    places = (re.sub("^http://", "", server.address) for server in servers)
    listed = " ".join(f"server {place} max_fails=1 fail_timeout=5s;" for place in places)
    path = folder / "nginx.conf"
    path.write_text(
        _CONFIGURATION.format(folder=folder, servers=listed, port=port), encoding="utf-8"
    )
    with subprocess.Popen([program, "-p", str(folder), "-c", str(path)]) as process:
        try:
            for _ in range(200):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.05)
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()


def _gaoxin(settings: Settings, *arguments: str) -> None:
    command = [sys.executable, "-m", "gaoxin", *arguments]
    subprocess.run(command, env=_environment(settings), check=True, capture_output=True)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1, ensure_ascii=False))
