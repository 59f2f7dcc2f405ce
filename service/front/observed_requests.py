"""Every request gets an id, a line in the log and its place in the numbers.

The outermost ASGI layer, so that also what the gate refuses is seen.  An error that nobody else
answered ends here.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gaoxin.service.front.metrics import Metrics
from gaoxin.service.front.refusals import problem_response
from gaoxin.service.problems import RequestRefused

_GIVEN_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_MOST_LOGGED = 4000
"""How much of what was asked is logged, in bytes, if it is logged at all."""

_log = logging.getLogger("gaoxin.service.requests")


class ObservedRequests:
    """Counts and logs what the application answers."""

    def __init__(self, application: ASGIApp, metrics: Metrics, *, with_queries: bool) -> None:
        """``with_queries``: log the parameters and the body of each request, too."""
        self._application, self._metrics = application, metrics
        self._with_queries = with_queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request and tell of it."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        request = _Observed(scope, receive, send, self._with_queries)
        self._metrics.in_hand += 1
        try:
            await self._application(scope, request.receive, request.send)
        except asyncio.CancelledError:  # the service stops and can wait no longer
            stopping = RequestRefused(503, "服务正在停止。", "The service is stopping; try again.")
            if not request.status:
                await problem_response(Request(scope), stopping)(scope, receive, request.send)
        except Exception as error:  # noqa: BLE001 it is logged and told
            _log.exception("unexpected error", extra={"id": request.identity})
            if not request.status:
                await problem_response(Request(scope), error)(scope, receive, request.send)
        finally:
            self._metrics.in_hand -= 1
            seconds = time.monotonic() - request.began
            self._metrics.count_request(_route(scope), request.status, seconds)
            if _log.isEnabledFor(logging.INFO):
                _log.info("request", extra=request.told(seconds))


class _Observed:
    """One request on its way."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, with_queries: bool) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._with_queries = with_queries
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        self.identity = given.decode() if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        scope["request_id"] = self.identity
        self.began = time.monotonic()
        self.status, self._sent = 0, 0
        self._asked = b""

    async def receive(self) -> Message:
        message = await self._receive()
        if self._with_queries and len(self._asked) < _MOST_LOGGED:
            self._asked += message.get("body", b"")[:_MOST_LOGGED]
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            identity = (b"x-request-id", self.identity.encode())
            message["headers"] = [*message.get("headers", ()), identity]
        else:
            self._sent += len(message.get("body", b""))
        await self._send(message)

    def told(self, seconds: float) -> dict[str, Any]:
        """What the log says: no parameters and no body, unless they were asked for."""
        scope = self._scope
        told: dict[str, Any] = {
            "id": self.identity,
            "client": (scope.get("client") or ("",))[0],
            "method": scope["method"],
            "path": scope["path"],
            "status": self.status,
            "seconds": round(seconds, 4),
            "bytes": self._sent,
        }
        if "token_name" in scope:
            told["token"] = scope["token_name"]
        if self._with_queries:
            told["query"] = scope["query_string"][:_MOST_LOGGED].decode(errors="replace")
            told["body"] = self._asked.decode(errors="replace")
        return told


def _route(scope: Scope) -> str:
    """The route with its parameters as names, so that there are not endlessly many."""
    return str(getattr(scope.get("route"), "path", "other"))
