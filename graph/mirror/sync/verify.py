"""Proof by reading back: rebuild the triples from Neo4j, compare digests, name what differs."""

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
from gaoxin.graph.mirror.database.state import Journal
from gaoxin.graph.mirror.mapping.elements import Node, Star
from gaoxin.graph.mirror.mapping.from_neo4j import Readback
from gaoxin.graph.mirror.mapping.term_names import RESOURCE
from gaoxin.graph.mirror.mapping.to_neo4j import is_iri, subject_of
from gaoxin.graph.mirror.sync.difference import Operations, compare_nodes, compare_relationships
from gaoxin.graph.mirror.sync.goal import MirrorGoal, kept_generation, published, target_of
from gaoxin.graph.mirror.sync.report import MirrorReport, VerifyReport
from gaoxin.graph.mirror.sync.run import CHUNK, MirrorRun, chunks
from gaoxin.graph.store.digest import Digest
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

if TYPE_CHECKING:
    from gaoxin.settings import Settings

_ROUNDS = 3


@dataclass(slots=True)
class Check:
    """What reading everything back gave."""

    digest: Digest = field(default_factory=Digest)
    operations: Operations = field(default_factory=Operations)
    nodes: int = 0
    relationships: int = 0


def verify(settings: Settings) -> VerifyReport:
    """Read Neo4j back and compare it with the generation that it was last brought to.

    Raises:
        StoreEmpty: nothing was loaded yet.
        MirrorUnavailable: Neo4j cannot be reached.
        MirrorDiverged: nothing was mirrored yet, a run was not finished, or the generation in Neo4j
            is no longer kept; ``gaoxin mirror`` mends all three.
    """
    from gaoxin.graph.mirror.database.connect import opened
    from gaoxin.graph.store.store import Store

    started = time.monotonic()
    store = Store(settings)
    target = published(store)
    with opened(settings, target.extraction.scheme) as graph:
        state = graph.state()
        held = target
        if state.identity and state.identity != target.identity and not state.pending:
            kept = kept_generation(store, state.identity)
            held = target_of(store, kept) if kept else target
        report = verify_target(graph, held)
    report.is_current = held.identity == target.identity
    report.seconds = time.monotonic() - started
    return report


def verify_target(graph: Neo4jGraph, target: MirrorGoal) -> VerifyReport:
    """Compare the database with a target."""
    _require_complete(graph, target)
    check = read_back(graph, target)
    return VerifyReport(
        generation=target.number,
        is_current=True,
        store_digest=target.mirror_digest,
        neo4j_digest=str(check.digest),
        nodes=check.nodes,
        relationships=check.relationships,
        differences=check.operations.differences,
    )


def repair(settings: Settings) -> MirrorReport:
    """Mend what :func:`verify` finds, and nothing else.

    Nodes that others made under IRIs of the graph are taken over.

    Raises:
        StoreEmpty: nothing was loaded yet.
        MirrorUnavailable: Neo4j cannot be reached.
        MirrorDiverged: Neo4j held another generation and would lose too much.
    """
    from gaoxin.graph.mirror.database.connect import opened
    from gaoxin.graph.store.store import Store

    started = time.monotonic()
    target = published(Store(settings))
    with opened(settings, target.extraction.scheme) as graph:
        report = repair_target(graph, target, settings.deletion_guard)
    report.seconds = time.monotonic() - started
    return report


def repair_target(graph: Neo4jGraph, target: MirrorGoal, guard: float = 0.05) -> MirrorReport:
    """Mend the differences between the database and a target.

    Where there is nothing to compare with yet, a full run is the repair.
    """
    state = graph.state()
    if not state.is_complete or state.identity != target.identity:
        return MirrorRun(graph, target, guard=guard, adopt=True).run(full=True)
    report = MirrorReport(target.number, mode="repair")
    ensure_schema(graph.driver, graph.database, target.extraction.scheme)
    # An edited key needs a second round: the node that lost it goes with what pointed at it.
    for _ in range(_ROUNDS):
        operations = read_back(graph, target).operations
        if not len(operations):
            return report
        report.count(operations)
        journal = Journal(graph, graph.state(), uuid.uuid4().hex)
        journal.begin(target)
        writer = Writer(graph, journal.run)
        writer.write(operations)
        report.kept += writer.kept
        journal.complete(target)
    return report


