"""What a thing becomes in Neo4j, as the rows of batches: the fast way for a first filling.

A thing that one graph alone states, that is no n-ary node and that no Statement is about, needs
none of the cases that ``elements`` weighs; nearly every thing of a large graph is such a one.
Any other thing takes the way through :meth:`GraphElements.star`.  Both give the same elements
(tests/mirror/test_mirror_first_filling.py compares them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.mirror.fill.store_reader import Stated
from gaoxin.graph.mirror.mapping.row_batch import Labels, RowBatch, Shared
from gaoxin.graph.mirror.mapping.term_names import HOLDER, SUBJECT
from gaoxin.graph.mirror.mapping.to_neo4j import Facts, GraphElements
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RDF_TYPE

_Plain = tuple[Labels, dict[str, list[Any]], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Use:
    """What the mirror makes of one predicate; ``type`` where it can be a relationship."""

    iri: str
    type: str
    is_class: bool


class RowMaker:
    """Turns what the store states about a thing into rows."""

    def __init__(self, elements: GraphElements) -> None:
        self.elements, self.names = elements, elements.names
        relations = self.names.relationships
        self._uses = {
            iri: _Use(iri, relations.get(iri, ""), iri == RDF_TYPE.value)
            for iri in self.names.predicates
        }
        self._labels: dict[frozenset[str], Labels | None] = {}
        self._shared: dict[tuple[str, str], Shared] = {}
        # A graph without statements need not be asked for those about each thing.
        self._has_statements = any(
            next(iter(elements.store.quads_for_pattern(None, end, None, DEFAULT_GRAPH)), None)
            for end in (SUBJECT, HOLDER)
        )

    def add(self, iri: str, stated: list[Stated], out: RowBatch, *, is_there: bool = False) -> None:
        """Put the thing's rows, if it has any, into ``out``; no node where it is there already."""
        out.triples += sum(len(part.rows) for part in stated)
        plain = self._plain(iri, stated)
        if plain is not None:
            labels, literals, ends = plain
            if not is_there:
                out.nodes[labels].append(self.elements.plain_properties(iri, labels, literals))
            out.relationships += len(ends)
            graph = stated[0].graph
            for kind, end in ends:
                shared = self._shared.get((kind, graph)) or self._share(kind, graph)
                out.bare[shared].append((iri, end))
            return
        self.elements.prime(iri, self._facts(stated))
        star = self.elements.star(iri)
        self.elements.forget()
        if star is None:
            return
        if not is_there:
            out.add_node(star.node)
        for relationship in star.relationships:
            out.add_relationship(relationship)

    def add_node(self, iri: str, stated: list[Stated], out: RowBatch) -> None:
        """Put the thing's node alone, if it has one, into ``out``."""
        plain = self._plain(iri, stated)
        if plain is not None:
            labels, literals, _ = plain
            out.nodes[labels].append(self.elements.plain_properties(iri, labels, literals))
            return
        self.elements.prime(iri, self._facts(stated))
        node = self.elements.node(iri)
        self.elements.forget()
        if node is not None:
            out.add_node(node)

    def _plain(self, iri: str, stated: list[Stated]) -> _Plain | None:
        """Labels, literals by predicate and (type, end) of a plain thing; ``None`` of another."""
        if len(stated) != 1 or stated[0].graph not in self.elements.sources:
            return None
        uses = self._uses
        types: list[str] = []
        literals: dict[str, list[Any]] = {}
        ends: list[tuple[str, str]] = []
        for predicate, value in stated[0].rows:
            use = uses[predicate]
            if isinstance(value, ox.NamedNode):
                if use.type:
                    ends.append((use.type, value.value))
                    continue
                if use.is_class:
                    types.append(value.value)
                    continue
            elif use.is_class:
                continue
            literals.setdefault(use.iri, []).append(value)
        labels = self._labels_of(frozenset(types))
        if labels is None or (ends and self._has_statements and self._is_described(iri)):
            return None
        return labels, literals, ends

    def _labels_of(self, types: frozenset[str]) -> Labels | None:
        """Labels of a plain thing of these types; ``None`` where the types need a closer look."""
        if types not in self._labels:
            names = self.names
            found = None
            if types and types <= names.labels.keys() and not types & names.nary:
                closed = names.closure(types)
                if names.minimal(closed) == types:
                    found = self.elements.labels_of(closed)
            self._labels[types] = found
        return self._labels[types]

    def _is_described(self, iri: str) -> bool:
        thing = ox.NamedNode(iri)
        return any(
            next(iter(self.elements.store.quads_for_pattern(None, end, thing, DEFAULT_GRAPH)), None)
            for end in (SUBJECT, HOLDER)
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
