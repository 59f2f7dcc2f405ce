"""One run of the mirror: find out what may differ, compare it, write what does.

Killed at any moment, the next run ends in the same state: the ``_Mirror`` node says from which
generation to which one the dead run was writing, both are taken into account, and since every
element is compared before it is written, nothing is written twice.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.database.constraints import begin_schema, ensure_constraints, ensure_schema
from gaoxin.graph.mirror.database.neo4j_reader import MirrorState, Neo4jGraph
from gaoxin.graph.mirror.database.neo4j_writer import BehindWriter, Writer
from gaoxin.graph.mirror.database.state import Journal
from gaoxin.graph.mirror.fill.filling import Filling
from gaoxin.graph.mirror.fill.read_store import counted_subjects
from gaoxin.graph.mirror.mapping.elements import Node, Relationship
from gaoxin.graph.mirror.mapping.term_names import MIRRORED
from gaoxin.graph.mirror.mapping.to_neo4j import is_iri
from gaoxin.graph.mirror.sync.affected import Touched, touched_by
from gaoxin.graph.mirror.sync.difference import (
    Losses,
    Operations,
    compare_nodes,
    compare_relationships,
)
from gaoxin.graph.mirror.sync.goal import MirrorGoal, published
from gaoxin.graph.mirror.sync.one_source import Part, narrowed, part_of
from gaoxin.graph.mirror.sync.report import MirrorReport

if TYPE_CHECKING:
    from gaoxin.settings import Settings

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how many of how many things were compared."""

CHUNK = 2000
PLANNED = 200_000
"""So many operations are kept in memory between planning and writing; more are found twice."""


def mirror(
    settings: Settings,
    *,
    full: bool = False,
    dry_run: bool = False,
    allow_deletions: bool = False,
    source: str | None = None,
    progress: Progress | None = None,
) -> MirrorReport:
    """Bring Neo4j to the published generation.

    ``full`` compares everything, also where the patches would tell what to look at; ``source``
    brings no more than what the source of this key says.

    Raises:
        StoreEmpty: nothing was loaded yet.
        BadParameter: no source has this key.
        MirrorUnavailable: Neo4j cannot be reached or refuses to be written.
        MirrorDiverged: more than ``settings.deletion_guard`` of what is there would go, or nodes
            that others made have IRIs of ours.
    """
    from gaoxin.graph.mirror.database.connect import opened
    from gaoxin.graph.store.store import Store

    started = time.monotonic()
    store = Store(settings)
    target = published(store)
    part = part_of(store, source) if source is not None else None
    with opened(settings, target.extraction.scheme) as graph:
        run = MirrorRun(
            graph,
            target,
            guard=settings.deletion_guard,
            allow_deletions=allow_deletions,
            part=part,
            progress=progress,
        )
        report = run.run(full=full, dry_run=dry_run)
    report.seconds = time.monotonic() - started
    return report


