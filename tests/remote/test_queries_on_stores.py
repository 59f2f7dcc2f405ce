"""Every saved query gives the embedded store's answer on every real SPARQL store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.graph.facts.node_lookup import nodes_with_subject, read_node
from gaoxin.graph.remote.open_published import connection_of, open_published
from gaoxin.graph.store.generation import Generation
from gaoxin.model import Answer
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.sparql import run_sparql, run_text
from gaoxin.settings import Settings

pytestmark = pytest.mark.long
FOLDER = Path(__file__).parents[2] / "queries"


def rows(answer: Answer) -> Counter[tuple[Any, ...]]:
    """The rows as a multiset."""
    return Counter(tuple(map(repr, row.values())) for row in answer.rows)


def test_all_saved_queries_agree(filled_engine: Settings, shipped: Generation) -> None:
    there = open_published(filled_engine)
    assert connection_of(there) is not None
    wrong, answered = [], 0
    for query in catalogue():
        here = run_sparql(shipped, query, query.examples, shipped.settings)
        remote = run_sparql(there, query, query.examples, filled_engine)
        assert remote.columns == list(query.columns)
        answered += bool(here.rows)
        if rows(here) != rows(remote) or here.truncated != remote.truncated:
            wrong.append((query.name, rows(here) - rows(remote), rows(remote) - rows(here)))
    assert wrong == []
    files = len(list(FOLDER.glob("*/*.rq")))
    assert len(list(catalogue())) == files > 0
    assert answered > files // 2


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
