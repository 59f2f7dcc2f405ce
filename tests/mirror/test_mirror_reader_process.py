"""The reader process yields the same batches as reading here; its failures are noticed."""

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
from gaoxin.graph.mirror.fill import bulk_import, reader_process
from gaoxin.graph.mirror.fill.batch_reader import BatchReader
from gaoxin.graph.mirror.fill.import_files import ImportFiles
from gaoxin.graph.mirror.fill.reader_process import read_batches
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.mirror.sync.run import MirrorRun
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.progress import silent
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import BASE, GRAPHS, Quads


def _enterprises(count: int) -> Quads:
    """Enterprises named by different sources, with products that have no description."""
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


_LARGER = _enterprises(2000)  # more than fits into a pipe


@pytest.fixture
def goal(monkeypatch: pytest.MonkeyPatch) -> MirrorGoal:
    """A small graph that another process reads."""
    monkeypatch.setattr(reader_process, "LARGE", 0)
    return World().goal(_enterprises(40))


@pytest.mark.parametrize("ends_first", [True, False])
def test_another_process_gives_the_same_rows(
    goal: MirrorGoal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends_first: bool
) -> None:
    here = list(BatchReader(goal.elements, 16, ends_first, goal.chain()))
    monkeypatch.setattr(BatchReader, "__iter__", lambda _: pytest.fail("this process has read"))
    # A file in the working directory must not shadow a Python module.
    (tmp_path / "pickle.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    report = MirrorReport(1)
    assert list(read_batches(goal, 16, report, ends_first=ends_first)) == here
    assert len(here) > 3
    assert report.reader_failure == ""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that the test starts."""
    found: list[subprocess.Popen[bytes]] = []

    class Remembered(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Remembered)
    return found


@pytest.fixture
def dying(begun: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill each reader process after its second part."""
    following, count = reader_process._receive, 0

    def kill_after_two(taken: Any) -> Any:
        nonlocal count
        count += 1
        if count == 3:
            begun[-1].kill()
        return following(taken)

    monkeypatch.setattr(reader_process, "_receive", kill_after_two)
    monkeypatch.setattr(reader_process, "LARGE", 0)


def test_the_other_process_ends_when_nobody_reads_on(
    goal: MirrorGoal, begun: list[subprocess.Popen[bytes]]
) -> None:
    batches = read_batches(goal, 4, MirrorReport(1))
    next(batches)
    batches.close()
    assert [process.poll() is not None for process in begun] == [True]


@pytest.mark.usefixtures("dying")
def test_files_of_a_reader_that_died_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_import, "_BATCH", 100)
    files, goal = ImportFiles(tmp_path), World().goal(_LARGER)
    with pytest.raises(ServiceUnavailable, match="status -9"):
        bulk_import.write_files(goal, files, MirrorReport(1), silent)


def test_where_no_process_can_start_this_one_reads(
    goal: MirrorGoal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = list(BatchReader(goal.elements, 16, chain=goal.chain()))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing-is-here"))
    report = MirrorReport(1)
    assert list(read_batches(goal, 16, report)) == expected
    assert "nothing-is-here" in report.reader_failure


@pytest.mark.parametrize("changed", [{"folder": None}, {"triples": 3}])
def test_small_stores_and_stores_in_memory_are_read_here(
    goal: MirrorGoal,
    begun: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    changed: dict[str, Any],
) -> None:
    monkeypatch.setattr(reader_process, "LARGE", 4)
    assert list(read_batches(goal, 16, MirrorReport(1)))
    assert len(begun) == 1
    assert list(read_batches(replace(goal, **changed), 16, MirrorReport(1)))
    assert len(begun) == 1


@pytest.mark.neo4j
def test_a_database_is_filled_by_two_processes(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_process, "LARGE", 0)
    monkeypatch.setattr("gaoxin.graph.mirror.fill.transactions.BATCH", 7)
    monkeypatch.setattr("gaoxin.graph.mirror.sync.run.BATCH", 7)
    monkeypatch.setattr(
        MirrorRun, "_compare", lambda *_: pytest.fail("an empty database was compared")
    )
    monkeypatch.setattr(BatchReader, "__iter__", lambda _: pytest.fail("the store was read here"))
    goal = World().goal(_enterprises(60))
    run(graph, goal)
    assert_exact(graph, goal)


@pytest.mark.neo4j
def test_a_reader_that_fails_at_once_is_replaced(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reader_process, "LARGE", 0)
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
    monkeypatch.setattr("gaoxin.graph.mirror.sync.run.BATCH", 100)
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
