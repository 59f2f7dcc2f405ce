"""Which nodes stand for facts, and by which properties they lead to the ends of the fact.

A gx:Statement, Position, Observation, Target or Ranking is a node *about* a fact: one of its
properties leads to the subject of the fact, one to its object (of a figure: the indicator), and
that of a statement also to its predicate.  All of this is read from the ontology, so that an n-ary
class which is added there needs no change here.  :mod:`gaoxin.graph.facts.nodes` turns such nodes
into objects and back; the mirror, which reads too many of them for objects, uses the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.terms import ClassTerm, Vocabulary, vocabulary

GRADE = ox.NamedNode(GX + "confidence")
"""The grade of a source, or of a fact where it differs from its source's."""


@dataclass(frozen=True, slots=True)
class NodeShape:
    """How the nodes of one class lead to their fact.

    ``predicate`` is the property that names the stated property, ``None`` unless the nodes have
    one.  ``states`` is the IRI of what all nodes of the class state: a relation, or for figures the
    class itself; ``""`` where ``predicate`` tells it node by node.
    """

    term: ClassTerm
    type: ox.NamedNode
    subject: ox.NamedNode
    object: ox.NamedNode
    predicate: ox.NamedNode | None
    states: str

    @property
    def is_figure(self) -> bool:
        """Whether the nodes are figures: the common table has a predicate for the class itself."""
        return bool(self.term.predicate)


@dataclass(frozen=True)
class NodeShapes:
    """The shapes of all n-ary classes, and the same as tables for reading many nodes.

    ``by_class`` has class IRIs as keys.  ``statement`` is the one class whose nodes name the
    predicate that they state.  ``subjects``, ``predicates`` and
    ``objects`` are the properties that lead to the three parts of a fact, each once, in the order
    of the ontology; ``parts`` gives by property IRI the part: 0 subject, 1 predicate, 2 object.
    """

    by_class: dict[str, NodeShape]
    statement: NodeShape
    subjects: tuple[ox.NamedNode, ...]
    predicates: tuple[ox.NamedNode, ...]
    objects: tuple[ox.NamedNode, ...]
    parts: dict[str, int]

    def stating(self, relation: str) -> NodeShape:
        """The shape of the nodes that state a relation or an attribute (full IRI)."""
        for shape in self.by_class.values():
            if shape.states == relation:
                return shape
        return self.statement

    @property
    def relations(self) -> frozenset[str]:
        """The relations that have a class of nodes to themselves, as full IRIs."""
        shapes = self.by_class.values()
        return frozenset(shape.states for shape in shapes if shape.states and not shape.is_figure)

    @property
    def figures(self) -> tuple[NodeShape, ...]:
        """The shapes of observations, targets and rankings."""
        return tuple(shape for shape in self.by_class.values() if shape.is_figure)


def read_shapes(terms: Vocabulary) -> NodeShapes:
    """The shapes that a vocabulary declares.

    Raises:
        InvalidOntology: an n-ary class does not say how its nodes lead to their fact, or not one
            class has a property for the predicate.
    """
    shapes = [_shape(term) for term in terms.classes.values() if term.nary and not term.abstract]
    with_predicate = [shape for shape in shapes if shape.predicate is not None]
    if len(with_predicate) != 1:
        raise InvalidOntology(
            f"须有且只有一个多元类写明 gx:predicateProperty；现有 {len(with_predicate)} 个。",
            "Exactly one n-ary class must have gx:predicateProperty; "
            f"there are {len(with_predicate)}.",
        )
    subjects = tuple(dict.fromkeys(shape.subject for shape in shapes))
    objects = tuple(dict.fromkeys(shape.object for shape in shapes))
    predicates = tuple(shape.predicate for shape in with_predicate if shape.predicate is not None)
    return NodeShapes(
        {shape.term.iri: shape for shape in shapes},
        with_predicate[0],
        subjects,
        predicates,
        objects,
        {
            node.value: part
            for part, nodes in enumerate((subjects, predicates, objects))
            for node in nodes
        },
    )


@cache
def node_shapes() -> NodeShapes:
    """The shapes of the vocabulary in use."""
    return read_shapes(vocabulary())


def _shape(term: ClassTerm) -> NodeShape:
    ways = (term.predicate_property, term.states_relation, term.predicate)
    if not (term.subject_property and term.object_property) or sum(map(bool, ways)) != 1:
        raise InvalidOntology(
            f"多元类 {term.name} 须写明 gx:subjectProperty、gx:objectProperty，以及 "
            "gx:predicateProperty、gx:statesRelation、gx:tablePredicate 之一；请改正 "
            "ontology/mirror.ttl。",
            f"The n-ary class {term.name} needs gx:subjectProperty, gx:objectProperty and one of "
            "gx:predicateProperty, gx:statesRelation and gx:tablePredicate; correct "
            "ontology/mirror.ttl.",
            term=term.iri,
        )
    return NodeShape(
        term=term,
        type=ox.NamedNode(term.iri),
        subject=ox.NamedNode(term.subject_property),
        object=ox.NamedNode(term.object_property),
        predicate=ox.NamedNode(term.predicate_property) if term.predicate_property else None,
        states=term.states_relation or (term.iri if term.predicate else ""),
    )
