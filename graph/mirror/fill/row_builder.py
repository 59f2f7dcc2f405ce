"""Turns the facts about a subject into rows of a :class:`RowBatch`.

Most things of a large graph are plain: one graph states them, they are no figure, statement or
position, and no Statement is about them.  Their rows are built directly, several times faster than
by :class:`GraphElements`, which handles every case and builds the others.  Both build the same
elements (tests/mirror/test_mirror_first_filling.py compares them).
"""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.mirror.fill.subject_reader import Stated
from gaoxin.graph.mirror.mapping.row_batch import Labels, RowBatch, Shared
from gaoxin.graph.mirror.mapping.to_neo4j import Facts, GraphElements
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

_Plain = tuple[Labels, dict[str, list[Any]], list[tuple[str, str]]]
"""Labels, literals by predicate, and (relationship type, end IRI) of a plain thing."""


class RowBuilder:
    """Builds the rows of one graph."""

    def __init__(self, elements: GraphElements) -> None:
        self.elements, self.names = elements, elements.names
        self._labels: dict[frozenset[str], Labels | None] = {}
        self._shared: dict[tuple[str, str], Shared] = {}
        self._subject_properties = node_shapes().link_parts.subjects
        # A graph without statements need not be asked for statements about each thing.
        self._has_statements = self._is_named_by_statement(None)

    def add(
        self,
        iri: str,
        stated: list[Stated],
        out: RowBatch,
        *,
        node: bool = True,
        relationships: bool = True,
    ) -> None:
        """Add the thing's node and the relationships that start at it, or one of both, to ``out``.

        A thing without a node (a Statement that becomes a relationship) adds nothing.
        """
        if relationships:
            out.triples += sum(len(part.rows) for part in stated)
        plain = self._plain(iri, stated)
        if plain is not None:
            labels, literals, ends = plain
            if node:
                out.nodes[labels].append(self.elements.plain_properties(iri, labels, literals))
            if relationships:
                out.relationships += len(ends)
                graph = stated[0].graph
                for kind, end in ends:
                    shared = self._shared.get((kind, graph)) or self._share(kind, graph)
                    out.bare[shared].append((iri, end))
            return
        self.elements.prime(iri, self._facts(stated))
        if not relationships:
            found = self.elements.node(iri)
            if found is not None:
                out.add_node(found)
        elif (star := self.elements.star(iri)) is not None:
            if node:
                out.add_node(star.node)
            for relationship in star.relationships:
                out.add_relationship(relationship)
        self.elements.forget()

    def _plain(self, iri: str, stated: list[Stated]) -> _Plain | None:
        """The parts of a plain thing; ``None`` if the thing is not plain."""
        if len(stated) != 1 or stated[0].graph not in self.elements.sources:
            return None
        relations = self.names.relationships
        types: list[str] = []
        literals: dict[str, list[Any]] = {}
        ends: list[tuple[str, str]] = []
        for predicate, value in stated[0].rows:
            if isinstance(value, ox.NamedNode):
                if predicate in relations:
                    ends.append((relations[predicate], value.value))
                    continue
                if predicate == RDF_TYPE_IRI:
                    types.append(value.value)
                    continue
            elif predicate == RDF_TYPE_IRI:
                continue
            literals.setdefault(predicate, []).append(value)
        labels = self._labels_of(frozenset(types))
        if labels is None:
            return None
        if ends and self._has_statements and self._is_named_by_statement(ox.NamedNode(iri)):
            return None
        return labels, literals, ends

    def _labels_of(self, types: frozenset[str]) -> Labels | None:
        """Labels of a plain thing of these classes; ``None`` if such things are not plain."""
        if types not in self._labels:
            names = self.names
            found = None
            if types and types <= names.labels.keys() and not types & names.nary:
                closed = names.closure(types)
                if names.minimal(closed) == types:
                    found = self.elements.labels_of(closed)
            self._labels[types] = found
        return self._labels[types]

    def _is_named_by_statement(self, thing: ox.NamedNode | None) -> bool:
        """Whether a Statement is about the thing, or a Position held by it (``None``: any)."""
        store = self.elements.store
        return any(
            next(store.quads_for_pattern(None, predicate, thing, DEFAULT_GRAPH), None) is not None
            for predicate in self._subject_properties
        )

    def _share(self, kind: str, graph: str) -> Shared:
        key = self.elements.sources[graph]
        shared = kind, (key,), (self.elements.grade(key),), False
        return self._shared.setdefault((kind, graph), shared)

    def _facts(self, stated: list[Stated]) -> Facts:
        facts: Facts = {}
        for part in stated:
            for predicate, value in part.rows:
                if isinstance(value, ox.NamedNode | ox.Literal) and self.names.is_mirrored(
                    predicate, value
                ):
                    facts.setdefault((predicate, value), set()).add(part.graph)
        return facts
