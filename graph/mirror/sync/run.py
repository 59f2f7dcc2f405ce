"""One run of the mirror: find out what may differ, compare it, write the differences.

A run may be killed at any moment.  The ``_Mirror`` node names the generations that unfinished runs
were writing.  The next run compares all that differs between these, and every element is compared
before it is written, so nothing is written twice.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.database.constraints import begin_schema, ensure_constraints, ensure_schema
from gaoxin.graph.mirror.database.neo4j_reader import MirrorState, Neo4jGraph
from gaoxin.graph.mirror.database.neo4j_writer import BATCH, BackgroundWriter, Writer
from gaoxin.graph.mirror.database.state import StateNode
from gaoxin.graph.mirror.fill.reader_process import read_batches
from gaoxin.graph.mirror.fill.store_reader import counted_subjects
from gaoxin.graph.mirror.fill.transactions import fill_by_transactions
from gaoxin.graph.mirror.mapping.elements import Node, Relationship
from gaoxin.graph.mirror.mapping.term_names import MIRRORED
from gaoxin.graph.mirror.mapping.to_neo4j import is_iri
from gaoxin.graph.mirror.plan.difference import (
    Losses,
    Operations,
    compare_nodes,
    compare_relationships,
    exceeds,
)
from gaoxin.graph.mirror.plan.goal import MirrorGoal, published
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.mirror.sync.affected import Affected, affected_by
from gaoxin.graph.mirror.sync.one_source import SourcePart, source_part, source_scope
from gaoxin.progress import Progress, silent

if TYPE_CHECKING:
    from gaoxin.settings import Settings

T = TypeVar("T")
CHUNK = 2000
PLANNED = 200_000
"""Most operations to keep in memory between planning and writing; above, they are found twice."""


def mirror(
    settings: Settings,
    *,
    full: bool = False,
    dry_run: bool = False,
    allow_deletions: bool = False,
    source: str | None = None,
    progress: Progress = silent,
) -> MirrorReport:
    """Bring Neo4j to the published generation.

    ``full`` compares everything instead of only what the patches affect.  ``source`` limits the
    run to what the source with this key says.

    Raises:
        StoreEmpty: nothing was loaded yet.
        BadParameter: there is no such source.
        MirrorUnavailable: Neo4j cannot be reached or refuses writes.
        MirrorDiverged: the run would delete a larger share than ``settings.deletion_guard``, or
            nodes that others made have IRIs of this graph.
    """
    from gaoxin.graph.mirror.database.connect import open_database
    from gaoxin.graph.store.store import Store

    started = time.monotonic()
    store = Store(settings)
    goal = published(store)
    part = source_part(store, source) if source is not None else None
    with open_database(settings, goal.elements.names) as graph:
        run = MirrorRun(
            graph,
            goal,
            guard=settings.deletion_guard,
            allow_deletions=allow_deletions,
            part=part,
            progress=progress,
        )
        report = run.run(full=full, dry_run=dry_run)
    report.seconds = time.monotonic() - started
    return report


class MirrorRun:
    """Brings one database to one goal; :meth:`run` is called once.

    With ``adopt`` nodes that others made under IRIs of the graph become the mirror's; without, they
    stop the run.  ``part`` limits the run to what one source says.
    """

    def __init__(
        self,
        graph: Neo4jGraph,
        goal: MirrorGoal,
        *,
        guard: float = 0.05,
        allow_deletions: bool = False,
        adopt: bool = False,
        part: SourcePart | None = None,
        progress: Progress = silent,
    ) -> None:
        self.graph, self.goal = graph, goal
        self.elements = goal.elements
        self.guard, self.allow_deletions, self.progress = guard, allow_deletions, progress
        self.adopt, self.part = adopt, part
        self.report = MirrorReport(goal.number)

    def run(self, *, full: bool = False, dry_run: bool = False) -> MirrorReport:
        """Compare and write; with ``dry_run`` only compare."""
        self.report.dry_run = dry_run
        state = self.graph.state()
        self._keep_beside(state)
        affected = None if full else self._affected(state)
        if self.part is not None:
            found = source_scope(self.graph, self.goal, state, self.part, affected)
            affected = found.affected
            self.report.confine(found.triples, is_whole=found.is_whole)
        elif affected is not None and not affected.nodes and state.is_complete:
            if state.identity != self.goal.identity and not dry_run:
                state_node = StateNode(self.graph, state, self._run_id())
                state_node.begin(self.goal)
                state_node.complete(self.goal)
            return self.report
        if self.part is None:
            self.report.mode = "full" if affected is None else "incremental"
        if dry_run:
            plan = self._plan(affected)
            if plan is not None:
                self.report.count(plan)
            return self.report
        place = self.graph.driver, self.graph.database
        ensure_constraints(*place, self.elements.names)
        state_node = StateNode(self.graph, state, self._run_id())
        state_node.begin(self.goal)
        writer = Writer(self.graph, state_node.run)
        self._restore_vanished(writer, affected if self.part is not None else None)
        is_empty = affected is None and self.graph.is_empty()
        is_filled = is_empty and self._fill(writer)
        ensure_schema(*place, self.elements.names)
        if not is_filled:
            self._compare(writer, affected, state, state_node)
        if self.part is None or self.report.is_whole:
            state_node.complete(self.goal)
        else:
            state_node.leave(self.part.source)
        self.report.kept = writer.kept
        return self.report

    def _keep_beside(self, state: MirrorState) -> None:
        """Refuse to remove what ``gaoxin spark mirror`` has written beside a generation."""
        if not state.beside or state.identity == self.goal.identity or self.allow_deletions:
            return
        keys = ", ".join(state.beside)
        raise MirrorDiverged(
            f"Neo4j 中还有 gaoxin spark mirror 写入的 {keys}，本图库中没有它；这次镜像会删掉它，"
            "因此什么也没有写。要保留，请清空 Neo4j 后再运行 gaoxin spark mirror；"
            "要删掉，请加 --allow-deletions。",
            f"Neo4j also holds {keys}, written by gaoxin spark mirror, which the store does not "
            "have; this run would remove it, so nothing was written. To keep it, empty Neo4j and "
            "run gaoxin spark mirror again; to remove it, add --allow-deletions.",
            datasets=list(state.beside),
        )

    @staticmethod
    def _run_id() -> str:
        return uuid.uuid4().hex

    def _affected(self, state: MirrorState) -> Affected | None:
        """What to compare; ``None`` for everything."""
        fingerprint = self.elements.names.fingerprint
        if (
            not state.identity
            or state.names_fingerprint != fingerprint
            or state.base != self.goal.base
        ):
            return None
        steps = (state.identity, *state.pending, self.goal.identity)
        if len(set(steps)) == 1:
            return Affected()
        quads = self.goal.history(steps)
        if quads is None:
            return None
        quads = list(quads)
        self.report.triples = len(quads)
        return affected_by(self.elements, quads)

    def _restore_vanished(self, writer: Writer, only: Affected | None) -> None:
        away = self.graph.vanished()
        back = [
            uri
            for uri in away
            if (only is None or uri in only.nodes) and self.elements.node(uri) is not None
        ]
        if back:
            writer.restore_vanished(back)

    # -- planning and writing ---------------------------------------------------------------

    def _fill(self, writer: Writer) -> bool:
        """Fill an empty database; false if the result must be compared."""
        self.report.triples = self.goal.triples
        return fill_by_transactions(
            read_batches(self.goal, BATCH, self.report),
            (writer, Writer(self.graph, writer.run, lane=1)),
            self.report,
            create_indexes=lambda: begin_schema(
                self.graph.driver, self.graph.database, self.elements.names
            ),
            progress=lambda done: self._tick(done, self.goal.triples),
        )

    def _compare(
        self, writer: Writer, affected: Affected | None, state: MirrorState, state_node: StateNode
    ) -> None:
        if self.allow_deletions or (affected is None and not state.identity):
            self._stream(writer, affected)
        else:
            self._guarded(writer, affected, state, state_node)

    def _stream(self, writer: Writer, affected: Affected | None) -> None:
        with BackgroundWriter(writer) as background:
            for operations in self._operations(affected):
                self.report.count(operations)
                background.write(operations)

    def _guarded(
        self, writer: Writer, affected: Affected | None, state: MirrorState, state_node: StateNode
    ) -> None:
        plan = self._plan(affected, state, state_node)
        if plan is None:
            self._stream(writer, affected)
        else:
            self.report.count(plan)
            writer.write(plan)

    def _plan(
        self,
        affected: Affected | None,
        state: MirrorState | None = None,
        state_node: StateNode | None = None,
    ) -> Operations | None:
        """All operations, after the deletion guard; ``None`` if they are too many to keep."""
        plan: Operations | None = Operations()
        losses = Losses(self.elements.names.nary_labels)
        counted = self.report if state is None else None
        for operations in self._operations(affected):
            losses.add(operations)
            if plan is not None and len(plan) + len(operations) <= PLANNED:
                plan.add(operations)
            elif plan is not None:
                if counted:
                    counted.count(plan)
                plan = None
            if plan is None and counted:
                counted.count(operations)
        if state is not None and state_node is not None:
            self._guard(losses.total(), state, state_node)
        return plan

    def _guard(self, deletions: int, state: MirrorState, state_node: StateNode) -> None:
        nodes, relationships = self.graph.size()
        there = nodes + relationships
        if not state.identity or not exceeds(deletions, there, self.guard):
            return
        state_node.abandon()
        share = deletions / max(there, 1)
        raise MirrorDiverged(
            f"镜像将删除 Neo4j 中 {there} 个元素中的 {deletions} 个（{share:.0%}），"
            f"超过上限 {self.guard:.0%}，因此什么也没有写；确认无误后请加 --allow-deletions。",
            f"The mirror would delete {deletions} of {there} elements in Neo4j ({share:.0%}), more "
            f"than the guard of {self.guard:.0%}, so nothing was written; if that is right, run "
            "it with --allow-deletions.",
            deletions=deletions,
            elements=there,
            guard=self.guard,
        )

    # -- comparing --------------------------------------------------------------------------

    def _operations(self, affected: Affected | None) -> Iterator[Operations]:
        return self._all() if affected is None else self._some(affected)

    def _some(self, affected: Affected) -> Iterator[Operations]:
        total, done = len(affected.nodes) + len(affected.pairs), 0
        last = Operations()
        for uris in chunks(sorted(affected.nodes), CHUNK):
            self.elements.forget()
            wanted = {uri: self.elements.node(uri) for uri in uris}
            found = self.graph.nodes(uris)
            self._refuse_others(found, wanted)
            operations = compare_nodes(wanted, found)
            # Delete nodes at the end, after their relationships.
            last.vanished += operations.vanished
            operations.vanished = []
            yield operations
            self._tick(done := done + len(uris), total)
        for pairs in chunks(sorted(affected.pairs), CHUNK):
            self.elements.forget()
            wants = [r for pair in pairs for r in self.elements.relationships(pair)]
            yield compare_relationships(wants, self.graph.relationships(pairs))
            self._tick(done := done + len(pairs), total)
        yield last

    def _all(self) -> Iterator[Operations]:
        self.report.triples = self.goal.triples
        pointed_at: set[str] = set()
        for iris in chunks(self._subjects(), CHUNK):
            yield self._compare_stars(iris, pointed_at)
        for iris in chunks(sorted(pointed_at), CHUNK):
            yield self._compare_stars(iris, set())
        yield from self._leftovers()

    def _subjects(self) -> Iterator[str]:
        for count, (iri, triples) in enumerate(counted_subjects(self.elements.store)):
            if count % CHUNK == 0:
                self._tick(triples, self.goal.triples)
            yield iri

    def _compare_stars(self, iris: list[str], pointed_at: set[str]) -> Operations:
        """Compare these nodes; collect ends that are no subject in ``pointed_at``."""
        self.elements.forget()
        stars = {iri: star for iri in iris if (star := self.elements.star(iri)) is not None}
        wanted: dict[str, Node | None] = {iri: star.node for iri, star in stars.items()}
        relationships = [r for star in stars.values() for r in star.relationships]
        ends = {r.end for r in relationships} - stars.keys() - pointed_at
        pointed_at.update(end for end in ends if not self.elements.is_subject(end))
        there = self.graph.stars(list(stars))
        found = {uri: star.node for uri, star in there.items()}
        self._refuse_others(found, wanted)
        operations = compare_nodes(wanted, found)
        starting: Iterable[Relationship] = (r for s in there.values() for r in s.relationships)
        operations.add(compare_relationships(relationships, starting))
        return operations

    def _leftovers(self) -> Iterator[Operations]:
        """Delete nodes of the mirror that the graph no longer has."""
        gone = (there for there in self.graph.all_nodes() if not self._is_wanted(there[0]))
        for part in chunks(gone, CHUNK):
            found = self.graph.nodes([uri for uri, _ in part])
            out = Operations()
            out.vanished += [
                found.get(uri) or Node(uri, frozenset({MIRRORED}), {}, element)
                for uri, element in part
            ]
            yield out

    def _is_wanted(self, uri: str) -> bool:
        self.elements.forget()
        return is_iri(uri) and self.elements.node(uri) is not None

    def _refuse_others(self, found: dict[str, Node], wanted: dict[str, Node | None]) -> None:
        """Leave nodes alone that others made; refuse them if the graph has their IRI."""
        others = [u for u, n in found.items() if MIRRORED not in n.labels]
        for uri in others:
            if wanted.get(uri) is None:
                del found[uri]
        clashing = sorted(u for u in others if wanted.get(u) is not None)
        if clashing and not self.adopt:
            raise MirrorDiverged(
                f"Neo4j 中有 {len(clashing)} 个节点的 uri 属于图谱，却不是镜像写入的，例如 "
                f"{clashing[0]}；请删除它们，或用 gaoxin mirror --repair 接管。",
                f"{len(clashing)} nodes in Neo4j have a uri of this graph but were not made by the "
                f"mirror, for example {clashing[0]}; remove them, or take them over with "
                "gaoxin mirror --repair.",
                nodes=clashing[:100],
            )

    def _tick(self, done: int, total: int) -> None:
        self.progress("mirror", min(done, total), total)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` items."""
    waiting = iter(items)
    while part := list(islice(waiting, size)):
        yield part