class MirrorRun:
    """Brings one database to one target; :meth:`run` is called once.

    ``adopt`` takes over nodes that others made under IRIs of the graph, instead of refusing;
    ``part`` confines the run to what one source says.
    """

    def __init__(
        self,
        graph: Neo4jGraph,
        target: MirrorGoal,
        *,
        guard: float = 0.05,
        allow_deletions: bool = False,
        adopt: bool = False,
        part: Part | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.graph, self.target = graph, target
        self.extraction = target.extraction
        self.guard, self.allow_deletions, self.progress = guard, allow_deletions, progress
        self.adopt, self.part = adopt, part
        self.report = MirrorReport(target.number)

    def run(self, *, full: bool = False, dry_run: bool = False) -> MirrorReport:
        """Plan and, unless ``dry_run``, write."""
        self.report.dry_run = dry_run
        state = self.graph.state()
        touched = None if full else self._touched(state)
        if self.part is not None:
            found = narrowed(self.graph, self.target, state, self.part, touched)
            touched = found.touched
            self.report.confine(found.triples, is_whole=found.is_whole)
        elif touched is not None and not touched.nodes and state.is_complete:
            if state.identity != self.target.identity and not dry_run:
                journal = Journal(self.graph, state, self._run_id())
                journal.begin(self.target)
                journal.complete(self.target)
            return self.report
        if self.part is None:
            self.report.mode = "full" if touched is None else "incremental"
        if dry_run:
            plan = self._plan(touched)
            if plan is not None:
                self.report.count(plan)
            return self.report
        place = self.graph.driver, self.graph.database
        ensure_constraints(*place, self.extraction.scheme)
        journal = Journal(self.graph, state, self._run_id())
        journal.begin(self.target)
        writer = Writer(self.graph, journal.run)
        self._readopt(writer, touched if self.part is not None else None)
        is_bare = touched is None and self.graph.is_bare()
        is_filled = is_bare and self._fill(writer)
        ensure_schema(*place, self.extraction.scheme)
        if not is_filled:
            self._compare(writer, touched, state, journal)
        if self.part is None or self.report.is_whole:
            journal.complete(self.target)
        else:
            journal.leave(self.part.source)
        self.report.kept = writer.kept
        return self.report

    @staticmethod
    def _run_id() -> str:
        return uuid.uuid4().hex

    def _touched(self, state: MirrorState) -> Touched | None:
        """What must be compared; ``None`` for everything."""
        scheme = self.extraction.scheme.fingerprint
        if not state.identity or state.scheme != scheme or state.base != self.target.base:
            return None
        steps = (state.identity, *state.pending, self.target.identity)
        if len(set(steps)) == 1:
            return Touched()
        quads = self.target.history(steps)
        if quads is None:
            return None
        quads = list(quads)
        self.report.triples = len(quads)
        return touched_by(self.extraction, quads)

    def _readopt(self, writer: Writer, only: Touched | None) -> None:
        away = self.graph.vanished()
        back = [
            uri
            for uri in away
            if (only is None or uri in only.nodes) and self.extraction.node(uri) is not None
        ]
        if back:
            writer.readopt(back)

    # -- planning and writing ---------------------------------------------------------------

    def _fill(self, writer: Writer) -> bool:
        """Fill an empty database; false if that has to be compared afterwards."""
        self.report.triples = self.target.triples
        filling = Filling(
            self.target,
            (writer, Writer(self.graph, writer.run, lane=1)),
            self.report,
            index=lambda: begin_schema(
                self.graph.driver, self.graph.database, self.extraction.scheme
            ),
            tick=lambda done: self._tick(done, self.target.triples),
        )
        return filling.run()

    def _compare(
        self, writer: Writer, touched: Touched | None, state: MirrorState, journal: Journal
    ) -> None:
        if self.allow_deletions or (touched is None and not state.identity):
            self._stream(writer, touched)
        else:
            self._guarded(writer, touched, state, journal)

    def _stream(self, writer: Writer, touched: Touched | None) -> None:
        with BehindWriter(writer) as behind:
            for operations in self._operations(touched):
                self.report.count(operations)
                behind.write(operations)

    def _guarded(
        self, writer: Writer, touched: Touched | None, state: MirrorState, journal: Journal
    ) -> None:
        plan = self._plan(touched, state, journal)
        if plan is None:
            self._stream(writer, touched)
        else:
            self.report.count(plan)
            writer.write(plan)

    def _plan(
        self,
        touched: Touched | None,
        state: MirrorState | None = None,
        journal: Journal | None = None,
    ) -> Operations | None:
        """Find all operations and judge the deletions; ``None`` if they are too many to keep."""
        plan: Operations | None = Operations()
        losses = Losses(self.extraction.scheme.nary_labels)
        counted = self.report if state is None else None
        for operations in self._operations(touched):
            losses.add(operations)
            if plan is not None and len(plan) + len(operations) <= PLANNED:
                plan.add(operations)
            elif plan is not None:
                if counted:
                    counted.count(plan)
                plan = None
            if plan is None and counted:
                counted.count(operations)
        if state is not None and journal is not None:
            self._guard(losses.total(), state, journal)
        return plan

    def _guard(self, deletions: int, state: MirrorState, journal: Journal) -> None:
        nodes, relationships = self.graph.size()
        there = nodes + relationships
        if not state.identity or deletions <= self.guard * there:
            return
        journal.abandon()
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

    def _operations(self, touched: Touched | None) -> Iterator[Operations]:
        return self._all() if touched is None else self._some(touched)

    def _some(self, touched: Touched) -> Iterator[Operations]:
        total, done = len(touched.nodes) + len(touched.pairs), 0
        last = Operations()
        for uris in chunks(sorted(touched.nodes), CHUNK):
            self.extraction.forget()
            wanted = {uri: self.extraction.node(uri) for uri in uris}
            found = self.graph.nodes(uris)
            self._refuse_others(found, wanted)
            operations = compare_nodes(wanted, found)
            # Nodes go last: until then relationships of theirs may still have to go.
            last.vanished += operations.vanished
            operations.vanished = []
            yield operations
            self._tick(done := done + len(uris), total)
        for pairs in chunks(sorted(touched.pairs), CHUNK):
            self.extraction.forget()
            wants = [r for pair in pairs for r in self.extraction.relationships(pair)]
            yield compare_relationships(wants, self.graph.relationships(pairs))
            self._tick(done := done + len(pairs), total)
        yield last

    def _all(self) -> Iterator[Operations]:
        self.report.triples = self.target.triples
        pointed_at: set[str] = set()
        for iris in chunks(self._subjects(), CHUNK):
            yield self._compare_stars(iris, pointed_at)
        for iris in chunks(sorted(pointed_at), CHUNK):
            yield self._compare_stars(iris, set())
        yield from self._leftovers()

    def _subjects(self) -> Iterator[str]:
        for count, (iri, triples) in enumerate(counted_subjects(self.extraction.store)):
            if count % CHUNK == 0:
                self._tick(triples, self.target.triples)
            yield iri

    def _compare_stars(self, iris: list[str], pointed_at: set[str]) -> Operations:
        """Compare these things; what they point at without facts of its own is put aside."""
        self.extraction.forget()
        stars = {iri: star for iri in iris if (star := self.extraction.star(iri)) is not None}
        wanted: dict[str, Node | None] = {iri: star.node for iri, star in stars.items()}
        relationships = [r for star in stars.values() for r in star.relationships]
        ends = {r.end for r in relationships} - stars.keys() - pointed_at
        pointed_at.update(end for end in ends if not self.extraction.is_subject(end))
        there = self.graph.stars(list(stars))
        found = {uri: star.node for uri, star in there.items()}
        self._refuse_others(found, wanted)
        operations = compare_nodes(wanted, found)
        starting: Iterable[Relationship] = (r for s in there.values() for r in s.relationships)
        operations.add(compare_relationships(relationships, starting))
        return operations

    def _leftovers(self) -> Iterator[Operations]:
        """Nodes of the mirror that the graph no longer has."""
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
        self.extraction.forget()
        return is_iri(uri) and self.extraction.node(uri) is not None

    def _refuse_others(self, found: dict[str, Node], wanted: dict[str, Node | None]) -> None:
        """Nodes that others made are never touched, even where they have an IRI of ours."""
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
        if self.progress:
            self.progress(min(done, total), total)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of ``size``."""
    waiting = iter(items)
    while part := list(islice(waiting, size)):
        yield part
