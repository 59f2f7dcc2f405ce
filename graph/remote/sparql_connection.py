"""HTTP to a SPARQL store: kept connections, limits of time and size, errors in words.

What comes back is not trusted: no redirection is followed (it would take the password along), an
answer that is no answer to SPARQL is refused, and every read ends at a limit of bytes and time.
"""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from gaoxin.errors import GaoxinError, QueryFailed, ServiceUnavailable
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses
from gaoxin.system_reasons import system_reason

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_MOST_TOLD = 300
"""Characters of a message of the store that are told."""
_MOST_ERROR = 1 << 16
_IDLE = 4
"""How many connections are kept for further requests."""
_LAST_SLEEP = 60.0
"""Seconds after which a kept connection is not used again: stores close them."""


class BoundedAnswer:
    """A body that is read in pieces, up to a number of bytes and until a moment."""

    def __init__(
        self, owner: SparqlConnection, link: _Link, answer: http.client.HTTPResponse, most: int
    ) -> None:
        self._owner, self._link, self._answer, self._left = owner, link, answer, most
        self.kind = (answer.headers.get_content_type() or "").lower()
        self.is_long = False
        self.failure: GaoxinError | None = None
        """Why reading failed: a parser in between would hide it."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes; ``b""`` at the end.

        Raises:
            QueryFailed: a limit was reached.
            ServiceUnavailable: the connection broke.
        """
        try:
            if self.is_long:
                self._link.limit(self._link.seconds)
            piece = self._answer.read(min(size, 1 << 16) if size > 0 else 1 << 16)
            if not piece and self._answer.length:
                # Reading in pieces, http.client takes a connection that ended early for the end.
                raise http.client.IncompleteRead(piece, self._answer.length)
        except (OSError, http.client.HTTPException) as cause:
            self.failure = self._owner.broken(cause, self._link.seconds)
            self.close()
            raise self.failure from cause
        self._left -= len(piece)
        if self._left < 0:
            self.failure = _too_large()
            self.close()
            raise self.failure
        if not piece:
            self._finish()
        return piece

    def whole(self) -> bytes:
        """Everything that is left."""
        pieces = []
        while piece := self.read():
            pieces.append(piece)
        return b"".join(pieces)

    def _finish(self) -> None:
        if self._link.answer is self._answer:
            self._link.answer = None
            self._owner.give_back(self._link)

    def close(self) -> None:
        """Give the connection up unless everything was read."""
        if self._link.answer is self._answer:
            self._link.close()


