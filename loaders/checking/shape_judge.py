"""Check named graphs against the ontology's shapes.

Cardinality is checked within one named graph, because sources may disagree.  The classes of a node
are those that all sources together give it.  One pass over 200,000 quads takes about a second
(docs/decisions/0002).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.checking.foreign import is_foreign
from gaoxin.loaders.problems import split_place
from gaoxin.model import Problem
from gaoxin.ontology.literals import comparable
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RDF_TYPE, RdfTerm
from gaoxin.ontology.shacl import Rule, Shape, shapes
from gaoxin.ontology.terms import vocabulary

StatedProperties = dict[str, list[RdfTerm]]
"""The triples of one node in one graph: values by property IRI."""

COMBINATIONS = 4_096
"""Size of the caches, in combinations of classes, or of classes and properties."""


NODES = 100_000
"""Maximum number of nodes whose classes are remembered."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a node breaks; ``value`` is the wrong value, ``None`` if a value is missing."""

    graph: str
    node: str
    rule: Rule
    value: RdfTerm | None


def check(
    graphs: Mapping[str, Iterable[ox.Quad]],
    types_of: Callable[[str], Collection[str]],
    origins: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Return a problem for each violation, with its place, sorted by place.

    ``graphs`` maps the IRI of each named graph to all its quads about the nodes to check.
    ``types_of(iri)`` gives the class IRIs of any node in all graphs.  ``origins`` maps node IRIs to
    ``"file:line"``.
    """
    places = origins or {}
    return in_order(
        problem(violation, places.get(violation.node, violation.graph))
        for violation in violations(graphs, types_of)
    )


def violations(
    graphs: Mapping[str, Iterable[ox.Quad]],
    types_of: Callable[[str], Collection[str]],
    base: str = "",
) -> Iterator[Violation]:
    """Yield every broken rule, graph by graph and node by node in the order of the quads."""
    judge = Judge(shapes(), types_of, base)
    for graph, quads in graphs.items():
        yield from judge.violations(graph, quads)


def store_violations(store: ox.Store, minter: Minter) -> Iterator[Violation]:
    """Check a whole store and yield every broken rule.

    The default graph must be the union of the named ones; inferred triples are not checked.
    """
    judge = Judge(shapes(), lambda iri: classes_in(store, iri), minter.base)
    for graph in store.named_graphs():
        if isinstance(graph, ox.NamedNode) and graph != minter.inferred:
            quads = store.quads_for_pattern(None, None, None, graph)
            yield from judge.violations(graph.value, quads)


def classes_in(store: ox.Store, iri: str) -> set[str]:
    """The class IRIs of a node in all graphs of a store, without superclasses."""
    found = store.quads_for_pattern(ox.NamedNode(iri), RDF_TYPE, None, DEFAULT_GRAPH)
    return {quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)}


def classes_in_named_graphs(store: ox.Store, iri: str) -> set[str]:
    """The same as :func:`classes_in`, even if the default graph is not yet up to date."""
    found = store.quads_for_pattern(ox.NamedNode(iri), RDF_TYPE, None, None)
    return {
        quad.object.value
        for quad in found
        if isinstance(quad.object, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode)
    }


@lru_cache(COMBINATIONS)
def with_superclasses(classes: frozenset[str]) -> frozenset[str]:
    """The class IRIs and those of all their superclasses; foreign classes are kept as they are."""
    return classes.union(*(_superclasses().get(iri, ()) for iri in classes))


@cache
def _superclasses() -> dict[str, tuple[str, ...]]:
    classes = vocabulary().classes
    return {
        term.iri: tuple(classes[name].iri for name in term.parents) for term in classes.values()
    }


@dataclass(frozen=True, slots=True)
class PathRules:
    """Rules for the values of one property, or for the node itself if ``path`` is empty.

    ``number`` identifies the rules in ``of_one_value``.
    """

    path: str
    number: int
    of_one_value: tuple[Rule, ...]
    of_all_values: tuple[Rule, ...]


class Judge:
    """Applies shapes to nodes; caches classes and the rules that apply.

    ``base`` is the base IRI of things.  If it is given, foreign nodes (:func:`.foreign.is_foreign`)
    are not checked; without it all nodes are.
    """

    def __init__(
        self,
        all_shapes: Iterable[Shape],
        types_of: Callable[[str], Collection[str]],
        base: str = "",
    ) -> None:
        self.base = base
        self._shapes = list(all_shapes)  # keeps the rules alive, which are known by their identity
        self.by_class: dict[str, list[Shape]] = defaultdict(list)
        self.by_property: dict[str, list[Shape]] = defaultdict(list)
        for shape in self._shapes:
            for iri in shape.classes:
                self.by_class[iri].append(shape)
            for iri in shape.subjects_of:
                self.by_property[iri].append(shape)
        self.types_of = types_of
        self.known_classes: dict[str, frozenset[str]] = {}
        self._passed: set[tuple[int, RdfTerm]] = set()
        self._numbers: dict[tuple[int, ...], int] = {}
        self.rules_for = lru_cache(COMBINATIONS)(self._rules_for)

    def violations(self, graph: str, quads: Iterable[ox.Quad]) -> Iterator[Violation]:
        """Yield every rule that a node breaks; ``quads`` must hold all its quads in ``graph``."""
        nodes: dict[str, StatedProperties] = {}
        for quad in quads:
            subject = quad.subject
            if isinstance(subject, ox.NamedNode):
                node = nodes.get(subject.value)
                if node is None:
                    node = nodes[subject.value] = {}
                node.setdefault(quad.predicate.value, []).append(quad.object)
        for iri, node in nodes.items():
            if self.base and is_foreign(iri, node, self.classes_of, self.base):
                continue
            types = (t.value for t in node.get(RDF_TYPE_IRI, ()) if isinstance(t, ox.NamedNode))
            for rules in self.rules_for(frozenset(types), frozenset(node)):
                for rule, value in self._failing(rules, iri, node):
                    yield Violation(graph, iri, rule, value)
                for rule in rules.of_all_values:
                    for wrong in _broken(rule, node):
                        yield Violation(graph, iri, rule, wrong)

    def _failing(
        self, rules: PathRules, iri: str, node: StatedProperties
    ) -> Iterator[tuple[Rule, RdfTerm]]:
        """The rules about single values that a value breaks.

        Values that passed are remembered, because many nodes have the same ones.
        """
        values = node.get(rules.path, []) if rules.path else [ox.NamedNode(iri)]
        for value in values:
            key = (rules.number, value)
            if key in self._passed:
                continue
            is_good = True
            for rule in rules.of_one_value:
                if rule.test is not None and not rule.test(value, self.classes_of):
                    is_good = False
                    yield rule, value
            if is_good and rules.path:
                if len(self._passed) >= NODES:
                    self._passed.clear()
                self._passed.add(key)

    def classes_of(self, iri: str) -> frozenset[str]:
        """The classes of a node in all graphs, superclasses included."""
        found = self.known_classes.get(iri)
        if found is None:
            if len(self.known_classes) >= NODES:
                self.known_classes.clear()
            found = self.known_classes[iri] = with_superclasses(frozenset(self.types_of(iri)))
        return found

    def _rules_for(self, types: frozenset[str], properties: frozenset[str]) -> list[PathRules]:
        """The rules that a node with these classes and properties could break, by path."""
        targeting = [
            *(shape for iri in with_superclasses(types) for shape in self.by_class.get(iri, ())),
            *(shape for iri in properties for shape in self.by_property.get(iri, ())),
        ]
        by_iri = {shape.iri: shape for shape in targeting}  # apply each shape to a node once
        by_path: dict[str, list[Rule]] = defaultdict(list)
        for _, shape in sorted(by_iri.items()):
            for rule in shape.rules:
                if not rule.path or rule.path in properties or rule.component == "minCount":
                    by_path[rule.path].append(rule)
        return [self._numbered(path, rules) for path, rules in by_path.items()]

    def _numbered(self, path: str, rules: Iterable[Rule]) -> PathRules:
        of_one: list[Rule] = []
        of_all: list[Rule] = []
        for rule in rules:
            (of_all if rule.test is None else of_one).append(rule)
        # Rules are compared by identity, because hashing their fields is slow.
        number = self._numbers.setdefault(tuple(map(id, of_one)), len(self._numbers))
        return PathRules(path, number, tuple(of_one), tuple(of_all))


def _broken(rule: Rule, node: StatedProperties) -> Iterator[RdfTerm | None]:
    """Yield the wrong value for each violation of a rule about all values of a property."""
    values = node.get(rule.path, [])
    if rule.component == "minCount":
        if len(values) < int(rule.bound):
            yield None
    elif rule.component == "maxCount":
        if len(values) > int(rule.bound):
            yield None
    elif rule.component == "uniqueLang":
        tags = Counter(
            v.language.lower() for v in values if isinstance(v, ox.Literal) and v.language
        )
        for _ in (tag for tag, number in tags.items() if number > 1):
            yield None
    elif rule.component == "lessThanOrEquals":
        for other in node.get(str(rule.bound), ()):
            for value in values:
                if not is_at_most(value, other):
                    yield value


def is_at_most(value: RdfTerm, other: RdfTerm) -> bool:
    """``sh:lessThanOrEquals``; false if the two cannot be compared."""
    if not isinstance(value, ox.Literal) or not isinstance(other, ox.Literal):
        return False
    left = comparable(value.value, value.datatype.value)
    right = comparable(other.value, other.datatype.value)
    if isinstance(left, str) and isinstance(right, str):
        return left <= right
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return False
    return left <= right


def problem(violation: Violation, place: str, note: tuple[str, str] = ("", "")) -> Problem:
    """Make the problem for a violation; ``place`` is ``"file:line"`` or a name.

    ``note`` is a text in Chinese and in English that is appended to the message.
    """
    rule, value, node = violation.rule, violation.value, violation.node
    file, line = split_place(place)
    shown = "" if value is None or isinstance(value, ox.Triple) else value.value
    is_other = bool(shown) and shown != node
    term = vocabulary().by_iri(rule.path)
    return Problem(
        file,
        line,
        term.name if term else rule.path,
        shown,
        f"{node}：{rule.message_zh}" + (f"（现为：{shown}）" if is_other else "") + note[0],
        f"{node}: {rule.message_en}" + (f" (It is {shown!r}.)" if is_other else "") + note[1],
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by place, text and value."""
    return sorted(problems, key=lambda p: (p.file, p.line or 0, p.zh, p.value))
