"""The address of Neo4j Browser with a first query ready."""

from __future__ import annotations

import os
import sys
import webbrowser
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j.configuration import HOST

if TYPE_CHECKING:
    from gaoxin.neo4j.managed import Server

FIRST_QUERY = "MATCH (z:Zone {name: '天津滨海高新技术产业开发区'})-[r]-(x) RETURN z, r, x LIMIT 50"


def browser_address(bolt_port: int, http_port: int, query: str = FIRST_QUERY) -> str:
    """Neo4j Browser of the managed server, with ``query`` in its editor (not run)."""
    parameters = {"connectURL": f"neo4j://neo4j@{HOST}:{bolt_port}", "cmd": "edit", "arg": query}
    return f"http://{HOST}:{http_port}/browser/?{urlencode(parameters, quote_via=quote)}"


def require(server: Server) -> str:
    """The Browser's address of a server that runs.

    Raises:
        MirrorUnavailable: it does not run, or it is one's own and its Browser's place is unknown.
    """
    if server.browser is None:
        raise MirrorUnavailable(
            "NEO4J_URI 指向自己的 Neo4j，它的 Browser 在哪里无从得知；请打开它自己的网址。",
            "NEO4J_URI leads to a Neo4j of your own, whose Browser's address is not known here; "
            "open it at its own address.",
            uri=server.uri,
        )
    if not server.running:
        raise MirrorUnavailable(
            "Neo4j 没有运行；请先执行 gaoxin neo4j start。",
            "Neo4j is not running; run gaoxin neo4j start first.",
        )
    return server.browser


def has_desktop() -> bool:
    """Whether a person sits at a terminal of a machine that can show windows."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def launch(address: str) -> bool:
    """Open the person's web browser at ``address``; returns whether there was one."""
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
