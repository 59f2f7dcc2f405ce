"""The SHACL shapes of the ontology as plain records.

Only the constructs that the project's own shapes use are supported.  Any other construct is an
error when the shapes are read, so that no condition is silently ignored.
docs/decisions/0002-shacl-engine.md explains why the project has no full SHACL engine.  A test
compares every result with pySHACL's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.conditions import (
    BY_COMPONENT,
    Condition,
    Test,
    all_of,
    any_of,
    language_in,
    lexical_form,
    negation,
    one_of,
)
from gaoxin.ontology.modules import MODULES, read_module
from gaoxin.ontology.namespaces import OWL, RDF, RDFS, SH
from gaoxin.ontology.rdf_terms import RDF_TYPE, RdfTerm
from gaoxin.ontology.terms import vocabulary

SHAPE_FILES = ("shapes", "property_shapes")

COUNTS = ("minCount", "maxCount")
OF_ALL_VALUES = (*COUNTS, "uniqueLang", "lessThanOrEquals")
_TARGETS = ("targetClass", "targetSubjectsOf")


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint component of a shape.

    ``path`` is the property whose values are checked, ``""`` for the focus node itself.  ``test``
    checks one value.  The components in ``OF_ALL_VALUES`` have no ``test`` but a ``bound``: the
    number for a count, the other property for a comparison.  A value that passes ``test`` can fail
    later only if it loses a class of ``required`` or gains one of ``excluded``.  ``reads_text`` is
    that of :class:`.conditions.Condition`.
    """

    shape: str
    path: str
    component: str
    message_zh: str
    message_en: str
    test: Test | None
    bound: int | str = ""
    required: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    reads_text: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape: its target nodes (given by a class or by a property) and its rules."""

    iri: str
    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    rules: tuple[Rule, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """Read the shapes of the ontology; cached.

    Raises:
        InvalidOntology: a shape uses something that is not understood here.
    """
    return tuple(
        shape for name in SHAPE_FILES for shape in read_shapes(read_module(name).decode("utf-8"))
    )


@cache
def ontology_version() -> str:
    """The vocabulary's version, and 12 hex digits of the SHA-256 of all modules and shapes.

    The digits change with every term and condition, so they tell whether a store was checked under
    other conditions.
    """
    content = b"".join(read_module(name) for name in (*MODULES, *SHAPE_FILES))
    return f"{vocabulary().version}+{hashlib.sha256(content).hexdigest()[:12]}"


def read_shapes(turtle: str) -> list[Shape]:
    """Read the node shapes of a Turtle text, in order of their IRIs.

    Raises:
        InvalidOntology: a shape uses something that is not understood here.
    """
    return _Reader(turtle).read()


class _Reader:
    """Reads the shapes of one graph."""

    def __init__(self, turtle: str) -> None:
        self.store = ox.Store()
        self.store.extend(ox.parse(turtle, format=ox.RdfFormat.TURTLE))

    def read(self) -> list[Shape]:
        nodes = {node for node in self._instances("NodeShape") if isinstance(node, ox.NamedNode)}
        self._refuse_other_shapes(nodes)
        return [self._shape(node) for node in sorted(nodes, key=lambda n: n.value)]

    def _instances(self, name: str) -> list[RdfTerm]:
        found = self.store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(SH + name))
        return [quad.subject for quad in found]

    def _refuse_other_shapes(self, nodes: set[ox.NamedNode]) -> None:
        """Refuse shapes and targets that :meth:`read` would miss."""
        others = {*self._instances("NodeShape"), *self._instances("PropertyShape")} - nodes
        for name in (*_TARGETS, "targetNode", "targetObjectsOf"):
            targeted = self.store.quads_for_pattern(None, ox.NamedNode(SH + name), None)
            others |= {quad.subject for quad in targeted} - nodes
        if others:
            raise _not_supported(
                "NodeShape", "（须为有 IRI 的节点形状）", " other than as a node shape with an IRI"
            )
        for node in nodes:
            types = self.store.quads_for_pattern(node, RDF_TYPE, None)
            if {lexical_form(quad.object) for quad in types} & {RDFS + "Class", OWL + "Class"}:
                raise _not_supported("targetClass", "（隐含于类）", " implied by a class")

    def _shape(self, node: ox.NamedNode) -> Shape:
        rules = self._rules(node, node.value, "", {*_TARGETS, "property"})
        for inner in self._objects(node, "property"):
            paths = self._objects(inner, "path")
            if len(paths) != 1 or not isinstance(paths[0], ox.NamedNode):
                raise _not_supported("path", "（须为一个属性）", " other than a single property")
            rules += self._rules(inner, node.value, paths[0].value, {"path"})
        return Shape(
            node.value,
            tuple(lexical_form(o) for o in self._objects(node, "targetClass")),
            tuple(lexical_form(o) for o in self._objects(node, "targetSubjectsOf")),
            tuple(rules),
        )

    def _rules(self, node: RdfTerm, shape: str, path: str, known: set[str]) -> list[Rule]:
        messages = {
            m.language: m.value for m in self._objects(node, "message") if isinstance(m, ox.Literal)
        }
        rules = []
        for component, operand in self._components(node, known):
            if component == "uniqueLang" and lexical_form(operand) != "true":
                continue  # uniqueLang false is not a condition
            of_all_values = component in OF_ALL_VALUES
            if of_all_values and not path:
                raise _not_supported(component, "（用于节点本身）", " on a focus node")
            condition = None if of_all_values else self._condition(component, operand)
            rules.append(
                Rule(
                    shape,
                    path,
                    component,
                    messages.get("zh", ""),
                    messages.get("en", ""),
                    condition.test if condition else None,
                    _bound(component, operand),
                    condition.required if condition else frozenset(),
                    condition.excluded if condition else frozenset(),
                    condition is None or condition.reads_text,
                )
            )
        return rules

    def _components(self, node: RdfTerm, known: set[str]) -> list[tuple[str, RdfTerm]]:
        """The constraint components of a node; ``known`` properties are read elsewhere."""
        pairs = []
        for quad in self.store.quads_for_pattern(_subject(node), None, None):
            name = quad.predicate.value
            if name.startswith(SH) and name[len(SH) :] not in {*known, "message"}:
                pairs.append((name[len(SH) :], quad.object))
        return sorted(pairs, key=lambda pair: (pair[0], str(pair[1])))

    def _condition(self, component: str, operand: RdfTerm) -> Condition:
        if component == "or":
            return any_of([self._nested(member) for member in self._list(operand)])
        if component == "not":
            return negation(self._nested(operand))
        if component == "in":
            return one_of(self._list(operand))
        if component == "languageIn":
            return language_in(lexical_form(member) for member in self._list(operand))
        make: Callable[[str], Condition] | None = BY_COMPONENT.get(component)
        if make is None:
            raise _not_supported(component)
        try:
            return make(lexical_form(operand))
        except (KeyError, ValueError) as cause:
            raise _not_supported(
                component, f"（{operand}）", f" with the operand {operand}"
            ) from cause

    def _nested(self, node: RdfTerm) -> Condition:
        """The condition of a shape inside ``sh:or`` or ``sh:not``."""
        return all_of([self._condition(*pair) for pair in self._components(node, set())])

    def _objects(self, node: RdfTerm, name: str) -> list[RdfTerm]:
        pattern = self.store.quads_for_pattern(_subject(node), ox.NamedNode(SH + name), None)
        return sorted((quad.object for quad in pattern), key=str)

    def _list(self, head: RdfTerm) -> list[RdfTerm]:
        members: list[RdfTerm] = []
        first, rest = ox.NamedNode(RDF + "first"), ox.NamedNode(RDF + "rest")
        while lexical_form(head) != RDF + "nil":
            node = _subject(head)
            members += [q.object for q in self.store.quads_for_pattern(node, first, None)]
            head = next(q.object for q in self.store.quads_for_pattern(node, rest, None))
        return members


def _not_supported(component: str, zh: str = "", en: str = "") -> InvalidOntology:
    return InvalidOntology(
        f"形状使用了 sh:{component}{zh}，程序尚不支持；请改写该形状。",
        f"A shape uses sh:{component}{en}, which is not supported; write it otherwise.",
        component=component,
    )


def _subject(term: RdfTerm) -> ox.NamedNode | ox.BlankNode:
    assert isinstance(term, (ox.NamedNode, ox.BlankNode))
    return term


def _bound(component: str, operand: RdfTerm) -> int | str:
    if component in COUNTS:
        return int(lexical_form(operand))
    return lexical_form(operand) if component in OF_ALL_VALUES else ""
