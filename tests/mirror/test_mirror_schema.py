"""The constraint and the indexes are made once, and mended."""

from __future__ import annotations

import pytest
from neo4j.exceptions import Neo4jError

from gaoxin.graph.mirror.schema import ensure_schema
from gaoxin.graph.mirror.scheme import current_scheme
from gaoxin.graph.mirror.session import Neo4jGraph


def _state(graph: Neo4jGraph, name: str) -> str:
    query = "SHOW INDEXES YIELD name, state WHERE name = $name RETURN state"
    return str(graph.rows(query, name=name)[0]["state"])


@pytest.mark.neo4j
def test_an_index_that_could_not_be_filled_is_made_anew(graph: Neo4jGraph) -> None:
    """Somebody's own node of one of our labels has a name too long for an index."""
    place, scheme = (graph.driver, graph.database), current_scheme()
    ensure_schema(*place, scheme)
    run = graph.driver.execute_query
    run("DROP INDEX gaoxin_Zone", database_=graph.database)
    run("CREATE (:Zone {nameKey: $long})", long="長" * 20_000, database_=graph.database)
    with pytest.raises(Neo4jError, match="failed state"):
        ensure_schema(*place, scheme)
    assert _state(graph, "gaoxin_Zone") == "FAILED"
    run("MATCH (n:Zone) DELETE n", database_=graph.database)
    ensure_schema(*place, scheme)
    assert _state(graph, "gaoxin_Zone") == "ONLINE"


@pytest.mark.neo4j
def test_an_equal_index_of_somebody_else_serves(graph: Neo4jGraph) -> None:
    place, scheme = (graph.driver, graph.database), current_scheme()
    ensure_schema(*place, scheme)
    run = graph.driver.execute_query
    run("DROP INDEX gaoxin_Zone", database_=graph.database)
    run("CREATE INDEX theirs FOR (n:Zone) ON (n.nameKey)", database_=graph.database)
    try:
        ensure_schema(*place, scheme)
        assert _state(graph, "theirs") == "ONLINE"
    finally:
        run("DROP INDEX theirs", database_=graph.database)
    ensure_schema(*place, scheme)
    assert _state(graph, "gaoxin_Zone") == "ONLINE"
