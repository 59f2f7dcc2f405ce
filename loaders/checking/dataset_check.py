"""Check a large change: read the replaced datasets once instead of looking each node up.

The result is that of :func:`.increment.changed_violations`.  Every node of the replaced datasets is
checked from their sorted lines.  In other datasets only those nodes are checked that a retyped
thing affects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.default_graph import UnionChange
from gaoxin.graph.store.lines import Lines, by_subject, quads_of_lines
from gaoxin.graph.store.patch import Patch, SortedPatch
from gaoxin.loaders.checking.increment import (
    ClassDependencies,
    Retyping,
    nodes_to_judge,
    quads_of,
    retypings,
)
from gaoxin.loaders.checking.line_judge import LineJudge
from gaoxin.loaders.checking.shape_judge import (
    Judge,
    Violation,
    classes_in_named_graphs,
    with_superclasses,
)
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.ontology.shacl import Shape

LARGE = 100_000
"""Minimum number of changed quads from which reading whole datasets is faster."""

_TYPE = f"{RDF_TYPE}".encode()


def retypings_of_known(
    store: ox.Store, asserted: SortedPatch, united: UnionChange
) -> dict[str, Retyping]:
    """The things that the parent knew and whose classes the change altered, by IRI."""
    subjects = {
        line.split(b" ", 1)[0] for lines in (united.gained, united.lost) for line in _types(lines)
    }
    if not subjects:
        return {}
    added, removed = (
        set(quads_of_lines(line for line in _types(lines) if line.split(b" ", 1)[0] in subjects))
        for lines in (asserted.added, asserted.removed)
    )
    return retypings(store, Patch(added, removed))


def large_violations(
    store: ox.Store,
    contents: Iterable[Lines],
    united: UnionChange,
    retyped: Mapping[str, Retyping],
    all_shapes: Sequence[Shape],
    minter: Minter,
) -> Iterator[Violation]:
    """Yield the rules that are broken after a large change.

    ``contents`` are the lines of the replaced datasets, ``retyped`` the result of
    :func:`retypings_of_known`.
    """
    judge = Judge(all_shapes, partial(classes_in_named_graphs, store), minter.base)
    of_lines = LineJudge(judge)
    for lines in contents:
        yield from of_lines.violations(lines)
    judged = of_lines.graphs
    nodes = nodes_to_judge(store, Patch(), retyped, all_shapes)
    for graph, subjects in _referring(store, united.fresh, all_shapes).items():
        nodes[graph] = nodes.get(graph, set()) | subjects
    for graph, iris in nodes.items():
        if graph not in judged and graph != minter.inferred.value:
            yield from judge.violations(graph, quads_of(store, graph, iris))


def _referring(store: ox.Store, fresh: Lines, all_shapes: Iterable[Shape]) -> dict[str, set[str]]:
    """Nodes that refer to a new thing by a property which excludes a class of it, by graph."""
    dependencies = ClassDependencies(all_shapes)
    nodes: dict[str, set[str]] = defaultdict(set)
    paths_of: dict[frozenset[bytes], set[str]] = {}
    for subject, group in by_subject(_types(fresh)):
        classes = frozenset(line.split(b" ", 3)[2] for line in group)
        if classes not in paths_of:
            after = with_superclasses(frozenset(iri[1:-1].decode() for iri in classes))
            paths_of[classes] = dependencies.paths(Retyping(frozenset(), after, frozenset()))
        paths = paths_of[classes]
        if paths:
            node = ox.NamedNode(subject[1:-1].decode())
            for quad in store.quads_for_pattern(None, None, node, None):
                if isinstance(quad.graph_name, ox.NamedNode) and quad.predicate.value in paths:
                    nodes[quad.graph_name.value].add(value_of(quad.subject))
    return nodes


def _types(lines: Lines) -> Iterator[bytes]:
    # Most lines are left out by the first condition, which is fast.
    marked = b" " + _TYPE + b" "
    for chunk in lines.chunks():
        for line in [line for line in chunk if marked in line]:
            if line.split(b" ", 2)[1] == _TYPE:
                yield line
