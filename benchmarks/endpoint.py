"""The HTTP service on the shipped data, against rdflib-endpoint 0.6 in the same run.

A lookup asks for all triples of one subject, each request for another one, as SPARQL results JSON
over connections that stay open.  Ours runs with its guards, limits and worker processes; no answer
is kept.  The peer holds the same triples in memory and has no limits; it is measured with
``GAOXIN_RDFLIB_ENDPOINT_PYTHON``, a Python that has rdflib-endpoint and uvicorn.

Pages of things and searches are asked for the same subjects, one request at a time.  "Front" and
"processor" are the processor time that a request takes in the process that takes requests, and in
all processes of the server together; unlike seconds, they say something on a machine with other
work to do, too.

Run alone: ``python -m benchmarks.endpoint``; ``python -m benchmarks.endpoint HOME`` measures the
data of that folder instead, without the peer.
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
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from gaoxin.graph.store.store import Store
from gaoxin.ontology.namespaces import SKOS
from gaoxin.settings import Settings, read_settings

CONNECTIONS = 4
TURNS = 5
TICKS = os.sysconf("SC_CLK_TCK")
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


class Server(NamedTuple):
    """A running server: its address, and the id of its process."""

    address: str
    process: int


class Timed(NamedTuple):
    """How long requests took, in seconds: the whole run and each answer; and the processor time
    of the server's first process and of all its processes.
    """

    seconds: float
    each: list[float]
    front: float
    processor: float

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
            "front_ms": round(self.front / len(self.each) * 1000, 2),
            "processor_ms": round(self.processor / len(self.each) * 1000, 2),
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
        with _ours(settings) as ours, _peer(python, folder / "graph.nt") as peer:
            _ask(ours, _lookups(things[:200], "/sparql"), CONNECTIONS)
            asked = _lookups(things[200 : 200 + lookups], "/sparql")
            if peer is None:
                rows = [_ask(ours, asked, CONNECTIONS).row("SPARQL, one subject")]
            else:
                _ask(peer, _lookups(things[:20], "/"), CONNECTIONS)
                of_peer = _lookups(things[200 : 200 + peer_lookups], "/")
                rows = _in_turn(ours, asked, peer, of_peer)
            rows += _pages(ours, settings)
        return rows


def measure_home(home: Path, lookups: int = 3_000) -> list[dict[str, Any]]:
    """The same rows, without the peer, for the data that are there."""
    settings = read_settings({"GAOXIN_HOME": str(home)})
    things = _some_things(settings, lookups + 200)
    with _ours(settings) as ours:
        _ask(ours, _lookups(things[:200], "/sparql"), CONNECTIONS)
        timed = _ask(ours, _lookups(things[200:], "/sparql"), CONNECTIONS)
        return [timed.row("SPARQL, one subject"), *_pages(ours, settings)]


def _in_turn(
    ours: Server, asked: Sequence[str], peer: Server, of_peer: Sequence[str]
) -> list[dict[str, Any]]:
    """Both in turn, a fifth of the requests at a time, so that the same load slows them down."""
    of_ours, of_peers = [], []
    for turn in range(TURNS):
        of_ours.append(_ask(ours, asked[turn::TURNS], CONNECTIONS))
        of_peers.append(_ask(peer, of_peer[turn::TURNS], CONNECTIONS))
    rows = [
        _together(of_ours).row("SPARQL, one subject"),
        _together(of_peers).row("the same, rdflib-endpoint"),
    ]
    ratio = rows[0]["requests_per_second"] / rows[1]["requests_per_second"]
    rows[0]["times_the_peer"] = round(ratio, 1)
    return rows


def _together(parts: Sequence[Timed]) -> Timed:
    return Timed(
        sum(part.seconds for part in parts),
        [seconds for part in parts for seconds in part.each],
        sum(part.front for part in parts),
        sum(part.processor for part in parts),
    )


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


def _some_things(settings: Settings, count: int) -> list[str]:
    """The IRIs of so many things, taken at random from all that have a name."""
    generation = Store(settings).read()
    named = generation.triples(predicate=ox.NamedNode(SKOS + "prefLabel"))
    found = sorted({quad.subject.value for quad in named if isinstance(quad.subject, ox.NamedNode)})
    return random.Random(1).sample(found, min(count, len(found)))


def _lookups(subjects: Sequence[str], path: str) -> list[str]:
    """The address of each lookup."""
    query = "SELECT ?p ?o WHERE {{ <{}> ?p ?o }}"
    return [f"{path}?{urlencode({'query': query.format(iri)})}" for iri in subjects]


def _pages(server: Server, settings: Settings) -> Iterator[dict[str, Any]]:
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
        _ask(server, paths[:20], 1, accept)
        yield _ask(server, paths, 1, accept).row(what)


def _ask(
    server: Server,
    paths: Sequence[str],
    connections: int,
    accept: str = "application/sparql-results+json",
) -> Timed:
    """Ask for all paths over so many connections at the same time."""
    host, _, port = server.address.removeprefix("http://").partition(":")
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
    front, processor = _processor_times(server.process)
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    after = _processor_times(server.process)
    if len(each) != len(paths):
        raise RuntimeError("a request failed")
    return Timed(seconds, each, after[0] - front, after[1] - processor)


def _processor_times(process: int) -> tuple[float, float]:
    """The processor time of a process, and of it and its children, in seconds.

    Children that ended count, too; 0 and 0 where the system has no ``/proc``.
    """
    children: dict[int, float] = {}
    own = ended = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        user, system, of_ended = int(fields[11]), int(fields[12]), int(fields[13]) + int(fields[14])
        if int(path.parent.name) == process:
            own, ended = (user + system) / TICKS, of_ended / TICKS
        elif int(fields[1]) == process:
            children[int(path.parent.name)] = (user + system) / TICKS
    return own, own + ended + sum(children.values())


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
def _ours(settings: Settings) -> Iterator[Server]:
    command = [sys.executable, "-m", "gaoxin", "serve", "--port", "0"]
    with _running(command, _environment(settings)) as (process, lines):
        told = ""
        while (found := re.search(r"http://\S+?:\d+", told)) is None:
            told += next(lines)
        _until_listed(found[0])
        yield Server(found[0], process)


def _until_listed(address: str) -> None:
    """Wait until what the service writes once for a generation is written."""
    for path in ("/zones?format=json", "/ask?format=json&q=%E5%8C%97%E4%BA%AC"):
        while True:
            try:
                urllib.request.urlopen(address + path).close()
                break
            except urllib.error.HTTPError as error:
                if error.code != 503:
                    raise


@contextmanager
def _peer(python: str | None, graph: Path) -> Iterator[Server | None]:
    """The peer, ``None`` without its Python."""
    if not python:
        yield None
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [python, "-c", _PEER, str(graph), str(port)]
    with _running(command, dict(os.environ)) as (process, lines):
        next(lines)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield Server(f"http://127.0.0.1:{port}", process)


@contextmanager
def _running(
    command: list[str], environment: dict[str, str]
) -> Iterator[tuple[int, Iterator[str]]]:
    """Run a server; give its process id and the lines that it writes until it listens."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.pid, iter(process.stdout.readline, "")
        finally:
            process.terminate()


if __name__ == "__main__":
    found = measure_home(Path(sys.argv[1])) if len(sys.argv) > 1 else measure()
    print(json.dumps(found, indent=1, ensure_ascii=False))
