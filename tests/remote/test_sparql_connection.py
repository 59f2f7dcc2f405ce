"""What comes from a SPARQL store is not trusted: errors in words, limits of size and time."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gaoxin.errors import BadUsage, GaoxinError, QueryFailed, ServiceUnavailable, StoreEmpty
from gaoxin.graph.remote.open_published import open_published
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses, addresses_in
from gaoxin.graph.remote.sparql_connection import RESULTS, SparqlConnection
from gaoxin.graph.remote.sparql_results import rows_of
from gaoxin.settings import Settings, read_settings

Reply = Callable[[BaseHTTPRequestHandler], None]
EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'


@dataclass
class OddStore:
    """A server on this machine that answers every request as it is told."""

    address: str
    reply: Reply
    asked: list[tuple[str, dict[str, str]]]

    @property
    def settings(self) -> Settings:
        """Settings that name it."""
        return read_settings(
            {"GAOXIN_HOME": "/nonexistent", "GAOXIN_SPARQL_ENDPOINT": f"{self.address}/query"}
        )

    @property
    def place(self) -> SparqlAddresses:
        """Its addresses."""
        found = addresses_in(self.settings)
        assert found is not None
        return found


@pytest.fixture
def odd_store() -> Iterator[OddStore]:
    """A server, stopped at the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", "0")))
            store.asked.append((self.path, dict(self.headers.items())))
            store.reply(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    store = OddStore(f"http://127.0.0.1:{server.server_address[1]}", said(EMPTY), [])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield store
    server.shutdown()
    server.server_close()
    thread.join()


def said(body: bytes, status: int = 200, kind: str = RESULTS, **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", kind)
        handler.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def ask(place: SparqlAddresses, seconds: float = 60.0, most: int = 1 << 20) -> list[object]:
    answer = SparqlConnection(place).query("SELECT ?s {}", seconds=seconds, most=most)
    return list(rows_of(answer, ("s",)))


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    """An answer that looks complete and is shorter than it says."""
    handler.send_response(200)
    handler.send_header("content-type", RESULTS)
    handler.send_header("content-length", str(len(EMPTY) + 10))
    handler.end_headers()
    handler.wfile.write(EMPTY)
    handler.close_connection = True


REFUSALS: dict[str, tuple[Reply, type[GaoxinError], str]] = {
    "password": (said(b"", 401), ServiceUnavailable, "GAOXIN_SPARQL_PASSWORD"),
    "rights": (said(b"", 403), ServiceUnavailable, "GAOXIN_SPARQL_TOKEN"),
    "path": (said(b"nothing here", 404, "text/html"), ServiceUnavailable, "GAOXIN_SPARQL_ENDPOINT"),
    "redirection": (
        said(b"", 302, location="http://127.0.0.1:1/"),
        ServiceUnavailable,
        "HTTP 302",
    ),
    "page": (said(b"<html>hello</html>", 200, "text/html"), ServiceUnavailable, "text/html"),
    "own fault": (said(b"<p>disk full</p>", 500, "text/html"), ServiceUnavailable, "disk full"),
    "query": (said(b"no such\x1b[31m prefix", 400, "text/plain"), QueryFailed, "no such"),
    "early close": (cut_short, ServiceUnavailable, "the connection broke"),
    "json": (said(b'{"head":'), ServiceUnavailable, "cannot be read"),
    "truth": (said(b'{"head":{},"boolean":true}'), ServiceUnavailable, "cannot be read"),
    "columns": (
        said(
            b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"x:1"}}]}}'
        ),
        ServiceUnavailable,
        "cannot be read",
    ),
    "iri": (
        said(
            b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"<x>"}}]}}'
        ),
        ServiceUnavailable,
        "cannot be read",
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_refusals_say_what_to_correct(odd_store: OddStore, what: str) -> None:
    odd_store.reply, kind, advice = REFUSALS[what]
    with pytest.raises(kind) as caught:
        ask(odd_store.place)
    assert type(caught.value) is kind
    assert advice in caught.value.en
    assert "\n" not in caught.value.zh + caught.value.en
    assert "\x1b" not in caught.value.zh + caught.value.en
    assert len(odd_store.asked) == 1


