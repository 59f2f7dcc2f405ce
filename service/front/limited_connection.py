"""Connections with limits: uvicorn waits without end for a client that sends or reads slowly.

For each connection there is one deadline at a time: for the head of a request, then for its body.
While an answer is made there is none, because the workers have theirs.  A client that is refused
is told why; what it still sends is then dropped for :data:`LINGER` seconds, because closing at
once would discard the answer on its way.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Callable
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from gaoxin.language import say
from gaoxin.settings import Settings

LINGER = 2.0
"""How long a refused client may go on sending, in seconds."""


def limited_connections(
    settings: Settings, count_refusal: Callable[[int], None]
) -> type[H11Protocol]:
    """The class of the connections of one server; ``count_refusal`` is called with the status."""

    class Connection(LimitedConnection):
        limits = settings
        waiting: dict[LimitedConnection, None] = {}  # noqa: RUF012 shared on purpose

        def count_refusal(self, status: int) -> None:
            count_refusal(status)

    return Connection


_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class LimitedConnection(H11Protocol):
    """One connection.

    ``waiting`` has the connections of the server that have no request in hand, the one that has
    waited longest first.
    """

    limits: Settings
    waiting: dict[LimitedConnection, None]

    _is_refused = False
    _phase = ""
    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def count_refusal(self, status: int) -> None:
        """Count a request that was refused before the application saw it."""
        raise NotImplementedError

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request.  If there are too many connections, one that only waits must go."""
        super().connection_made(transport)
        if len(self.connections) > self.limits.service_connections:
            if not self.waiting:
                self._refuse(503)
                return
            next(iter(self.waiting)).make_room()
        self.waiting[self] = None
        self._enter("head")

    def make_room(self) -> None:
        """Close this connection because another needs its place."""
        self._leave()
        self.connections.discard(self)
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._leave()
        self._go_on()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what the client sent, and watch how far its request has come."""
        if self._is_refused:
            return
        if self._phase == "" and self.conn.their_state is h11.IDLE:
            self._enter("head")
        if self._phase == "head" and not self.conn.trailing_data[0]:
            data = _encoded_address(data)
        super().data_received(data)
        self._follow()

    def _follow(self) -> None:
        if self._is_refused or self.transport.is_closing():
            return
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            self.waiting.pop(self, None)
            if self._phase != "body":
                self._enter("body")
        elif state is not h11.IDLE:
            self._leave()

    def on_response_complete(self) -> None:
        """Wait for the next request; a body that nobody wanted is not waited for."""
        is_unread = self.conn.their_state is h11.SEND_BODY
        self._leave()
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if is_unread:
            self._linger()
        elif self.conn.their_state is h11.IDLE:
            self.waiting[self] = None

    def _enter(self, phase: str) -> None:
        self._leave_phase()
        limits = self.limits
        seconds = limits.service_header_seconds if phase == "head" else limits.service_body_seconds
        self._phase = phase
        if seconds:
            self._deadline = self.loop.call_later(seconds, self._expired)

    def _leave_phase(self) -> None:
        self._phase = ""
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _leave(self) -> None:
        self._leave_phase()
        self.waiting.pop(self, None)

    def _expired(self) -> None:
        if self._phase == "head" and not self.conn.trailing_data[0]:
            self._leave()
            self.transport.close()  # it sent nothing, so there is nothing to answer
        elif self.cycle is not None and self._phase == "body" and self.cycle.response_started:
            self._leave()
            self.transport.abort()
        else:
            self._refuse(408)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, or has too long a head; h11 says which."""
        status = getattr(sys.exception(), "error_status_hint", 400)
        if status == 431 and b"\n" not in self.conn.trailing_data[0]:
            status = 414
        self._refuse(status)

    def _refuse(self, status: int) -> None:
        """Answer without asking the application, and end the connection."""
        self.count_refusal(status)
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True  # the application must not answer, too
            self.cycle.message_event.set()
        self.transport.write(_answer(status))
        self._linger()

    def _linger(self) -> None:
        self._leave()
        self._unset_keepalive_if_required()
        self._is_refused = True
        self.flow.resume_reading()
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(LINGER, self.transport.close)

    def shutdown(self) -> None:
        """End when the request in hand is answered."""
        if self._is_refused:
            self.transport.close()
        else:
            super().shutdown()

    def pause_writing(self) -> None:
        """The client does not take its answer: wait some time, then give it up."""
        super().pause_writing()
        if self.limits.service_send_seconds and self._stalled is None:
            seconds = self.limits.service_send_seconds
            self._stalled = self.loop.call_later(seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client goes on."""
        super().resume_writing()
        self._go_on()

    def _go_on(self) -> None:
        """Stop waiting for the client to read."""
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


def _encoded_address(data: bytes) -> bytes:
    """The beginning of a request with the address percent-encoded.

    Programs such as curl send 光伏 in an address as it was typed; h11 would refuse it.
    """
    line, separator, rest = data.partition(b"\n")
    if line.isascii():
        return data
    return _BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + separator + rest


def _answer(status: int) -> bytes:
    told = {
        400: ("这不是有效的 HTTP 请求。", "This is no valid HTTP request."),
        408: (
            "请求没有及时到齐；请重新发送。",
            "The request did not arrive in time; send it again.",
        ),
        414: ("请求地址太长。", "The address of the request is too long."),
        431: ("请求头太长。", "The header fields of the request are too long."),
        503: ("连接太多；请稍后再试。", "There are too many connections; try again later."),
    }
    phrase = HTTPStatus(status).phrase
    detail = say(*told.get(status, told[400]))
    problem = {"status": status, "title": "RequestRefused", "detail": detail}
    body = json.dumps(problem, ensure_ascii=False).encode()
    head = (
        f"HTTP/1.1 {status} {phrase}\r\n"
        "content-type: application/problem+json\r\n"
        f"content-length: {len(body)}\r\n"
        "x-content-type-options: nosniff\r\n"
        "connection: close\r\n\r\n"
    )
    return head.encode() + body
