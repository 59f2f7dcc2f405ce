"""The SHACL shapes of the ontology as plain records, and tests of single values compiled from them.

Only the components that the project's own shapes use are understood; any other one is refused when
the shapes are read, so that no condition can be overlooked silently.  Why not an engine from the
shelf: docs/decisions/0002-shacl-engine.md.  A test compares every result with pySHACL's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.literals import KNOWN, comparable, is_well_formed
from gaoxin.ontology.modules import read_module
from gaoxin.ontology.namespaces import RDF, SH
from gaoxin.ontology.rdf_terms import RdfTerm

SHAPE_FILES = ("shapes", "property_shapes")

ClassesOf = Callable[[str], Collection[str]]
"""Gives the classes of a node, superclasses included."""
Test = Callable[[RdfTerm, ClassesOf], bool]

COUNTS = ("minCount", "maxCount")
OF_ALL_VALUES = (*COUNTS, "uniqueLang", "lessThanOrEquals")
_ANNOTATIONS = {"path", "message", "property", "targetClass", "targetSubjectsOf"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint component of a shape.

    ``path`` is the property whose values are judged, ``""`` for the focus node itself.  ``test``
    judges one value; the components of ``OF_ALL_VALUES`` have none, and ``bound`` instead: the
    number of a count, the other property of a comparison.
    """

    shape: str
    path: str
    component: str
    message_zh: str
    message_en: str
    test: Test | None
    bound: int | str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape: which nodes it judges (by class, or by a property they have), and its rules."""

    iri: str
    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    rules: tuple[Rule, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """Read the shapes of the ontology; later calls return the same ones.

    Raises:
        InvalidOntology: a shape uses a component that is not understood here.
    """
    return tuple(
        shape for name in SHAPE_FILES for shape in read_shapes(read_module(name).decode("utf-8"))
    )


def read_shapes(turtle: str) -> list[Shape]:
    """Read the node shapes of a Turtle text, in order of their IRIs."""
    return _Reader(turtle).read()


class _Reader:
    """Walks a shapes graph."""

    def __init__(self, turtle: str) -> None:
        self.store = ox.Store()
        self.store.extend(ox.parse(turtle, format=ox.RdfFormat.TURTLE))

    def read(self) -> list[Shape]:
        found = self.store.quads_for_pattern(
            None, ox.NamedNode(RDF + "type"), ox.NamedNode(SH + "NodeShape")
        )
        nodes = (q.subject for q in found if isinstance(q.subject, ox.NamedNode))
        return [self._shape(node) for node in sorted(nodes, key=lambda n: n.value)]

    def _shape(self, node: ox.NamedNode) -> Shape:
        rules = self._rules(node, node.value, "")
        for inner in self._objects(node, "property"):
            rules += self._rules(inner, node.value, self._one(inner, "path"))
        return Shape(
            node.value,
            tuple(sorted(_value(o) for o in self._objects(node, "targetClass"))),
            tuple(sorted(_value(o) for o in self._objects(node, "targetSubjectsOf"))),
            tuple(rules),
        )

    def _rules(self, node: RdfTerm, shape: str, path: str) -> list[Rule]:
        messages = {
            m.language: m.value for m in self._objects(node, "message") if isinstance(m, ox.Literal)
        }
        rules = []
        for component, operand in self._components(node):
            rule = Rule(
                shape,
                path,
                component,
                messages.get("zh", ""),
                messages.get("en", ""),
                None if component in OF_ALL_VALUES else self._test(component, operand),
                _bound(component, operand),
            )
            # A switched-off uniqueLang is no condition.
            if component != "uniqueLang" or _value(operand) == "true":
                rules.append(rule)
        return rules

    def _components(self, node: RdfTerm) -> list[tuple[str, RdfTerm]]:
        pairs = []
        for quad in self.store.quads_for_pattern(_subject(node), None, None):
            name = quad.predicate.value
            if name.startswith(SH) and name[len(SH) :] not in _ANNOTATIONS:
                pairs.append((name[len(SH) :], quad.object))
        return sorted(pairs, key=lambda pair: (pair[0], str(pair[1])))

    def _test(self, component: str, operand: RdfTerm) -> Test:
        if component in ("or", "in", "languageIn"):
            members = self._list(operand)
            if component == "or":
                return _any([self._all(member) for member in members])
            if component == "in":
                allowed = frozenset(members)
                return lambda term, _: term in allowed
            return _language_in(tuple(_value(member).lower() for member in members))
        if component == "not":
            inner = self._all(operand)
            return lambda term, classes: not inner(term, classes)
        make = _TESTS.get(component)
        if make is None:
            raise InvalidOntology(
                f"形状使用了 sh:{component}，程序尚不支持；请改写该形状。",
                f"A shape uses sh:{component}, which is not supported; write it otherwise.",
                component=component,
            )
        return make(_value(operand))

    def _all(self, node: RdfTerm) -> Test:
        tests = [self._test(component, operand) for component, operand in self._components(node)]
        if len(tests) == 1:
            return tests[0]
        return lambda term, classes: all(test(term, classes) for test in tests)

    def _objects(self, node: RdfTerm, name: str) -> list[RdfTerm]:
        pattern = self.store.quads_for_pattern(_subject(node), ox.NamedNode(SH + name), None)
        return sorted((quad.object for quad in pattern), key=str)

    def _one(self, node: RdfTerm, name: str) -> str:
        return _value(self._objects(node, name)[0])

    def _list(self, head: RdfTerm) -> list[RdfTerm]:
        members: list[RdfTerm] = []
        first, rest = ox.NamedNode(RDF + "first"), ox.NamedNode(RDF + "rest")
        while _value(head) != RDF + "nil":
            node = _subject(head)
            members += [q.object for q in self.store.quads_for_pattern(node, first, None)]
            head = next(q.object for q in self.store.quads_for_pattern(node, rest, None))
        return members


def _subject(term: RdfTerm) -> ox.NamedNode | ox.BlankNode:
    assert isinstance(term, (ox.NamedNode, ox.BlankNode))
    return term


def _value(term: RdfTerm) -> str:
    return "" if isinstance(term, ox.Triple) else term.value


def _bound(component: str, operand: RdfTerm) -> int | str:
    if component in COUNTS:
        return int(_value(operand))
    return _value(operand) if component in OF_ALL_VALUES else ""


def _any(tests: list[Test]) -> Test:
    return lambda term, classes: any(test(term, classes) for test in tests)


def _language_in(ranges: tuple[str, ...]) -> Test:
    """Basic filtering of RFC 4647: ``zh`` allows ``zh-Hans``."""

    def test(term: RdfTerm, _: ClassesOf) -> bool:
        tag = (term.language or "").lower() if isinstance(term, ox.Literal) else ""
        return any(tag == r or tag.startswith(r + "-") for r in ranges)

    return test


def _datatype(iri: str) -> Test:
    if iri not in KNOWN:
        raise InvalidOntology(
            f"形状使用了数据类型 {iri}，程序不认识它的写法；请改用 XSD 的数据类型。",
            f"A shape uses the datatype {iri}, whose forms are not known; use one of XSD.",
            datatype=iri,
        )
    wanted = ox.NamedNode(iri)

    def test(term: RdfTerm, _: ClassesOf) -> bool:
        return (
            isinstance(term, ox.Literal)
            and term.datatype == wanted
            and is_well_formed(term.value, iri)
        )

    return test


def _node_kind(iri: str) -> Test:
    kinds = {
        "IRI": (ox.NamedNode,),
        "Literal": (ox.Literal,),
        "IRIOrLiteral": (ox.NamedNode, ox.Literal),
    }[iri[len(SH) :]]
    return lambda term, _: isinstance(term, kinds)


def _is_of_class(iri: str) -> Test:
    return lambda term, classes: isinstance(term, ox.NamedNode) and iri in classes(term.value)


def _pattern(regex: str) -> Test:
    import re

    compiled = re.compile(regex)
    return lambda term, _: compiled.search(_value(term)) is not None


def _min_length(number: str) -> Test:
    least = int(number)
    return lambda term, _: len(_value(term)) >= least


def _compare(accept: Callable[[int], bool]) -> Callable[[str], Test]:
    def make(bound: str) -> Test:
        limit = comparable(bound, "")

        def test(term: RdfTerm, _: ClassesOf) -> bool:
            if not isinstance(term, ox.Literal):
                return False
            value = comparable(term.value, term.datatype.value)
            if value is None or limit is None or isinstance(value, str) or isinstance(limit, str):
                return False
            return accept((value > limit) - (value < limit))

        return test

    return make


_TESTS: dict[str, Callable[[str], Test]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "class": _is_of_class,
    "pattern": _pattern,
    "minLength": _min_length,
    "minInclusive": _compare(lambda order: order >= 0),
    "maxInclusive": _compare(lambda order: order <= 0),
    "minExclusive": _compare(lambda order: order > 0),
    "maxExclusive": _compare(lambda order: order < 0),
}
