"""Read paths as datasets: choose the loader for each file and the key of each dataset.

A path becomes one dataset, named after the file or folder (:mod:`gaoxin.loaders.dataset_keys`).
The files of a folder are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from gaoxin.errors import BadUsage, InvalidSource
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.manifest import Dataset
from gaoxin.language import say
from gaoxin.loaders.dataset_keys import assign_keys, check_key
from gaoxin.loaders.inputs import Content, add_names_of_quads
from gaoxin.loaders.list_sources import KnownSource, ListSource, list_source
from gaoxin.loaders.lists.read_list import RECOGNISED, ListOptions
from gaoxin.loaders.names_process import GatheredNames
from gaoxin.loaders.problems import refused
from gaoxin.loaders.rdf.parse import PLAIN, RdfOptions, is_rdf_file, read_rdf
from gaoxin.loaders.read_tables import TableFile
from gaoxin.loaders.reference.bundled import bundled_datasets, own_sources
from gaoxin.loaders.resolving.clash_notes import clash_notes
from gaoxin.loaders.revising.compare_records import RecordComparison
from gaoxin.loaders.revising.earlier_list import EarlierList
from gaoxin.loaders.revising.names_of_list import NamesOfList
from gaoxin.loaders.row_selection import RowSelection
from gaoxin.loaders.source_line import NO_SOURCE, SourceLine, check_source_line
from gaoxin.loaders.tables.reading import find_inputs
from gaoxin.loaders.tables.reason_column import dataset_of_corrected
from gaoxin.model import Problem
from gaoxin.progress import Progress, counted, silent
from gaoxin.settings import Settings

KINDS = ("statements", "list", "reference", "rdf", "identity")
"""The kinds of datasets; a dataset of several files has the first of these kinds that occurs."""


def read_inputs(
    settings: Settings,
    paths: Sequence[Path] | None,
    *,
    known: Mapping[str, Dataset],
    dataset: str | None = None,
    source: SourceLine = NO_SOURCE,
    sources: Callable[[], Sequence[KnownSource]] = tuple,
    earlier: Callable[[str], EarlierList | None] = lambda key: None,
    lists: ListOptions = RECOGNISED,
    rdf: RdfOptions = PLAIN,
    rows: RowSelection | None = None,
    progress: Progress = silent,
) -> list[Content]:
    """Read all paths completely, before anything is changed; ``known`` are the published datasets.

    ``source`` describes the source of what is read.  ``sources`` gives the sources that are
    published; it is called only if they are needed.  ``earlier`` gives the list that a dataset is
    so far.  ``lists`` says how lists are read, ``rows`` which rows.

    Raises:
        InvalidSource: with every problem of every file.
        BadUsage: ``dataset`` is not a valid key, or is given for several paths; ``source`` cannot
            be used.
    """
    named = name_inputs(paths, dataset, known)
    source = check_source_line(source)
    keys = [key for key, _ in named]
    rdf = replace(rdf, bounds=settings)
    problems: list[Problem] = []
    notes: list[str] = []
    contents: list[Content] = []
    for done, (key, path) in enumerate(named):
        progress("read", done, len(named))
        try:
            listed = cache(
                partial(
                    lambda key, path, filed="": list_source(
                        source,
                        dataset=key,
                        file=path,
                        filed=filed,
                        known=sources(),
                        loading=keys,
                    ),
                    key,
                    path,
                )
            )
            reading = _Reading(
                settings,
                source.is_given,
                listed,
                earlier,
                lists,
                rdf,
                rows or RowSelection(),
                progress,
            )
            contents.append(_read(key, path, reading, bundled=paths is None))
        except InvalidSource as found:
            if not found.problems:
                raise
            problems += found.problems
            notes += getattr(found, "__notes__", ())
    progress("read", len(named), len(named))
    if problems:
        raise refused(problems, notes)
    return contents


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a dataset is read.

    ``source`` gives its source, which the user may have described, for a date when its lists were
    filled in.  ``filed`` gets such dates.
    """

    settings: Settings
    is_source_given: bool
    source: Callable[..., ListSource]
    earlier: Callable[[str], EarlierList | None]
    lists: ListOptions
    rdf: RdfOptions
    rows: RowSelection
    progress: Progress
    filed: set[str] = field(default_factory=set)


