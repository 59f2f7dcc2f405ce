"""Update the mirror digest of a generation from its sorted patch.

The digest covers the mirrored triples of the default graph, and each distinct pair of a triple and
a source that asserts it (docs/architecture.md, "Graph API").
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby

import pyoxigraph as ox

from gaoxin.graph.store.digest import Digest, MirroredTerms, attribution_line, triple_line
from gaoxin.graph.store.lines import Lines, parts_of, triple_of
from gaoxin.graph.store.manifest import Dataset
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RDF_TYPE
from gaoxin.ontology.terms import vocabulary

_TYPE = f"{RDF_TYPE}".encode()
Event = tuple[bytes, bytes, bool]
"""A triple as written, its graph as written, and whether it was added."""


class MirrorDigest:
    """The mirror digest after a change.

    ``before`` and ``after`` are pairs of a store and its datasets; ``before`` is ``None`` for a
    first generation.
    """

    def __init__(
        self,
        start: str,
        before: tuple[ox.Store, Mapping[str, Dataset]] | None,
        after: tuple[ox.Store, Mapping[str, Dataset]],
    ) -> None:
        self._digest = Digest(start)
        self._old_store = before[0] if before else None
        self._old = _graphs_by_source(before[1] if before else {})
        self._new_store, self._new = after[0], _graphs_by_source(after[1])
        self._sources = {
            f"<{iri}>".encode(): source
            for graphs in (self._old, self._new)
            for source, iris in graphs.items()
            for iri in iris
        }
        self._terms = TermBytes()

    def triples(self, came: Iterable[Lines], went: Lines) -> None:
        """Update part (a): triples that the default graph gained and lost, as N-Triples lines."""
        for lines in came:
            self._digest.add_bytes(self._mirrored(lines))
        self._digest.remove_bytes(self._mirrored(went))

    def _mirrored(self, lines: Lines) -> Iterator[bytes]:
        """The mirrored lines without their ends."""
        is_mirrored = self._terms.is_mirrored
        return chain.from_iterable(
            [line[:-3] for line in chunk if is_mirrored(line)] for chunk in lines.chunks()
        )

    def attributions(self, added: Lines, removed: Lines) -> None:
        """Update part (b): quads that the named graphs gained and lost."""
        single = {
            f"<{iris[0]}>".encode(): source.encode()
            for source in {*self._old, *self._new}
            if len(iris := sorted({*self._old.get(source, ()), *self._new.get(source, ())})) == 1
        }
        # A source with one graph says a triple exactly if the graph holds it.
        others: set[bytes] = set()
        for lines, update in (
            (added, self._digest.add_bytes),
            (removed, self._digest.remove_bytes),
        ):
            others |= self._of_single(lines, single, update)
        if not others:
            return
        events = heapq.merge(
            ((*found, True) for found in self._attributed(added) if found[1] in others),
            ((*found, False) for found in self._attributed(removed) if found[1] in others),
        )
        for triple, group in groupby(events, lambda event: event[0]):
            self._judge(triple, {self._sources[graph] for _, graph, _ in group})

    def _of_single(
        self,
        lines: Lines,
        single: Mapping[bytes, bytes],
        update: Callable[[Iterable[bytes]], None],
    ) -> set[bytes]:
        """Update by the lines in ``single`` graphs; return the other graphs that occur."""
        others: set[bytes] = set()

        def said() -> Iterator[bytes]:
            for triple, graph in self._attributed(lines):
                if graph in single:
                    yield triple + b"\t" + single[graph]
                else:
                    others.add(graph)

        update(said())
        return others

    def _attributed(self, lines: Lines) -> Iterator[tuple[bytes, bytes]]:
        sources = self._sources
        is_attributed = self._terms.is_attributed
        for line in lines:
            if is_attributed(line):
                graph = line[line.rindex(b" ", 0, -3) + 1 : -3]
                if graph in sources:
                    yield triple_of(line), graph

    def _judge(self, triple: bytes, sources: Iterable[str]) -> None:
        subject, predicate, value, _ = parts_of(triple + b" <g:g> .\n")
        ends = tuple(ox.NamedNode(term[1:-1].decode()) for term in (subject, predicate, value))
        for source in sources:
            said = self._old_store is not None and _says(
                self._old_store, ends, self._old.get(source, ())
            )
            says = _says(self._new_store, ends, self._new.get(source, ()))
            line = triple + b"\t" + source.encode()
            if says and not said:
                self._digest.add_bytes([line])
            elif said and not says:
                self._digest.remove_bytes([line])

    def __str__(self) -> str:
        return str(self._digest)


class TermBytes:
    """:class:`.digest.MirroredTerms` for lines: terms are compared as they are written."""

    def __init__(self) -> None:
        terms = MirroredTerms(vocabulary())
        names = vocabulary().properties.values()
        nodes = {term.iri: ox.NamedNode(term.iri) for term in names}
        thing = ox.NamedNode("x:x")
        self._predicates = {
            f"<{iri}>".encode()
            for iri, node in nodes.items()
            if node != RDF_TYPE and terms.is_mirrored(ox.Triple(thing, node, thing))
        }
        self._relations = {
            f"<{iri}>".encode()
            for iri, node in nodes.items()
            if node != RDF_TYPE and terms.is_attributed(ox.Triple(thing, node, thing))
        }
        typed = [
            ox.Triple(thing, RDF_TYPE, ox.NamedNode(term.iri))
            for term in vocabulary().classes.values()
        ]
        self._classes = {str(t.object).encode() for t in typed if terms.is_mirrored(t)}
        self._nary = {str(t.object).encode() for t in typed if terms.is_attributed(t)}

    def is_mirrored(self, line: bytes) -> bool:
        """Whether the mirror holds the triple of a line."""
        _, predicate, rest = line.split(b" ", 2)
        if predicate == _TYPE:
            return rest[: rest.index(b" ")] in self._classes
        return predicate in self._predicates

    def is_attributed(self, line: bytes) -> bool:
        """Whether it holds the sources of the triple, too."""
        _, predicate, rest = line.split(b" ", 2)
        if predicate == _TYPE:
            return rest[: rest.index(b" ")] in self._nary
        return predicate in self._relations and rest[:1] == b"<"


def whole_mirror_digest(store: ox.Store, datasets: Mapping[str, Dataset]) -> str:
    """The mirror digest of a generation, computed from its store.

    It is needed for a generation that was published when another set of triples was mirrored.
    """
    digest, terms = Digest(), MirroredTerms(vocabulary())
    for quad in store.quads_for_pattern(None, None, None, DEFAULT_GRAPH):
        if terms.is_mirrored(quad):
            digest.add(triple_line(quad))
    for source, graphs in _graphs_by_source(datasets).items():
        said: set[str] = set()
        for graph in graphs:
            for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
                if terms.is_attributed(quad):
                    line = attribution_line(quad, source)
                    if len(graphs) > 1:
                        if line in said:
                            continue
                        said.add(line)
                    digest.add(line)
    return str(digest)


def _graphs_by_source(datasets: Mapping[str, Dataset]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for dataset in datasets.values():
        for source, iri in dataset.graphs.items():
            out.setdefault(source, []).append(iri)
    return out


def _says(store: ox.Store, ends: tuple[ox.NamedNode, ...], graphs: Iterable[str]) -> bool:
    return any(ox.Quad(ends[0], ends[1], ends[2], ox.NamedNode(iri)) in store for iri in graphs)
