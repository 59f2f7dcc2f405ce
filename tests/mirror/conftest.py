"""Fixtures for tests of the mirror: a database on the session's real server, and a proxy that
interrupts.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gaoxin.graph.mirror.database.connect import open_database
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.mapping.term_names import current_names
from tests.fixtures.bolt_proxy import BoltProxy, Volume
from tests.fixtures.neo4j import Neo4jServer
from tests.mirror.interruptions import Story, volumes


@pytest.fixture
def graph(neo4j_server: Neo4jServer) -> Iterator[Neo4jGraph]:
    """The opened database without nodes; the schema is kept, because creating it takes seconds."""
    with open_database(neo4j_server.settings, current_names()) as found:
        found.driver.execute_query("MATCH (n) DETACH DELETE n", database_=found.database)
        yield found


@pytest.fixture(scope="module")
def proxy(neo4j_server: Neo4jServer) -> Iterator[BoltProxy]:
    """A proxy between the runs of a test module and the session's server."""
    port = int(neo4j_server.connection.uri.rpartition(":")[2])
    with BoltProxy(lambda: port) as found:
        yield found


@pytest.fixture(scope="module")
def story(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """A store that changes from test to test, and an empty database."""
    folder = tmp_path_factory.mktemp("story")
    found = Story(neo4j_server.settings_for(folder / "home"), folder)
    found.begin()
    return found


@pytest.fixture(scope="session")
def usual(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Volume]:
    """The traffic of each kind of run without an interruption."""
    folder = tmp_path_factory.mktemp("usual")
    port = int(neo4j_server.connection.uri.rpartition(":")[2])
    with BoltProxy(lambda: port) as found:
        return volumes(Story(neo4j_server.settings_for(folder / "home"), folder), found)
