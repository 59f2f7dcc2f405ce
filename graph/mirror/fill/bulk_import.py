"""Fills the managed server's empty database by ``neo4j-admin database import``.

The steps: write the graph into files, stop the server, import the files, start the server, write
the few elements that no file can hold by transactions.  A marker file exists from before the
import until all is done.  An interrupted import leaves a database that no server can open; only
another import replaces it.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import MirrorDiverged, MirrorUnavailable, ServiceUnavailable, StoreCorrupt
from gaoxin.graph.mirror.database.connect import import_marker
from gaoxin.graph.mirror.database.cypher import (
    CypherStatement,
    create_relationships,
    replace_node_properties,
)
from gaoxin.graph.mirror.database.neo4j_writer import Writer
from gaoxin.graph.mirror.database.state import StateNode
from gaoxin.graph.mirror.fill.import_files import ImportFiles
from gaoxin.graph.mirror.fill.reader_process import read_batches
from gaoxin.graph.mirror.fill.subject_reader import Incomplete, NotInOrder
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, STATE, Neo4jNames
from gaoxin.graph.mirror.plan.goal import MirrorGoal, published
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.language import say
from gaoxin.progress import Progress, silent

if TYPE_CHECKING:
    from gaoxin.graph.mirror.database.neo4j_reader import MirrorState, Neo4jGraph
    from gaoxin.settings import Settings

_BATCH = 5000
_LOCK_SECONDS = 10.0
_RELATIONSHIPS_OF_OTHERS = "MATCH ()-[r]->() WHERE r.sources IS NULL RETURN count(r) AS n"
_COUNTS = (
    f"MATCH (n) WHERE NOT n:{STATE} RETURN count(n) AS n",
    f"MATCH (n) WHERE NOT n:{STATE} AND NOT n:{MIRRORED} RETURN count(n) AS n",
)


def bulk(settings: Settings, progress: Progress = silent) -> MirrorReport:
    """Fill the managed server's empty database with the published generation.

    Raises:
        StoreEmpty: nothing was loaded yet.
        MirrorUnavailable: ``NEO4J_URI`` names the user's own Neo4j, or the server does not start.
        MirrorDiverged: the database is not empty.
        ServiceUnavailable: the import failed.
        StoreCorrupt: the store is not in the order of its subjects.
    """
    from gaoxin.graph.store.store import Store

    started = time.monotonic()
    report = import_goal(settings, published(Store(settings)), progress)
    report.seconds = time.monotonic() - started
    return report


def import_goal(settings: Settings, goal: MirrorGoal, progress: Progress = silent) -> MirrorReport:
    """Fill the managed server's empty database with ``goal``; raises what :func:`bulk` raises."""
    report = MirrorReport(goal.number, mode="bulk", triples=goal.triples)

    def write(files: ImportFiles) -> MirrorGoal:
        write_files(goal, files, report, progress)
        return goal

    fill_by_import(settings, goal.elements.names, write, progress)
    return report


def fill_by_import(
    settings: Settings,
    names: Neo4jNames,
    write: Callable[[ImportFiles], MirrorGoal],
    progress: Progress = silent,
    *,
    holds: Callable[[MirrorState], bool] | None = None,
) -> bool:
    """Fill the managed server's empty database with the files that ``write`` makes.

    ``write`` returns what they contain.  With ``holds`` a database that has nothing but a mirror
    is replaced, too, unless ``holds`` finds that it is the one that is wanted; then the result is
    false.  Raises what ``write`` and :func:`bulk` raise.
    """
    from gaoxin.graph.mirror.database.connect import open_database
    from gaoxin.locks import exclusive
    from gaoxin.neo4j import managed

    _require_managed(settings)
    (settings.home / "neo4j").mkdir(parents=True, exist_ok=True, mode=0o700)
    with exclusive(settings.home / "neo4j" / "bulk.lock", _LOCK_SECONDS):
        for left_by_a_killed_run in settings.home.glob("import-*"):
            shutil.rmtree(left_by_a_killed_run, ignore_errors=True)
        state = _require_nothing_to_lose(settings, names, progress, is_replaced=bool(holds))
        if holds and state and holds(state):
            return False
        with tempfile.TemporaryDirectory(prefix="import-", dir=settings.home) as name:
            files = ImportFiles(Path(name))
            goal = write(files)
            _require_nothing_to_lose(settings, names, progress, is_replaced=bool(holds))
            _import(settings, files, Path(name), progress)
            managed.start(settings, progress)
            with open_database(settings, names, importing=True) as graph:
                finish_import(graph, goal, files.leftovers(), progress)
        import_marker(settings).unlink(missing_ok=True)
    return True


