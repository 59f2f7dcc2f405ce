"""Verifies the mirror: rebuilds the triples from Neo4j and compares digests and elements."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.database.constraints import ensure_schema
from gaoxin.graph.mirror.database.neo4j_reader import MirrorState, Neo4jGraph
from gaoxin.graph.mirror.database.neo4j_writer import Writer
from gaoxin.graph.mirror.database.state import StateNode
from gaoxin.graph.mirror.mapping.elements import Node, Star
from gaoxin.graph.mirror.mapping.from_neo4j import Readback
from gaoxin.graph.mirror.mapping.term_names import RESOURCE
from gaoxin.graph.mirror.mapping.to_neo4j import is_iri, subject_of
from gaoxin.graph.mirror.plan.difference import Operations, compare_nodes, compare_relationships
from gaoxin.graph.mirror.plan.goal import MirrorGoal, goal_of, kept_generation, published
from gaoxin.graph.mirror.plan.report import MirrorReport, VerifyReport
from gaoxin.graph.mirror.sync.run import CHUNK, MirrorRun, chunks
from gaoxin.graph.store.digest import Digest
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

if TYPE_CHECKING:
    from gaoxin.settings import Settings

_ROUNDS = 3


@dataclass(slots=True)
class Check:
    """The result of reading everything back."""

    digest: Digest = field(default_factory=Digest)
    operations: Operations = field(default_factory=Operations)
    nodes: int = 0
    relationships: int = 0


def verify(settings: Settings) -> VerifyReport:
    """Compare Neo4j with the generation that it holds.

    Raises:
        StoreEmpty: nothing was loaded yet.
        MirrorUnavailable: Neo4j cannot be reached.
        MirrorDiverged: nothing was mirrored yet, a run did not finish, or the generation that Neo4j
            holds is no longer kept.  ``gaoxin mirror`` mends all three.
    """
    from gaoxin.graph.mirror.database.connect import open_database
    from gaoxin.graph.store.store import Store

    started = time.monotonic()
    store = Store(settings)
    goal = published(store)
    with open_database(settings, goal.elements.names) as graph:
        state = graph.state()
        if state.beside and state.is_complete and state.identity != goal.identity:
            report = _verify_beside(graph, state)
            report.is_current = state.generation == goal.number
            report.seconds = time.monotonic() - started
            return report
        held = goal
        if state.identity and state.identity != goal.identity and not state.pending:
            kept = kept_generation(store, state.identity)
            held = goal_of(store, kept) if kept else goal
        report = verify_goal(graph, held)
    report.is_current = held.identity == goal.identity
    report.seconds = time.monotonic() - started
    return report


def verify_goal(graph: Neo4jGraph, goal: MirrorGoal) -> VerifyReport:
    """Compare a database with what the mirror of one generation should hold."""
    _require_complete(graph, goal)
    check = read_back(graph, goal)
    return VerifyReport(
        generation=goal.number,
        is_current=True,
        store_digest=goal.mirror_digest,
        neo4j_digest=str(check.digest),
        nodes=check.nodes,
        relationships=check.relationships,
        differences=check.operations.differences,
    )


def _verify_beside(graph: Neo4jGraph, state: MirrorState) -> VerifyReport:
    """Compare a database that holds more than a generation with the digest of its import."""
    readback, check = Readback(graph.names), Check()
    for star in graph.all_stars():
        check.digest.add_all(readback.lines(star))
        check.nodes += 1
        check.relationships += len(star.relationships)
    return VerifyReport(
        generation=state.generation,
        is_current=True,
        store_digest=str(state.properties.get("digest", "")),
        neo4j_digest=str(check.digest),
        nodes=check.nodes,
        relationships=check.relationships,
        beside=state.beside,
    )


def repair(settings: Settings) -> MirrorReport:
    """Repair the differences that :func:`verify` finds.

    A foreign node with an IRI of the graph becomes a node of the mirror.

    Raises:
        StoreEmpty: nothing was loaded yet.
        MirrorUnavailable: Neo4j cannot be reached.
        MirrorDiverged: Neo4j holds another generation, and the repair would delete too much.
    """
    from gaoxin.graph.mirror.database.connect import open_database
    from gaoxin.graph.store.store import Store

    started = time.monotonic()
    goal = published(Store(settings))
    with open_database(settings, goal.elements.names) as graph:
        report = repair_goal(graph, goal, settings.deletion_guard)
    report.seconds = time.monotonic() - started
    return report


def repair_goal(graph: Neo4jGraph, goal: MirrorGoal, guard: float = 0.05) -> MirrorReport:
    """Repair the differences between a database and a goal.

    If the last run did not finish, or reached another generation, a full run mends them.
    """
    state = graph.state()
    if not state.is_complete or state.identity != goal.identity:
        return MirrorRun(graph, goal, guard=guard, adopt=True).run(full=True)
    report = MirrorReport(goal.number, mode="repair")
    ensure_schema(graph.driver, graph.database, goal.elements.names)
    # A node whose key was edited is deleted with its relationships; a second round restores them.
    for _ in range(_ROUNDS):
        operations = read_back(graph, goal).operations
        if not len(operations):
            return report
        report.count(operations)
        state_node = StateNode(graph, graph.state(), uuid.uuid4().hex)
        state_node.begin(goal)
        writer = Writer(graph, state_node.run)
        writer.write(operations)
        report.kept += writer.kept
        state_node.complete(goal)
    return report


def read_back(
    graph: Neo4jGraph, goal: MirrorGoal, progress: Callable[[int], None] | None = None
) -> Check:
    """Compare everything that the mirror made with everything that the graph contains."""
    check = Check()
    readback = Readback(goal.elements.names)
    seen: set[str] = set()
    for stars in chunks(graph.all_stars(), CHUNK):
        for star in stars:
            check.digest.add_all(readback.lines(star))
            check.nodes += 1
            check.relationships += len(star.relationships)
        _compare(goal, stars, seen, check.operations)
        if progress:
            progress(check.nodes)
    for uris in chunks(_wanted(goal, seen), CHUNK):
        goal.elements.forget()
        stars_there = list(graph.stars(uris, strict=True).values())
        missing = set(uris) - {star.node.uri for star in stars_there}
        _compare(goal, stars_there, seen, check.operations)
        for uri in missing:
            _compare_missing(goal, uri, check.operations)
    return check


def _compare(goal: MirrorGoal, stars: list[Star], seen: set[str], out: Operations) -> None:
    goal.elements.forget()
    for star in stars:
        uri = star.node.uri
        if RESOURCE not in star.node.labels or uri in seen:
            # Without the label it cannot be found by its key: delete it and create a new one.
            out.add(compare_nodes({uri: None}, {uri: star.node}, explain=True))
            continue
        seen.add(uri)
        wanted = goal.elements.star(uri) if is_iri(uri) else None
        nodes: dict[str, Node | None] = {uri: wanted.node if wanted else None}
        out.add(compare_nodes(nodes, {uri: star.node}, explain=True))
        relationships = wanted.relationships if wanted else ()
        out.add(compare_relationships(relationships, star.relationships, explain=True))


def _compare_missing(goal: MirrorGoal, uri: str, out: Operations) -> None:
    wanted = goal.elements.star(uri)
    if wanted is not None:
        out.add(compare_nodes({uri: wanted.node}, {}, explain=True))
        out.add(compare_relationships(wanted.relationships, (), explain=True))


def _wanted(goal: MirrorGoal, seen: set[str]) -> list[str]:
    """Things that should have a node and were not seen."""
    elements, out = goal.elements, []
    looked: set[str] = set()
    for quad in elements.store.quads_for_pattern(None, None, None, DEFAULT_GRAPH):
        iris = [subject_of(quad)]
        if elements.names.is_relation(quad.predicate.value, quad.object):
            iris.append(quad.object.value)  # type: ignore[union-attr]
        for iri in iris:
            if iri not in seen and iri not in looked:
                looked.add(iri)
                if elements.node(iri) is not None:
                    out.append(iri)
                elements.forget()
    return out


def _require_complete(graph: Neo4jGraph, goal: MirrorGoal) -> None:
    state = graph.state()
    if state.is_complete and state.identity == goal.identity:
        return
    if state.partial:
        zh, en = _only(state)
    elif not state.identity:
        zh, en = "Neo4j 中还没有镜像", "Neo4j holds no mirror yet"
    elif state.pending:
        zh, en = "上一次镜像没有完成", "The last run of the mirror was not finished"
    else:
        zh = f"Neo4j 中是第 {state.generation} 代，已发布的是第 {goal.number} 代"
        en = f"Neo4j holds generation {state.generation}, published is {goal.number}"
    raise MirrorDiverged(
        f"{zh}；请先运行 gaoxin mirror。",
        f"{en}; run gaoxin mirror first.",
        generation=state.generation,
        published=goal.number,
        sources=list(state.partial),
    )


def _only(state: MirrorState) -> tuple[str, str]:
    """What runs limited to sources have left, in Chinese and English."""
    keys = state.partial
    named = f"source {keys[0]} says" if len(keys) == 1 else f"sources {', '.join(keys)} say"
    if not state.identity:
        return f"Neo4j 中只有来源 {'、'.join(keys)} 所说的内容", f"Neo4j holds only what {named}"
    return (
        f"自第 {state.generation} 代以来只镜像了来源 {'、'.join(keys)} 所说的内容",
        f"Since generation {state.generation} only what {named} was mirrored",
    )
