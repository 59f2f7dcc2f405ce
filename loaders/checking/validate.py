"""Judges a change by the ontology's shapes before it is published, and finds foreign terms.

Cardinality is judged within one named graph, since sources may disagree; which classes a property
may join is judged by what all sources together say of the classes.  Only nodes that changed are
judged.  One pass over their quads, about a second for 200,000 of them (docs/decisions/0002).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from gaoxin.model import Problem
from gaoxin.ontology.literals import comparable
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.ontology.rdf_terms import RdfTerm
from gaoxin.ontology.shacl import Rule, Shape, shapes
from gaoxin.ontology.terms import ClassTerm, Vocabulary, vocabulary

StatedProperties = dict[str, list[RdfTerm]]
"""What one graph says of one thing: values by property IRI."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a node breaks; ``value`` is the value at fault, ``None`` for a missing one."""

    graph: str
    node: str
    rule: Rule
    value: RdfTerm | None


def check(
    graphs: Mapping[str, Iterable[ox.Quad]],
    types_of: Callable[[str], Collection[str]],
    origins: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Return why the change cannot be published, each with its place; an empty list if it can;
    in the order of their places.

    ``graphs`` has, by the IRI of each named graph, all quads in it of the nodes that changed;
    ``types_of(iri)`` gives the class IRIs of any node in the new default graph; ``origins`` has
    ``"file:line"`` by node IRI.
    """
    places = origins or {}
    problems = (_problem(violation, places) for violation in violations(graphs, types_of))
    return sorted(problems, key=lambda p: (p.file, p.line or 0, p.zh, p.value))


def violations(
    graphs: Mapping[str, Iterable[ox.Quad]], types_of: Callable[[str], Collection[str]]
) -> Iterator[Violation]:
    """Yield every broken rule, graph by graph and node by node in the order of the quads."""
    judge = _Judge(shapes(), types_of)
    for graph, quads in graphs.items():
        nodes: dict[str, StatedProperties] = {}
        for quad in quads:
            subject = quad.subject
            if isinstance(subject, ox.NamedNode):
                node = nodes.get(subject.value)
                if node is None:
                    node = nodes[subject.value] = {}
                node.setdefault(quad.predicate.value, []).append(quad.object)
        for iri, node in nodes.items():
            for rule, value in judge.judge(iri, node):
                yield Violation(graph, iri, rule, value)


def count_foreign(quads: Iterable[ox.Quad]) -> Counter[str]:
    """Count the uses of properties and classes that the vocabulary does not know, by IRI."""
    known = {term.iri for term in vocabulary().properties.values()}
    classes = {term.iri for term in vocabulary().classes.values()}
    found: Counter[str] = Counter()
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in known:
            found[predicate] += 1
        elif predicate == RDF_TYPE_IRI:
            value = quad.object.value if isinstance(quad.object, ox.NamedNode) else str(quad.object)
            if value not in classes:
                found[value] += 1
    return found


def foreign_terms(
    quads: Iterable[ox.Quad], origins: Mapping[str, str] | None = None, file: str = ""
) -> list[Problem]:
    """Return a problem for each term outside the vocabulary, most used first.

    ``file`` names the place where ``origins`` has none for the first node that uses the term.
    """
    kept = list(quads)
    places = origins or {}
    first: dict[str, str] = {}
    for quad in kept:
        if isinstance(quad.subject, ox.NamedNode):
            for term in (quad.predicate, quad.object):
                if isinstance(term, ox.NamedNode):
                    first.setdefault(term.value, quad.subject.value)
    problems = []
    for iri, number in sorted(count_foreign(kept).items(), key=lambda item: (-item[1], item[0])):
        name, line = _split(places.get(first.get(iri, ""), file))
        zh = f"本体中没有术语 {iri}（用了 {number} 次）；"
        en = f"The ontology has no term {iri} (used {number} times); use one of its terms, "
        zh, en = zh + "请改用本体的术语，或加 --keep-foreign 保留。", en + "or add --keep-foreign."
        problems.append(Problem(name, line, "", iri, zh, en))
    return problems


@dataclass(slots=True)
class _Plan:
    """The rules for nodes of one set of classes: those on missing values, and the rest by path."""

    needed: list[Rule] = field(default_factory=list)
    by_path: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))


class _Judge:
    """Applies shapes to nodes; keeps what it has worked out for a set of classes."""

    def __init__(
        self, all_shapes: Iterable[Shape], types_of: Callable[[str], Collection[str]]
    ) -> None:
        self.by_class: dict[str, list[Rule]] = defaultdict(list)
        self.by_property: dict[str, list[Rule]] = defaultdict(list)
        for shape in all_shapes:
            for iri in shape.classes:
                self.by_class[iri] += shape.rules
            for iri in shape.subjects_of:
                self.by_property[iri] += shape.rules
        self.superclasses = _superclasses(vocabulary())
        self.types_of = types_of
        self.known_types: dict[str, frozenset[str]] = {}
        self.plans: dict[frozenset[str], _Plan] = {}

    def judge(self, iri: str, node: StatedProperties) -> Iterator[tuple[Rule, RdfTerm | None]]:
        """Yield the rules that the node breaks, each with the value at fault."""
        own = frozenset(t.value for t in node.get(RDF_TYPE_IRI, ()) if isinstance(t, ox.NamedNode))
        plan = self._plan(own)
        for rule in plan.needed:
            if len(node.get(rule.path, ())) < int(rule.bound):
                yield rule, None
        focus = ox.NamedNode(iri)
        for path, values in node.items():
            for rule in plan.by_path.get(path, ()):
                yield from self._apply(rule, values, node)
            for rule in self.by_property.get(path, ()):
                if not rule.path:
                    if rule.test and not rule.test(focus, self.classes_of):
                        yield rule, focus
                elif rule.component == "minCount":
                    if len(node.get(rule.path, ())) < int(rule.bound):
                        yield rule, None
                else:
                    yield from self._apply(rule, node.get(rule.path, []), node)

    def _apply(
        self, rule: Rule, values: list[RdfTerm], node: StatedProperties
    ) -> Iterator[tuple[Rule, RdfTerm | None]]:
        test = rule.test
        if test is not None:
            for value in values:
                if not test(value, self.classes_of):
                    yield rule, value
        elif rule.component == "maxCount":
            if len(values) > int(rule.bound):
                yield rule, None
        elif rule.component == "uniqueLang":
            tags = Counter(
                v.language.lower() for v in values if isinstance(v, ox.Literal) and v.language
            )
            for _ in (tag for tag, number in tags.items() if number > 1):
                yield rule, None
        elif rule.component == "lessThanOrEquals":
            for other in node.get(str(rule.bound), ()):
                for value in values:
                    if not _in_order(value, other):
                        yield rule, value

    def classes_of(self, iri: str) -> frozenset[str]:
        """The classes of a node by all sources, superclasses included."""
        found = self.known_types.get(iri)
        if found is None:
            found = self.known_types[iri] = self._closure(self.types_of(iri))
        return found

    def _closure(self, classes: Iterable[str]) -> frozenset[str]:
        own = set(classes)
        return frozenset(own.union(*(self.superclasses.get(c, ()) for c in own)))

    def _plan(self, own: frozenset[str]) -> _Plan:
        plan = self.plans.get(own)
        if plan is None:
            plan = self.plans[own] = _Plan()
            for rule in dict.fromkeys(
                r for iri in sorted(self._closure(own)) for r in self.by_class.get(iri, ())
            ):
                if rule.component == "minCount":
                    plan.needed.append(rule)
                else:
                    plan.by_path[rule.path].append(rule)
        return plan


def _superclasses(terms: Vocabulary) -> dict[str, tuple[str, ...]]:
    return {
        term.iri: tuple(terms.classes[name].iri for name in term.parents)
        for term in terms.classes.values()
        if isinstance(term, ClassTerm)
    }


def _in_order(value: RdfTerm, other: RdfTerm) -> bool:
    if not isinstance(value, ox.Literal) or not isinstance(other, ox.Literal):
        return False
    left = comparable(value.value, value.datatype.value)
    right = comparable(other.value, other.datatype.value)
    if isinstance(left, str) and isinstance(right, str):
        return left <= right
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return False
    return left <= right


def _problem(violation: Violation, places: Mapping[str, str]) -> Problem:
    rule, value = violation.rule, violation.value
    file, line = _split(places.get(violation.node, violation.graph))
    shown = "" if value is None or isinstance(value, ox.Triple) else value.value
    node = violation.node
    term = vocabulary().by_iri(rule.path)
    return Problem(
        file,
        line,
        term.name if term else rule.path,
        shown,
        f"{node}：{rule.message_zh}" + (f"（现为：{shown}）" if shown and shown != node else ""),
        f"{node}: {rule.message_en}" + (f" (It is {shown!r}.)" if shown and shown != node else ""),
    )


def _split(place: str) -> tuple[str, int | None]:
    """Part ``"facts.csv:12"`` into file and line."""
    file, _, line = place.rpartition(":")
    return (file, int(line)) if file and line.isdigit() else (place, None)
