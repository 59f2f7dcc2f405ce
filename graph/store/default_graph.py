"""Keep the default graph the union of the named graphs, from sorted lines.

Lines of the default graph are N-Triples: ``b"<s> <p> o .\\n"``.  They are in the same order as the
lines of the named graphs that they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.store.lines import Collector, Lines
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

BULK = 50_000
"""Minimum number of lines from which pyoxigraph's bulk loader is faster than single writes."""

BATCH = 20_000
_READ_WHOLE = 500_000
"""Maximum number of triples whose subjects are held in memory."""


@dataclass(frozen=True, slots=True)
class UnionChange:
    """The triples that the default graph gains and loses.

    ``fresh`` are all triples of subjects that it did not know before, ``gained`` those of other
    subjects, ``lost`` those that no named graph asserts any more.
    """

    fresh: Lines
    gained: Lines
    lost: Lines

    @property
    def came(self) -> tuple[Lines, Lines]:
        """Everything that is added."""
        return self.fresh, self.gained

    @property
    def growth(self) -> int:
        """How many triples the default graph has more."""
        return len(self.fresh) + len(self.gained) - len(self.lost)


def union_change(
    store: ox.Store, added: Lines, removed: Lines, folder: Path, *, before: int
) -> UnionChange:
    """Find how the default graph must change; the named graphs are already changed.

    ``before`` is the number of triples in the default graph.
    """
    fresh, gained, lost = Collector(folder), Collector(folder), Collector(folder)
    is_known = _knowledge(store, before, len(added))
    for subject, triples in _by_subject(added):
        if not is_known(subject):
            fresh.extend(triples)
        else:
            quads = _parse_triples(triples)
            gained.extend(t for t, q in zip(triples, quads, strict=True) if q not in store)
    for batch in in_batches(t for _, triples in _by_subject(removed) for t in triples):
        for triple, quad in zip(batch, _parse_triples(batch), strict=True):
            found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            graphs = [q.graph_name for q in found]
            if DEFAULT_GRAPH in graphs and len(graphs) == 1:
                lost.extend([triple])
    return UnionChange(fresh.collected(), gained.collected(), lost.collected())


def write_lines(store: ox.Store, added: Iterable[Lines], removed: Lines, *, default: bool) -> None:
    """Write lines into the named graphs, or with ``default`` N-Triples into the default graph."""
    form = ox.RdfFormat.N_TRIPLES if default else ox.RdfFormat.N_QUADS
    for batch in in_batches(removed):
        for quad in ox.parse(b"".join(batch), format=form):
            store.remove(quad)
    for lines in added:
        if len(lines) < BULK:
            store.extend(ox.parse(b"".join(lines), format=form))
        elif lines.path:
            store.bulk_load(path=str(lines.path), format=form, lenient=True)
        else:
            store.bulk_load(b"".join(lines), format=form, lenient=True)


def quads_of_triples(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """Parse lines of the default graph."""
    for batch in in_batches(lines):
        yield from _parse_triples(batch)


def in_batches(lines: Iterable[bytes], size: int = BATCH) -> Iterator[list[bytes]]:
    """Cut lines into lists of at most ``size``."""
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def _by_subject(lines: Lines) -> Iterator[tuple[bytes, list[bytes]]]:
    """The distinct triples of each subject; equal ones of several graphs stand together.

    Triples are in the same order as lines, because no term begins with another and a space.
    """
    subject, last = b"", b""
    triples: list[bytes] = []
    for line in lines:
        triple = line[: line.rindex(b" ", 0, -3)]
        if triple == last:
            continue
        last = triple
        if not subject or not triple.startswith(subject):
            if triples:
                yield subject[:-1], triples
            subject, triples = triple[: triple.index(b" ") + 1], []
        triples.append(triple + b" .\n")
    if triples:
        yield subject[:-1], triples


def _knowledge(store: ox.Store, before: int, added: int) -> Callable[[bytes], bool]:
    """A function that tells whether the default graph, of ``before`` triples, has a subject.

    Looking a subject up takes as long as reading two triples, so that for many ``added`` lines all
    subjects of a small graph are read.
    """
    if not before:
        return lambda subject: False
    if before > min(added, _READ_WHOLE):
        return partial(_is_known, store)
    quads = store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)
    return {str(subject).encode() for subject, _ in groupby(quads, _subject)}.__contains__


def _subject(quad: ox.Quad) -> object:
    return quad.subject


def _is_known(store: ox.Store, subject: bytes) -> bool:
    node = ox.NamedNode(subject[1:-1].decode())
    return next(iter(store.quads_for_pattern(node, None, None, DEFAULT_GRAPH)), None) is not None


def _parse_triples(triples: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"".join(triples), format=ox.RdfFormat.N_TRIPLES)
