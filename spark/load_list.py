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

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.errors import FaultyInput
from gaoxin.graph.store.manifest import Manifest, current_versions
from gaoxin.graph.store.store import Store
from gaoxin.language import language
from gaoxin.loaders.checking.gate import check_sources
from gaoxin.loaders.list_sources import KnownSource, ListSource, known_sources, list_source
from gaoxin.loaders.lists.read_list import RECOGNISED, ListOptions, empty_list
from gaoxin.loaders.problems import refused, split_place
from gaoxin.loaders.read import KINDS, name_inputs
from gaoxin.loaders.record_codec import line_of_record
from gaoxin.loaders.reference.bundled import own_sources
from gaoxin.loaders.resolving.clash_notes import clash_notes
from gaoxin.loaders.resolving.name_rows import Declared, kind_of
from gaoxin.loaders.resolving.pending_questions import keep_pending
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.source_line import NO_SOURCE, SourceLine, check_source_line
from gaoxin.loaders.translation import Translation
from gaoxin.loaders.unchanged_inputs import fingerprint
from gaoxin.model import Problem, Record, Thing
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings
from gaoxin.spark.database_table import DatabaseTable
from gaoxin.spark.engine import LoadEngine, Plan, ReadRows
from gaoxin.spark.first_problems import first_problems
from gaoxin.spark.input_parts import InputPart, cut_inputs, refuse_changed
from gaoxin.spark.known_names import NamesOfHome, known_names
from gaoxin.spark.linked_rows import groups_of_rows, rows_of_mentions
from gaoxin.spark.list_pieces import whole_lists
from gaoxin.spark.manifest_file import (
    RUN,
    PartsManifest,
    keep_equal_parts,
    missing_parts,
    read_manifest,
    remove_other_runs,
)
from gaoxin.spark.output_folder import output_locked, refuse_other, require_parts
from gaoxin.spark.part_files import sum_of_digests
from gaoxin.spark.read_rows import HowToRead
from gaoxin.spark.row_links import UNDIVIDED, RowLinks
from gaoxin.spark.tasks import ROW_BITS, PartReading, ReadTask, TaskReport, TranslateTask

PART_BYTES = 16 << 20
"""Size of a part of a text file: some 100,000 rows, which take a core about a minute."""


@dataclass(slots=True)
class SparkReport:
    """The result of a load with Spark.

    ``kept_parts`` is the number of parts that are those of the last run.  ``review`` are rows about
    names with several candidates.
    """

    manifest: PartsManifest
    changed: bool
    kept_parts: int = 0
    notes: list[str] = field(default_factory=list)
    review: list[dict[str, object]] = field(default_factory=list)


