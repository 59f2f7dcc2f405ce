"""Convert facts back to rows of the common table: the exact inverse of loading the table.

Each gx:Statement, Position, Observation, Target or Ranking of a graph is one row.  Graphs of
reference tables, lists and RDF also hold plain triples; a triple becomes a row if the common table
has a predicate for it.  The graph is read as sorted lines, so memory does not grow with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.facts.fact_codec import fact_of, row_of, row_of_triple, table_predicate
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.quad_parts import object_of, value_of
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.lines import by_subject, line_of, quads_of_lines, sort_lines
from gaoxin.model import Statement
from gaoxin.ontology.main_class import main_class, table_type
from gaoxin.ontology.rdf_terms import RdfTerm

_REMEMBERED = 20_000
"""Things whose name and type are remembered; most others are named once only."""


class RowWriter:
    """Yields the rows of one generation; temporary files go into ``scratch``."""

    def __init__(self, generation: Generation, scratch: Path) -> None:
        self._generation, self._scratch = generation, scratch
        self._subjects = {shape.subject for shape in node_shapes().by_class.values()}
        self._thing = lru_cache(_REMEMBERED)(self._read_thing)

    def rows(self, graph: str, source: str, *, plain: bool) -> Iterator[tuple[str, Statement]]:
        """Rows of one named graph; if ``plain``, also rows of triples that no node describes.

        Each row comes with the IRI of its node, or else of its subject.
        """
        node = ox.NamedNode(graph)
        quads = self._generation.store.quads_for_pattern(None, None, None, node)
        for subject, lines in by_subject(sort_lines(map(line_of, quads), self._scratch)):
            iri = subject[1:-1].decode("utf-8", "surrogatepass")
            properties: dict[str, list[RdfTerm]] = defaultdict(list)
            triples: list[ox.Quad] = []
            for quad in quads_of_lines(lines):
                properties[quad.predicate.value].append(quad.object)
                if plain and table_predicate(quad.predicate.value):
                    triples.append(quad)
            fact = fact_of(properties)
            if fact is not None and table_predicate(fact.states):
                things = self._thing(fact.subject), self._thing(fact.object)
                yield iri, row_of(fact, *things, source)
            described = self._described(triples[0].subject, node) if triples else ()
            for quad in triples:
                value = object_of(quad)
                if (quad.predicate.value, str(value)) not in described:
                    things = self._thing(quad.subject), self._thing(value)
                    yield iri, row_of_triple(quad, *things, source)

    def _described(self, subject: RdfTerm, graph: ox.NamedNode) -> set[tuple[str, str]]:
        """The predicates and objects of the facts about a thing that have nodes in a graph."""
        find = self._generation.store.quads_for_pattern
        described = set()
        for leading in self._subjects:
            for quad in find(None, leading, subject, graph):
                properties: dict[str, list[RdfTerm]] = defaultdict(list)
                for part in find(quad.subject, None, None, graph):
                    properties[part.predicate.value].append(part.object)
                fact = fact_of(properties)
                if fact is not None and value_of(fact.subject) == value_of(subject):
                    described.add((fact.states, str(fact.object)))
        return described

    def _read_thing(self, node: RdfTerm) -> tuple[str, str]:
        """The name and type of a thing; empty for a literal."""
        if not isinstance(node, ox.NamedNode):
            return "", ""
        term = main_class(self._generation.classes_of(node.value))
        name = self._generation.names.name_of(node.value)
        return name, table_type(term) if term else ""
