"""The first filling by ``neo4j-admin database import``: for a managed, empty database alone.

The graph is read in one walk and written into files, the server stops, the tool makes the database
out of the files, the server starts, and the few elements that no file can hold are written the
ordinary way.  A mark on disk says that this is going on: an import that was cut off leaves a
database that no server can use, and only another import mends it.
"""

from __future__ import annotations

import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.errors import MirrorDiverged, MirrorUnavailable, StoreCorrupt
from gaoxin.graph.mirror.comparison import Operations
from gaoxin.graph.mirror.elements import Relationship
from gaoxin.graph.mirror.import_files import ImportFiles
from gaoxin.graph.mirror.journal import Journal
from gaoxin.graph.mirror.ordered import OrderedFacts
from gaoxin.graph.mirror.report import MirrorReport
from gaoxin.graph.mirror.rows import RowBatch, RowMaker, shared_properties
from gaoxin.graph.mirror.scheme import RESOURCE, URI
from gaoxin.graph.mirror.statements import batches, replacing
from gaoxin.graph.mirror.target import Target, published
from gaoxin.graph.mirror.writing import BATCH, Writer
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.mirror.session import Neo4jGraph
    from gaoxin.settings import Settings

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, and how much of how much."""

_ROWS = 20_000
_POINTED_AT = """SELECT ?o { { SELECT DISTINCT ?o { ?s ?p ?o FILTER(isIRI(?o)) } }
FILTER NOT EXISTS { ?o ?q ?x } }"""


def mark(settings: Settings) -> Path:
    """The file that stands there while an import goes on, or after one was cut off."""
    return settings.home / "neo4j" / "importing"


def refuse_if_cut_off(settings: Settings) -> None:
    """Say what to do about an import that did not come to its end.

    Raises:
        MirrorUnavailable: there was one.
    """
    if not settings.neo4j_uri and mark(settings).exists():
        raise MirrorUnavailable(
            "上一次 gaoxin mirror --bulk 没有完成，Neo4j 的数据库不能用；请再运行一次 "
            "gaoxin mirror --bulk。",
            "The last gaoxin mirror --bulk was cut off, and Neo4j's database cannot be used; run "
            "gaoxin mirror --bulk again.",
        )


def bulk(settings: Settings, progress: Progress = lambda *_: None) -> MirrorReport:
    """Fill the managed server's empty database with the published generation.

    Raises:
        StoreEmpty: nothing was loaded yet.
        MirrorUnavailable: Neo4j is one of the user's own, or does not start.
        MirrorDiverged: the database is not empty.
        ServiceUnavailable: the import failed.
    """
    from gaoxin.graph.store import Store

    started = time.monotonic()
    report = bulk_target(settings, published(Store(settings)), progress)
    report.seconds = time.monotonic() - started
    return report


def bulk_target(
    settings: Settings, target: Target, progress: Progress = lambda *_: None
) -> MirrorReport:
    """The same for a target that is known already."""
    from gaoxin.graph.mirror.connecting import opened
    from gaoxin.graph.server import managed
    from gaoxin.graph.server.admin import import_files

    scheme = target.extraction.scheme
    _require_managed(settings)
    if not mark(settings).exists():
        managed.start(settings, progress)
        with opened(settings, scheme) as graph:
            _require_empty(graph)
    report = MirrorReport(target.number, mode="bulk", triples=target.triples)
    with tempfile.TemporaryDirectory(prefix="import-", dir=settings.home) as name:
        with ImportFiles(Path(name)) as files:
            _write(target, files, report, progress)
        progress(say("停止 Neo4j", "stopping Neo4j"), 0, None)
        managed.stop(settings)
        mark(settings).touch()
        progress(say("neo4j-admin 导入", "importing with neo4j-admin"), 0, None)
        import_files(settings, files.options(), Path(name) / "bad")
    managed.start(settings, progress)
    with opened(settings, scheme) as graph:
        mark(settings).unlink()
        _finish(graph, target, files.aside, progress)
    return report


def _write(target: Target, files: ImportFiles, report: MirrorReport, progress: Progress) -> None:
    facts, maker = OrderedFacts(target.extraction.store), RowMaker(target.extraction)
    title, done = say("写出文件", "writing files"), 0

    def take(batch: RowBatch) -> None:
        report.count_nodes(batch)
        report.count_relationships(batch)
        files.add(batch)
        progress(title, done, target.triples)

    batch = RowBatch()
    for iri, stated in facts:
        maker.add(iri, stated, batch)
        if batch.triples >= _ROWS:
            done += batch.triples
            take(batch)
            batch = RowBatch()
    for (thing,) in target.extraction.store.query(_POINTED_AT):  # type: ignore[union-attr]
        if isinstance(thing, ox.NamedNode) and target.extraction.is_object(thing.value):
            batch.nodes[RESOURCE,].append({URI: thing.value})
    take(batch)
    if not facts.held:
        raise StoreCorrupt(
            "图库没有按主语排列，无法整体导入；请改用 gaoxin mirror。",
            "The store is not in the order of its subjects, so it cannot be imported as a whole; "
            "use gaoxin mirror instead.",
        )


def _finish(graph: Neo4jGraph, target: Target, aside: RowBatch, progress: Progress) -> None:
    from gaoxin.graph.mirror.schema import ensure_schema

    progress(say("建立索引", "building indexes"), 0, None)
    ensure_schema(graph.driver, graph.database, target.extraction.scheme)
    journal = Journal(graph, graph.state(), uuid.uuid4().hex)
    journal.begin(target)
    writer = Writer(graph, journal.run)
    rows = [properties for found in aside.nodes.values() for properties in found]
    for statements in batches(replacing(rows), BATCH):
        writer.transact(statements)
    made = [
        Relationship(start, shared[0], end, shared_properties(shared))
        for shared, pairs in aside.bare.items()
        for start, end in pairs
    ]
    made += [
        Relationship(start, kind, end, properties)
        for kind, found in aside.own.items()
        for start, end, properties in found
    ]
    writer.write(Operations(made=made))
    journal.complete(target)


def _require_managed(settings: Settings) -> None:
    if settings.neo4j_uri:
        raise MirrorUnavailable(
            f"--bulk 只用于 gaoxin neo4j start 启动的 Neo4j，而 NEO4J_URI 指向 "
            f"{settings.neo4j_uri}；请用 gaoxin mirror，或取消 NEO4J_URI。",
            f"--bulk works on the Neo4j of gaoxin neo4j start alone, and NEO4J_URI leads to "
            f"{settings.neo4j_uri}; use gaoxin mirror, or unset NEO4J_URI.",
            uri=settings.neo4j_uri,
        )


def _require_empty(graph: Neo4jGraph) -> None:
    count = graph.rows("MATCH (n) WHERE NOT n:_Mirror RETURN count(n) AS n")[0]["n"]
    if count:
        raise MirrorDiverged(
            f"--bulk 会重做整个数据库，而其中已有 {count} 个节点，因此什么也没有做；"
            "请用 gaoxin mirror，它只发送变化。",
            f"--bulk makes the whole database anew, and {count} nodes are in it, so nothing was "
            "done; use gaoxin mirror, which sends only what changed.",
            nodes=count,
        )
