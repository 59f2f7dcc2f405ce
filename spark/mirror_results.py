"""Results of ``gaoxin spark load`` in Neo4j, without loading them into the store.

The graph is that of a generation in which they were loaded: the same nodes and relationships, by
the same code, and the same digest.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from gaoxin.errors import BadUsage, MirrorDiverged, ServiceUnavailable, StoreCorrupt
from gaoxin.files import write_whole
from gaoxin.garbage import fewer_collections
from gaoxin.graph.mirror.database.connect import open_database
from gaoxin.graph.mirror.database.constraints import (
    begin_schema,
    ensure_constraints,
    ensure_schema,
)
from gaoxin.graph.mirror.database.neo4j_reader import MirrorState
from gaoxin.graph.mirror.database.neo4j_writer import BATCH as TRANSACTION
from gaoxin.graph.mirror.database.neo4j_writer import Writer
from gaoxin.graph.mirror.database.state import StateNode
from gaoxin.graph.mirror.fill.bulk_import import fill_by_import, finish_import
from gaoxin.graph.mirror.fill.import_files import ImportFiles
from gaoxin.graph.mirror.fill.line_reader import LineReader, NeighbourElements
from gaoxin.graph.mirror.fill.neighbourhoods import Neighbourhoods
from gaoxin.graph.mirror.fill.transactions import fill_by_transactions
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.plan.goal import MirrorGoal, identity_by
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.store.packing import UNREADABLE
from gaoxin.graph.store.sorted_graph import Block, GraphCounter
from gaoxin.graph.store.store import Store
from gaoxin.locks import exclusive
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings
from gaoxin.spark.whole_graph import SparkResult, WholeGraph, results_in

BATCH = 5000
_SORTING = "sorting-"
ARGUMENTS, GOAL = "import.args", "goal.json"
"""The files beside those for ``neo4j-admin``: its options, and what they contain."""


@dataclass(slots=True)
class ResultsMirror:
    """Mirrors results together with the published generation of the home."""

    settings: Settings
    results: Sequence[SparkResult]
    progress: Progress = silent
    report: MirrorReport = field(default_factory=lambda: MirrorReport(0))
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of_folders(
        cls, settings: Settings, folders: Sequence[Path], progress: Progress = silent
    ) -> ResultsMirror:
        """The mirror of the results in these folders (without any: in those of the home).

        Raises:
            BadUsage: a folder cannot be used.
            StoreCorrupt: a result is damaged.
        """
        return cls(settings, results_in(settings, folders), progress)

    def fill(self) -> MirrorReport:
        """Fill the managed Neo4j, which may hold nothing that others added, or the empty database
        that ``NEO4J_URI`` names.

        Raises:
            StoreEmpty: nothing was loaded yet.
            StoreCorrupt: a result is damaged.
            MirrorDiverged: the database may not be replaced.
            MirrorUnavailable: Neo4j cannot be reached.
            ServiceUnavailable: the import failed.
        """
        begun = time.monotonic()
        with self._whole() as whole:

            def write(files: ImportFiles) -> MirrorGoal:
                return self._write(whole, files)

            def holds(state: MirrorState) -> bool:
                names = current_names().fingerprint == state.names_fingerprint
                same = state.identity.startswith(f"{whole.digest}:") and state.is_complete
                return same and names and state.base == self.settings.base

            if self.settings.neo4j_uri:
                self._fill_by_transactions(whole, holds)
            elif fill_by_import(self.settings, current_names(), write, self.progress, holds=holds):
                self.report.mode = "bulk"
        self.report.seconds = time.monotonic() - begun
        return self.report

    def write(self, folder: Path) -> MirrorReport:
        """Write files for ``neo4j-admin database import`` into a new or empty folder.

        Raises:
            BadUsage: the folder is not empty.
            StoreEmpty, StoreCorrupt: as :meth:`fill`.
        """
        begun = time.monotonic()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadUsage(
                f"{folder} 不是空文件夹；请用 -o 另写一个。",
                f"{folder} is not an empty folder; give another one by -o.",
                folder=str(folder),
            )
        folder.mkdir(parents=True, exist_ok=True)
        with self._whole() as whole:
            files = ImportFiles(folder)
            goal = self._write(whole, files)
        write_whole(folder / ARGUMENTS, files.arguments())
        about = {
            "number": goal.number,
            "identity": goal.identity,
            "mirror_digest": goal.mirror_digest,
            "base": goal.base,
            "triples": goal.triples,
            "beside": goal.beside,
        }
        write_whole(folder / GOAL, json.dumps(about, ensure_ascii=False, indent=1) + "\n")
        self.report.mode = "files"
        self.report.seconds = time.monotonic() - begun
        return self.report

    @contextmanager
    def _whole(self) -> Iterator[WholeGraph]:
        generation = Store(self.settings).read()
        self.report.generation = generation.number
        place = self.settings.home / "spark"
        with exclusive(place / "mirror.lock"), fewer_collections():
            for left_by_a_killed_run in place.glob(f"{_SORTING}*"):
                shutil.rmtree(left_by_a_killed_run, ignore_errors=True)
            with (
                tempfile.TemporaryDirectory(prefix=_SORTING, dir=place) as scratch,
                _told_if_unreadable(),
            ):
                whole = WholeGraph(generation, self.results, Path(scratch))
                self.notes = whole.notes()
                yield whole

    def _fill_by_transactions(
        self, whole: WholeGraph, holds: Callable[[MirrorState], bool]
    ) -> None:
        with open_database(self.settings, current_names()) as graph:
            state = graph.state()
            if holds(state):
                return
            if not graph.is_empty():
                raise _is_not_empty(self.settings.neo4j_uri)
            goal, around, elements = self._prepared(whole)
            place = graph.driver, graph.database
            ensure_constraints(*place, graph.names)
            state_node = StateNode(graph, state, uuid.uuid4().hex)
            state_node.begin(goal)
            batches = iter(LineReader(elements, around, TRANSACTION, ends_first=True))
            writers = Writer(graph, state_node.run), Writer(graph, state_node.run, lane=1)
            is_whole = fill_by_transactions(
                batches,
                writers,
                self.report,
                create_indexes=lambda: begin_schema(*place, graph.names),
                progress=lambda done: self.progress("mirror", done, whole.quads),
            )
            if not is_whole:
                raise StoreCorrupt(
                    "关系的一端不在图中，没有写完；请清空数据库，再运行一次 gaoxin spark load。",
                    "An end of a relationship is not in the graph, so not everything was written; "
                    "empty the database and run gaoxin spark load again.",
                )
            ensure_schema(*place, graph.names)
            state_node.complete(goal)
            self.report.mode = "full"

    def _write(self, whole: WholeGraph, files: ImportFiles) -> MirrorGoal:
        goal, around, elements = self._prepared(whole)
        done = 0
        for batch in LineReader(elements, around, BATCH):
            self.report.count_nodes(batch)
            self.report.count_relationships(batch)
            files.add(batch)
            self.progress("mirror", done := done + batch.triples, whole.quads)
        return goal

    def _prepared(self, whole: WholeGraph) -> tuple[MirrorGoal, Neighbourhoods, NeighbourElements]:
        """Read everything but for the elements themselves."""
        names, total = current_names(), whole.quads
        self.progress("sort", 0, None)
        graph = whole.graph()
        around = Neighbourhoods(graph, names, whole.minter, whole.scratch)
        counter = GraphCounter(graph)

        def look(block: Block) -> None:
            counter.add(block)
            self.progress("check", counter.counts.quads, total)

        around.gather(look)
        counts = counter.counts
        whole.require(counts)
        elements = NeighbourElements(graph, around, whole.minter, names)
        self.report.triples = counts.triples
        mirror_digest = str(counts.mirror_digest)
        goal = MirrorGoal(
            number=whole.generation.number,
            identity=identity_by(whole.digest, mirror_digest),
            mirror_digest=mirror_digest,
            base=self.settings.base,
            triples=counts.triples,
            elements=elements,
            history=lambda _: None,
            beside=whole.keys,
        )
        return goal, around, elements


def finish(settings: Settings, folder: Path, progress: Progress = silent) -> MirrorGoal:
    """Complete an import of the files of :meth:`ResultsMirror.write`, in the Neo4j in use.

    It builds the indexes, writes what no import file can hold, and notes what Neo4j holds.

    Raises:
        BadUsage: the folder has no such files.
        MirrorUnavailable: Neo4j cannot be reached.
    """
    try:
        about = json.loads((folder / GOAL).read_bytes())
        beside = tuple(about.pop("beside"))
        names = current_names()
        elements = GraphElements(ox.Store(), {}, "", lambda key: ox.NamedNode(key), names)
        goal = MirrorGoal(**about, elements=elements, history=lambda _: None, beside=beside)
    except (OSError, ValueError, TypeError, KeyError) as cause:
        raise BadUsage(
            f"{folder} 里没有 gaoxin spark mirror -o 写出的文件（{GOAL}）；请写出那个文件夹。",
            f"{folder} has no files of gaoxin spark mirror -o ({GOAL}); name that folder.",
            folder=str(folder),
        ) from cause
    with open_database(settings, names) as graph:
        finish_import(graph, goal, ImportFiles(folder).leftovers(), progress)
    return goal


@contextmanager
def _told_if_unreadable() -> Iterator[None]:
    try:
        yield
    except UNREADABLE as cause:
        raise ServiceUnavailable(
            f"没有写完：{cause}。请检查磁盘空间和结果的文件夹，再运行一次。",
            f"Not everything could be written: {cause}. Check the space on the disk and the "
            "folders of the results, and run it again.",
        ) from cause


def _is_not_empty(uri: str) -> MirrorDiverged:
    return MirrorDiverged(
        f"{uri} 的数据库不是空的（可能是上次没有写完），因此什么也没有写；请清空它再运行一次，"
        "或用 -o 写出 neo4j-admin 的文件。",
        f"The database at {uri} is not empty (a run may have been cut off), so nothing was "
        "written; empty it and run this again, or write files for neo4j-admin by -o.",
        uri=uri,
    )
