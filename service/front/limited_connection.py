"""Connections with limits: uvicorn waits without end for a client that sends or reads slowly.

For each connection there is one deadline at a time: for the head of a request, then for its body.
While an answer is made there is none, because the workers have theirs.  A client that is refused
is told why; what it still sends is then dropped for :data:`LINGER` seconds, because closing at
once would discard the answer on its way.  A body that comes after its answer, as that of a request
which may not be made, is passed over, and the connection stays.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from gaoxin.language import say
from gaoxin.settings import Settings

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

LINGER = 2.0
"""How long a refused client may go on sending, in seconds."""
AHEAD = 32
"""How many requests a client may send without waiting for answers; each of them takes memory."""


def limited_connections(
    settings: Settings, count_refusal: Callable[[int], None]
) -> type[HttpToolsProtocol]:
    """The class of the connections of one server; ``count_refusal`` is called with the status."""

    class Connection(LimitedConnection):
        limits = settings
        waiting: dict[LimitedConnection, None] = {}  # noqa: RUF012 shared on purpose

        def count_refusal(self, status: int) -> None:
            count_refusal(status)

    return Connection


_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class LimitedConnection(HttpToolsProtocol):
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
    _answered: RequestResponseCycle | None = None
    """The request that is answered, or was answered last; others may have been sent ahead."""
    _reading = ""
    """Which part of a request the client sends: ``head``, ``body``, or none."""
    _messages = 0
    _size = 0  # of the part that is sent, as far as it has come
    _has_line = False  # whether the first line of the head is whole

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
        self.pipeline.clear()
        if self._answered is not None and not self._answered.response_complete:
            self._answered.disconnected = True
            self._answered.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what the client sent, and watch how far its request has come."""
        if self._is_refused:
            return
        was_between = not self._reading
        if was_between:
            data = _encoded_address(data)
        expected = self._messages + was_between
        self._unset_keepalive_if_required()
        self._feed(data)
        if self._reading and self._messages == expected:
            self._size += len(data)
            self._has_line = self._has_line or b"\n" in data
        self._follow()

    def _feed(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            # It does not read the body of such a request, so the request is read again without the
            # offer.  Java's client makes one (h2c) on each new connection.
            self._feed(self._head_without_offer() + data[offer.args[0] :])
        except httptools.HttpParserError:
            self._refuse(400)

    def _head_without_offer(self) -> bytes:
        line = b"%b %b HTTP/1.1" % (self.parser.get_method(), self.url)
        fields = (b"%b: %b" % field for field in self.headers if field[0] != b"upgrade")
        return b"\r\n".join((line, *fields, b"", b""))

    def on_message_begin(self) -> None:
        """The first character of a request has come."""
        super().on_message_begin()
        self._reading, self._size, self._has_line = "head", 0, False
        self._messages += 1

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header field; those after a body are none of the request's."""
        if self._reading == "head":
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head has come."""
        if self.parser.should_upgrade():
            if self.parser.get_method() == b"CONNECT":
                raise ValueError("this is no proxy")
            return
        if len(self.pipeline) >= AHEAD:
            raise ValueError("too many requests were sent ahead")
        self._reading, self._size = "body", 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request has come."""
        if self.parser.should_upgrade():
            return
        self._reading = ""
        super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def _has_request(self) -> bool:
        return self._answered is not None and not self._answered.response_complete

    def _follow(self) -> None:
        if self._is_refused or self.transport.is_closing():
            return
        if self._phase == "rest":
            if self._is_sending_this():
                if self._size > self.limits.service_max_body:
                    self._linger()
                return
            self._leave_phase()
            self.waiting[self] = None
        if self._reading == "body":
            self.waiting.pop(self, None)
            # Further than a body goes what stands around it: sizes of chunks, fields after them.
            if self._size > 8 * self.limits.service_max_body + 65_536:
                self._refuse(413)
            elif self._phase != "body":
                self._enter("body")
        elif self._has_request():
            self._leave()  # the time of a request that is sent ahead begins after the answer
        elif self._size > self.limits.service_max_headers + self.limits.service_max_address:
            self._refuse(431 if self._has_line else 414)
        elif self._phase != "head":
            self._enter("head")

    def _is_sending_this(self) -> bool:
        """Whether the client is still sending the body of the request in hand."""
        return self._reading == "body" and self.cycle is self._answered

    def on_response_complete(self) -> None:
        """Wait for the next request; a body that nobody wanted is passed over."""
        is_unread = self._is_sending_this()
        self._leave()
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if is_unread:
            self._pass_over_body()
        elif self._has_request():
            self._follow()
        else:
            self.waiting[self] = None
            if self._reading == "head":
                self._enter("head")

    def _pass_over_body(self) -> None:
        """Let the client send the rest of a body, so that its next request is not lost."""
        lengths = [value for name, value in self.headers if name == b"content-length"]
        if lengths and int(lengths[0]) > self.limits.service_max_body:
            self._linger()
            return
        self._unset_keepalive_if_required()
        self._enter("rest")

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
        if not self._reading or self._phase == "rest":
            self._leave()
            self.transport.close()  # it sent nothing, or has its answer
        else:
            self._refuse(408)

    def _refuse(self, status: int) -> None:
        """Answer without asking the application, and end the connection."""
        self.count_refusal(status)
        if self._answered is not None and self._has_request():
            if not self._is_sending_this():
                # It is one that was sent ahead; the answer in hand must stay whole.
                self._is_refused = True
                self._answered.keep_alive = False
                self.pipeline.clear()
                self._leave()
                return
            if self._answered.response_started:
                self._leave()
                self.transport.abort()
                return
            self._answered.disconnected = True  # the application must not answer, too
            self._answered.message_event.set()
        if self._phase != "rest":  # else the request has its answer
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
        if self._is_refused and not self._has_request():
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

    Programs such as curl send 光伏 in an address as it was typed; uvicorn would refuse it.
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
        413: ("请求体太大。", "The body of the request is too large."),
        414: ("请求地址太长。", "The address of the request is too long."),
        431: ("请求头太长。", "The header fields of the request are too long."),
        503: ("连接太多；请稍后再试。", "There are too many connections; try again later."),
    }
    phrase = HTTPStatus(status).phrase
    detail = say(*told[status])
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
