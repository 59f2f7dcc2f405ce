"""Values written into a query have the effect of values given beside it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.queries.binding import bind
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.sparql import QUERY_PREFIXES
from gaoxin.queries.values_clause import with_values
from gaoxin.queries.worker import term

FOLDER = Path(__file__).parents[2] / "queries"


def solutions(result: object) -> Counter[tuple[str, ...]]:
    assert isinstance(result, ox.QuerySolutions)
    return Counter(tuple(map(str, solution)) for solution in result)


def test_all_saved_queries_mean_the_same(shipped: Generation) -> None:
    tried = 0
    for query in catalogue():
        bound = {
            name: term(value.for_sparql())
            for name, value in bind(query, query.examples, shipped).items()
        }
        beside = shipped.store.query(
            query.sparql,
            prefixes=QUERY_PREFIXES,
            substitutions={ox.Variable(name): value for name, value in bound.items()},
        )
        within = shipped.store.query(with_values(query.sparql, bound), prefixes=QUERY_PREFIXES)
        assert solutions(within) == solutions(beside), query.name
        tried += bool(bound)
    assert len(list(catalogue())) == len(list(FOLDER.glob("*/*.rq")))
    assert tried > 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT ?a { ?a ?p ?b }", "SELECT ?a { VALUES ?a { <x:1> } ?a ?p ?b }"),
        ("SELECT * { ?s ?p ?b }", "SELECT * { ?s ?p ?b }"),
        (
            "SELECT * { ?s ?p ?b OPTIONAL { ?s ?q ?a } }",
            "SELECT * { ?s ?p ?b OPTIONAL { VALUES ?a { <x:1> } ?s ?q ?a } }",
        ),
        (
            "SELECT * { { SELECT ?a { ?a ?p ?o } } }",
            "SELECT * { { SELECT ?a { VALUES ?a { <x:1> } ?a ?p ?o } } }",
        ),
        ('SELECT * { ?s ?p "?a" } # ?a }', 'SELECT * { ?s ?p "?a" } # ?a }'),
        ("SELECT * { VALUES ?a { 1 } }", "SELECT * { VALUES ?a { <x:1> } VALUES ?a { 1 } }"),
        (
            "CONSTRUCT { ?a ?p 1 } WHERE { ?a ?p 2 }",
            "CONSTRUCT { ?a ?p 1 } WHERE { VALUES ?a { <x:1> } ?a ?p 2 }",
        ),
    ],
)
def test_each_group_that_mentions_it_gets_the_value(text: str, wanted: str) -> None:
    assert with_values(text, {"a": ox.NamedNode("x:1")}) == wanted


def test_a_text_cannot_leave_its_place() -> None:
    hostile = ox.Literal('x" } } DROP ALL #\n\\')
    written = with_values("SELECT ?t { ?s ?p ?t }", {"t": hostile})
    assert 'VALUES ?t { "x\\" } } DROP ALL #\\n\\\\" }' in written
    store = ox.Store()
    node = ox.NamedNode("x:1")
    store.add(ox.Quad(node, node, hostile))
    found = store.query(written)
    assert isinstance(found, ox.QuerySolutions)
    assert [solution["t"] for solution in found] == [hostile]