@dataclass(slots=True)
class SparkLoad:
    """A load with Spark; the options are those of :func:`gaoxin.loaders.load.load_paths`.

    A ``table`` of a database is first copied into the folder ``path``.
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

    def run(self, engine: Callable[[], LoadEngine]) -> SparkReport:
        """Load the input; ``engine`` is called if there is work to do.

        Raises:
            FaultyInput: the input has problems, all of which it carries; nothing is published.
            BadUsage: an option cannot be used, or another dataset is in the folder.
            StoreLocked: another run writes into the folder.
            ServiceUnavailable: parts that workers wrote are not in the folder.
        """
        published = Store(self.settings).published()
        if self.table:
            self.path.mkdir(parents=True, exist_ok=True)
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
        if old and old.read_as == read_as and not missing_parts(old, self.output):
            remove_other_runs(self.output, old.folder)
            return SparkReport(old, False)
        known = known_names(self.settings, key)
        sources = known_sources(Store(self.settings).read()) if published else []
        run = _Run(self, key, path, source, sources, known, engine())
        try:
            manifest, report = run.manifest(read_as, published.number if published else None)
            report.kept_parts = keep_equal_parts(manifest, old, self.output)
            report.changed = old is None or old.digest != manifest.digest
            require_parts(manifest, self.output)
            refuse_changed(run.parts)
            manifest.write(self.output)
            old = manifest
        except FaultyInput as found:
            found.inputs, found.headers = inputs, run.headers
            raise
        finally:
            remove_other_runs(self.output, old.folder if old else None)
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


class _Run:
    """One run: its steps share what the earlier ones found."""

    def __init__(
        self,
        load: SparkLoad,
        key: str,
        path: Path,
        source: SourceLine,
        sources: Sequence[KnownSource],
        known: NamesOfHome,
        engine: LoadEngine,
    ) -> None:
        self.load, self.key, self.path, self.source = load, key, path, source
        self.sources, self.known, self.engine = sources, known, engine
        self.headers: dict[tuple[str, str], int] = {}
        self.problems: list[Problem] = []
        self.parts: list[InputPart] = []
        self.folder = load.output / f"{RUN}{uuid.uuid4().hex[:12]}"

    def manifest(self, read_as: str, generation: int | None) -> tuple[PartsManifest, SparkReport]:
        """Do all steps; return what to put into force.

        Raises:
            FaultyInput: the input has problems.
        """
        load = self.load
        load.progress("read", 0, None)
        self.parts = cut_inputs(self.path, load.lists, load.settings, load.part_bytes)
        self.folder.mkdir(parents=True)
        read = self._read(self.parts)
        readings = self._readings(read)
        kinds = {kind for reading in readings for kind in reading.notes.kinds}
        kind = next((k for k in KINDS if k in kinds), KINDS[-1])
        listed = self._listed(readings)
        head = self._head(readings, listed, kinds)
        self._check_sources(readings, head)
        load.progress("translate", 0, None)
        told = self._translated(read, readings, head, kind)
        if self.problems:
            self._ask(told)
            raise refused(first_problems(self.problems, load.settings))
        parts_written = [part for item in told for part in item.parts]
        graphs: dict[str, str] = {}
        for item in told:
            graphs |= item.translation.sources
        manifest = PartsManifest(
            self.key,
            kind,
            self.folder.name,
            sum_of_digests(parts_written),
            sum(part.quads for part in parts_written),
            sum(reading.notes.records for reading in readings) + len(head),
            sorted(parts_written, key=lambda part: part.file),
            dict(sorted(graphs.items())),
            read_as,
            generation,
            load.settings.base,
            current_versions(),
            load.origin,
        )
        return manifest, self._report(manifest, readings, listed, told)

    def _read(self, parts: list[InputPart]) -> ReadRows:
        load = self.load
        how = HowToRead(
            load.lists.mapping,
            load.lists.personal,
            load.lists.headers,
            self._list_source("").key,
            self._list_source("").key if self.source.is_given else "",
            load.settings,
            language(),
        )
        return self.engine.read(ReadTask(self.key, parts, how, self.known), len(parts))

    def _list_source(self, filed: str) -> ListSource:
        return list_source(
            self.source,
            dataset=self.key,
            file=self.path,
            filed=filed,
            known=self.sources,
            loading=[self.key],
        )

    def _readings(self, read: ReadRows) -> list[PartReading]:
        readings = read.readings()
        for reading in readings:
            self.problems += reading.problems
            self.headers |= {(file, sheet): line for file, sheet, line in reading.notes.headers}
        for told in whole_lists(piece for each in readings for piece in each.notes.lists):
            if not told.rows and not told.refused:
                self.problems.append(empty_list(told))
            self.load.lists.tell(told)
        return readings

    def _listed(self, readings: Iterable[PartReading]) -> ListSource:
        filed = {date for reading in readings for date in reading.notes.filed}
        return self._list_source(filed.pop() if len(filed) == 1 else "")

    def _head(
        self, readings: Iterable[PartReading], listed: ListSource, kinds: set[str]
    ) -> list[Record]:
        """The records that describe the source of the dataset."""
        used = {source for reading in readings for source in reading.notes.sources}
        head: list[Record] = []
        if (self.source.is_given or "list" in kinds) and listed.key in used:
            head += listed.records
        return head + own_sources(used | {record.source for record in head})

    def _check_sources(self, readings: Iterable[PartReading], head: Iterable[Record]) -> None:
        profile = Profile(self.key)
        for reading in readings:
            for source, place in reading.notes.sources.items():
                profile.used_sources.add(source)
                profile.source_places.setdefault(source, split_place(place))
        described = {key for reading in readings for key in reading.notes.described}
        described |= {
            record.key[7:]
            for record in head
            if isinstance(record, Thing) and record.key.startswith("source/")
        }
        for key in described:
            declared = Declared("source", key, "code", f"source/{key}", ("Source",))
            profile.declared.add(declared)
        self.problems += check_sources({**self.known.profiles(), self.key: profile}, [self.key])

    def _translated(
        self, read: ReadRows, readings: list[PartReading], head: list[Record], kind: str
    ) -> list[TaskReport]:
        types = sorted({type_ for reading in readings for type_ in reading.notes.types})
        number = (len(readings) + 1) << ROW_BITS
        headed = {number: b"".join(map(line_of_record, head))} if head else {}
        task = TranslateTask(
            self.key,
            self.load.settings,
            self.known,
            [],
            {},
            headed,
            types,
            kind == "list",
            language(),
            self.folder,
            "rows",
        )
        kinds = {kind for reading in readings for kind in reading.notes.kinds}
        if kinds != {"list"} or any(kind_of(type_) in UNDIVIDED for type_ in types):
            plan = Plan(task, is_divided=False)
        else:
            plan = self._plan(task, read)
        told = read.translate(plan)
        for item in told:
            self.problems += item.problems
            self.problems += item.translation.refused
        return told

    def _plan(self, task: TranslateTask, read: ReadRows) -> Plan:
        """Rows stay where they are, but for those that share handles with others."""
        mentions = read.mentions()
        links = RowLinks(self.key, self.known.registry())
        mentioned = {handle for mention in mentions for handle in links.of_mention(*mention)}
        pairs = read.links(mentioned)
        groups = groups_of_rows(pairs)
        around = read.rows(rows_of_mentions(pairs, groups, mentioned))
        return Plan(replace(task, mentions=mentions, around=around), groups)

    def _ask(self, told: Iterable[TaskReport]) -> None:
        """Keep the names that were not recognised for gaoxin review."""
        asked = [q for item in told for q in item.translation.questions.values()]
        if asked:
            keep_pending(self.load.settings.home, [self.key], asked)

    def _report(
        self,
        manifest: PartsManifest,
        readings: Iterable[PartReading],
        listed: ListSource,
        told: Iterable[TaskReport],
    ) -> SparkReport:
        notes = [note for reading in readings for note in reading.notes.notes]
        notes += listed.notes
        notes += clash_notes(clash for item in told for clash in item.clashes)
        whole = Translation()
        review: dict[tuple[str, str], dict[str, object]] = {}
        for item in told:
            review |= item.translation.review
            for name, question in item.translation.left_out.items():
                rows = question.rows + (whole.left_out[name].rows if name in whole.left_out else 0)
                whole.left_out[name] = replace(question, rows=rows)
        notes += whole.notes()
        return SparkReport(manifest, True, notes=notes, review=list(review.values()))
