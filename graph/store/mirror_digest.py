"""Update the mirror digest of a generation from its sorted patch.

The digest covers the mirrored triples of the default graph, and each distinct pair of a triple and
a source that asserts it (docs/architecture.md, "Graph API").
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby

import pyoxigraph as ox

from gaoxin.graph.store.digest import Digest, MirroredTerms, attribution_line, triple_line
from gaoxin.graph.store.lines import NOTHING, Lines, parts_of, triple_of
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
        old: Mapping[str, Dataset] = before[1] if before else {}
        self._old_store = before[0] if before else None
        self._new_store, new = after
        self._old, self._new = _graphs_by_source(old), _graphs_by_source(new)
        self._sources = sources_of_graphs(old, new)
        self._lines = MirrorLines(self._digest, self._sources)

    def triples(self, came: Iterable[Lines], went: Lines) -> None:
        """Update part (a): triples that the default graph gained and lost, as N-Triples lines."""
        self._lines.triples(came, went)

    def attributions(self, added: Lines, removed: Lines) -> None:
        """Update part (b): quads that the named graphs gained and lost."""
        self._of_several(added, removed, self._lines.of_single(added, removed))

    def adopt_triples(self, told: str) -> None:
        """Update part (a) by a sum that another process found."""
        self._digest.add_sum(told)

    def adopt_attributions(self, told: str, others: set[bytes], added: Lines) -> None:
        """Update part (b) by a sum over ``added`` lines, which lacks those of ``others``."""
        self._digest.add_sum(told)
        self._of_several(added, NOTHING, others)

    def _of_several(self, added: Lines, removed: Lines, others: set[bytes]) -> None:
        """Update by graphs whose source has several."""
        if not others:
            return
        attributed = self._lines.attributed
        events = heapq.merge(
            ((*found, True) for found in attributed(added) if found[1] in others),
            ((*found, False) for found in attributed(removed) if found[1] in others),
        )
        for triple, group in groupby(events, lambda event: event[0]):
            self._judge(triple, {self._sources[_iri(graph)] for _, graph, _ in group})

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


class MirrorLines:
    """What lines alone tell of the mirror digest; it is added to ``digest``.

    ``sources`` gives the source of each graph, by its IRI.
    """

    def __init__(self, digest: Digest, sources: Mapping[str, str]) -> None:
        self._digest = digest
        self._sources = {f"<{iri}>".encode(): source for iri, source in sources.items()}
        self._terms = TermBytes()

    def triples(self, came: Iterable[Lines], went: Lines) -> None:
        """Add triples that the default graph gained, and take away those that it lost."""
        for lines in came:
            self._digest.add_bytes(self._mirrored(lines))
        self._digest.remove_bytes(self._mirrored(went))

    def _mirrored(self, lines: Lines) -> Iterator[bytes]:
        """The mirrored lines without their ends."""
        is_mirrored = self._terms.is_mirrored
        return chain.from_iterable(
            [line[:-3] for line in chunk if is_mirrored(line)] for chunk in lines.chunks()
        )

    def of_single(self, added: Lines, removed: Lines) -> set[bytes]:
        """Update by quads that are in the only graph of their source; return the other graphs.

        A source with one graph says a triple exactly if the graph holds it.
        """
        graphs = Counter(self._sources.values())
        single = {
            graph: source.encode() for graph, source in self._sources.items() if graphs[source] == 1
        }
        others: set[bytes] = set()

        def said(lines: Lines) -> Iterator[bytes]:
            for triple, graph in self.attributed(lines):
                if graph in single:
                    yield triple + b"\t" + single[graph]
                else:
                    others.add(graph)

        self._digest.add_bytes(said(added))
        self._digest.remove_bytes(said(removed))
        return others

    def attributed(self, lines: Lines) -> Iterator[tuple[bytes, bytes]]:
        """The attributed triples, as written, and the graphs that say them."""
        sources = self._sources
        is_attributed = self._terms.is_attributed
        for line in lines:
            if is_attributed(line):
                graph = line[line.rindex(b" ", 0, -3) + 1 : -3]
                if graph in sources:
                    yield triple_of(line), graph


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


def sources_of_graphs(*several: Mapping[str, Dataset]) -> dict[str, str]:
    """The source of each graph of the datasets, by the IRI of the graph."""
    return {
        iri: source
        for datasets in several
        for dataset in datasets.values()
        for source, iri in dataset.graphs.items()
    }


def _graphs_by_source(datasets: Mapping[str, Dataset]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for dataset in datasets.values():
        for source, iri in dataset.graphs.items():
            out.setdefault(source, []).append(iri)
    return out


def _iri(node: bytes) -> str:
    return node[1:-1].decode()


def _says(store: ox.Store, ends: tuple[ox.NamedNode, ...], graphs: Iterable[str]) -> bool:
    return any(ox.Quad(ends[0], ends[1], ends[2], ox.NamedNode(iri)) in store for iri in graphs)
