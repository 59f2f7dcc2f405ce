"""Disjoint classes have no common member in the project's data; a test shows that a clash is
found.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import combinations

import pyoxigraph as ox

from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.modules import read_module
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.ontology.terms import ClassTerm, vocabulary

_PAIRS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?one ?other WHERE {
  { ?one owl:disjointWith ?other }
  UNION
  { ?set a owl:AllDisjointClasses ; owl:members ?list .
    ?list rdf:rest*/rdf:first ?one , ?other FILTER (?one != ?other) }
}
"""


@cache
def disjoint() -> frozenset[frozenset[str]]:
    """Pairs of local names."""
    store = ox.Store()
    store.extend(ox.parse(read_module("upper"), format=ox.RdfFormat.TURTLE))
    rows = store.query(_PAIRS)
    assert isinstance(rows, ox.QuerySolutions)
    return frozenset(
        frozenset(row[name].value.removeprefix(GX) for name in ("one", "other")) for row in rows
    )


def clash(names: frozenset[str]) -> list[str]:
    """A pair of disjoint classes to which two of the named classes belong; empty if there is
    none.
    """
    classes = vocabulary().classes
    closed = {above for name in names for above in (name, *classes[name].parents)}
    for pair in combinations(sorted(closed), 2):
        if frozenset(pair) in disjoint():
            return list(pair)
    return []


def test_no_thing_of_the_data_is_in_two_disjoint_classes(shipped: Generation) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for quad in shipped.triples(None, RDF_TYPE, None):
        term = vocabulary().by_iri(getattr(quad.object, "value", ""))
        if isinstance(term, ClassTerm):
            kinds[str(quad.subject)].add(term.name)
    of_several = {frozenset(names) for names in kinds.values()}
    assert (
        frozenset({"City", "Province"}) in of_several
    )  # a municipality is both a city and a province
    assert {tuple(sorted(names)): clash(names) for names in of_several if clash(names)} == {}


def test_a_clash_is_seen_through_the_superclasses() -> None:
    assert clash(frozenset({"NationalZone", "Policy"}))
    assert clash(frozenset({"Enterprise", "Person"}))
    assert clash(frozenset({"Organization", "Platform"})) == []
    assert clash(frozenset({"Zone", "County"})) == []
