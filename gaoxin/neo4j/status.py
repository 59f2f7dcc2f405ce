"""Describes the Neo4j in use: address, login, whether it answers, which generation it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j import connection, state
from gaoxin.neo4j.browser import FIRST_QUERY, browser_page, with_query
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.neo4j.process import HOST
from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What ``gaoxin neo4j status`` shows; ``managed`` is false for the user's own Neo4j.

    ``browser_page`` is the address of Neo4j Browser, ``None`` where it is not known.
    """

    uri: str
    username: str
    password_file: Path | None
    database: str
    browser_page: str | None
    running: bool
    pid: int | None
    managed: bool = True

    @property
    def browser(self) -> str | None:
        """The address of Neo4j Browser with a first query in its editor."""
        return with_query(self.browser_page, FIRST_QUERY) if self.browser_page else None


def server_status(settings: Settings, running: bool | None = None) -> ServerStatus:
    """Describe the Neo4j in use.

    A caller that knows whether the server answers passes ``running``; otherwise it is asked.
    """
    if settings.neo4j_uri:
        if running is None:
            running = _answers(settings)
        return ServerStatus(
            settings.neo4j_uri,
            settings.neo4j_username,
            None,
            settings.neo4j_database,
            browser_page(settings),
            running,
            None,
            managed=False,
        )
    known = state.read_state(settings)
    current = state.running(settings)
    if running is None:
        running = current is not None and _answers(settings)
    bolt = known.bolt_port if known else state.DEFAULT_PORTS[0]
    return ServerStatus(
        f"bolt://{HOST}:{bolt}",
        state.USERNAME,
        Layout.of(settings).password,
        state.DATABASE,
        browser_page(settings),
        running,
        current.pid if current else None,
    )


def mirrored_generation(settings: Settings) -> int | None:
    """Generation that the ``_Mirror`` node names; ``None`` without one or if Neo4j is down."""
    try:
        with connection.driver(settings, reading=True) as driver:
            records = driver.execute_query(
                "MATCH (m:_Mirror) RETURN m.generation AS generation LIMIT 1",
                database_=endpoint_in_use(settings).database,
                routing_="r",
            ).records
    except MirrorUnavailable:
        return None
    value = records[0]["generation"] if records else None
    return value if isinstance(value, int) else None


def _answers(settings: Settings) -> bool:
    try:
        with connection.driver(settings):
            return True
    except MirrorUnavailable:
        return False


def require_browser(server: ServerStatus, query: str = FIRST_QUERY) -> str:
    """The address of Neo4j Browser of a running server, with ``query`` in its editor.

    Raises:
        MirrorUnavailable: the server does not run; or it is the user's own, whose Browser's
            address is not known.
    """
    if server.browser_page is None:
        raise MirrorUnavailable(
            "NEO4J_URI 指向自己的 Neo4j，它的 Browser 在哪里无从得知；请自行打开它的网址，"
            "或用 NEO4J_BROWSER 写明。",
            "NEO4J_URI names your own Neo4j, and the address of its Browser is not known; open "
            "it yourself, or set NEO4J_BROWSER to it.",
            uri=server.uri,
        )
    if not server.running and not server.managed:
        raise MirrorUnavailable(
            f"{server.uri} 的 Neo4j 没有应答；请检查它是否在运行，NEO4J_URI 等是否写对。",
            f"The Neo4j at {server.uri} does not answer; check that it runs, and NEO4J_URI and the "
            "login.",
            uri=server.uri,
        )
    if not server.running:
        raise MirrorUnavailable(
            "Neo4j 没有运行；请先执行 gaoxin neo4j start。",
            "Neo4j is not running; run gaoxin neo4j start first.",
        )
    return with_query(server.browser_page, query)
