"""Shapes of nodes about facts: the properties that lead to the subject, predicate and object.

A gx:Statement, Position, Observation, Target or Ranking is a node *about* a fact.  One of its
properties leads to the fact's subject, one to its object (for a figure: the indicator), and for a
statement one to its predicate.  All of this is read from the ontology, so that a new n-ary class
needs no change here.  :mod:`gaoxin.graph.facts.fact_codec` converts such nodes to objects and back.
The mirror reads too many nodes for one object each, so it uses the tables of this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.terms import ClassTerm, Vocabulary, vocabulary

GRADE = ox.NamedNode(GX + "confidence")
"""The grade of a source, or of a fact if it differs from that of its source."""
LOCATOR = ox.NamedNode(GX + "locator")
"""The place in a source that states a fact; a node has one literal for each place."""


@dataclass(frozen=True, slots=True)
class NodeShape:
    """The properties of one class of nodes that lead to the parts of the fact.

    ``predicate`` is the property that gives the predicate of the fact, or ``None``.  ``states`` is
    the IRI that all nodes of the class state: a relation, or for figures the class itself.  It is
    ``""`` if each node gives its own by ``predicate``.
    """

    term: ClassTerm
    type: ox.NamedNode
    subject: ox.NamedNode
    object: ox.NamedNode
    predicate: ox.NamedNode | None
    states: str

    @property
    def is_figure(self) -> bool:
        """Whether the nodes are figures, which means that the common table has a predicate for
        the class.
        """
        return bool(self.term.predicate)


@dataclass(frozen=True)
class FactParts:
    """The properties that lead to the three parts of a fact, without repetition, in the ontology's
    order.

    ``places`` maps a property IRI to the part: 0 for subject, 1 for predicate, 2 for object.
    """

    subjects: tuple[ox.NamedNode, ...]
    predicates: tuple[ox.NamedNode, ...]
    objects: tuple[ox.NamedNode, ...]
    places: dict[str, int]


@dataclass(frozen=True)
class NodeShapes:
    """The shapes of all n-ary classes, and tables of them for reading many nodes.

    The keys of ``by_class`` are class IRIs.  The keys of ``by_relation`` are the IRIs of relations
    with their own class of nodes (``holdsPosition``).  ``statement`` is the only class whose nodes
    give the predicate.  ``parts`` has the properties of all shapes; ``link_parts`` only those of
    nodes that state a relation or an attribute, so not those of figures.
    """

    by_class: dict[str, NodeShape]
    by_relation: dict[str, NodeShape]
    statement: NodeShape
    figures: tuple[NodeShape, ...]
    parts: FactParts
    link_parts: FactParts

    def stating(self, relation: str) -> NodeShape:
        """The shape of the nodes that state this relation or attribute, given as a full IRI."""
        return self.by_relation.get(relation, self.statement)


def read_shapes(terms: Vocabulary) -> NodeShapes:
    """The shapes that a vocabulary declares.

    Raises:
        InvalidOntology: an n-ary class does not declare these properties, or not exactly one class
            has a property for the predicate.
    """
    shapes = [_shape(term) for term in terms.classes.values() if term.nary and not term.abstract]
    links = [shape for shape in shapes if not shape.is_figure]
    naming = [shape for shape in links if shape.predicate is not None]
    if len(naming) != 1:
        raise InvalidOntology(
            f"须有且只有一个多元类写明 gx:predicateProperty；现有 {len(naming)} 个。",
            f"Exactly one n-ary class must have gx:predicateProperty; there are {len(naming)}.",
        )
    return NodeShapes(
        by_class={shape.term.iri: shape for shape in shapes},
        by_relation={shape.states: shape for shape in links if shape.states},
        statement=naming[0],
        figures=tuple(shape for shape in shapes if shape.is_figure),
        parts=_parts(shapes),
        link_parts=_parts(links),
    )


def _parts(shapes: Sequence[NodeShape]) -> FactParts:
    subjects = tuple(dict.fromkeys(shape.subject for shape in shapes))
    predicates = tuple(shape.predicate for shape in shapes if shape.predicate is not None)
    objects = tuple(dict.fromkeys(shape.object for shape in shapes))
    places = {
        node.value: place
        for place, nodes in enumerate((subjects, predicates, objects))
        for node in nodes
    }
    return FactParts(subjects, predicates, objects, places)


@cache
def node_shapes() -> NodeShapes:
    """The shapes of the project's vocabulary; cached."""
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
