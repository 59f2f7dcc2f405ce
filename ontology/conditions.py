"""Conditions on single values, compiled from the constraint components of SHACL.

A condition also lists the classes that a value must or must not have.  The check before publishing
uses them to find the nodes whose result can change if the classes of a thing change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.literals import FREE, KNOWN, comparable, is_well_formed
from gaoxin.ontology.namespaces import SH
from gaoxin.ontology.rdf_terms import RdfTerm

ClassesOf = Callable[[str], Collection[str]]
"""A function that returns the classes of a node, superclasses included."""
Test = Callable[[RdfTerm, ClassesOf], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one value.

    ``required`` are the classes that can make the test succeed, ``excluded`` those that can make it
    fail.  If a value passes, it still passes after a change in which it loses no required class and
    gains no excluded one.

    ``reads_text`` tells whether the result depends on the text of the value.  If not, it depends
    only on the classes above and on the kind of the value: IRI, blank node, or literal of a
    datatype and language.
    """

    test: Test
    required: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    reads_text: bool = True


def all_of(conditions: Sequence[Condition]) -> Condition:
    """A condition that holds if all of ``conditions`` hold."""
    if len(conditions) == 1:
        return conditions[0]
    tests = [condition.test for condition in conditions]
    return _combined(lambda term, classes: all(t(term, classes) for t in tests), conditions)


def any_of(conditions: Sequence[Condition]) -> Condition:
    """A condition that holds if at least one of ``conditions`` holds."""
    tests = [condition.test for condition in conditions]
    return _combined(lambda term, classes: any(t(term, classes) for t in tests), conditions)


def negation(condition: Condition) -> Condition:
    """A condition that holds if ``condition`` does not."""
    test = condition.test
    return Condition(
        lambda term, classes: not test(term, classes),
        condition.excluded,
        condition.required,
        condition.reads_text,
    )


def _combined(test: Test, parts: Iterable[Condition]) -> Condition:
    kept = list(parts)
    return Condition(
        test,
        frozenset().union(*(part.required for part in kept)),
        frozenset().union(*(part.excluded for part in kept)),
        any(part.reads_text for part in kept),
    )


def one_of(members: Iterable[RdfTerm]) -> Condition:
    """``sh:in``."""
    allowed = frozenset(members)
    return Condition(lambda term, _: term in allowed)


def language_in(ranges: Iterable[str]) -> Condition:
    """``sh:languageIn``: basic filtering of RFC 4647, so ``zh`` allows ``zh-Hans``."""
    wanted = tuple(text.lower() for text in ranges)

    def test(term: RdfTerm, _: ClassesOf) -> bool:
        tag = (term.language or "").lower() if isinstance(term, ox.Literal) else ""
        return any(tag == r or tag.startswith(r + "-") for r in wanted)

    return Condition(test, reads_text=False)


def _datatype(iri: str) -> Condition:
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

    return Condition(test, reads_text=iri not in FREE)


_NODE_KINDS: dict[str, tuple[type, ...]] = {
    SH + "IRI": (ox.NamedNode,),
    SH + "Literal": (ox.Literal,),
    SH + "BlankNode": (ox.BlankNode,),
    SH + "IRIOrLiteral": (ox.NamedNode, ox.Literal),
    SH + "BlankNodeOrIRI": (ox.BlankNode, ox.NamedNode),
    SH + "BlankNodeOrLiteral": (ox.BlankNode, ox.Literal),
}


def _node_kind(iri: str) -> Condition:
    kinds = _NODE_KINDS[iri]
    return Condition(lambda term, _: isinstance(term, kinds), reads_text=False)


def _has_class(iri: str) -> Condition:
    return Condition(
        lambda term, classes: isinstance(term, ox.NamedNode) and iri in classes(term.value),
        required=frozenset({iri}),
        reads_text=False,
    )


def _pattern(regex: str) -> Condition:
    compiled = re.compile(regex)
    return Condition(lambda term, _: compiled.search(lexical_form(term)) is not None)


def _min_length(number: str) -> Condition:
    least = int(number)
    return Condition(lambda term, _: len(lexical_form(term)) >= least)


def _compare(accept: Callable[[int], bool]) -> Callable[[str], Condition]:
    def make(bound: str) -> Condition:
        limit = comparable(bound, "")

        def test(term: RdfTerm, _: ClassesOf) -> bool:
            if not isinstance(term, ox.Literal):
                return False
            value = comparable(term.value, term.datatype.value)
            if value is None or limit is None or isinstance(value, str) or isinstance(limit, str):
                return False
            return accept((value > limit) - (value < limit))

        return Condition(test)

    return make


def lexical_form(term: RdfTerm) -> str:
    """The text of a literal or the IRI of a node; ``""`` for a quoted triple."""
    return "" if isinstance(term, ox.Triple) else term.value


BY_COMPONENT: dict[str, Callable[[str], Condition]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "class": _has_class,
    "pattern": _pattern,
    "minLength": _min_length,
    "minInclusive": _compare(lambda order: order >= 0),
    "maxInclusive": _compare(lambda order: order <= 0),
    "minExclusive": _compare(lambda order: order > 0),
    "maxExclusive": _compare(lambda order: order < 0),
}
"""For each constraint component, a function from its operand's text to the condition."""
