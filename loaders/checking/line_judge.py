"""Judge the nodes of sorted lines; parse only those that may break a rule.

The lines of a large list repeat themselves: most nodes have the same properties, and most values
have a kind or a text that was seen before.  What the rules say of a combination of properties, of a
kind of value and of a value is found once.  A node that this does not clear is parsed and judged by
:class:`.shape_judge.Judge`, so the result is always that of the full check.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

import pyoxigraph as ox

from gaoxin.graph.store.lines import quads_of_lines
from gaoxin.loaders.checking.shape_judge import (
    COMBINATIONS,
    NODES,
    Judge,
    Violation,
    is_at_most,
    with_superclasses,
)
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.ontology.rdf_terms import RDF_TYPE, RdfTerm
from gaoxin.ontology.shacl import Rule

_TYPE = f"{RDF_TYPE}".encode()
_SOME_NODE = ox.NamedNode("x:node")


_Nodes = dict[bytes, tuple[list[bytes], list[bytes], list[bytes]]]
"""What graphs say of a subject, by the end of their lines: its signature, values and lines.

The signature has the property of each line, and the class where the property is ``rdf:type``.
"""


@dataclass(slots=True)
class _Values:
    """What is known of the values to which one set of rules applies.

    ``by_kind`` has the rules that remain to be tested for values of a kind; ``None`` if no value of
    the kind can pass.  ``passed`` are values as written that break no rule.
    """

    rules: tuple[Rule, ...]
    by_kind: dict[bytes, tuple[Rule, ...] | None] = field(default_factory=dict)
    passed: set[bytes] = field(default_factory=set)


@dataclass(slots=True)
class _Plan:
    """How to judge nodes that have the same classes and properties, in one graph.

    If ``is_broken``, each of them breaks a rule.  ``nodes`` are rules about the node itself that
    these classes do not settle.  ``values`` are the positions of the values to test.  ``labels``
    are the positions of values whose languages must differ.  ``orders`` are pairs of positions of
    values of which the first may not exceed the second.
    """

    is_broken: bool = False
    nodes: tuple[Rule, ...] = ()
    values: tuple[tuple[int, _Values], ...] = ()
    labels: tuple[tuple[int, ...], ...] = ()
    orders: tuple[tuple[int, int], ...] = ()


class LineJudge:
    """Judges lines as ``judge`` judges the quads in them."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._plans: dict[tuple[bytes, ...], _Plan] = {}
        self._values: dict[int, _Values] = {}
        self._remembered = 0
        self._graphs: set[bytes] = set()

    @property
    def graphs(self) -> set[str]:
        """The named graphs of the lines that were read."""
        return {_name(graph) for graph in self._graphs}

    def violations(self, lines: Iterable[bytes]) -> Iterator[Violation]:
        """Yield every rule that a node breaks; ``lines`` are ascending and hold whole nodes.

        What they say of classes must be part of what the judge's ``types_of`` gives.
        """
        subject, graph = b"", b""
        nodes: _Nodes = {}
        for line in lines:
            this, predicate, rest = line.split(b" ", 2)
            if this != subject:
                yield from self._of_subject(subject, nodes)
                nodes, subject, graph = {}, this, b""
            if not graph or not rest.endswith(graph):
                graph = rest[rest.rindex(b" ", 0, -3) :]
                if graph not in nodes:
                    nodes[graph] = [], [], []
                    self._graphs.add(graph)
                signature, values, own = nodes[graph]
            value = rest[: -len(graph)]
            signature.append(predicate + value if predicate == _TYPE else predicate)
            values.append(value)
            own.append(line)
        yield from self._of_subject(subject, nodes)

    def _of_subject(self, subject: bytes, nodes: _Nodes) -> Iterator[Violation]:
        for graph, (signature, values, lines) in nodes.items():
            if not self._is_clear(subject, signature, values, nodes):
                yield from self._judge.violations(_name(graph), quads_of_lines(lines))

    def _is_clear(
        self, subject: bytes, signature: list[bytes], values: list[bytes], nodes: _Nodes
    ) -> bool:
        """Whether it is certain that the node breaks no rule."""
        key = tuple(signature)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= COMBINATIONS:
                self._plans.clear()
            plan = self._plans[key] = self._plan(key)
        if plan.is_broken or (plan.nodes and not self._keeps(plan.nodes, subject, nodes)):
            return False
        for position, known in plan.values:
            value = values[position]
            if value not in known.passed and not self._passes(known, value):
                return False
        if not all(_are_distinct(values[p] for p in positions) for positions in plan.labels):
            return False
        return all(_is_ordered(values[first], values[second]) for first, second in plan.orders)

    def _keeps(self, rules: Iterable[Rule], subject: bytes, nodes: _Nodes) -> bool:
        """Whether a node keeps rules about itself, by its classes in all graphs."""
        types = frozenset().union(*(_types(signature) for signature, _, _ in nodes.values()))
        if all(_is_kept(rule, with_superclasses(types)) for rule in rules):
            return True
        node, classes_of = _term(subject), self._judge.classes_of
        return all(rule.test is None or rule.test(node, classes_of) for rule in rules)

    def _plan(self, signature: tuple[bytes, ...]) -> _Plan:
        """Judge by classes and properties what can be judged by them."""
        types = _types(signature)
        own_classes = with_superclasses(types)
        positions: dict[str, list[int]] = defaultdict(list)
        for position, item in enumerate(signature):
            positions[RDF_TYPE_IRI if item.startswith(_TYPE) else item[1:-1].decode()].append(
                position
            )
        nodes: list[Rule] = []
        values: list[tuple[int, _Values]] = []
        labels: list[tuple[int, ...]] = []
        orders: list[tuple[int, int]] = []
        for rules in self._judge.rules_for(types, frozenset(positions)):
            held = positions.get(rules.path, [])
            if not rules.path:
                nodes += (r for r in rules.of_one_value if not _is_kept(r, own_classes))
            elif rules.of_one_value:
                known = self._values.setdefault(rules.number, _Values(rules.of_one_value))
                values += ((position, known) for position in held)
            for rule in rules.of_all_values:
                if rule.component == "uniqueLang":
                    if len(held) > 1:
                        labels.append(tuple(held))
                elif rule.component == "lessThanOrEquals":
                    orders += product(held, positions.get(str(rule.bound), ()))
                elif not _is_count_kept(rule, len(held)):
                    return _Plan(is_broken=True)
        return _Plan(False, tuple(nodes), tuple(values), tuple(labels), tuple(orders))

    def _passes(self, known: _Values, value: bytes) -> bool:
        """Whether a value as written breaks none of the rules about single values."""
        kind = _kind(value)
        if kind not in known.by_kind:
            if len(known.by_kind) >= COMBINATIONS:
                known.by_kind.clear()
            known.by_kind[kind] = _remaining(known.rules, _term(value))
        rules = known.by_kind[kind]
        if not rules:
            return rules is not None
        term = _term(value)
        if not all(rule.test is None or rule.test(term, self._judge.classes_of) for rule in rules):
            return False
        if self._remembered >= NODES:
            for others in self._values.values():
                others.passed.clear()
            self._remembered = 0
        known.passed.add(value)
        self._remembered += 1
        return True


