"""Infer triples from the asserted ones and keep them in a separate named graph.

The rules come from :mod:`gaoxin.graph.rules.relations`: symmetric, inverse and transitive
properties, and subproperties (``leadingIndustry`` implies ``hasIndustry``).  For all but transitive
properties, only consequences of changed triples are computed.  If a triple of a transitive property
changes, the closure of that property is computed again.  The inferred graph never repeats an
asserted triple.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import pyoxigraph as ox

from gaoxin.graph.rules.relations import read_relations
from gaoxin.ontology.terms import Vocabulary

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]
Stop = TypeVar("Stop")


class Inference:
    """Updates the inferred graph of ``store`` after a change of asserted quads."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary, inferred: ox.NamedNode) -> None:
        self.store, self.rules, self.graph = store, read_relations(vocabulary), inferred

    def predicates(self) -> frozenset[str]:
        """The properties whose triples can change the inferred graph."""
        rules = self.rules
        return frozenset({*rules.direct, *rules.givers, *rules.transitive})

    def update(self, changed: Iterable[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """Return the inferred quads to add and to remove; the store already has the ``changed``
        quads added or removed.

        Every triple that could follow from a changed triple is checked again against the asserted
        ones, so a triple that also follows from another one stays.
        """
        triples = {
            (q.subject, q.predicate, q.object)
            for q in changed
            if isinstance(q.object, ox.NamedNode) and isinstance(q.subject, ox.NamedNode)
        }
        live = {t for t in triples if self.rules.touches(t[1].value)}
        candidates = self._following(live)
        candidates |= {t for t in triples if self.rules.leads_to(t[1].value)}
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

    def _following(self, triples: Iterable[Triple]) -> set[Triple]:
        """All triples that follow from each of ``triples`` in one or more steps, without these."""
        start = set(triples)
        found = set()
        for s, p, o in start:
            for step in self.rules.following.get(p.value, ()):
                node = ox.NamedNode(step.relation)
                found.add((o, node, s) if step.turned else (s, node, o))
        return found - start

    def _asserted(self, triple: Triple) -> bool:
        return any(
            q.graph_name != self.graph and not isinstance(q.graph_name, ox.DefaultGraph)
            for q in self.store.quads_for_pattern(*triple, None)
        )

    def _follows(self, triple: Triple) -> bool:
        """Whether the triple follows from an asserted one by symmetry, an inverse or a
        subproperty.
        """
        s, p, o = triple
        pairs = [(s, o), (o, s)]
        for a, b in pairs:
            for quad in self.store.quads_for_pattern(a, None, b, None):
                if quad.graph_name == self.graph or isinstance(quad.graph_name, ox.DefaultGraph):
                    continue
                if (s, p, o) in self._following([(a, quad.predicate, b)]):
                    return True
        return False

    def _present(self, predicate: str) -> set[Triple]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, self.graph)
        return {(q.subject, q.predicate, q.object) for q in found}  # type: ignore[misc]

    def _closure(self, predicate: str) -> set[Triple]:
        """Pairs that one or more asserted triples connect, the asserted pairs included."""
        node = ox.NamedNode(predicate)
        steps: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(None, node, None, None):
            named = isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name != self.graph
            if named and isinstance(quad.object, ox.NamedNode):
                steps[quad.subject].add(quad.object)  # type: ignore[index]
        return {(start, node, end) for start in list(steps) for end in reachable(start, steps)}


def reachable(start: Stop, steps: Mapping[Stop, Iterable[Stop]]) -> Iterator[Stop]:
    """What the steps lead to from ``start``, except back to it."""
    seen, front = {start}, [start]
    while front:
        for following in steps.get(front.pop(), ()):
            if following not in seen:
                seen.add(following)
                front.append(following)
                yield following
