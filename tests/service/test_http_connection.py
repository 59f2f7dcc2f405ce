"""HTTP as clients speak it and as attackers do: requests in pieces, ahead, with odd fields."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from gaoxin.service.front.limited_connection import AHEAD
from gaoxin.settings import Settings
from tests.fixtures.service import all_that_comes, connected, running_service

ASK = b"ASK { ?a ?b ?c }"


@pytest.fixture(scope="module")
def hasty(shipped_settings: Settings) -> Iterator[httpx.Client]:
    """A service that waits a second for a request, three for its body, and takes small bodies."""
    environment = {
        "GAOXIN_SERVICE_HEADER_SECONDS": "1",
        "GAOXIN_SERVICE_BODY_SECONDS": "3",
        "GAOXIN_SERVICE_IDLE_SECONDS": "1",
        "GAOXIN_SERVICE_MAX_BODY": "1000",
    }
    with running_service(shipped_settings.home, environment=environment) as client:
        yield client


def until(connection: socket.socket, text: bytes) -> bytes:
    """What comes, up to a text."""
    received = b""
    while text not in received:
        part = connection.recv(65536)
        assert part, received
        received += part
    return received


def send_on(connection: socket.socket, chunk: bytes) -> None:
    """Send a chunk again and again, for a minute at most."""
    for _ in range(6000):
        connection.sendall(chunk)
        time.sleep(0.01)


def head(client: httpx.Client, line: str, *fields: str) -> bytes:
    """The head of a request."""
    lines = (f"{line} HTTP/1.1", f"Host: {client.base_url.netloc.decode()}", *fields, "", "")
    return "\r\n".join(lines).encode()


def post(client: httpx.Client, *fields: str) -> bytes:
    """The head of a query."""
    return head(client, "POST /sparql", "Content-Type: application/sparql-query", *fields)


def test_request_that_comes_byte_by_byte_is_answered(service: httpx.Client) -> None:
    with connected(service) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in post(service, f"Content-Length: {len(ASK)}") + ASK:
            connection.sendall(bytes((byte,)))
        assert until(connection, b"true").startswith(b"HTTP/1.1 200 ")


def test_offer_of_http2_is_passed_over(service: httpx.Client) -> None:
    """Java's client makes one in its first request (RFC 7540, section 3.2)."""
    offer = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQA")
    with connected(service) as connection:
        connection.sendall(head(service, "GET /healthz", *offer))
        assert until(connection, b'"workers"').startswith(b"HTTP/1.1 200 ")
        connection.sendall(post(service, f"Content-Length: {len(ASK)}", *offer) + ASK)
        assert until(connection, b"true").startswith(b"HTTP/1.1 200 ")
        connection.sendall(head(service, "GET /healthz"))
        assert until(connection, b'"workers"').startswith(b"HTTP/1.1 200 ")


def test_body_is_sent_when_the_service_wants_it(service: httpx.Client) -> None:
    with connected(service) as connection:
        connection.sendall(post(service, f"Content-Length: {len(ASK)}", "Expect: 100-continue"))
        assert until(connection, b"\r\n\r\n").startswith(b"HTTP/1.1 100 ")
        connection.sendall(ASK)
        assert until(connection, b"true").startswith(b"HTTP/1.1 200 ")


def test_fields_after_a_body_do_not_count(service: httpx.Client) -> None:
    """The origin would be refused in the head."""
    body = b"%x\r\n%b\r\n0\r\nOrigin: https://attacker.example\r\n\r\n" % (len(ASK), ASK)
    with connected(service) as connection:
        connection.sendall(post(service, "Transfer-Encoding: chunked") + body)
        assert until(connection, b"true").startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "fields",
    [
        ("Content-Length: 4", "Transfer-Encoding: chunked"),
        ("Content-Length: 4", "Content-Length: 5"),
        ("Content-Length: +4",),
        ("Content-Length: 99999999999999999999999",),
        ("Transfer-Encoding: xchunked",),
        ("Transfer-Encoding : chunked",),
        ("X-Odd: a\x00b",),
        ("X Odd: a",),
    ],
)
def test_request_that_two_servers_may_read_differently_is_refused(
    service: httpx.Client, fields: tuple[str, ...]
) -> None:
    with connected(service) as connection:
        connection.sendall(post(service, *fields) + b"0\r\n\r\n")
        assert all_that_comes(connection).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("fields", [b"", b"Host: localhost\r\nHost: attacker.example\r\n"])
