"""The address of Neo4j Browser with a first query in its editor."""

from __future__ import annotations

import os
import sys
import webbrowser
from urllib.parse import quote, urlencode

from gaoxin.neo4j.process import HOST

FIRST_QUERY = (
    "MATCH (z:Zone {name: '天津滨海高新技术产业开发区'})-[r]-(x)\n"
    "WHERE NOT x:Statement AND NOT x:StatementGraph\nRETURN z, r, x LIMIT 60"
)


def browser_address(bolt_port: int, http_port: int, query: str = FIRST_QUERY) -> str:
    """The address of the managed server's Browser, ``query`` in its editor but not run."""
    parameters = {"connectURL": f"neo4j://neo4j@{HOST}:{bolt_port}", "cmd": "edit", "arg": query}
    return f"http://{HOST}:{http_port}/browser/?{urlencode(parameters, quote_via=quote)}"


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
