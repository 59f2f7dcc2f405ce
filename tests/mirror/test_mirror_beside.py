"""Reading in a process of its own gives what reading in this one gives, or is noticed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.graph.mirror import beside
from gaoxin.graph.mirror.beside import WalkBeside, walk_of
from gaoxin.graph.mirror.run import MirrorRun
from gaoxin.graph.mirror.session import Neo4jGraph
from gaoxin.graph.mirror.walking import Walk
from gaoxin.ontology.terms import GX, RDF, SKOS
from tests.mirror.random_graphs import BASE, GRAPHS, Quads, extraction_of
from tests.mirror.worlds import World, assert_exact, run


def _enterprises(count: int) -> Quads:
    """Enterprises, named by one source or another, that make what nobody describes."""
    graphs = [ox.NamedNode(iri) for iri in GRAPHS]
    out: set[ox.Quad] = set()
    for n in range(count):
        thing, graph = ox.NamedNode(f"{BASE}enterprise/t{n}"), graphs[n % len(graphs)]
        product = ox.NamedNode(f"{BASE}product/{n % 7}")
        partner = ox.NamedNode(f"{BASE}enterprise/t{n // 2}")
        out |= {
            ox.Quad(thing, ox.NamedNode(RDF + "type"), ox.NamedNode(GX + "Enterprise"), graph),
            ox.Quad(
                thing,
                ox.NamedNode(SKOS + "prefLabel"),
                ox.Literal(f"企业\n{n}", language="zh"),
                graph,
            ),
            ox.Quad(thing, ox.NamedNode(GX + "produces"), product, graph),
            ox.Quad(thing, ox.NamedNode(GX + "partnerOf"), partner, graphs[0]),
        }
    return frozenset(out)


@pytest.mark.parametrize("objects_first", [True, False])
def test_another_process_gives_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, objects_first: bool
) -> None:
    extraction = extraction_of(_enterprises(40), folder=tmp_path / "store")
    # Nothing that lies in the folder of the user's is taken for a module of Python's.
    (tmp_path / "pickle.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    here = Walk(extraction, 16, objects_first)
    there = WalkBeside(Walk(extraction, 16, objects_first), tmp_path / "store")
    assert list(here) == list(there)
    assert len(list(here)) > 3
    assert here.held
    assert there.held


def test_the_other_process_ends_with_the_walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Remembered(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Remembered)
    extraction = extraction_of(_enterprises(40), folder=tmp_path / "store")
    walk = WalkBeside(Walk(extraction, 4), tmp_path / "store")
    parts = iter(walk)
    next(parts)
    parts.close()
    assert [process.poll() is not None for process in begun] == [True]
    assert not walk.held


def test_small_stores_and_stores_in_memory_are_read_here() -> None:
    target = World().target(_enterprises(4))
    assert isinstance(walk_of(target, 10), Walk)
    large = replace(target, triples=beside.LARGE)
    assert isinstance(walk_of(large, 10), WalkBeside)
    assert isinstance(walk_of(replace(large, folder=None), 10), Walk)


@pytest.mark.neo4j
def test_a_database_is_filled_by_two_processes(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr("gaoxin.graph.mirror.filling.BATCH", 7)
    monkeypatch.setattr(
        MirrorRun, "_compare", lambda *_: pytest.fail("an empty database was compared")
    )
    monkeypatch.setattr(Walk, "__iter__", lambda _: pytest.fail("the store was read here"))
    target = World().target(_enterprises(60))
    run(graph, target)
    assert_exact(graph, target)


@pytest.mark.neo4j
def test_a_reader_that_fails_leaves_it_to_comparing(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(beside, "LARGE", 0)
    target = World().target(_enterprises(60))
    target.folder = tmp_path / "nothing-is-here"
    assert run(graph, target).nodes_created == 67
    assert_exact(graph, target)
