"""One run of a load with Spark: its steps, from the cut input to the manifest of the parts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gaoxin.graph.store.manifest import current_versions
from gaoxin.language import language
from gaoxin.loaders.checking.gate import check_sources
from gaoxin.loaders.list_sources import KnownSource, ListSource, list_source
from gaoxin.loaders.lists.read_list import ListOptions, empty_list
from gaoxin.loaders.problems import refused, split_place
from gaoxin.loaders.read import KINDS
from gaoxin.loaders.record_codec import line_of_record
from gaoxin.loaders.reference.bundled import own_sources
from gaoxin.loaders.resolving.clash_notes import clash_notes
from gaoxin.loaders.resolving.name_rows import Declared, kind_of
from gaoxin.loaders.resolving.pending_questions import keep_pending
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.row_selection import RowSelection
from gaoxin.loaders.source_line import SourceLine
from gaoxin.loaders.translation import Translation
from gaoxin.model import Problem, Record, Thing
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings
from gaoxin.spark.engine import LoadEngine, Plan, ReadRows
from gaoxin.spark.first_problems import first_problems
from gaoxin.spark.input_parts import InputPart, cut_inputs, part_size
from gaoxin.spark.known_names import NamesOfHome
from gaoxin.spark.linked_rows import groups_of_rows, rows_of_mentions
from gaoxin.spark.list_pieces import whole_lists
from gaoxin.spark.manifest_file import RUN, PartsManifest
from gaoxin.spark.part_files import sum_of_digests
from gaoxin.spark.read_rows import HowToRead
from gaoxin.spark.row_links import UNDIVIDED, RowLinks
from gaoxin.spark.tasks import ROW_BITS, PartReading, ReadTask, TaskReport, TranslateTask


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
class LoadRun:
    """One run: its steps share what the earlier ones found.

    It reads ``path`` as dataset ``key``, without the rows that ``rows`` leaves out, and writes into
    a new folder in ``output``.  ``source`` is what the user said of the source, ``sources`` are
    those that the home knows, ``known`` its names.  ``origin`` says where the input comes from.
    """

    settings: Settings
    key: str
    path: Path
    output: Path
    origin: str
    source: SourceLine
    lists: ListOptions
    part_bytes: int
    sources: Sequence[KnownSource]
    known: NamesOfHome
    engine: LoadEngine
    rows: RowSelection
    progress: Progress = silent
    problems: list[Problem] = field(default_factory=list)
    parts: list[InputPart] = field(default_factory=list)
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.output / f"{RUN}{uuid.uuid4().hex[:12]}"

    def manifest(self, read_as: str, generation: int | None) -> tuple[PartsManifest, SparkReport]:
        """Do all steps; return what to put into force.

        Raises:
            FaultyInput: the input has problems.
        """
        self.progress("read", 0, None)
        size = part_size(self.path, self.part_bytes, self.engine.places)
        self.parts = cut_inputs(self.path, self.lists, self.settings, size)
        self.folder.mkdir(parents=True)
        read = self._read(self.parts)
        readings = self._readings(read)
        kinds = {kind for reading in readings for kind in reading.notes.kinds}
        kind = next((k for k in KINDS if k in kinds), KINDS[-1])
        listed = self._listed(readings)
        head = self._head(readings, listed, kinds)
        self._check_sources(readings, head)
        self.progress("translate", 0, None)
        told = self._translated(read, readings, head, kind)
        if self.problems:
            if not self.rows.may_skip:
                self._ask(told)
            raise refused(first_problems(self.problems, self.settings))
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
            self.settings.base,
            current_versions(),
            self.origin,
            self.rows.count(),
        )
        return manifest, self._report(manifest, readings, listed, told)

    def _read(self, parts: list[InputPart]) -> ReadRows:
        how = HowToRead(
            self.lists.mapping,
            self.lists.personal,
            self.lists.headers,
            self._list_source("").key,
            self._list_source("").key if self.source.is_given else "",
            self.settings,
            language(),
            self.rows.left_out(),
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
        paths = {part.path.name: part.path for part in self.parts}
        for reading in readings:
            self.problems += reading.problems
            for file, sheet, line in reading.notes.headers:
                self.rows.found(paths[file], sheet, line, self._source_of(reading))
        for told in whole_lists(piece for each in readings for piece in each.notes.lists):
            if not told.rows and not told.refused:
                self.problems.append(empty_list(told))
            self.lists.tell(told)
        return readings

    def _source_of(self, reading: PartReading) -> str:
        """The key of the source of a list; statement tables name their own."""
        return self._list_source("").key if "list" in reading.notes.kinds else ""

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
            self.settings,
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
            keep_pending(self.settings.home, [self.key], asked)

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
