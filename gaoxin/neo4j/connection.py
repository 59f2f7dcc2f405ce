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
from gaoxin.settings import Settings

if TYPE_CHECKING:
    from neo4j import Driver

CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0
"""For so long a transaction is repeated when the connection or the leader went away."""


@contextlib.contextmanager
def driver(settings: Settings) -> Iterator[Driver]:
    """A driver for the Neo4j in use, already connected, closed at the end.

    What goes wrong with the connection is translated here, at the start or at any time later;
    errors of Cypher itself pass through as the driver's own.

    Raises:
        MirrorUnavailable: nothing answers, the certificate is not trusted, the password is wrong,
            the database does not exist, or the server went away, has no room or no memory left.
    """
    with driver_of(endpoint_in_use(settings)) as opened:
        yield opened


@contextlib.contextmanager
def driver_of(place: Endpoint) -> Iterator[Driver]:
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
