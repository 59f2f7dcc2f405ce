"""Find the nodes that must be checked again after a change; the results for all others still hold.

Whether a node in a named graph conforms depends on two things: the node's triples in that graph,
and the classes that all graphs together give to the node and to its values.  The shapes tell for
which properties the classes of values matter, and whether having or lacking a class can break a
rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.patch import Patch
from gaoxin.loaders.checking.shape_judge import Judge, Violation, classes_in, with_superclasses
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.ontology.shacl import Shape

MANY = 2_000
"""Minimum number of nodes in a graph for which reading the whole graph is faster than one lookup
for each node.
"""


@dataclass(frozen=True, slots=True)
class Retyping:
    """The classes of a node before and after a change, superclasses included.

    ``graphs`` are the IRIs of the named graphs that have triples about the node after the change.
    """

    before: frozenset[str]
    after: frozenset[str]
    graphs: frozenset[str]

    @property
    def gained(self) -> frozenset[str]:
        """Classes that the node has only after the change."""
        return self.after - self.before

    @property
    def lost(self) -> frozenset[str]:
        """Classes that the node had only before the change."""
        return self.before - self.after


class ClassDependencies:
    """For each property, the classes of its values that the rules of ``shapes`` depend on."""

    def __init__(self, all_shapes: Iterable[Shape]) -> None:
        self.required: dict[str, set[str]] = defaultdict(set)
        self.excluded: dict[str, set[str]] = defaultdict(set)
        for shape in all_shapes:
            for rule in shape.rules:
                if rule.required:
                    self.required[rule.path] |= rule.required
                if rule.excluded:
                    self.excluded[rule.path] |= rule.excluded

    def paths(self, retyping: Retyping) -> set[str]:
        """The properties for which a node whose classes changed like this may no longer be a
        valid value.
        """
        gained, lost = retyping.gained, retyping.lost
        found = {path for path, classes in self.required.items() if classes & lost}
        found |= {path for path, classes in self.excluded.items() if classes & gained}
        return found - {""}


def retypings(store: ox.Store, patch: Patch) -> dict[str, Retyping]:
    """The nodes whose classes, over all graphs, differ after a change, by IRI.

    ``patch`` holds all quads that the change added to or removed from the named graphs of
    ``store``.
    """
    typed: dict[str, set[str]] = {}  # by node, the classes that it lost in at least one graph
    for quad in patch.added:
        if quad.predicate.value == RDF_TYPE_IRI and isinstance(quad.subject, ox.NamedNode):
            typed.setdefault(quad.subject.value, set())
    for quad in patch.removed:
        if quad.predicate.value == RDF_TYPE_IRI and isinstance(quad.subject, ox.NamedNode):
            typed.setdefault(quad.subject.value, set()).add(value_of(quad.object))
    found = {}
    for iri, before in typed.items():
        after, graphs = set(), set()
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            if not isinstance(quad.graph_name, ox.NamedNode):
                continue
            graphs.add(quad.graph_name.value)
            if quad.predicate.value == RDF_TYPE_IRI:
                after.add(value_of(quad.object))
                if quad not in patch.added:
                    before.add(value_of(quad.object))
        if before != after:
            old, new = with_superclasses(frozenset(before)), with_superclasses(frozenset(after))
            if old != new:
                found[iri] = Retyping(old, new, frozenset(graphs))
    return found


def nodes_to_judge(
    store: ox.Store, patch: Patch, retyped: Mapping[str, Retyping], all_shapes: Iterable[Shape]
) -> dict[str, set[str]]:
    """IRIs of the nodes whose result may have changed, by the IRI of the named graph."""
    nodes: dict[str, set[str]] = defaultdict(set)
    for quads in (patch.added, patch.removed):
        for quad in quads:
            nodes[value_of(quad.graph_name)].add(value_of(quad.subject))
    dependencies = ClassDependencies(all_shapes)
    for iri, retyping in retyped.items():
        for graph in retyping.graphs:
            nodes[graph].add(iri)
        paths = dependencies.paths(retyping)
        if not paths:
            continue
        for quad in store.quads_for_pattern(None, None, ox.NamedNode(iri), None):
            if isinstance(quad.graph_name, ox.NamedNode) and quad.predicate.value in paths:
                nodes[quad.graph_name.value].add(value_of(quad.subject))
    return nodes


def changed_violations(
    store: ox.Store,
    patch: Patch,
    retyped: Mapping[str, Retyping],
    all_shapes: Sequence[Shape],
    minter: Minter,
) -> Iterator[Violation]:
    """Yield the rules that are broken after a change, on condition that none was broken before it.

    ``store`` is the store after the change, with the union of the named graphs in its default
    graph.  ``patch`` is as for :func:`retypings`, ``retyped`` its result.  Inferred triples are not
    checked.
    """
    judge = Judge(all_shapes, partial(classes_in, store), minter.base)
    for graph, iris in nodes_to_judge(store, patch, retyped, all_shapes).items():
        if graph != minter.inferred.value:
            yield from judge.violations(graph, quads_of(store, graph, iris))


def quads_of(store: ox.Store, graph: str, nodes: set[str]) -> Iterable[ox.Quad]:
    """All quads in the named graph that have one of ``nodes`` as the subject."""
    name = ox.NamedNode(graph)
    if len(nodes) > MANY:
        every = store.quads_for_pattern(None, None, None, name)
        return (quad for quad in every if value_of(quad.subject) in nodes)
    return (
        quad
        for iri in nodes
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, name)
    )
