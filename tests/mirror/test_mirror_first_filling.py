"""The first filling gives the same result as a comparison."""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from gaoxin.errors import MirrorUnavailable
from gaoxin.graph.mirror.database.constraints import _name as name
from gaoxin.graph.mirror.database.constraints import begin_schema, statements
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.database.neo4j_writer import Writer
from gaoxin.graph.mirror.fill.row_builder import RowBuilder
from gaoxin.graph.mirror.fill.store_reader import StoreReader, counted_subjects
from gaoxin.graph.mirror.fill.subject_reader import NotInOrder
from gaoxin.graph.mirror.fill.transactions import Transactions
from gaoxin.graph.mirror.mapping.elements import Properties, Relationship, Star
from gaoxin.graph.mirror.mapping.row_batch import RowBatch, shared_properties
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, current_names
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.sync import run as run_module
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import ADDITIONS, BASE, GRAPHS, Quads, elements_of

_GRAPH = ox.NamedNode(next(iter(GRAPHS)))


def _reader(elements: GraphElements) -> StoreReader:
    return StoreReader(elements.store, elements.names.predicates)


def _canonical(nodes: list[tuple[frozenset[str], Properties]], found: list[Relationship]) -> object:
    return (
        Counter((labels, repr(sorted(p.items()))) for labels, p in nodes),
        Counter((r.key, repr(sorted(r.properties.items()))) for r in found),
    )


def _by_rows(batches: list[RowBatch]) -> object:
    nodes = [(frozenset(k), p) for b in batches for k, rows in b.nodes.items() for p in rows]
    found = [
        Relationship(start, shared[0], end, shared_properties(shared))
        for b in batches
        for shared, rows in b.bare.items()
        for start, end in rows
    ]
    found += [
        Relationship(start, kind, end, properties)
        for b in batches
        for kind, rows in b.own.items()
        for start, end, properties in rows
    ]
    return _canonical(nodes, found)


def _by_stars(elements: GraphElements, iris: list[str]) -> object:
    stars: list[Star] = [s for iri in iris if (s := elements.star(iri)) is not None]
    nodes = [(s.node.labels, s.node.properties) for s in stars]
    return _canonical(nodes, [r for s in stars for r in s.relationships])


@given(ADDITIONS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_rows_are_what_the_stars_are(quads: Quads) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        elements = elements_of(quads, folder=Path(name) / "store")
        batch, builder = RowBatch(), RowBuilder(elements)
        iris = []
        for iri, stated in _reader(elements):  # fails if a store on disk is not sorted by subject
            iris.append(iri)
            builder.add(iri, stated, batch)
        assert sorted(iris) == sorted({q.subject.value for q in quads})  # type: ignore[union-attr]
        assert [iri for iri, _ in counted_subjects(elements.store)] == iris
        assert _by_rows([batch]) == _by_stars(elements, iris)


def test_plain_things_take_the_fast_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elements = elements_of(_plain(50), folder=tmp_path / "store")
    monkeypatch.setattr(GraphElements, "star", lambda *_: pytest.fail("took the general way"))
    batch, builder = RowBatch(), RowBuilder(elements)
    for iri, stated in _reader(elements):
        builder.add(iri, stated, batch)
    assert sum(map(len, batch.nodes.values())) == 50
    assert batch.relationships == sum(map(len, batch.bare.values())) == 49


def test_an_unsorted_store_is_noticed() -> None:
    elements = elements_of(_plain(50))
    # A store in memory is not sorted by subject; if that changes, delete this test.
    quads = elements.store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)
    runs = [subject for subject, _ in groupby(quad.subject for quad in quads)]
    assert len(runs) > len(set(runs))
    with pytest.raises(NotInOrder):
        list(_reader(elements))


def _plain(count: int) -> Quads:
    things = [ox.NamedNode(f"{BASE}enterprise/t{n}") for n in range(count)]
    kind, name = ox.NamedNode(RDF + "type"), ox.NamedNode(SKOS + "prefLabel")
    partner = ox.NamedNode(GX + "partnerOf")
    out = {ox.Quad(t, kind, ox.NamedNode(GX + "Enterprise"), _GRAPH) for t in things}
    out |= {
        ox.Quad(t, name, ox.Literal(f"企业{n}", language="zh"), _GRAPH)
        for n, t in enumerate(things)
    }
    return frozenset(out | {ox.Quad(a, partner, b, _GRAPH) for a, b in pairwise(things)})


