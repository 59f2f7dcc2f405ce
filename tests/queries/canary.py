"""A listener on loopback that counts connections, and an engine without barriers."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox


class Canary:
    """Accepts every connection, counts it and closes it at once."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self.port: int = server.getsockname()[1]
        self.hits = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """The address to use in a query; connections to it are counted."""
        return f"http://127.0.0.1:{self.port}/"

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._server.accept()
            except OSError:
                return
            # Counted before closing, because the engine continues when the connection ends.
            self.hits += 1
            peer.close()


@contextlib.contextmanager
def listening() -> Iterator[Canary]:
    """A canary that listens within the ``with`` block."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        yield Canary(server)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)


class BareEngine:
    """pyoxigraph without barriers, on a store in which the tests' queries have solutions.

    The solutions are needed because the engine skips a SERVICE if the pattern before it has none.
    """

    def __init__(self, canary: Canary) -> None:
        self._canary = canary
        self.store = ox.Store()
        node = ox.NamedNode
        objects: list[ox.NamedNode | ox.Literal] = [
            node(iri) for iri in ("http://x/", "http://x/#", "http://x/a.b", "http://127.0.0.1:")
        ]
        objects += [ox.Literal("a"), ox.Literal("\\"), ox.Literal(1), ox.Literal(True)]
        for target in objects:
            self.store.add(ox.Quad(node("http://x/s"), node("http://x/p"), target))

    def calls(self, query: str) -> bool:
        """Whether evaluating ``query`` connects to the canary."""
        before = self._canary.hits
        with contextlib.suppress(SyntaxError, RuntimeError, ValueError, OSError):
            result = self.store.query(query)
            if not isinstance(result, ox.QueryBoolean):
                for _ in result:
                    pass
        return self._canary.hits > before
