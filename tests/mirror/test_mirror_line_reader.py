"""Sorted lines give the elements that a store gives, for any graph, and the same digests."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from gaoxin.graph.mirror.fill import neighbourhoods
from gaoxin.graph.mirror.fill.line_reader import LineReader, NeighbourElements
from gaoxin.graph.mirror.fill.neighbourhoods import Neighbourhoods
from gaoxin.graph.mirror.mapping.elements import Properties, Relationship
from gaoxin.graph.mirror.mapping.row_batch import RowBatch, shared_properties
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.rules.inference import Inference
from gaoxin.graph.store import lines as lines_module
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.lines import NOTHING, Lines, held, line_of
from gaoxin.graph.store.sorted_graph import GraphCounter, SortedGraph, inferred_lines
from gaoxin.ontology.terms import vocabulary
from tests.mirror.random_graphs import (
    ADDITIONS,
    GRAPHS,
    MINTER,
    Quads,
    canonical,
    elements_of,
    expected_lines,
    iris_of,
    store_of,
)

_SLOW = [HealthCheck.too_slow]


def graph_of(stated: Iterable[ox.Quad], inferred: Lines = NOTHING) -> SortedGraph:
    lines = held(sorted(map(line_of, stated)))
    return SortedGraph(lines.chunks, inferred, MINTER.inferred, GRAPHS)


def read(
    graph: SortedGraph, size: int, scratch: Path, *, ends_first: bool = False
) -> tuple[list[RowBatch], GraphCounter]:
    names, counter = current_names(), GraphCounter(graph)
    around = Neighbourhoods(graph, names, MINTER, scratch)
    around.gather(counter.add)
    elements = NeighbourElements(graph, around, MINTER, names)
    return list(LineReader(elements, around, size, ends_first=ends_first)), counter


def _canonical(
    nodes: Iterable[tuple[frozenset[str], Properties]], found: Iterable[Relationship]
) -> object:
    return (
        Counter((labels, repr(sorted(p.items()))) for labels, p in nodes),
        Counter((r.key, repr(sorted(r.properties.items()))) for r in found),
    )


def _of_batches(batches: list[RowBatch]) -> object:
    bare = [
        Relationship(start, shared[0], end, shared_properties(shared))
        for batch in batches
        for shared, rows in batch.bare.items()
        for start, end in rows
    ]
    own = [
        Relationship(start, kind, end, properties)
        for batch in batches
        for kind, rows in batch.own.items()
        for start, end, properties in rows
    ]
    nodes = ((frozenset(k), p) for b in batches for k, rows in b.nodes.items() for p in rows)
    return _canonical(nodes, bare + own)


def _of_store(quads: Quads) -> object:
    elements = elements_of(quads)
    stars = [star for iri in iris_of(quads) if (star := elements.star(iri)) is not None]
    return _canonical(
        [(star.node.labels, star.node.properties) for star in stars],
        [r for star in stars for r in star.relationships],
    )


def _missing_ends(batches: list[RowBatch]) -> set[str]:
    """Ends that transactions would miss: ends come first, starts are there or in the same batch."""
    there: set[str] = set()
    missing: set[str] = set()
    for batch in batches:
        own = {str(p["uri"]) for rows in batch.nodes.values() for p in rows}
        if batch.are_ends:
            there |= own
        pairs = [pair for rows in batch.bare.values() for pair in rows]
        pairs += [(start, end) for rows in batch.own.values() for start, end, _ in rows]
        missing |= {start for start, _ in pairs} - own - there
        missing |= {end for _, end in pairs} - there
    return missing


def _without_repeated(quads: Quads) -> Quads:
    """A generation infers no triple that is stated."""
    said = {q.triple for q in quads if q.graph_name != MINTER.inferred}
    return frozenset(q for q in quads if q.graph_name != MINTER.inferred or q.triple not in said)


@given(ADDITIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=_SLOW)
def test_lines_give_what_a_store_gives(quads: Quads) -> None:
    quads = _without_repeated(quads)
    with tempfile.TemporaryDirectory() as scratch:
        batches, counter = read(graph_of(quads), 3, Path(scratch))
    assert _of_batches(batches) == _of_store(quads)
    with tempfile.TemporaryDirectory() as scratch:
        batches, _ = read(graph_of(quads), 3, Path(scratch), ends_first=True)
    assert _of_batches(batches) == _of_store(quads)
    assert _missing_ends(batches) == set()
    wanted, stated = Digest(), Digest()
    wanted.add_all(expected_lines(quads))
    named = [q for q in quads if q.graph_name != MINTER.inferred]
    stated.add_all(str(q) for q in named)
    counts = counter.counts
    assert str(counts.mirror_digest) == str(wanted)
    assert (str(counts.digest), counts.quads) == (str(stated), len(named))
    assert counts.triples == len({q.triple for q in quads})


@given(ADDITIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=_SLOW)
def test_lines_give_what_the_rules_infer(quads: Quads) -> None:
    stated = frozenset(q for q in quads if q.graph_name != MINTER.inferred)
    store = store_of(stated)
    added, _ = Inference(store, vocabulary(), MINTER.inferred).update(stated)
    with tempfile.TemporaryDirectory() as scratch:
        inferred = inferred_lines(sorted(map(line_of, stated)), MINTER.inferred, Path(scratch))
        graph = graph_of(stated, inferred)
        found = [line for _, block in graph.blocks() for line in block]
    assert found == sorted(map(line_of, canonical(stated | added)))


def test_large_graphs_are_sorted_on_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same with files, and when it is forgotten at once what has been pointed at."""
    from tests.mirror.test_mirror_bulk_import import everything

    monkeypatch.setattr(lines_module, "IN_MEMORY", 20)
    monkeypatch.setattr(lines_module, "CHUNK_BYTES", 1_000)
    monkeypatch.setattr(neighbourhoods, "_RECENT", 1)
    quads = _without_repeated(everything())
    batches, _ = read(graph_of(quads), 50, tmp_path)
    assert len(batches) > 5
    assert _of_batches(batches) == _of_store(quads)
    assert len(list(tmp_path.glob("*.nq"))) >= 2
