"""Convert facts back to rows of the common table: the exact inverse of loading the table.

Each gx:Statement, Position, Observation, Target and Ranking of a graph is one row.  Graphs of
reference tables and RDF also hold plain triples; a triple becomes a row if the common table has a
predicate for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter

import pyoxigraph as ox

from gaoxin.graph.facts.fact_codec import fact_of, row_of, row_of_triple, table_predicate
from gaoxin.graph.quad_parts import object_of, value_of
from gaoxin.graph.store.generation import Generation
from gaoxin.model import STATEMENT_COLUMNS, Statement
from gaoxin.ontology.main_class import main_class, table_type
from gaoxin.ontology.rdf_terms import RdfTerm

_CELLS = attrgetter(*STATEMENT_COLUMNS)


class RowWriter:
    """Yields the rows of one generation; caches names and types."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._things: dict[str, tuple[str, str]] = {}

    def rows(self, graph: str, source: str, *, plain: bool) -> Iterator[dict[str, str]]:
        """Rows of one named graph; if ``plain``, also rows of triples that no node describes."""
        nodes: dict[str, dict[str, list[RdfTerm]]] = defaultdict(lambda: defaultdict(list))
        triples: list[ox.Quad] = []
        for quad in self.generation.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            nodes[value_of(quad.subject)][quad.predicate.value].append(quad.object)
            if plain and table_predicate(quad.predicate.value):
                triples.append(quad)
        described: set[tuple[str, str, str]] = set()
        for properties in nodes.values():
            fact = fact_of(properties)
            if fact is not None and table_predicate(fact.states):
                described.add((fact.subject.value, fact.states, str(fact.object)))
                things = self._thing(fact.subject), self._thing(fact.object)
                yield _cells(row_of(fact, *things, source))
        for quad in triples:
            value = object_of(quad)
            if (value_of(quad.subject), quad.predicate.value, str(value)) not in described:
                things = self._thing(quad.subject), self._thing(value)
                yield _cells(row_of_triple(quad, *things, source))

    def _thing(self, node: RdfTerm) -> tuple[str, str]:
        """The name and type of a thing; empty for a literal."""
        if not isinstance(node, ox.NamedNode):
            return "", ""
        if node.value not in self._things:
            term = main_class(self.generation.classes_of(node.value))
            name = self.generation.names.name_of(node.value)
            self._things[node.value] = (name, table_type(term) if term else "")
        return self._things[node.value]


def _cells(row: Statement) -> dict[str, str]:
    return dict(zip(STATEMENT_COLUMNS, _CELLS(row), strict=True))
