"""Every saved query gives the embedded store's answer on every real SPARQL store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.graph.facts.node_lookup import nodes_with_subject, read_node
from gaoxin.graph.remote.open_published import connection_of, open_published
from gaoxin.graph.store.generation import Generation
from gaoxin.model import Answer
from gaoxin.queries.catalogue import SavedQuery, catalogue
from gaoxin.queries.sparql import run_sparql, run_text
from gaoxin.settings import Settings
from tests.fixtures.sparql_engines import with_everything

pytestmark = pytest.mark.long
FOLDER = Path(__file__).parents[2] / "queries"


def rows(answer: Answer) -> Counter[tuple[Any, ...]]:
    """The rows as a multiset."""
    return Counter(tuple(map(repr, row.values())) for row in answer.rows)


def test_a_saved_query_of_each_folder_agrees(filled_engine: Settings, shipped: Generation) -> None:
    first = {query.name.partition("/")[0]: query for query in reversed(list(catalogue()))}
    assert len(first) == len({path.parent for path in FOLDER.glob("*/*.rq")}) > 0
    assert_agreement(first.values(), filled_engine, shipped)


@with_everything
def test_all_saved_queries_agree(filled_engine: Settings, shipped: Generation) -> None:
    queries = list(catalogue())
    assert len(queries) == len(list(FOLDER.glob("*/*.rq"))) > 0
    assert_agreement(queries, filled_engine, shipped)


def assert_agreement(
    queries: Collection[SavedQuery], filled: Settings, shipped: Generation
) -> None:
    there = open_published(filled)
    assert connection_of(there) is not None
    wrong, answered = [], 0
    for query in queries:
        here = run_sparql(shipped, query, query.examples, shipped.settings)
        remote = run_sparql(there, query, query.examples, filled)
        assert remote.columns == list(query.columns)
        answered += bool(here.rows)
        if rows(here) != rows(remote) or here.truncated != remote.truncated:
            wrong.append((query.name, rows(here) - rows(remote), rows(remote) - rows(here)))
    assert wrong == []
    assert answered > len(queries) // 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s a gx:NationalZone } LIMIT 5",
        "ASK { ?s a gx:NationalZone }",
        "CONSTRUCT { ?s a gx:Zone } { ?s a gx:NationalZone }",
        "SELECT (1.50 AS ?d) (2.0 AS ?w) (true AS ?b) ?none {}",
    ],
)
def test_kinds_of_queries(filled_engine: Settings, shipped: Generation, text: str) -> None:
    there = open_published(filled_engine)
    here = run_text(shipped, text, shipped.settings)
    remote = run_text(there, text, filled_engine)
    assert remote.columns == here.columns
    assert len(remote.rows) == len(here.rows) > 0
    if "LIMIT" not in text:
        assert rows(remote) == rows(here)


def test_a_lookup_takes_few_requests(filled_engine: Settings, shipped: Generation) -> None:
    there = open_published(filled_engine)
    connection = connection_of(there)
    assert connection is not None
    before = connection.requests
    zone = there.names.resolve("天津滨海高新区")
    read = {
        node.value: read_node(there.store, node)
        for node in nodes_with_subject(there.store, ox.NamedNode(zone.iri))
    }
    assert len(read) > 50
    assert all(read.values())
    assert connection.requests - before < len(read) // 4
