"""Whether a request has a token that allows it (RFC 6750, and RFC 7617 for browsers)."""

from __future__ import annotations

import base64
import binascii
import logging

from starlette.requests import Request

from gaoxin.errors import StoreCorrupt
from gaoxin.service.problems import RequestRefused
from gaoxin.service.token_file import Token, read_tokens, token_of, token_path
from gaoxin.settings import Settings

_log = logging.getLogger("gaoxin.service")

_OPEN = ("/healthz", "/static/")
"""Paths for which no token is needed: they tell nothing of the graph."""
_READING = ("GET", "HEAD", "OPTIONS")
_READ_BY_POST = ("/sparql", "/check", "/reconcile", "/ask", "/mcp")
"""Paths whose other methods only read, too.  Anything else needs the scope ``write``."""
_CHALLENGE = 'Bearer realm="gaoxin", Basic realm="gaoxin", charset="UTF-8"'


class TokenCheck:
    """The tokens of the file, which is read again when it changes."""

    def __init__(self, settings: Settings) -> None:
        self._home = settings.home
        self._seen: tuple[int, int, int] | None = None
        self._tokens: list[Token] = []

    def check(self, request: Request) -> None:
        """Let a request in.

        Raises:
            RequestRefused: a token is needed and missing or unknown (401), or allows less (403).
                With a damaged file of tokens nobody is let in (503).
        """
        path = request.scope["path"]
        if not self._are_needed() or path == _OPEN[0] or path.startswith(_OPEN[1]):
            return
        token = token_of(_secret(request.headers.get("authorization", "")), self._tokens)
        if token is None:
            raise RequestRefused(
                401,
                "需要有效的令牌；管理员可用 gaoxin token add 发放。"
                "浏览器询问时，用户名随意，密码填令牌。",
                "A valid token is needed; the keeper of the service makes one with gaoxin token "
                "add. If your browser asks, any user name will do, and the token is the password.",
                headers={"www-authenticate": _CHALLENGE},
            )
        request.scope["token_name"] = token.name
        request.scope["token_scope"] = token.scope
        if token.scope != "write" and not _only_reads(request.method, path):
            raise RequestRefused(
                403,
                f"令牌「{token.name}」只能读取。",
                f"The token {token.name!r} only allows reading.",
                headers={"www-authenticate": 'Bearer error="insufficient_scope", scope="write"'},
            )

    def _are_needed(self) -> bool:
        try:
            found = token_path(self._home).stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
        except FileNotFoundError:
            seen = None
        except OSError as cause:  # whether tokens are needed is unknown, so nobody is let in
            _log.error("%s", cause)
            raise _tokens_unreadable() from cause
        if seen != self._seen:
            try:
                self._tokens = read_tokens(self._home)
            except StoreCorrupt as cause:
                _log.error("%s", cause)
                raise _tokens_unreadable() from cause
            self._seen = seen
        # An empty file: all were revoked, which does not mean that everybody is welcome.
        return seen is not None


def _tokens_unreadable() -> RequestRefused:
    return RequestRefused(
        503,
        "无法读取令牌；请告诉管理员，原因见服务日志。",
        "The tokens cannot be read; tell the keeper, whose log says why.",
    )


def _only_reads(method: str, path: str) -> bool:
    return method in _READING or any(
        path == allowed or path.startswith(f"{allowed}/") for allowed in _READ_BY_POST
    )


def _secret(field: str) -> str:
    """The token in an ``Authorization`` field: a bearer token, or the password of Basic."""
    scheme, _, value = field.strip().partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            told = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return ""
        return told.partition(":")[2]
    return ""
