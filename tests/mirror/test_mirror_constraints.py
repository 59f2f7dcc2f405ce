"""The constraint and the indexes are created once, and repaired."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from neo4j.exceptions import Neo4jError

from gaoxin.graph.mirror.database.constraints import ensure_schema
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.mapping.term_names import current_names

pytestmark = pytest.mark.neo4j


@pytest.fixture
def make(graph: Neo4jGraph) -> Callable[[], None]:
    """Create the schema when only the index of zones is missing."""

    def again() -> None:
        ensure_schema(graph.driver, graph.database, current_names())

    again()
    _run(graph, "DROP INDEX gaoxin_Zone")
    return again


def _run(graph: Neo4jGraph, cypher: str, **parameters: str) -> None:
    graph.driver.execute_query(cypher, parameters, database_=graph.database)


def _state(graph: Neo4jGraph, name: str) -> str:
    query = "SHOW INDEXES YIELD name, state WHERE name = $name RETURN state"
    return str(graph.rows(query, name=name)[0]["state"])


def test_an_index_that_could_not_be_filled_is_made_anew(
    graph: Neo4jGraph, make: Callable[[], None]
) -> None:
    """A foreign node with one of our labels has a name that is too long for an index."""
    _run(graph, "CREATE (:Zone {nameKey: $long})", long="長" * 20_000)
    with pytest.raises(Neo4jError, match="failed state"):
        make()
    assert _state(graph, "gaoxin_Zone") == "FAILED"
    _run(graph, "MATCH (n:Zone) DELETE n")
    make()
    assert _state(graph, "gaoxin_Zone") == "ONLINE"


def test_an_equal_index_of_somebody_else_serves(
    graph: Neo4jGraph, make: Callable[[], None]
) -> None:
    _run(graph, "CREATE INDEX theirs FOR (n:Zone) ON (n.nameKey)")
    try:
        make()
        assert _state(graph, "theirs") == "ONLINE"
    finally:
        _run(graph, "DROP INDEX theirs")
    make()
    assert _state(graph, "gaoxin_Zone") == "ONLINE"
