"""A database for each test of the mirror, on the session's real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gaoxin.graph.mirror.connecting import opened
from gaoxin.graph.mirror.scheme import current_scheme
from gaoxin.graph.mirror.session import Neo4jGraph
from tests.fixtures.neo4j import Neo4jServer


@pytest.fixture
def graph(neo4j_server: Neo4jServer) -> Iterator[Neo4jGraph]:
    """The database without nodes, opened; the schema stays, since making it takes seconds."""
    with opened(neo4j_server.settings, current_scheme()) as found:
        found.driver.execute_query("MATCH (n) DETACH DELETE n", database_=found.database)
        yield found
