"""Load a file or folder with Spark into sorted parts of N-Quads.

1. The driver finds the headers and cuts large lists into parts (:mod:`.input_parts`).
2. The workers read the parts: records, handles, mentions (:mod:`.read_rows`).
3. The driver puts rows together that share handles (:mod:`.linked_rows`).
4. The workers translate each partition with the registry and the translator of the single machine
   (:mod:`.translate_rows`), check it, and write what only its rows say.
5. What several partitions say is made distinct and written.
6. If nothing is wrong, the manifest puts the parts into force (:mod:`.manifest_file`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.errors import FaultyInput
from gaoxin.graph.store.manifest import Manifest, current_versions
from gaoxin.graph.store.store import Store
from gaoxin.loaders.list_sources import known_sources
from gaoxin.loaders.lists.read_list import RECOGNISED, ListOptions
from gaoxin.loaders.read import name_inputs
from gaoxin.loaders.row_selection import RowSelection, in_passes
from gaoxin.loaders.source_line import NO_SOURCE, SourceLine, check_source_line
from gaoxin.loaders.tables.reading import find_inputs
from gaoxin.loaders.unchanged_inputs import fingerprint
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings
from gaoxin.spark.database_table import DatabaseTable
from gaoxin.spark.engine import LoadEngine
from gaoxin.spark.input_parts import refuse_changed
from gaoxin.spark.known_names import known_names
from gaoxin.spark.load_run import LoadRun, SparkReport
from gaoxin.spark.manifest_file import (
    PartsManifest,
    keep_equal_parts,
    missing_parts,
    read_manifest,
    remove_other_runs,
)
from gaoxin.spark.output_folder import output_locked, refuse_other, require_parts

PART_BYTES = 16 << 20
"""Size of a part of a text file: some 150,000 rows, which take a core half a minute."""


@dataclass(slots=True)
class SparkLoad:
    """A load with Spark; the options are those of :func:`gaoxin.loaders.load.load_paths`.

    A ``table`` of a database is first copied into the folder ``path``.  Rows with problems are left
    out if ``rows`` says so.
    """

    settings: Settings
    path: Path
    output: Path
    dataset: str | None = None
    source: SourceLine = NO_SOURCE
    lists: ListOptions = RECOGNISED
    part_bytes: int = PART_BYTES
    progress: Progress = silent
    table: DatabaseTable | None = None
    rows: RowSelection = field(default_factory=RowSelection)

    def run(self, engine: Callable[[], LoadEngine]) -> SparkReport:
        """Load the input; ``engine`` is called if there is work to do.

        Raises:
            InvalidSource: there is no such file or folder.
            FaultyInput: the input has problems, all of which it carries; nothing is published.
            BadUsage: an option cannot be used, or another dataset is in the folder.
            StoreLocked: another run writes into the folder.
            ServiceUnavailable: parts that workers wrote are not in the folder.
        """
        published = Store(self.settings).published()
        if self.table:
            self.path.mkdir(parents=True, exist_ok=True)
        else:
            find_inputs(self.path)  # a wrong name makes no folder
        inputs = name_inputs([self.path], self.dataset, published.datasets if published else {})
        source = check_source_line(self.source)
        with output_locked(self.output):
            return self._run(inputs, source, published, engine)

    def _run(
        self,
        inputs: list[tuple[str, Path]],
        source: SourceLine,
        published: Manifest | None,
        engine: Callable[[], LoadEngine],
    ) -> SparkReport:
        [(key, path)] = inputs
        old = read_manifest(self.output)
        refuse_other(old, key, self.origin, is_named=self.dataset is not None)
        if self.table:
            engine().copy_table(self.table, path, self.part_bytes)
        read_as = self._fingerprint(path, published.digest if published else "")
        is_same = old and old.read_as == read_as and not old.skipped
        if old and is_same and not missing_parts(old, self.output):
            remove_other_runs(self.output, old.folder)
            return SparkReport(old, False)
        rows = self.rows
        rows.inputs = inputs
        run = LoadRun(
            self.settings,
            key,
            path,
            self.output,
            self.origin,
            source,
            self.lists,
            self.part_bytes,
            known_sources(Store(self.settings).read()) if published else [],
            known_names(self.settings, key),
            engine(),
            rows,
            self.progress,
        )

        def attempt(number: int, _: bool) -> SparkReport:
            lists = self.lists.without_telling() if number else self.lists  # told at first
            one = replace(run, lists=lists, problems=[], parts=[])
            return self._publish(one, old, read_as, published.number if published else None)

        try:
            return in_passes(attempt, rows) if rows.may_skip else attempt(0, False)
        except FaultyInput as found:
            found.inputs, found.headers = inputs, rows.headers
            raise
        finally:
            last = read_manifest(self.output)
            remove_other_runs(self.output, last.folder if last else None)

    def _publish(
        self, run: LoadRun, old: PartsManifest | None, read_as: str, generation: int | None
    ) -> SparkReport:
        """Do a run and put its parts into force."""
        manifest, report = run.manifest(read_as, generation)
        report.kept_parts = keep_equal_parts(manifest, old, self.output)
        report.changed = old is None or old.digest != manifest.digest
        require_parts(manifest, self.output)
        refuse_changed(run.parts)
        if self.rows.may_skip:
            self.rows.before_publishing()
        manifest.write(self.output)
        return report

    @property
    def origin(self) -> str:
        """Where the input comes from, as the manifest tells it."""
        return self.table.origin if self.table else str(self.path.absolute())

    def _fingerprint(self, path: Path, home: str) -> str:
        return fingerprint(
            path,
            self.settings,
            {
                "source": list(map(repr, (self.source,))),
                "mapping": self.lists.mapping,
                "headers": self.lists.headers,
                "personal": self.lists.personal,
                "home": home,
                "versions": current_versions(),
            },
        )