def test_request_names_its_host_once(service: httpx.Client, fields: bytes) -> None:
    with connected(service) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n" + fields + b"\r\n")
        assert all_that_comes(connection).startswith(b"HTTP/1.1 400 ")


def test_proxy_request_is_refused(service: httpx.Client) -> None:
    with connected(service) as connection:
        connection.sendall(head(service, "CONNECT attacker.example:443"))
        assert all_that_comes(connection).startswith(b"HTTP/1.1 400 ")


def test_fault_after_a_request_does_not_spoil_its_answer(service: httpx.Client) -> None:
    with connected(service) as connection:
        connection.sendall(head(service, "GET /search?q=x") + b"\x16\x03\x01 no HTTP\r\n\r\n")
        answer = all_that_comes(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1") == 1
    assert answer.endswith(b"}")


def test_requests_that_are_sent_ahead_are_counted(service: httpx.Client) -> None:
    ask = head(service, "GET /healthz")
    with connected(service) as connection:
        connection.sendall(ask * AHEAD)
        answered = b""
        while answered.count(b"HTTP/1.1 200 ") < AHEAD:
            answered += connection.recv(65536)
    with connected(service) as connection:
        connection.sendall(ask * 2000)
        assert all_that_comes(connection).count(b"HTTP/1.1 200 ") <= AHEAD


def test_second_request_has_a_body_of_its_own(service: httpx.Client) -> None:
    with connected(service) as connection:
        connection.sendall(
            head(service, "GET /healthz") + post(service, f"Content-Length: {len(ASK)}") + ASK[:5]
        )
        until(connection, b'"workers"')
        connection.sendall(ASK[5:])
        assert until(connection, b"true").startswith(b"HTTP/1.1 200 ")


def test_empty_lines_do_not_keep_a_connection(hasty: httpx.Client) -> None:
    with connected(hasty) as connection:
        connection.sendall(head(hasty, "GET /healthz"))
        until(connection, b'"workers"')
        with pytest.raises(ConnectionError):
            send_on(connection, b"\r\n")


def test_fields_after_a_body_end(hasty: httpx.Client) -> None:
    with connected(hasty) as connection:
        connection.sendall(post(hasty, "Transfer-Encoding: chunked") + b"1\r\nA\r\n0\r\nx: ")
        # More than stands around the largest body; what comes after it is not read.
        connection.sendall(b"x" * 100_000)
        assert all_that_comes(connection).startswith(b"HTTP/1.1 413 ")


def test_connection_outlives_a_body_that_nobody_wanted(service: httpx.Client) -> None:
    """A client sends head and body apart; the answer may come in between."""
    refused = head(service, "POST /articles/abcdef/load", "Content-Length: 20")
    with connected(service) as connection:
        for body in (b"{}" + b" " * 18, b"", b" " * 10):
            connection.sendall(refused)
            assert until(connection, b"--review").startswith(b"HTTP/1.1 403 ")
            for part in (body, b" " * (20 - len(body)) + head(service, "GET /healthz")):
                time.sleep(0.05)
                connection.sendall(part)
            assert until(connection, b'"workers"').startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("field", "told"),
    [("Content-Length: 5000", b"MAX_BODY"), ("Transfer-Encoding: chunked", b"--review")],
)
def test_long_body_that_nobody_wanted_ends_the_connection(
    field: str, told: bytes, hasty: httpx.Client
) -> None:
    with connected(hasty) as connection:
        connection.sendall(head(hasty, "POST /articles/abcdef/load", field))
        until(connection, told)
        connection.sendall(b"7d0\r\n" + b" " * 2000)
        assert b"HTTP/1.1" not in all_that_comes(connection)


def test_nobody_waits_long_for_a_body_that_nobody_wanted(hasty: httpx.Client) -> None:
    with connected(hasty) as connection:
        connection.sendall(head(hasty, "POST /articles/abcdef/load", "Content-Length: 20"))
        assert all_that_comes(connection).count(b"HTTP/1.1") == 1
