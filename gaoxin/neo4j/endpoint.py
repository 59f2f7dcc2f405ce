"""Where the Neo4j in use is, and how to log in there.

``NEO4J_URI`` and the other ``NEO4J_`` variables name the user's own Neo4j.  Without them the
managed server is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j import state
from gaoxin.neo4j.configuration import Layout
from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Address, login and database of one Neo4j.

    ``password_file`` is set only for the managed server, ``authorities`` only with ``NEO4J_CA``.
    """

    uri: str
    username: str
    password: str = field(repr=False)
    database: str
    password_file: Path | None = None
    authorities: Path | None = None


def endpoint_in_use(settings: Settings) -> Endpoint:
    """The user's own Neo4j if ``NEO4J_URI`` is set, else the managed one.

    Raises:
        MirrorUnavailable: ``NEO4J_URI`` is not set and the managed server does not run.
    """
    if settings.neo4j_uri:
        return Endpoint(
            settings.neo4j_uri,
            settings.neo4j_username,
            settings.neo4j_password,
            settings.neo4j_database,
            authorities=Path(settings.neo4j_ca).expanduser() if settings.neo4j_ca else None,
        )
    running = state.running(settings)
    if running is None:
        raise MirrorUnavailable(
            "Neo4j 没有运行；请先执行 gaoxin neo4j start，或用 NEO4J_URI 指向自己的 Neo4j。",
            "Neo4j is not running; run gaoxin neo4j start first, "
            "or set NEO4J_URI to your own Neo4j.",
        )
    return Endpoint(
        running.uri,
        state.USERNAME,
        state.read_password(settings),
        state.DATABASE,
        Layout.of(settings).password,
    )
