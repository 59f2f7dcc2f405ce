"""Which requests are let in: not too long, and meant for this service."""

from __future__ import annotations

import socket
from collections.abc import Iterable

from starlette.requests import Request

from gaoxin.service.problems import RequestRefused
from gaoxin.settings import Settings, variable_of

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Admission:
    """The checks of every request that need nothing but its head."""

    def __init__(self, settings: Settings, bound: str) -> None:
        """``bound`` is the name or address that the service was told to listen on."""
        self._most_address = settings.service_max_address
        self._most_headers = settings.service_max_headers
        self.max_body = settings.service_max_body
        given = [name.strip() for name in settings.service_hosts.split(",")]
        self._every_host = "*" in given
        self._hosts = {host_name(name) for name in (*LOOPBACK, bound, *given) if name}

    def check(self, request: Request) -> None:
        """Let a request in.

        Raises:
            RequestRefused: it is too long (413, 414, 431), meant for another host (421), or does
                not say for which (400).
        """
        self._check_sizes(request)
        self._check_host(request)

    def _check_sizes(self, request: Request) -> None:
        address = len(request.scope.get("raw_path") or b"") + len(request.scope["query_string"])
        if address > self._most_address:
            raise RequestRefused(
                414,
                f"请求地址有 {address} 字节，超过 {self._most_address} 字节；请改用 POST。",
                f"The address has {address:,} bytes, more than {self._most_address:,}; use POST.",
            )
        size = sum(len(name) + len(value) + 4 for name, value in request.scope["headers"])
        if size > self._most_headers:
            raise RequestRefused(
                431,
                f"请求头有 {size} 字节，超过 {self._most_headers} 字节。",
                f"The header fields have {size:,} bytes, more than {self._most_headers:,}.",
            )
        length = request.headers.get("content-length", "")
        # The parser has checked that it is a number; a long one need not be converted.
        if len(length) > 18 or int(length or 0) > self.max_body:
            raise is_too_large(self.max_body)

    def _check_host(self, request: Request) -> None:
        """A page elsewhere whose name leads to this machine sends that name (DNS rebinding)."""
        named = request.headers.getlist("host")
        if len(named) != 1:  # RFC 9112, section 3.2
            raise RequestRefused(
                400,
                "请求须有且只有一个 Host 头。",
                "A request must have one header field Host, and no more.",
            )
        if self._every_host:
            return
        host = host_name(named[0])
        # The address that the client connected to: it matters when listening on 0.0.0.0.
        reached = (request.scope.get("server") or ("",))[0]
        if host in self._hosts or (host and host == reached):
            return
        variable = variable_of("service_hosts")
        raise RequestRefused(
            421,
            f"本服务不认识主机名「{host}」；管理员可把它加入 {variable}。",
            f"This service does not answer to the host {host!r}; its keeper can add it to "
            f"{variable}.",
            host=host,
        )


def is_too_large(most: int) -> RequestRefused:
    """The error for a body of more than ``most`` bytes."""
    variable = variable_of("service_max_body")
    return RequestRefused(
        413,
        f"请求体超过 {most} 字节（{variable}）。",
        f"The body of the request has more than {most:,} bytes ({variable}).",
    )


def host_name(field: str) -> str:
    """The host of a ``Host`` field, without port, brackets and final dot, in lower case."""
    text = field.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    if text.count(":") == 1:
        text = text.partition(":")[0]
    return text.rstrip(".")


def is_loopback(hosts: Iterable[str]) -> bool:
    """Whether only this machine can reach these addresses."""
    for host in hosts:
        if host_name(host) == "localhost":
            continue
        try:
            found = socket.getaddrinfo(host, None)
        except OSError:
            return False
        if not all(str(item[4][0]) == "::1" or str(item[4][0])[:4] == "127." for item in found):
            return False
    return True
