"""The address of Neo4j Browser with a first query in its editor."""

from __future__ import annotations

import os
import sys
import webbrowser
from urllib.parse import quote, urlencode

from gaoxin.neo4j import state
from gaoxin.neo4j.process import HOST
from gaoxin.settings import Settings

FIRST_QUERY = (
    "MATCH (z:Zone {name: '天津滨海高新技术产业开发区'})-[r]-(x)\n"
    "WHERE NOT x:Statement AND NOT x:StatementGraph\nRETURN z, r, x LIMIT 60"
)


def browser_page(settings: Settings) -> str | None:
    """The address of Neo4j Browser without a query; ``None`` where it is not known.

    It is ``NEO4J_BROWSER``, else that of the managed server (as it was started last).  Where
    another Neo4j has its Browser cannot be told from ``NEO4J_URI``.
    """
    if settings.neo4j_browser or settings.neo4j_uri:
        return settings.neo4j_browser or None
    known = state.read_state(settings)
    bolt, http = (known.bolt_port, known.http_port) if known else state.DEFAULT_PORTS
    place = urlencode({"connectURL": f"neo4j://neo4j@{HOST}:{bolt}"}, quote_via=quote)
    return f"http://{HOST}:{http}/browser/?{place}"


def with_query(page: str, query: str) -> str:
    """The address of Neo4j Browser with a query in its editor, not run."""
    parameters = urlencode({"cmd": "edit", "arg": query}, quote_via=quote)
    return f"{page}{'&' if '?' in page else '?'}{parameters}"


def has_desktop() -> bool:
    """Whether the program runs in a terminal on a machine with a desktop."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def launch(address: str) -> bool:
    """Open the web browser at ``address``; false if there is none."""
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