def _types(signature: Iterable[bytes]) -> frozenset[str]:
    """The classes of a node."""
    typed = (item[len(_TYPE) :] for item in signature if item.startswith(_TYPE))
    return frozenset(iri[1:-1].decode() for iri in typed if _kind(iri) == b"<")


def _name(graph: bytes) -> str:
    """The IRI of a graph, of which the end of its lines is given."""
    return graph[2:-4].decode()


def _is_kept(rule: Rule, own_classes: frozenset[str]) -> bool:
    """Whether a node with ``own_classes`` keeps a rule about itself, whatever others it has."""
    if rule.reads_text or rule.excluded or rule.test is None:
        return False
    return rule.test(_SOME_NODE, lambda _: own_classes)


def _is_count_kept(rule: Rule, count: int) -> bool:
    """Whether so many values keep a rule about their number; false for a rule of another kind."""
    if rule.component == "minCount":
        return count >= int(rule.bound)
    return rule.component == "maxCount" and count <= int(rule.bound)


def _remaining(rules: Iterable[Rule], example: RdfTerm) -> tuple[Rule, ...] | None:
    """The rules that depend on more than the kind of ``example``; ``None`` if another fails."""
    remaining = []
    for rule in rules:
        if rule.reads_text or rule.required or rule.excluded:
            remaining.append(rule)
        elif rule.test is not None and not rule.test(example, lambda _: ()):
            return None
    return tuple(remaining)


def _kind(value: bytes) -> bytes:
    """The kind of a term as written: the language or datatype of a literal, else how it begins."""
    if value[:1] == b'"':
        return value[value.rindex(b'"') + 1 :]
    return value[:2] if value[:2] == b"<<" else value[:1]


def _are_distinct(literals: Iterable[bytes]) -> bool:
    """Whether no two literals are in one language."""
    kinds = map(_kind, literals)
    # A tag may be followed by a direction: @ar--rtl.
    tags = [kind.partition(b"--")[0].lower() for kind in kinds if kind[:1] == b"@"]
    return len(set(tags)) == len(tags)


@lru_cache(COMBINATIONS)
def _is_ordered(value: bytes, other: bytes) -> bool:
    return is_at_most(_term(value), _term(other))


def _term(value: bytes) -> RdfTerm:
    """The term that is written so."""
    kind = _kind(value)
    if b"\\" not in value:  # common forms; the parser takes four times as long
        if kind == b"<":
            return ox.NamedNode(value[1:-1].decode())
        if kind == b"":
            return ox.Literal(value[1:-1].decode())
        if kind[:1] == b"@" and b"--" not in kind:
            return ox.Literal(value[1 : -1 - len(kind)].decode(), language=kind[1:].decode())
        if kind[:3] == b"^^<":
            return ox.Literal(value[1 : -1 - len(kind)].decode(), datatype=_datatype(kind))
    (quad,) = quads_of_lines([b"<x:s> <x:p> " + value + b" <x:g> .\n"])
    return quad.object


@lru_cache(COMBINATIONS)
def _datatype(kind: bytes) -> ox.NamedNode:
    return ox.NamedNode(kind[3:-1].decode())