def test_an_answer_ends_at_its_limit_of_size(odd_store: OddStore) -> None:
    odd_store.reply = said(EMPTY + b" " * 100_000)
    assert ask(odd_store.place) == []
    with pytest.raises(QueryFailed) as caught:
        ask(odd_store.place, most=50_000)
    assert caught.value.facts["reason"] == "size"


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_store_that_drips_is_given_up(odd_store: OddStore, part: str) -> None:
    over = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        if part == "body":
            handler.send_response(200)
            handler.send_header("content-type", RESULTS)
            handler.send_header("content-length", "1000000")
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
        while not over.wait(0.05):
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return

    odd_store.reply = drip
    try:
        with pytest.raises(QueryFailed) as caught:
            ask(odd_store.place, seconds=0.5)
        assert caught.value.facts["reason"] == "time"
        assert "GAOXIN_SPARQL_SECONDS" in caught.value.en
    finally:
        over.set()


def test_connections_are_kept_and_a_closed_one_is_replaced(odd_store: OddStore) -> None:
    connection = SparqlConnection(odd_store.place)
    for headers in ({}, {}, {"connection": "close"}, {}):
        odd_store.reply = said(EMPTY, 200, RESULTS, **headers)
        answer = connection.query("SELECT ?s {}", seconds=60, most=1 << 20)
        assert list(rows_of(answer, ("s",))) == []
    assert connection.requests == len(odd_store.asked) == 4


def test_nobody_there(odd_store: OddStore) -> None:
    place = replace(odd_store.place, query="http://127.0.0.1:1/query")
    with pytest.raises(ServiceUnavailable, match="GAOXIN_SPARQL_ENDPOINT") as caught:
        ask(place)
    assert caught.value.exit_status == 3


def test_who_asks_is_told_and_never_shown(odd_store: OddStore) -> None:
    known = {"GAOXIN_HOME": "/nonexistent", "GAOXIN_SPARQL_ENDPOINT": f"{odd_store.address}/q"}
    basic = read_settings(
        known | {"GAOXIN_SPARQL_USERNAME": "reader", "GAOXIN_SPARQL_PASSWORD": "top secret"}
    )
    bearer = read_settings(known | {"GAOXIN_SPARQL_TOKEN": "top-secret"})
    odd_store.reply = said(b"", 401)
    for settings, scheme in ((basic, "Basic "), (bearer, "Bearer ")):
        place = addresses_in(settings)
        assert place is not None
        with pytest.raises(ServiceUnavailable) as caught:
            ask(place)
        sent = {name.lower(): value for name, value in odd_store.asked[-1][1].items()}
        assert sent["authorization"].startswith(scheme)
        assert "secret" not in caught.value.zh + caught.value.en


@pytest.mark.parametrize(
    "address", ["ftp://a/b", "a.b/c", "http://", "http://u:p@a/b", "http://a/b c", "http://a:99999"]
)
def test_unusable_addresses(address: str) -> None:
    with pytest.raises(BadUsage, match="GAOXIN_SPARQL_UPDATE"):
        addresses_in(
            read_settings({"GAOXIN_SPARQL_ENDPOINT": "http://a/b", "GAOXIN_SPARQL_UPDATE": address})
        )


def test_a_store_without_a_graph(odd_store: OddStore, tmp_path: Path) -> None:
    odd_store.reply = said(b'{"head":{"vars":["o"]},"results":{"bindings":[]}}')
    with pytest.raises(StoreEmpty, match="gaoxin publish"):
        open_published(replace(odd_store.settings, home=tmp_path))


def test_a_record_of_someone_else_is_refused(odd_store: OddStore, tmp_path: Path) -> None:
    for record in ("{}", "[]", '{"number": 1, "digest": "../../x", "state": "whole"}', "no JSON"):
        bindings = [{"o": {"type": "literal", "value": record}}]
        body = {"head": {"vars": ["o"]}, "results": {"bindings": bindings}}
        odd_store.reply = said(json.dumps(body).encode())
        with pytest.raises(ServiceUnavailable, match="damaged"):
            open_published(replace(odd_store.settings, home=tmp_path))
    assert not list(tmp_path.iterdir())
