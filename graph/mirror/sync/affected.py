"""Finds the nodes and relations that a patch can have changed in Neo4j.

The mirror compares these and sends only real differences, so a superset is correct but slower.
Whatever decides how a triple is mirrored must lead here: its node, the Statement about it, the
grades of its sources, the names in captions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from gaoxin.graph.facts.node_shapes import GRADE
from gaoxin.graph.mirror.mapping.elements import Pair
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements, subject_of
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RdfTerm


@dataclass(slots=True)
class Affected:
    """IRIs of nodes, and relation triples, that must be compared with Neo4j."""

    nodes: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)


def affected_by(
    elements: GraphElements, quads: Iterable[ox.Quad], *, captions: bool = True
) -> Affected:
    """What the added and removed quads of a patch can have changed.

    ``elements`` reads the new state; the old state is not needed.  ``captions``: also the nodes
    whose captions show a name that changed, whoever states them.
    """
    out = Affected()
    places = elements.shapes.link_parts.places
    ends: dict[str, tuple[set[str], set[str], set[str]]] = {}
    graded: set[str] = set()
    for quad in quads:
        subject, value = subject_of(quad), quad.object
        if not elements.names.is_mirrored(quad.predicate.value, value):
            continue
        _add(elements, out, subject, quad.predicate.value, value)
        place = places.get(quad.predicate.value)
        if place is not None and isinstance(value, ox.NamedNode):
            ends.setdefault(subject, (set(), set(), set()))[place].add(value.value)
        if quad.predicate == GRADE:
            graded.add(subject)
        for leading in elements.captions.shown_by(quad.predicate.value) if captions else ():
            for shown in elements.store.quads_for_pattern(
                None, leading, quad.subject, DEFAULT_GRAPH
            ):
                if elements.contraction(subject_of(shown)) is None:  # relationships have no caption
                    out.nodes.add(subject_of(shown))
    for graph in _graphs_of(elements, graded):
        for quad in elements.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            _add(elements, out, subject_of(quad), quad.predicate.value, quad.object)
    for pair in tuple(out.pairs):
        out.nodes |= elements.statements(pair)
    for iri in tuple(out.nodes):
        _add_statement(elements, out, iri, ends.get(iri))
    return out


def _add(
    elements: GraphElements, out: Affected, subject: str, predicate: str, value: RdfTerm
) -> None:
    out.nodes.add(subject)
    if isinstance(value, ox.NamedNode) and elements.names.is_relation(predicate, value):
        out.nodes.add(value.value)
        out.pairs.add((subject, predicate, value.value))


def _add_statement(
    elements: GraphElements,
    out: Affected,
    iri: str,
    changed: tuple[set[str], set[str], set[str]] | None,
) -> None:
    """Add the triples that a Statement or Position is or was about, and its own relations."""
    facts, places = elements.facts(iri), elements.shapes.link_parts.places
    # By properties, not by class: a Statement that lost its class must be found, too.
    if changed is None and not any(predicate in places for predicate, _ in facts):
        return
    ends = changed or (set(), set(), set())
    for predicate, value in facts:
        if isinstance(value, ox.NamedNode):
            place = places.get(predicate)
            if place is not None:
                ends[place].add(value.value)
            if elements.names.is_relation(predicate, value):
                out.pairs.add((iri, predicate, value.value))
    for predicate in ends[1] | elements.shapes.by_relation.keys():
        if predicate in elements.names.relationships:
            out.pairs |= {(start, predicate, end) for start in ends[0] for end in ends[2]}


def _graphs_of(elements: GraphElements, iris: set[str]) -> list[str]:
    """The named graphs of those of ``iris`` that are sources: their elements carry the grade."""
    if not iris:
        return []
    return [g for g, key in elements.sources.items() if elements.source_iri(key).value in iris]