class _Link:
    """One connection; ``answer`` is what is being read from it."""

    def __init__(self, parts: SplitResult) -> None:
        host = parts.hostname or ""
        self.place = (parts.scheme, parts.netloc)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            self.http: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, parts.port, context=context
            )
        else:
            self.http = http.client.HTTPConnection(host, parts.port)
        self.http.response_class = self._response  # type: ignore[assignment]
        self.answer: http.client.HTTPResponse | None = None
        self.used = time.monotonic()
        self.seconds, self._deadline = 0.0, float("inf")

    def limit(self, seconds: float) -> None:
        """Let the request that follows take so many seconds; 0 means without a limit."""
        self.seconds = seconds
        self._deadline = time.monotonic() + seconds if seconds else float("inf")
        self.http.timeout = self.seconds_left()
        if self.http.sock is not None:
            self.http.sock.settimeout(self.seconds_left())

    def seconds_left(self) -> float | None:
        """How long the request may still take; ``None`` means without a limit.

        Raises:
            TimeoutError: no time is left.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return None if left == float("inf") else left

    def _response(self, sock: socket.socket, **given: Any) -> http.client.HTTPResponse:
        return http.client.HTTPResponse(_TimedSocket(sock, self), **given)  # type: ignore[arg-type]

    def close(self) -> None:
        self.answer = None
        self.http.close()


class _TimedSocket:
    """A socket as a response needs it, which ends every wait at the deadline of a link: one that
    sends a byte now and then cannot hold a reader longer.
    """

    def __init__(self, sock: socket.socket, link: _Link) -> None:
        self._sock, self._link = sock, link

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReads(self._sock, self._link), 1 << 16)


class _TimedReads(io.RawIOBase):
    def __init__(self, sock: socket.socket, link: _Link) -> None:
        self._sock, self._link = sock, link
        self._file = sock.makefile("rb", buffering=0)  # keeps the socket open while it is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._link.seconds_left())
        return self._file.readinto(buffer)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class SparqlConnection:
    """Requests to one store.  Several answers can be read at a time."""

    def __init__(self, place: SparqlAddresses) -> None:
        self.place = place
        self._idle: list[_Link] = []
        self.requests = 0
        """How many requests were made."""

    def query(
        self,
        text: str,
        *,
        seconds: float,
        most: int,
        graphs: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
        is_long: bool = False,
    ) -> BoundedAnswer:
        """Send a query; ``graphs`` are the default and the named graphs to ask, if not the
        store's own.

        With ``is_long`` the answer may go on as long as something comes: ``seconds`` are those
        that each part of it may take.

        Raises:
            QueryFailed: the store refuses the query, or it takes too long.
            ServiceUnavailable: the store cannot be reached, or what answers is none.
        """
        form = [("query", text)]
        form += [("default-graph-uri", iri) for iri in graphs[0]]
        form += [("named-graph-uri", iri) for iri in graphs[1]]
        answer = self._send(
            "POST",
            self.place.query,
            urlencode(form).encode(),
            {
                "content-type": "application/x-www-form-urlencoded",
                "accept": f"{RESULTS}, {TRIPLES};q=0.9",
            },
            seconds,
            most,
        )
        answer.is_long = is_long
        if answer.kind not in (RESULTS, TRIPLES):
            answer.close()
            raise self._not_sparql(self.place.query, answer.kind)
        return answer

    def update(self, text: bytes) -> None:
        """Send an update.

        Raises:
            ServiceUnavailable: the store cannot be reached or refuses it.
        """
        headers = {"content-type": "application/sparql-update; charset=utf-8"}
        self._write("POST", self.place.update, text, headers)

    def add_to_graph(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a named graph, or with ``""`` to the default graph.

        Raises:
            ServiceUnavailable: the store cannot be reached or refuses it.
        """
        mark = "&" if "?" in self.place.graph_store else "?"
        which = f"graph={quote(graph, safe='')}" if graph else "default"
        headers = {"content-type": TRIPLES}
        self._write("POST", f"{self.place.graph_store}{mark}{which}", triples, headers)

    def _write(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> None:
        answer = self._send(method, address, body, headers, self.place.seconds, _MOST_ERROR)
        answer.whole()

    def _send(
        self,
        method: str,
        address: str,
        body: bytes,
        headers: Mapping[str, str],
        seconds: float,
        most: int,
    ) -> BoundedAnswer:
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {"user-agent": "gaoxin-graph", **headers}
        if self.place.sign_in:
            sent["authorization"] = self.place.sign_in
        while True:
            link, is_new = self._link(parts)
            try:
                link.limit(seconds)
                link.http.request(method, path, body, sent)
                link.answer = link.http.getresponse()
                break
            except (OSError, http.client.HTTPException, ValueError) as cause:
                link.close()
                if is_new or isinstance(cause, TimeoutError):
                    raise self.broken(cause, seconds) from cause
        self.requests += 1
        answer = BoundedAnswer(self, link, link.answer, most)
        if link.answer.status not in range(200, 300):
            self._refused(address, link.answer, answer)
        return answer

    def _link(self, parts: SplitResult) -> tuple[_Link, bool]:
        now = time.monotonic()
        while self._idle:
            link = self._idle.pop()
            if link.place == (parts.scheme, parts.netloc) and now - link.used < _LAST_SLEEP:
                return link, False
            link.close()
        return _Link(parts), True

    def give_back(self, link: _Link) -> None:
        """Keep a connection whose answer was read to the end."""
        link.used = time.monotonic()
        if link.http.sock is not None and len(self._idle) < _IDLE:
            self._idle.append(link)
        else:
            link.close()

    def close(self) -> None:
        """Close the kept connections."""
        while self._idle:
            self._idle.pop().close()

    def broken(self, cause: Exception, seconds: float) -> GaoxinError:
        """The error for a connection that failed, or took longer than ``seconds``."""
        if isinstance(cause, TimeoutError):
            return QueryFailed(
                f"SPARQL 服务在 {seconds:g} 秒内没有答完；请缩小范围，或提高 "
                "GAOXIN_QUERY_SECONDS（查询）与 GAOXIN_SPARQL_SECONDS（读取、发布）。",
                f"The SPARQL store did not end its answer within {seconds:g} s; ask for less, or "
                "raise GAOXIN_QUERY_SECONDS (queries) or GAOXIN_SPARQL_SECONDS (lookups, "
                "publishing).",
                reason="time",
                seconds=seconds,
            )
        zh, en = _reasons(cause)
        return ServiceUnavailable(
            f"连不上 SPARQL 服务 {_host(self.place)}（{zh}）；请检查它是否在运行，以及 "
            "GAOXIN_SPARQL_ENDPOINT。",
            f"The SPARQL store {_host(self.place)} cannot be reached ({en}); check that it runs, "
            "and GAOXIN_SPARQL_ENDPOINT.",
            address=_host(self.place),
        )

    def _refused(
        self, address: str, response: http.client.HTTPResponse, answer: BoundedAnswer
    ) -> NoReturn:
        status, where = response.status, _shown(address)
        try:
            told = _told(answer.whole())
        except GaoxinError:
            told = ""
        answer.close()
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise ServiceUnavailable(
                f"{where} 不接受这个身份（HTTP {status}）；请检查 GAOXIN_SPARQL_USERNAME 与 "
                "GAOXIN_SPARQL_PASSWORD，或 GAOXIN_SPARQL_TOKEN，以及是否允许写入。",
                f"{where} does not accept who asks (HTTP {status}); check GAOXIN_SPARQL_USERNAME "
                "and GAOXIN_SPARQL_PASSWORD, or GAOXIN_SPARQL_TOKEN, and whether one may write.",
                status=status,
            )
        is_query = address == self.place.query
        if is_query and status == HTTPStatus.BAD_REQUEST:
            raise QueryFailed(
                f"SPARQL 服务拒绝了查询：{told or status}",
                f"The SPARQL store refused the query: {told or status}",
                reason="refused",
            )
        if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT):
            raise self.broken(TimeoutError(), self.place.seconds)
        if status in range(300, 400) or status in (
            HTTPStatus.NOT_FOUND,
            HTTPStatus.METHOD_NOT_ALLOWED,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.NOT_ACCEPTABLE,
        ):
            raise self._not_sparql(address, f"HTTP {status}")
        zh = "查询" if is_query else "写入"
        en = "a query" if is_query else "a write"
        raise ServiceUnavailable(
            f"{where} 没有完成{zh}（HTTP {status}{'：' + told if told else ''}）；"
            "请查看那台服务器的日志，再运行一次。",
            f"{where} did not complete {en} (HTTP {status}{': ' + told if told else ''}); see the "
            "log of that server, then run this again.",
            status=status,
        )

    def _not_sparql(self, address: str, got: str) -> ServiceUnavailable:
        return ServiceUnavailable(
            f"{_shown(address)} 的答复不是 SPARQL 的答复（{got or '无类型'}）；请检查 "
            "GAOXIN_SPARQL_ENDPOINT、GAOXIN_SPARQL_UPDATE 与 GAOXIN_SPARQL_GRAPH_STORE。",
            f"{_shown(address)} does not answer as a SPARQL store does ({got or 'no type'}); check "
            "GAOXIN_SPARQL_ENDPOINT, GAOXIN_SPARQL_UPDATE and GAOXIN_SPARQL_GRAPH_STORE.",
            address=_shown(address),
        )