def read_back(
    graph: Neo4jGraph, target: MirrorGoal, progress: Callable[[int], None] | None = None
) -> Check:
    """Everything that the mirror made, against everything that the graph says."""
    check = Check()
    readback = Readback(target.extraction.scheme)
    seen: set[str] = set()
    for stars in chunks(graph.all_stars(), CHUNK):
        for star in stars:
            check.digest.add_all(readback.lines(star))
            check.nodes += 1
            check.relationships += len(star.relationships)
        _compare(target, stars, seen, check.operations)
        if progress:
            progress(check.nodes)
    for uris in chunks(_wanted(target, seen), CHUNK):
        target.extraction.forget()
        stars_there = list(graph.stars(uris, strict=True).values())
        missing = set(uris) - {star.node.uri for star in stars_there}
        _compare(target, stars_there, seen, check.operations)
        for uri in missing:
            _compare_missing(target, uri, check.operations)
    return check


def _compare(target: MirrorGoal, stars: list[Star], seen: set[str], out: Operations) -> None:
    target.extraction.forget()
    for star in stars:
        uri = star.node.uri
        if RESOURCE not in star.node.labels or uri in seen:
            # It lost what makes it findable by its key: it goes, and its key gets a new node.
            out.add(compare_nodes({uri: None}, {uri: star.node}, explain=True))
            continue
        seen.add(uri)
        wanted = target.extraction.star(uri) if is_iri(uri) else None
        nodes: dict[str, Node | None] = {uri: wanted.node if wanted else None}
        out.add(compare_nodes(nodes, {uri: star.node}, explain=True))
        relationships = wanted.relationships if wanted else ()
        out.add(compare_relationships(relationships, star.relationships, explain=True))


def _compare_missing(target: MirrorGoal, uri: str, out: Operations) -> None:
    wanted = target.extraction.star(uri)
    if wanted is not None:
        out.add(compare_nodes({uri: wanted.node}, {}, explain=True))
        out.add(compare_relationships(wanted.relationships, (), explain=True))


def _wanted(target: MirrorGoal, seen: set[str]) -> list[str]:
    """Things of the graph that should have a node and were not seen."""
    extraction, out = target.extraction, []
    looked: set[str] = set()
    for quad in extraction.store.quads_for_pattern(None, None, None, DEFAULT_GRAPH):
        iris = [subject_of(quad)]
        if extraction.scheme.is_relation(quad.predicate.value, quad.object):
            iris.append(quad.object.value)  # type: ignore[union-attr]
        for iri in iris:
            if iri not in seen and iri not in looked:
                looked.add(iri)
                if extraction.node(iri) is not None:
                    out.append(iri)
                extraction.forget()
    return out


def _require_complete(graph: Neo4jGraph, target: MirrorGoal) -> None:
    state = graph.state()
    if state.is_complete and state.identity == target.identity:
        return
    if state.partial:
        zh, en = _only(state)
    elif not state.identity:
        zh, en = "Neo4j 中还没有镜像", "Neo4j holds no mirror yet"
    elif state.pending:
        zh, en = "上一次镜像没有完成", "The last run of the mirror was not finished"
    else:
        zh = f"Neo4j 中是第 {state.generation} 代，已发布的是第 {target.number} 代"
        en = f"Neo4j holds generation {state.generation}, published is {target.number}"
    raise MirrorDiverged(
        f"{zh}；请先运行 gaoxin mirror。", f"{en}; run gaoxin mirror first.",
        generation=state.generation, published=target.number, sources=list(state.partial),
    )  # fmt: skip


def _only(state: MirrorState) -> tuple[str, str]:
    """What a run that was confined to a source left, in both languages."""
    keys = state.partial
    named = f"source {keys[0]} says" if len(keys) == 1 else f"sources {', '.join(keys)} say"
    if not state.identity:
        return f"Neo4j 中只有来源 {'、'.join(keys)} 所说的内容", f"Neo4j holds only what {named}"
    return (
        f"自第 {state.generation} 代以来只镜像了来源 {'、'.join(keys)} 所说的内容",
        f"Since generation {state.generation} only what {named} was mirrored",
    )
