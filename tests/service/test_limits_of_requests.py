"""Each limit of the service is exceeded by one test, and the service goes on answering."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import quote

import httpx
import pytest

from gaoxin.service.front.limited_connection import AHEAD
from gaoxin.settings import Settings
from tests.fixtures.service import (
    PATIENT,
    all_that_comes,
    connected,
    counted,
    get_anew,
    running_service,
    until,
)

STRICT = {
    "GAOXIN_SERVICE_CONNECTIONS": "40",
    "GAOXIN_SERVICE_HEADER_SECONDS": "1",
    "GAOXIN_SERVICE_BODY_SECONDS": "1",
    "GAOXIN_SERVICE_SEND_SECONDS": "1",
    "GAOXIN_SERVICE_IDLE_SECONDS": "1",
    "GAOXIN_SERVICE_MAX_ADDRESS": "2000",
    "GAOXIN_SERVICE_MAX_HEADERS": "4000",
    "GAOXIN_SERVICE_MAX_BODY": "1000",
}


@pytest.fixture(scope="module")
def strict(shipped_settings: Settings) -> Iterator[httpx.Client]:
    """A service with low limits."""
    with running_service(shipped_settings.home, environment=STRICT) as client:
        yield client


def send_on(connection: socket.socket, chunk: bytes) -> None:
    """Send a chunk again and again, for a minute at most."""
    for _ in range(6000):
        connection.sendall(chunk)
        time.sleep(0.01)


def head(client: httpx.Client, method: str = "GET", more: str = "") -> bytes:
    """The beginning of a request, without the empty line."""
    return f"{method} / HTTP/1.1\r\nHost: {client.base_url.netloc.decode()}\r\n{more}".encode()


def test_head_that_never_ends_is_closed(strict: httpx.Client) -> None:
    with connected(strict) as connection:
        connection.sendall(head(strict))
        answer = all_that_comes(connection)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in answer


def test_connection_that_sends_nothing_is_closed(strict: httpx.Client) -> None:
    with connected(strict) as connection:
        assert all_that_comes(connection) == b""


def test_connection_is_not_kept_without_end_after_an_answer(strict: httpx.Client) -> None:
    with connected(strict) as connection:
        connection.sendall(head(strict) + b"\r\n")
        assert all_that_comes(connection).startswith(b"HTTP/1.1 200 ")


def test_second_head_that_never_ends_is_closed(strict: httpx.Client) -> None:
    with connected(strict) as connection:
        connection.sendall(head(strict, "HEAD") + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 ")
        connection.sendall(head(strict))
        assert b"HTTP/1.1 408 " in all_that_comes(connection)


def test_body_that_never_ends_is_closed(strict: httpx.Client) -> None:
    with connected(strict) as connection:
        connection.sendall(head(strict, "POST", "Transfer-Encoding: chunked\r\n") + b"\r\n")
        with pytest.raises(ConnectionError):
            send_on(connection, b"5\r\nabcde\r\n")


def test_body_that_is_waited_for_and_never_ends_is_refused(strict: httpx.Client) -> None:
    further = "Content-Type: application/sparql-query\r\nContent-Length: 900\r\n"
    with connected(strict) as connection:
        beginning = head(strict, "POST", further).replace(b"POST / ", b"POST /sparql ")
        connection.sendall(beginning + b"\r\nASK {")
        assert all_that_comes(connection).startswith(b"HTTP/1.1 408 ")


def test_body_in_chunks_that_is_too_long_is_refused(strict: httpx.Client) -> None:
    chunks = (b"x" * 400 for _ in range(3))
    headers = {"content-type": "application/sparql-query"}
    assert strict.post("/sparql", content=chunks, headers=headers).status_code == 413


def test_connections_are_refused_when_all_have_work(shipped_settings: Settings) -> None:
    environment = {"GAOXIN_SERVICE_CONNECTIONS": "3"} | PATIENT
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a < ?i) }"
    ask = quote(f"/sparql?query={slow}", safe="/?=")
    with (
        running_service(shipped_settings.home, environment=environment) as client,
        ExitStack() as sockets,
    ):
        work = head(client).replace(b"GET / ", f"GET {ask} ".encode()) + b"\r\n"
        held = []
        # One that the service has not begun to read may have to go for the next one.
        for _ in range(60):
            more = sockets.enter_context(connected(client))
            more.sendall(work)
            if select.select([more], [], [], 1)[0]:
                break
            held.append(more)
        assert all_that_comes(more).startswith(b"HTTP/1.1 503 ")
        assert len(held) >= 3
        for connection in held[:-2]:
            connection.close()
        until(lambda: is_answered(client))


def is_answered(client: httpx.Client) -> bool:
    try:
        return get_anew(client, "/healthz").status_code == 200
    except httpx.HTTPError:
        return False


def test_head_is_get_without_a_body(strict: httpx.Client) -> None:
    for path in ("/healthz", "/search?q=x", "/static/nowhere.css", "/sparql?query=ASK{}"):
        with_body, without = strict.get(path), strict.head(path)
        assert without.status_code == with_body.status_code
        assert without.content == b""
        assert without.headers["content-type"] == with_body.headers["content-type"]


def test_body_that_is_too_long_is_refused(strict: httpx.Client) -> None:
    response = strict.post("/search", content=b"x" * 1001)
    assert response.status_code == 413
    assert response.json()["title"] == "RequestRefused"


def test_long_address_is_refused(strict: httpx.Client) -> None:
    assert strict.get("/search", params={"q": "x" * 2000}).status_code == 414


def test_long_head_is_refused(strict: httpx.Client) -> None:
    response = strict.get("/", headers={"x-much": "x" * 4000})
    assert response.status_code == 431


@pytest.mark.parametrize(
    ("begun", "status"), [(b"GET /", b"414"), (b"GET / HTTP/1.1\r\nx: ", b"431")]
)
def test_head_without_end_is_not_kept_in_memory(
    strict: httpx.Client, begun: bytes, status: bytes
) -> None:
    with connected(strict) as connection:
        connection.sendall(begun + b"x" * 7000)
        assert all_that_comes(connection).startswith(b"HTTP/1.1 " + status)


def test_what_is_no_http_is_refused(strict: httpx.Client) -> None:
    with connected(strict) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
        assert all_that_comes(connection).startswith(b"HTTP/1.1 400 ")


def test_client_that_does_not_read_its_answers_is_closed(strict: httpx.Client) -> None:
    url = strict.base_url
    in_hand = "gaoxin_requests_in_hand"
    size = len(get_anew(strict, "/openapi.json").content)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(120)
        connection.connect((url.host, url.port or 0))
        # More than the buffers of the kernel hold.
        ask = head(strict).replace(b"GET / ", b"GET /openapi.json ") + b"\r\n"
        connection.sendall(ask * AHEAD)
        until(lambda: counted(strict, in_hand) > 1)
        until(lambda: counted(strict, in_hand) == 1)  # only the question itself
        assert len(all_that_comes(connection)) < size * AHEAD


def test_plain_requests_are_answered_while_slow_clients_hold_all_connections(
    strict: httpx.Client,
) -> None:
    """Many sockets have half a head, and one a body without end."""
    strict.get("/search", params={"q": "天津"})
    with ExitStack() as sockets:
        for _ in range(500):
            connection = sockets.enter_context(connected(strict))
            connection.sendall(head(strict))
        endless = sockets.enter_context(connected(strict))
        endless.sendall(head(strict, "POST", "Transfer-Encoding: chunked\r\n") + b"\r\n5\r\nabc")
        # A new connection: an idle one may have had to go.
        response = get_anew(strict, "/search", params={"q": "合肥"})
    assert response.status_code == 200
    assert response.json()["rows"]


def test_requests_in_a_row_share_a_connection(strict: httpx.Client) -> None:
    with connected(strict) as connection:
        ask = head(strict, "HEAD") + b"\r\n"
        connection.sendall(ask * 3)
        assert all_that_comes(connection).count(b"HTTP/1.1 200 ") == 3


def test_address_as_people_type_it_is_understood(strict: httpx.Client) -> None:
    """curl sends it like this."""
    with connected(strict) as connection:
        ask = head(strict).replace(b"GET / ", "GET /search?q=天津滨海高新区&format=json ".encode())
        connection.sendall(ask + b"\r\n")
        answer = all_that_comes(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"zone/tianjin-binhai" in answer
