"""The way to the Neo4j in use, and what its refusals mean: the one boundary to the driver.

``NEO4J_URI`` and its kin lead to a Neo4j of one's own, else the managed one is meant.  Importing
the driver takes 0.7 s, so nothing here imports it before it is needed.  What it refuses is put into
words by :mod:`gaoxin.neo4j.refusals`.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j import state
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.encryption import driver_options
from gaoxin.neo4j.refusals import not_connected, translated
from gaoxin.settings import Settings

if TYPE_CHECKING:
    from neo4j import Driver

CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0
"""For so long a transaction is repeated when the connection or the leader went away."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a Neo4j is and who one is there.

    ``password_file`` is set for the managed one, ``authorities`` where ``NEO4J_CA`` was given.
    """

    uri: str
    username: str
    password: str = field(repr=False)
    database: str
    password_file: Path | None = None
    authorities: Path | None = None


def connection(settings: Settings) -> Connection:
    """The Neo4j in use: one's own by ``NEO4J_URI``, else the managed one.

    Raises:
        MirrorUnavailable: there is neither.
    """
    if settings.neo4j_uri:
        return Connection(
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
            "or set NEO4J_URI to a Neo4j of your own.",
        )
    return Connection(
        running.uri,
        state.USERNAME,
        state.read_password(settings),
        state.DATABASE,
        Layout.of(settings).password,
    )


@contextlib.contextmanager
def driver(settings: Settings) -> Iterator[Driver]:
    """A driver for the Neo4j in use, already connected, closed at the end.

    What goes wrong with the connection is translated here, at the start or at any time later;
    errors of Cypher itself pass through as the driver's own.

    Raises:
        MirrorUnavailable: nothing answers, the certificate is not trusted, the password is wrong,
            the database does not exist, or the server went away, has no room or no memory left.
    """
    with driver_of(connection(settings)) as opened:
        yield opened


@contextlib.contextmanager
def driver_of(place: Connection) -> Iterator[Driver]:
    """The same for a connection that is known already."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import ConfigurationError

    _quiet()
    uri, options = driver_options(place.uri, place.authorities)
    with contextlib.ExitStack() as closing:
        with translated(place):
            try:
                opened = closing.enter_context(
                    GraphDatabase.driver(
                        uri,
                        auth=(place.username, place.password),
                        connection_timeout=CONNECT_SECONDS,
                        notifications_min_severity="OFF",
                        user_agent="gaoxin",
                        max_transaction_retry_time=RETRY_SECONDS,
                        **options,
                    )
                )
                # Not verify_connectivity: it does not notice that the database is missing.
                with opened.session(database=place.database) as session:
                    session.run("RETURN 1").consume()
            except (ConfigurationError, ValueError) as cause:
                raise not_connected(place, cause) from cause
        with translated(place):
            yield opened


def _quiet() -> None:
    # The driver logs every failed attempt as well as raising it.
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
