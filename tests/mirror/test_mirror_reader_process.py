"""Reading in a process of its own gives what reading in this one gives, or is noticed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.errors import ServiceUnavailable
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.fill import bulk_import
from gaoxin.graph.mirror.fill import reader_process as beside
from gaoxin.graph.mirror.fill.batch_reader import Walk
from gaoxin.graph.mirror.fill.import_files import ImportFiles
from gaoxin.graph.mirror.fill.reader_process import WalkBeside, walk_of
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.mirror.sync.run import MirrorRun
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import BASE, GRAPHS, Quads, elements_of


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


_LARGER = _enterprises(2000)  # more than a pipe holds


@pytest.mark.parametrize("objects_first", [True, False])
def test_another_process_gives_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, objects_first: bool
) -> None:
    elements = elements_of(_enterprises(40), folder=tmp_path / "store")
    # Nothing that lies in the folder of the user's is taken for a module of Python's.
    (tmp_path / "pickle.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    here = Walk(elements, 16, objects_first)
    there = WalkBeside(Walk(elements, 16, objects_first), tmp_path / "store")
    assert list(here) == list(there)
    assert len(list(here)) > 3
    assert here.held
    assert there.held


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that the test begins."""
    found: list[subprocess.Popen[bytes]] = []

    class Remembered(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Remembered)
    return found


@pytest.fixture
def dying(begun: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process that reads is killed after its second part."""
    following, count = beside._next, 0

    def kill_after_two(taken: Any) -> Any:
        nonlocal count
        count += 1
        if count == 3:
            begun[-1].kill()
        return following(taken)

    monkeypatch.setattr(beside, "_next", kill_after_two)
    monkeypatch.setattr(beside, "LARGE", 0)


def test_the_other_process_ends_with_the_walk(
    tmp_path: Path, begun: list[subprocess.Popen[bytes]]
) -> None:
    elements = elements_of(_enterprises(40), folder=tmp_path / "store")
    walk = WalkBeside(Walk(elements, 4), tmp_path / "store")
    parts = iter(walk)
    next(parts)
    parts.close()
    assert [process.poll() is not None for process in begun] == [True]
    assert not walk.held


@pytest.mark.usefixtures("dying")
def test_files_of_a_reader_that_died_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_import, "_ROWS", 100)
    with ImportFiles(tmp_path) as files, pytest.raises(ServiceUnavailable, match="status -9"):
        bulk_import.write_files(World().goal(_LARGER), files, MirrorReport(1), lambda *_: None)


def test_where_no_process_can_be_begun_this_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elements = elements_of(_enterprises(40), folder=tmp_path / "store")
    expected = list(Walk(elements, 16))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing-is-here"))
    walk = WalkBeside(Walk(elements, 16), tmp_path / "store")
    assert list(walk) == expected
    assert walk.held
    assert "nothing-is-here" in walk.failure


def test_small_stores_and_stores_in_memory_are_read_here() -> None:
    goal = World().goal(_enterprises(4))
    assert isinstance(walk_of(goal, 10), Walk)
    large = replace(goal, triples=beside.LARGE)
    assert isinstance(walk_of(large, 10), WalkBeside)
    assert isinstance(walk_of(replace(large, folder=None), 10), Walk)


@pytest.mark.neo4j
def test_a_database_is_filled_by_two_processes(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr("gaoxin.graph.mirror.fill.transactions.BATCH", 7)
    monkeypatch.setattr(
        MirrorRun, "_compare", lambda *_: pytest.fail("an empty database was compared")
    )
    monkeypatch.setattr(Walk, "__iter__", lambda _: pytest.fail("the store was read here"))
    goal = World().goal(_enterprises(60))
    run(graph, goal)
    assert_exact(graph, goal)


@pytest.mark.neo4j
def test_a_reader_that_fails_at_once_is_replaced(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr(MirrorRun, "_compare", lambda *_: pytest.fail("was compared"))
    goal = World().goal(_enterprises(60))
    goal.folder = tmp_path / "nothing-is-here"
    report = run(graph, goal)
    assert (report.nodes_created, "exit status 1" in report.reader_failure) == (67, True)
    assert_exact(graph, goal)


@pytest.mark.neo4j
@pytest.mark.usefixtures("dying")
def test_a_reader_that_dies_midway_leaves_the_rest_to_comparing(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gaoxin.graph.mirror.fill.transactions.BATCH", 100)
    compared: list[int] = []
    compare = MirrorRun._compare

    def noted(self: MirrorRun, *arguments: Any) -> None:
        compared.append(graph.size()[0])
        compare(self, *arguments)

    monkeypatch.setattr(MirrorRun, "_compare", noted)
    goal = World().goal(_LARGER)
    assert run(graph, goal).summary()["reader_failure"] == "exit status -9"
    assert [0 < count < 2007 for count in compared] == [True]
    assert_exact(graph, goal)
