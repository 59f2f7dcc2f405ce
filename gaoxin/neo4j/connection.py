"""Opens the Neo4j driver on the Neo4j in use.

Importing the driver takes 0.7 s, so this module imports it inside its functions.
:mod:`gaoxin.neo4j.refusals` turns the driver's errors into messages for people.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gaoxin.neo4j.encryption import driver_options
from gaoxin.neo4j.endpoint import Endpoint, endpoint_in_use
from gaoxin.neo4j.refusals import not_connected, translated
from gaoxin.neo4j.sessions import session_of
from gaoxin.settings import Settings

if TYPE_CHECKING:
    from neo4j import Driver

CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0
"""How long the driver repeats a transaction after the connection or the leader was lost."""


@contextlib.contextmanager
def driver(settings: Settings, *, reading: bool = False) -> Iterator[Driver]:
    """A connected driver for the Neo4j in use, closed at the end.

    With ``reading`` a cluster whose databases have no leader at the moment is good enough.

    Errors of the connection, at the start or later, become :class:`MirrorUnavailable`.  Errors of
    Cypher stay the driver's own.

    Raises:
        MirrorUnavailable: the server does not answer, its certificate is not trusted, the password
            is wrong, the database does not exist, or the server stopped or ran out of disk space
            or memory.
    """
    with driver_of(endpoint_in_use(settings), reading=reading) as opened:
        yield opened


@contextlib.contextmanager
def driver_of(place: Endpoint, *, reading: bool = False) -> Iterator[Driver]:
    """Like :func:`driver`, for an endpoint that the caller already has."""
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
                # Not verify_connectivity: it does not notice a missing database.  The leader's
                # answer brings the bookmark of its last commit, so what a writer reads afterwards
                # from a replica is never older than what other runs have written.
                with session_of(opened, place.database, reading=reading) as session:
                    session.run("RETURN 1").consume()
            except (ConfigurationError, ValueError) as cause:
                raise not_connected(place, cause) from cause
        with translated(place):
            yield opened


def _quiet() -> None:
    # The driver raises every failed attempt and logs it, too.
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