@pytest.mark.neo4j
def test_answers_that_were_lost_are_asked_for(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a commit succeeded but its answer was lost, the ids of the new nodes are looked up."""
    transact = Writer.transact
    monkeypatch.setattr(Writer, "transact", lambda self, batch: transact(self, batch) and None)
    goal = World().goal(_plain(60))
    run(graph, goal)
    assert_exact(graph, goal)


@pytest.mark.neo4j
@pytest.mark.parametrize("is_dynamic", [True, False])
def test_a_bare_database_is_filled_with_small_batches_and_old_servers(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch, is_dynamic: bool
) -> None:
    """Also things that are only objects, which are not found by reading subjects."""
    monkeypatch.setattr("gaoxin.graph.mirror.fill.transactions.BATCH", 7)
    monkeypatch.setattr("gaoxin.graph.mirror.sync.run.BATCH", 7)
    monkeypatch.setattr(Neo4jGraph, "has_dynamic_labels", lambda _: is_dynamic)
    monkeypatch.setattr(Neo4jGraph, "has_integer_ids", lambda _: is_dynamic)
    monkeypatch.setattr(
        "gaoxin.graph.mirror.sync.run.MirrorRun._compare",
        lambda *_: pytest.fail("an empty database was compared"),
    )
    only_pointed_at = {
        ox.Quad(
            ox.NamedNode(f"{BASE}enterprise/t{n}"),
            ox.NamedNode(GX + "produces"),
            ox.NamedNode(f"{BASE}product/nobody-names-{n % 4}"),
            _GRAPH,
        )
        for n in range(60)
    }
    world = World()
    goal = world.goal(_plain(60) | only_pointed_at)
    report = run(graph, goal)
    assert (report.nodes_created, report.relationships_created) == (64, 119)
    assert_exact(graph, goal)
    assert graph.rows(f"MATCH (n:{MIRRORED}) RETURN count(n) AS n")[0]["n"] == 64


@pytest.mark.neo4j
def test_indexes_are_made_while_relationships_are_written(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They did not exist before, and at the end the run waits for all of them."""
    monkeypatch.setattr("gaoxin.graph.mirror.fill.transactions.BATCH", 7)
    monkeypatch.setattr("gaoxin.graph.mirror.sync.run.BATCH", 7)
    for record in graph.rows(
        "SHOW INDEXES YIELD name, owningConstraint AS owner WHERE name STARTS WITH 'gaoxin_' "
        "AND owner IS NULL RETURN name"
    ):
        graph.driver.execute_query(f"DROP INDEX {record['name']}", database_=graph.database)
    begun: list[int] = []
    are_indexes_made = threading.Event()

    def noted(*place: Any) -> None:
        begin_schema(*place)
        begun.append(graph.size()[1])
        are_indexes_made.set()

    monkeypatch.setattr(run_module, "begin_schema", noted)
    transact = Writer.transact

    def held_back(self: Writer, statements: Any) -> Any:
        if self._counter == "batch1":  # the writer of relationships
            assert are_indexes_made.wait(300), "the indexes are made after the last relationship"
        return transact(self, statements)

    monkeypatch.setattr(Writer, "transact", held_back)
    goal = World().goal(_plain(60))
    run(graph, goal)
    assert begun == [0]
    found = graph.rows("SHOW INDEXES YIELD name, state RETURN name, state")
    assert {record["state"] for record in found} == {"ONLINE"}
    assert {name(s) for s in statements(current_names())} <= {r["name"] for r in found}
    assert_exact(graph, goal)


@pytest.mark.neo4j
@pytest.mark.parametrize("step", ["_create_nodes", "_find_ends", "_create_relationships", "index"])
def test_what_fails_in_any_thread_ends_the_run(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr("gaoxin.graph.mirror.fill.transactions.BATCH", 7)
    monkeypatch.setattr("gaoxin.graph.mirror.sync.run.BATCH", 7)

    def fail(*_: object) -> None:
        raise MirrorUnavailable("坏了", "broken")

    if step == "index":
        monkeypatch.setattr(run_module, "begin_schema", fail)
    else:
        monkeypatch.setattr(Transactions, step, fail)
    goal = World().goal(_plain(60))
    with pytest.raises(MirrorUnavailable, match="broken"):
        run(graph, goal)
    monkeypatch.undo()
    run(graph, goal)
    assert_exact(graph, goal)