def name_inputs(
    paths: Sequence[Path] | None, dataset: str | None, known: Mapping[str, Dataset]
) -> list[tuple[str, Path]]:
    """Each path to read with the key of its dataset.

    Raises:
        BadUsage: ``dataset`` is not a valid key, or is given for several paths.
    """
    if paths is None:
        return [(item.key, item.path) for item in bundled_datasets()]
    named = assign_keys(paths, known)
    if dataset is None:
        return [(_key_of_corrected(path) or key, path) for key, path in named]
    key = check_key(dataset)
    if len(named) > 1:
        raise BadUsage(
            f"--dataset 只能为一个文件（夹）命名，这里有 {len(named)} 个；请分开加载。",
            f"--dataset names one file or folder, and {len(named)} are given; load them one by "
            "one.",
            dataset=key,
        )
    return [(key, path) for _, path in named]


def _key_of_corrected(path: Path) -> str | None:
    """The dataset of a table that was written out with its problems and corrected since."""
    key = dataset_of_corrected(path) if path.is_file() else None
    try:
        return check_key(key) if key else None
    except BadUsage:  # somebody has edited the heading
        return None


def _read(
    key: str,
    path: Path,
    how: _Reading,
    *,
    bundled: bool,
) -> Content:
    content = Content(key, "reference", path.name if bundled else str(path))
    earlier = how.earlier(key) if path.is_file() else None
    comparison = RecordComparison(earlier, path.name) if earlier else None
    with GatheredNames(key, how.settings.home) as gathered:
        names = NamesOfList(gathered, comparison, how.settings.home)
        content.records = names.records
        kinds = _read_files(path, content, how)
        if how.is_source_given or "list" in kinds:
            filed = how.filed.pop() if len(how.filed) == 1 else ""
            _describe_source(content, how.source(filed))
        if not bundled:
            content.records += own_sources(content.records.sources)
        content.kind = next((k for k in KINDS if k in kinds), KINDS[-1])
        found = names.profile(is_list=content.kind == "list")
        content.profile, clashes, content.changes = found
    add_names_of_quads(content.profile, content, Minter(how.settings))
    content.notes += clash_notes(clashes)
    return content


def _read_files(path: Path, content: Content, how: _Reading) -> set[str]:
    """Read all files of a dataset into ``content``; return the kinds of their tables."""
    problems: list[Problem] = []
    kinds: set[str] = set()
    for file in [path] if how.rdf.format and path.is_file() else find_inputs(path):
        try:
            kinds |= _read_file(file, content, how, problems)
            content.skipped += how.rows.count(file.name)
        except InvalidSource as found:
            if not found.problems:
                raise
            problems += found.problems
    if problems:
        raise refused(problems, content.notes)  # such as the sheets that were not read
    return kinds


def _describe_source(content: Content, listed: ListSource) -> None:
    """Add the description of the source, if facts have it."""
    used = set(content.records.sources)
    used |= {value_of(quad.graph_name).rpartition("/")[2] for quad in content.quads}
    if listed.key in used:
        content.records += listed.records
        content.notes += listed.notes
    else:
        content.notes.append(
            say(
                f"{content.origin}：每条事实都已有自己的来源，没有用到 --source 等选项。",
                f"{content.origin}: every fact has a source already, so --source and the options "
                "with it were not used.",
            )
        )


def _read_file(file: Path, content: Content, how: _Reading, problems: list[Problem]) -> set[str]:
    """Read one file into ``content``; return the kinds of its tables."""
    source = how.source().key if how.is_source_given else None
    if how.rdf.format or is_rdf_file(file):
        found = read_rdf(
            file,
            base=how.settings.base,
            dataset=content.dataset,
            source=source,
            options=how.rdf,
        )
        content.quads += found.quads
        content.rdf_files.append((file, how.rdf))
        problems += found.problems
        content.notes += _notes(found.notes)
        if not found.quads and not found.problems:
            problems.append(_empty_rdf(file))
        return {"rdf"}
    tables = TableFile(
        file,
        how.settings,
        how.lists,
        source or "",
        lambda: how.source().key,
        how.rows,
        how.filed,
    )
    content.records += counted(tables.records(), how.progress, "read-records")
    content.notes += tables.notes
    problems += tables.problems
    return tables.kinds


def _notes(notes: Iterable[Problem]) -> list[str]:
    return [f"{note.place}: {say(note.zh, note.en)}" for note in notes]


def _empty_rdf(file: Path) -> Problem:
    """A file without a triple would silently empty its dataset, too."""
    return Problem(
        file.name,
        None,
        "",
        "",
        "文件里没有可加载的三元组；请检查它是否已正确导出。要清空数据集，请用 gaoxin remove。",
        "there is no triple to load in the file; check that it was exported properly. To empty a "
        "dataset, use gaoxin remove.",
    )