def _too_large() -> QueryFailed:
    return QueryFailed(
        "SPARQL 服务的答复过大，已停止读取；请缩小范围。",
        "The answer of the SPARQL store is too large and was not read to the end; ask for less.",
        reason="size",
    )


def _host(place: SparqlAddresses) -> str:
    return urlsplit(place.query).netloc


def _shown(address: str) -> str:
    return address.partition("?")[0]


def _told(body: bytes) -> str:
    """What a store says about an error, as one short line without control characters or tags."""
    text = re.sub(r"<[^<>]{0,200}>", " ", body[:4096].decode("utf-8", "replace"))
    words = "".join(c if c.isprintable() else " " for c in text).split()
    line = " ".join(words)
    return line if len(line) <= _MOST_TOLD else line[:_MOST_TOLD] + "…"


def _reasons(cause: Exception) -> tuple[str, str]:
    """Why a connection failed, in Chinese and English."""
    if isinstance(cause, ssl.SSLError):
        return "证书或加密连接有问题", f"the encrypted connection failed: {cause.reason or cause}"
    if isinstance(cause, socket.gaierror):
        return "找不到这台主机", "no such host"
    if isinstance(cause, OSError) and cause.strerror:
        return system_reason(cause), cause.strerror
    return "连接中断", "the connection broke"
