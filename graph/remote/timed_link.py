"""A connection over HTTP each of whose requests ends at a deadline."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from typing import Any
from urllib.parse import SplitResult


class TimedLink:
    """One connection; ``answer`` is what is being read from it, ``used`` when it was used last
    (seconds of the monotonic clock), ``place`` its scheme and host.
    """

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
        """Close it; what is being read from it ends."""
        self.answer = None
        self.http.close()


class _TimedSocket:
    """A socket as a response needs it, which ends every wait at the deadline of a link: one that
    sends a byte now and then cannot hold a reader longer.
    """

    def __init__(self, sock: socket.socket, link: TimedLink) -> None:
        self._sock, self._link = sock, link

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReads(self._sock, self._link), 1 << 16)


class _TimedReads(io.RawIOBase):
    def __init__(self, sock: socket.socket, link: TimedLink) -> None:
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