def write_files(
    goal: MirrorGoal, files: ImportFiles, report: MirrorReport, progress: Progress
) -> None:
    """Write everything that the goal contains into files.

    Raises:
        ServiceUnavailable: not everything could be read.
        StoreCorrupt: the store is not in the order of its subjects.
    """
    title, done = say("写出文件", "writing files"), 0
    chain = goal.chain()
    if chain is not None and not chain.is_whole():
        goal = replace(goal, chain=lambda: None)  # the store contains the same facts
    try:
        batches = read_batches(goal, _BATCH, report, ends_first=False)
        with contextlib.closing(batches) as found:
            for batch in found:
                report.count_nodes(batch)
                report.count_relationships(batch)
                files.add(batch)
                progress(title, done := done + batch.triples, goal.triples)
    except NotInOrder as cause:
        raise StoreCorrupt(
            "图库没有按主语排列，无法整体导入；请改用 gaoxin mirror。",
            "The store is not in the order of its subjects, so it cannot be imported as a whole; "
            "use gaoxin mirror instead.",
        ) from cause
    except Incomplete as cause:
        raise ServiceUnavailable(
            f"图库没有读完（{cause}），什么也没有导入；请再运行一次，若仍如此请用 gaoxin mirror。",
            f"The store could not be read to its end ({cause}), and nothing was imported; run it "
            "again, and if that fails once more, use gaoxin mirror.",
        ) from cause


def _import(settings: Settings, files: ImportFiles, folder: Path, progress: Progress) -> None:
    from gaoxin.neo4j import managed
    from gaoxin.neo4j.neo4j_admin import forget_database, import_files

    progress(say("停止 Neo4j", "stopping Neo4j"), 0, None)
    managed.stop(settings)
    import_marker(settings).touch()
    progress(say("neo4j-admin 导入", "importing with neo4j-admin"), 0, None)
    try:
        import_files(settings, files.options(), folder / "bad")
        files.remove()  # free the disk space before the indexes are built
    except ServiceUnavailable:
        # The database was empty, so an empty database is what the user had.
        forget_database(settings)
        import_marker(settings).unlink(missing_ok=True)
        raise


def finish_import(
    graph: Neo4jGraph, goal: MirrorGoal, leftovers: Iterator[RowBatch], progress: Progress
) -> None:
    """Build the indexes, write the leftovers, and say that Neo4j holds the goal."""
    from gaoxin.graph.mirror.database.constraints import ensure_schema

    progress(say("建立索引", "building indexes"), 0, None)
    ensure_schema(graph.driver, graph.database, goal.elements.names)
    state_node = StateNode(graph, graph.state(), uuid.uuid4().hex)
    state_node.begin(goal)
    writer = Writer(graph, state_node.run)

    def statements() -> Iterator[CypherStatement]:
        for batch in leftovers:
            yield from replace_node_properties(
                [properties for rows in batch.nodes.values() for properties in rows]
            )
            yield from create_relationships(batch, is_dynamic=writer.is_dynamic)

    writer.send(statements())
    state_node.complete(goal)


def _require_managed(settings: Settings) -> None:
    if settings.neo4j_uri:
        raise MirrorUnavailable(
            f"--bulk 只用于 gaoxin neo4j start 启动的 Neo4j，而 NEO4J_URI 指向 "
            f"{settings.neo4j_uri}；请用 gaoxin mirror，或取消 NEO4J_URI。",
            f"--bulk works only on the Neo4j of gaoxin neo4j start, but NEO4J_URI is set to "
            f"{settings.neo4j_uri}; use gaoxin mirror, or unset NEO4J_URI.",
            uri=settings.neo4j_uri,
        )


def _require_nothing_to_lose(
    settings: Settings, names: Neo4jNames, progress: Progress, *, is_replaced: bool
) -> MirrorState | None:
    """The database is empty, or what an import that was cut off left of it (``None``).

    With ``is_replaced`` it may be a mirror to which nobody has added anything.
    """
    from gaoxin.graph.mirror.database.connect import open_database
    from gaoxin.neo4j import managed

    is_cut_off = import_marker(settings).exists()
    try:
        managed.start(settings, progress)
        with open_database(settings, names, importing=True) as graph:
            nodes, others = (graph.rows(query)[0]["n"] for query in _COUNTS)
            if is_replaced and not is_cut_off:
                others += graph.rows(_RELATIONSHIPS_OF_OTHERS)[0]["n"]
            state = graph.state()
    except (ServiceUnavailable, MirrorUnavailable):
        if is_cut_off:
            return None  # no server can use it: nothing is lost with it
        raise
    count = others if is_cut_off or is_replaced else nodes
    if not count:
        return None if is_cut_off else state
    if is_replaced:
        raise MirrorDiverged(
            f"Neo4j 中有 {count} 个节点或关系不是镜像写入的，整体导入会丢掉它们，因此什么也没有做；"
            "请先移走或删除它们，或用 -o 只写出文件。",
            f"Neo4j has {count} nodes or relationships that the mirror did not write. An import of "
            "everything would lose them, so nothing was done; move or delete them first, or only "
            "write files with -o.",
            elements=count,
        )
    raise MirrorDiverged(
        f"--bulk 会重做整个数据库，而其中已有 {count} 个节点，因此什么也没有做；"
        "请用 gaoxin mirror，它只发送变化。",
        f"--bulk replaces the whole database, but it contains {count} nodes, so nothing was "
        "done; use gaoxin mirror, which sends only what changed.",
        nodes=count,
    )
