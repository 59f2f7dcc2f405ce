"""The gate: what every request must pass before the application sees it.

An ASGI layer of its own, and not middleware of the framework, because it also stands before what is
mounted (static files, the tools for assistants) and before errors of the framework.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gaoxin.errors import GaoxinError
from gaoxin.service.front.admission import Admission, is_too_large
from gaoxin.service.front.origins import Origins
from gaoxin.service.front.refusals import problem_response
from gaoxin.service.front.token_check import TokenCheck
from gaoxin.service.problems import RequestRefused

SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Set on every answer that does not set them itself."""


class Gate:
    """Refuses what is too long, meant for another host, sent by a foreign page, or has no token."""

    def __init__(
        self, application: ASGIApp, admission: Admission, origins: Origins, tokens: TokenCheck
    ) -> None:
        self._application = application
        self._admission, self._origins, self._tokens = admission, origins, tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        request = Request(scope)
        guarded = _with_headers(send, self._origins.headers_for(request.headers))
        try:
            self._admission.check(request)
            self._origins.check(request)
            if self._origins.is_preflight(request):  # browsers send no token with it
                await Response(status_code=204)(scope, receive, guarded)
                return
            self._tokens.check(request)
        except GaoxinError as error:
            await problem_response(request, error)(scope, receive, guarded)
            return
        limited = _Body(receive, self._admission.max_body)
        started = _Started(guarded)
        # HEAD is GET without the body (RFC 9110, section 9.3.2), which uvicorn leaves out.
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._application(asked, limited, started)
        except RequestRefused as error:
            if started.has_begun:
                raise
            await problem_response(request, error)(scope, receive, guarded)
        finally:
            scope["route"] = asked.get("route")


class _Body:
    """A ``receive`` that refuses more than ``most`` bytes of body."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most
        self._most = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise is_too_large(self._most)
        return message


class _Started:
    """A ``send`` that knows whether the answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send, self.has_begun = send, False

    async def __call__(self, message: Message) -> None:
        self.has_begun = True
        await self._send(message)


_SECURITY = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]


def _with_headers(send: Send, further: dict[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = message.get("headers", ())
            # 304 keeps the headers of the answer that the client has; a policy here would replace
            # that of its page (RFC 9111, section 3.2) and stop its own scripts and styles.
            if message["status"] != 304:
                names = {name for name, _ in given}
                given = [*given, *(pair for pair in _SECURITY if pair[0] not in names)]
            message["headers"] = list(given)
            if further:
                headers = MutableHeaders(scope=message)
                for name, value in further.items():
                    if name == "vary":
                        headers.add_vary_header(value)
                    else:
                        headers[name] = value
        await send(message)

    return sending
