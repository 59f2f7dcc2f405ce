"""The HTTP service on the shipped data, against rdflib-endpoint 0.6 in the same run.

A lookup asks for all triples of one subject, each request for another one, as SPARQL results JSON
over connections that stay open.  Ours runs with its guards, limits and worker processes; no answer
is kept.  The peer holds the same triples in memory and has no limits; it is measured with
``GAOXIN_RDFLIB_ENDPOINT_PYTHON``, a Python that has rdflib-endpoint and uvicorn.

Pages of things and searches are asked for the same subjects, one request at a time.

Run alone: ``python -m benchmarks.endpoint``.
"""

from __future__ import annotations

import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings, read_settings

CONNECTIONS = 4
TURNS = 5
_WORDS = ("高新区", "产业", "公司", "平台", "政策", "大学", "研究院", "新材料", "光伏", "江")
_PEER = """
import sys
import rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(default_union=True)
graph.parse(sys.argv[1], format="nt")
print("ready", flush=True)
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


class Timed(NamedTuple):
    """How long requests took: the whole run and each answer, in seconds."""

    seconds: float
    each: list[float]

    def row(self, what: str) -> dict[str, Any]:
        """The row of the table."""
        points = statistics.quantiles(self.each, n=100, method="inclusive")
        return {
            "what": what,
            "requests": len(self.each),
            "requests_per_second": round(len(self.each) / self.seconds, 1),
            "median_ms": round(points[49] * 1000, 2),
            "p95_ms": round(points[94] * 1000, 2),
            "p99_ms": round(points[98] * 1000, 2),
        }


def measure(lookups: int = 3_000, peer_lookups: int = 300) -> list[dict[str, Any]]:
    """Rows for lookups by SPARQL, the peer's, pages of things and searches."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
        run = [sys.executable, "-m", "gaoxin", "load"]
        subprocess.run(run, env=_environment(settings), check=True, capture_output=True)
        things = _things(settings, folder / "graph.nt")
        python = os.environ.get("GAOXIN_RDFLIB_ENDPOINT_PYTHON")
        with _ours(settings) as address, _peer(python, folder / "graph.nt") as other:
            _ask(address, _lookups(things[:200], "/sparql"), CONNECTIONS)
            asked = _lookups(things[200 : 200 + lookups], "/sparql")
            if not other:
                rows = [_ask(address, asked, CONNECTIONS).row("SPARQL, one subject")]
            else:
                _ask(other, _lookups(things[:20], "/"), CONNECTIONS)
                of_peer = _lookups(things[200 : 200 + peer_lookups], "/")
                rows = _in_turn(address, asked, other, of_peer)
            rows += _pages(address, settings)
        return rows


def _in_turn(
    address: str, asked: Sequence[str], other: str, of_peer: Sequence[str]
) -> list[dict[str, Any]]:
    """Both in turn, a fifth of the requests at a time, so that the same load slows them down."""
    ours, peers = [], []
    for turn in range(TURNS):
        ours.append(_ask(address, asked[turn::TURNS], CONNECTIONS))
        peers.append(_ask(other, of_peer[turn::TURNS], CONNECTIONS))
    rows = [
        _together(ours).row("SPARQL, one subject"),
        _together(peers).row("the same, rdflib-endpoint"),
    ]
    ratio = rows[0]["requests_per_second"] / rows[1]["requests_per_second"]
    rows[0]["times_the_peer"] = round(ratio, 1)
    return rows


def _together(parts: Sequence[Timed]) -> Timed:
    return Timed(sum(part.seconds for part in parts), [t for part in parts for t in part.each])


def _things(settings: Settings, file: Path) -> list[str]:
    """Write the default graph for the peer; return the subjects, in a random order."""
    subjects: set[str] = set()
    with file.open("w", encoding="utf-8") as out:
        for quad in Store(settings).read().triples():
            out.write(f"{quad.subject} {quad.predicate} {quad.object} .\n")
            subjects.add(str(quad.subject)[1:-1])
    found = sorted(subjects)
    random.Random(1).shuffle(found)
    return found


def _lookups(subjects: Sequence[str], path: str) -> list[str]:
    """The address of each lookup."""
    query = "SELECT ?p ?o WHERE {{ <{}> ?p ?o }}"
    return [f"{path}?{urlencode({'query': query.format(iri)})}" for iri in subjects]


def _pages(address: str, settings: Settings) -> Iterator[dict[str, Any]]:
    """Pages of zones, enterprises, people …, and searches by beginnings of their names."""
    names = Store(settings).read().names
    found = {m.key: m.name for word in _WORDS for m in names.search(word, 60)}
    keys = sorted(found)
    random.Random(2).shuffle(keys)
    pages = [f"/things/{quote(key)}" for key in keys]
    searches = [f"/search?{urlencode({'q': found[key][:4]})}" for key in keys]
    for what, paths, accept in (
        ("page of a thing", pages, "text/html"),
        ("document of a thing (JSON)", pages, "application/json"),
        ("/search (JSON)", searches, "application/json"),
    ):
        _ask(address, paths[:20], 1, accept)
        yield _ask(address, paths, 1, accept).row(what)


def _ask(
    address: str,
    paths: Sequence[str],
    connections: int,
    accept: str = "application/sparql-results+json",
) -> Timed:
    """Ask for all paths over so many connections at the same time."""
    host, _, port = address.removeprefix("http://").partition(":")
    each: list[float] = []

    def go(part: Sequence[str]) -> None:
        with socket.create_connection((host, int(port))) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for path in part:
                head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n"
                start = time.perf_counter()
                connection.sendall(head.encode())
                status = _read_answer(connection)
                each.append(time.perf_counter() - start)
                if status != 200:
                    raise ValueError(f"{path} gave {status}")

    threads = [
        threading.Thread(target=go, args=(paths[n::connections],)) for n in range(connections)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    if len(each) != len(paths):
        raise RuntimeError("a request failed")
    return Timed(seconds, each)


def _read_answer(connection: socket.socket) -> int:
    """Read one answer to its end and return its status."""
    received = bytearray()
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _received(connection)
    head = bytes(received[:end]).lower()
    length = re.search(rb"content-length: (\d+)", head)
    left = (int(length[1]) if length else 0) - (len(received) - end - 4)
    while left > 0:
        left -= len(_received(connection))
    return int(head.split(maxsplit=2)[1])


def _received(connection: socket.socket) -> bytes:
    part = connection.recv(1 << 16)
    if not part:
        raise ConnectionError("the server closed the connection")
    return part


def _environment(settings: Settings) -> dict[str, str]:
    given = {"GAOXIN_HOME": str(settings.home), "GAOXIN_SERVICE_LOG": "errors"}
    return {**os.environ, **given, "GAOXIN_LANG": "zh"}


@contextmanager
def _ours(settings: Settings) -> Iterator[str]:
    command = [sys.executable, "-m", "gaoxin", "serve", "--port", "0"]
    with _running(command, _environment(settings)) as lines:
        told = ""
        while (found := re.search(r"http://\S+?:\d+", told)) is None:
            told += next(lines)
        yield found[0]


@contextmanager
def _peer(python: str | None, graph: Path) -> Iterator[str]:
    """The address of the peer, ``""`` without its Python."""
    if not python:
        yield ""
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with _running([python, "-c", _PEER, str(graph), str(port)], dict(os.environ)) as lines:
        next(lines)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[Iterator[str]]:
    """Run a server; give the lines that it writes until it listens."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield iter(process.stdout.readline, "")
        finally:
            process.terminate()


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1, ensure_ascii=False))
