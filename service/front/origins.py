"""Which web pages may call the service from a browser (the Fetch standard, CORS)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request

from gaoxin.service.problems import RequestRefused
from gaoxin.settings import Settings, variable_of

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class Origins:
    """The service's own pages may call it, and those that the setting lists; there is no ``*``."""

    def __init__(self, settings: Settings) -> None:
        given = (item.strip().rstrip("/") for item in settings.service_origins.split(","))
        self._allowed = {_plain(item) for item in given if item}

    def check(self, request: Request) -> None:
        """Let a request in.

        Raises:
            RequestRefused: a page of another site made it (403).
        """
        origin = request.headers.get("origin")
        if (
            origin is None
            or is_own_origin(origin, request.headers)
            or _plain(origin) in self._allowed
        ):
            return
        variable = variable_of("service_origins")
        raise RequestRefused(
            403,
            f"来自「{origin}」的网页不能调用本服务；管理员可把它加入 {variable}。",
            f"Pages of {origin!r} may not call this service; its keeper can add it to {variable}.",
            origin=origin,
        )

    def headers_for(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The fields by which the browser lets a listed page read the answer."""
        if not self._allowed:
            return {}
        origin = headers.get("origin")
        if origin is None or _plain(origin) not in self._allowed:
            return {"vary": "Origin"}
        return {
            "access-control-allow-origin": origin,
            "access-control-allow-methods": "GET, HEAD, POST",
            "access-control-allow-headers": "Accept, Accept-Language, Authorization, Content-Type",
            "access-control-expose-headers": "ETag, Link, X-Request-Id",
            "access-control-max-age": "600",
            "vary": "Origin",
        }

    def is_preflight(self, request: Request) -> bool:
        """Whether a browser asks what a listed page may send."""
        headers = request.headers
        asks = request.method == "OPTIONS" and "access-control-request-method" in headers
        return asks and _plain(headers.get("origin", "")) in self._allowed


def is_own_origin(origin: str, headers: Mapping[str, str]) -> bool:
    """Whether the page came from this host.  A proxy may have ended TLS, so the scheme is not
    compared.
    """
    scheme = urlsplit(origin).scheme
    host = headers.get("host", "").lower().removesuffix(_DEFAULT_PORTS.get(scheme, ":"))
    return bool(host) and _plain(origin).partition("://")[2] == host


def _plain(origin: str) -> str:
    """The origin in lower case, without the port that its scheme implies."""
    text = origin.lower()
    return text.removesuffix(_DEFAULT_PORTS.get(text.partition("://")[0], ":"))
