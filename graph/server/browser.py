"""The address of Neo4j Browser with a first query ready."""

from __future__ import annotations

from urllib.parse import quote, urlencode

HOST = "127.0.0.1"
FIRST_QUERY = "MATCH (z:Zone {name: '天津滨海高新技术产业开发区'})-[r]-(x) RETURN z, r, x LIMIT 50"


def browser_address(bolt_port: int, http_port: int, query: str = FIRST_QUERY) -> str:
    """Neo4j Browser of the managed server, with ``query`` in its editor (not run)."""
    parameters = {"connectURL": f"neo4j://neo4j@{HOST}:{bolt_port}", "cmd": "edit", "arg": query}
    return f"http://{HOST}:{http_port}/browser/?{urlencode(parameters, quote_via=quote)}"
