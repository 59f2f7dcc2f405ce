"""Find the nodes about facts in a store, and read each with its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from gaoxin.graph.facts.fact_codec import NodeFact, fact_of
from gaoxin.graph.facts.locators import joined_locators
from gaoxin.graph.facts.node_shapes import GRADE, LOCATOR, NodeShape, node_shapes
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RDF_TYPE, RdfTerm

_Graph = ox.NamedNode | ox.DefaultGraph


@dataclass(frozen=True, slots=True)
class StatedNode:
    """The fact of a node, and for each named graph its grade (``""``: the source's own) and the
    places in the source (``""``: not given).
    """

    iri: str
    fact: NodeFact
    grades: dict[str, str]
    locators: dict[str, str] = field(default_factory=dict)


def read_node(store: ox.Store, node: RdfTerm) -> StatedNode | None:
    """The fact of a node, read from all named graphs; ``None`` if the node is not about a fact."""
    if not isinstance(node, ox.NamedNode):
        return None
    properties: dict[str, list[RdfTerm]] = defaultdict(list)
    grades: dict[str, str] = {}
    places: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(node, None, None, None):
        graph = quad.graph_name
        if not isinstance(graph, ox.NamedNode):
            continue
        properties[quad.predicate.value].append(quad.object)
        known = grades.setdefault(graph.value, "")
        if quad.predicate == GRADE and isinstance(quad.object, ox.Literal):
            grades[graph.value] = min(known or quad.object.value, quad.object.value)
        elif quad.predicate == LOCATOR and isinstance(quad.object, ox.Literal):
            places.setdefault(graph.value, []).append(quad.object.value)
    fact = fact_of(properties)
    if fact is None:
        return None
    locators = {graph: joined_locators(listed) for graph, listed in places.items()}
    return StatedNode(node.value, fact, grades, locators)


def fact_in(store: ox.Store, node: RdfTerm, graph: _Graph) -> NodeFact | None:
    """The fact of a node, read from one graph only."""
    if not isinstance(node, ox.NamedNode):
        return None
    properties: dict[str, list[RdfTerm]] = defaultdict(list)
    for quad in store.quads_for_pattern(node, None, None, graph):
        properties[quad.predicate.value].append(quad.object)
    return fact_of(properties)


def nodes_of(
    store: ox.Store, shapes: Iterable[NodeShape], graph: _Graph = DEFAULT_GRAPH
) -> Iterator[ox.NamedNode]:
    """Yield all nodes of these classes, unordered; a node with two of the classes is yielded
    twice.
    """
    for shape in shapes:
        yield from _subjects(store, RDF_TYPE, shape.type, graph)


def nodes_with_subject(
    store: ox.Store, thing: ox.NamedNode, shapes: Iterable[NodeShape] | None = None
) -> Iterator[ox.NamedNode]:
    """The nodes about facts with ``thing`` as the subject; only of the given classes, if any."""
    known = node_shapes().parts.subjects
    for predicate in known if shapes is None else dict.fromkeys(s.subject for s in shapes):
        yield from _subjects(store, predicate, thing, DEFAULT_GRAPH)


def nodes_with_object(
    store: ox.Store, thing: ox.NamedNode, shapes: Iterable[NodeShape] | None = None
) -> Iterator[ox.NamedNode]:
    """The nodes about facts with ``thing`` as the object or the indicator."""
    known = node_shapes().parts.objects
    for predicate in known if shapes is None else dict.fromkeys(s.object for s in shapes):
        yield from _subjects(store, predicate, thing, DEFAULT_GRAPH)


def has_object(store: ox.Store, node: RdfTerm, thing: ox.NamedNode) -> bool:
    """Whether ``thing`` is the object or the indicator of the node's fact."""
    return isinstance(node, ox.NamedNode) and any(
        ox.Quad(node, predicate, thing, DEFAULT_GRAPH) in store
        for predicate in node_shapes().parts.objects
    )


def statements_of(
    store: ox.Store,
    subject: ox.NamedNode,
    predicate: ox.NamedNode,
    value: ox.NamedNode | ox.Literal,
    graph: ox.NamedNode,
) -> Iterator[ox.NamedNode]:
    """The statement nodes in a named graph that describe this triple."""
    shape = node_shapes().statement
    assert shape.predicate is not None
    for node in _subjects(store, shape.subject, subject, graph):
        if (
            ox.Quad(node, shape.predicate, predicate, graph) in store
            and ox.Quad(node, shape.object, value, graph) in store
        ):
            yield node


def _subjects(
    store: ox.Store, predicate: ox.NamedNode, value: ox.NamedNode, graph: _Graph
) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(None, predicate, value, graph):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject
