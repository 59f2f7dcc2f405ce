"""What follows from the asserted triples: kept in a named graph of its own.

Rules, all driven by the vocabulary: symmetric and inverse properties, sub-properties
(``leadingIndustry`` implies ``hasIndustry``) and transitive ones.  The first three are followed
from what changed; a transitive property is closed anew over its own triples when it is touched.
The inferred graph never repeats an asserted triple.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from gaoxin.ontology.terms import Vocabulary

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]


class Rules:
    """The rules of one vocabulary, by property IRI."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        terms = vocabulary.properties
        iri = {name: term.iri for name, term in terms.items()}
        self.swapped: dict[str, list[ox.NamedNode]] = defaultdict(list)
        self.implied: dict[str, list[ox.NamedNode]] = defaultdict(list)
        self.transitive: set[str] = set()
        self.reached: set[str] = set()  # properties that some rule leads to
        for term in terms.values():
            if not term.is_relation:
                continue
            if term.symmetric:
                self.swapped[term.iri].append(ox.NamedNode(term.iri))
            if term.inverse in iri:
                self.swapped[term.iri].append(ox.NamedNode(iri[term.inverse]))
            for name in _names(term.implies):
                if name in iri:
                    self.implied[term.iri].append(ox.NamedNode(iri[name]))
            if term.transitive:
                self.transitive.add(term.iri)
                self.reached.add(term.iri)
        for leads in (*self.swapped.values(), *self.implied.values()):
            self.reached.update(node.value for node in leads)

    def touches(self, predicate: str) -> bool:
        """Whether a triple of this property can lead to others."""
        return (
            predicate in self.swapped or predicate in self.implied or predicate in self.transitive
        )

    def follow(self, triples: Iterable[Triple]) -> set[Triple]:
        """Everything that swapping and implication lead to from ``triples``, without them."""
        start = set(triples)
        seen, front = set(start), list(start)
        while front:
            s, p, o = front.pop()
            reached = [(o, q, s) for q in self.swapped.get(p.value, ())]
            reached += [(s, q, o) for q in self.implied.get(p.value, ())]
            for triple in reached:
                if triple not in seen:
                    seen.add(triple)
                    front.append(triple)
        return seen - start


def _names(value: object) -> tuple[str, ...]:
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


class Inference:
    """Brings the inferred graph of ``store`` up to date after a change of asserted quads."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary, inferred: ox.NamedNode) -> None:
        self.store, self.rules, self.graph = store, Rules(vocabulary), inferred

    def update(self, changed: Iterable[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """Return the inferred quads to add and to remove; ``changed`` came or went already.

        Every candidate that the changed triples could have led to is judged again by what is
        asserted now, so a triple with a second reason stays.
        """
        triples = {
            (q.subject, q.predicate, q.object)
            for q in changed
            if isinstance(q.object, ox.NamedNode) and isinstance(q.subject, ox.NamedNode)
        }
        live = {t for t in triples if self.rules.touches(t[1].value)}
        candidates = self.rules.follow(live)
        candidates |= {t for t in triples if t[1].value in self.rules.reached}
        closed: dict[str, set[Triple]] = {}
        for predicate in self.rules.transitive:
            if any(t[1].value == predicate for t in candidates):
                closed[predicate] = self._closure(predicate)
                candidates |= closed[predicate] | self._present(predicate)
        add, remove = set(), set()
        for triple in candidates:
            quad = ox.Quad(*triple, self.graph)
            wanted = not self._asserted(triple) and (
                triple in closed.get(triple[1].value, ()) or self._follows(triple)
            )
            if wanted and quad not in self.store:
                add.add(quad)
            elif not wanted and quad in self.store:
                remove.add(quad)
        return add, remove

    def _asserted(self, triple: Triple) -> bool:
        return any(
            q.graph_name != self.graph and not isinstance(q.graph_name, ox.DefaultGraph)
            for q in self.store.quads_for_pattern(*triple, None)
        )

    def _follows(self, triple: Triple) -> bool:
        """Whether swapping and implication lead to the triple from something asserted."""
        s, p, o = triple
        pairs = [(s, o), (o, s)]
        for a, b in pairs:
            for quad in self.store.quads_for_pattern(a, None, b, None):
                if quad.graph_name == self.graph or isinstance(quad.graph_name, ox.DefaultGraph):
                    continue
                if (s, p, o) in self.rules.follow([(a, quad.predicate, b)]):
                    return True
        return False

    def _present(self, predicate: str) -> set[Triple]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, self.graph)
        return {(q.subject, q.predicate, q.object) for q in found}  # type: ignore[misc]

    def _closure(self, predicate: str) -> set[Triple]:
        """Pairs joined by two steps or more that nobody asserts, over asserted triples alone."""
        node = ox.NamedNode(predicate)
        steps: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(None, node, None, None):
            named = isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name != self.graph
            if named and isinstance(quad.object, ox.NamedNode):
                steps[quad.subject].add(quad.object)  # type: ignore[index]
        return {
            (start, node, end)
            for start in list(steps)
            for end in _reachable(start, steps)
            if end not in steps[start] and end != start
        }


def _reachable(
    start: ox.NamedNode, steps: dict[ox.NamedNode, set[ox.NamedNode]]
) -> Iterator[ox.NamedNode]:
    seen, front = {start}, [start]
    while front:
        for following in steps.get(front.pop(), ()):
            if following not in seen:
                seen.add(following)
                front.append(following)
                yield following
