"""Read paths as datasets: choose the loader for each file and the key of each dataset.

A path becomes one dataset, named after the file or folder (:mod:`gaoxin.loaders.dataset_keys`).
The files of a folder are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gaoxin.errors import BadUsage, InvalidSource
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.manifest import Dataset
from gaoxin.language import say
from gaoxin.loaders.columns import known_columns
from gaoxin.loaders.dataset_keys import assign_keys, check_key
from gaoxin.loaders.inputs import Content
from gaoxin.loaders.list_sources import KnownSource, ListSource, list_source
from gaoxin.loaders.problems import excerpt, refused
from gaoxin.loaders.rdf.parse import PLAIN, RdfOptions, is_rdf_file, read_rdf
from gaoxin.loaders.records import Records
from gaoxin.loaders.reference.bundled import bundled_datasets, find_table_kind, own_sources
from gaoxin.loaders.resolving.clash_notes import clash_notes
from gaoxin.loaders.resolving.code_watch import CodeWatch
from gaoxin.loaders.resolving.profile import profile_of_quads, profile_of_records
from gaoxin.loaders.source_line import NO_SOURCE, SourceLine, check_source_line
from gaoxin.loaders.statements.table import (
    REQUIRED_COLUMNS,
    is_statement_table,
    iterate_records,
)
from gaoxin.loaders.tables.opening import TEXT_SUFFIXES
from gaoxin.loaders.tables.reading import TableStream, find_inputs, open_table
from gaoxin.loaders.tables.reason_column import dataset_of_corrected
from gaoxin.loaders.tables.row_shapes import column_names
from gaoxin.model import Problem
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings

KINDS = ("statements", "reference", "rdf", "identity")
"""The kinds of datasets; a dataset of several files has the first of these kinds that occurs."""


def read_inputs(
    settings: Settings,
    paths: Sequence[Path] | None,
    *,
    known: Mapping[str, Dataset],
    dataset: str | None = None,
    source: SourceLine = NO_SOURCE,
    sources: Callable[[], Sequence[KnownSource]] = tuple,
    rdf: RdfOptions = PLAIN,
    progress: Progress = silent,
) -> list[Content]:
    """Read all paths completely, before anything is changed; ``known`` are the published datasets.

    ``source`` describes the source of what is read.  ``sources`` gives the sources that are
    published; it is called only if they are needed.

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
    contents: list[Content] = []
    for done, (key, path) in enumerate(named):
        progress("read", done, len(named))
        try:
            listed = (
                list_source(source, dataset=key, file=path, known=sources(), loading=keys)
                if source.is_given
                else None
            )
            contents.append(_read(key, path, settings, listed, rdf, bundled=paths is None))
        except InvalidSource as found:
            if not found.problems:
                raise
            problems += found.problems
    progress("read", len(named), len(named))
    if problems:
        raise refused(problems)
    return contents


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
    settings: Settings,
    listed: ListSource | None,
    rdf: RdfOptions,
    *,
    bundled: bool,
) -> Content:
    content = Content(key, "reference", path.name if bundled else str(path))
    content.records = Records(folder=settings.home)
    problems: list[Problem] = []
    kinds: set[str] = set()
    source = listed.key if listed else None
    for file in [path] if rdf.format and path.is_file() else find_inputs(path):
        try:
            kinds.add(_read_file(file, content, settings, source, rdf, problems))
        except InvalidSource as found:
            if not found.problems:
                raise
            problems += found.problems
    if problems:
        raise refused(problems)
    if listed:
        _describe_source(content, listed)
    if not bundled:
        content.records += own_sources(content.records.sources)
    content.kind = next((k for k in KINDS if k in kinds), KINDS[-1])
    with CodeWatch() as watch:
        content.profile = profile_of_records(key, content.records, watch)
        content.notes += clash_notes(watch.clashes())
    if content.quads:
        more = profile_of_quads(key, content.quads, Minter(settings))
        content.profile.declared |= more.declared
        content.profile.used_sources |= more.used_sources
    return content


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


def _read_file(
    file: Path,
    content: Content,
    settings: Settings,
    source: str | None,
    rdf: RdfOptions,
    problems: list[Problem],
) -> str:
    """Read one file into ``content``; return the kind of its loader."""
    if rdf.format or is_rdf_file(file):
        found = read_rdf(
            file,
            base=settings.base,
            dataset=content.dataset,
            source=source,
            options=rdf,
        )
        content.quads += found.quads
        content.rdf_files.append((file, rdf))
        problems += found.problems
        content.notes += _notes(found.notes)
        if not found.quads and not found.problems:
            problems.append(_empty_rdf(file))
        return "rdf"
    stream = open_table(file, bounds=settings, rename=known_columns)
    wrong: Iterable[Problem]
    kind = "statements"
    if reader := find_table_kind(stream.columns):
        kind = "identity" if reader.kind == "identity" else "reference"
        table = stream.read()
        records, wrong = reader.read(table)
        content.records += records
        content.notes += _notes(table.notes)
        tally = table.placeholders
        is_empty = not table.rows
    elif is_statement_table(stream.columns):
        before = len(content.records)
        wrong = list[Problem]()
        content.records += iterate_records(stream, wrong, source=source or "")
        content.notes += _notes(stream.notes)
        tally = stream.placeholders
        is_empty = len(content.records) == before
    else:
        raise refused([_unknown_table(stream)])
    if tally:
        content.notes.append(f"{stream.name}: {tally.note()}")
    # Problems use the headings of the file.
    wrong = [replace(item, column=stream.written.get(item.column, item.column)) for item in wrong]
    if is_empty and not wrong:
        wrong = [_empty_table(stream)]
    problems += wrong
    return kind


def _notes(notes: Iterable[Problem]) -> list[str]:
    return [f"{note.place}: {say(note.zh, note.en)}" for note in notes]


def _empty_table(table: TableStream) -> Problem:
    """The problem of a table without rows, which would silently empty its dataset."""
    return Problem(
        table.name,
        table.head[0][0],
        "",
        "",
        "只有表头，没有数据行；请检查它是否已正确导出。要清空数据集，请用 gaoxin remove。",
        "it has a header and no rows; check that it was exported properly. To empty a dataset, "
        "use gaoxin remove.",
    )


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


def _unknown_table(table: TableStream) -> Problem:
    """The error for an unknown header: it shows the header, and the row of a known header if
    there is one.
    """
    line = table.head[0][0]
    columns = excerpt(", ".join(table.columns[:8]))
    for below, cells in table.head[1:]:
        names = [name for name in column_names(cells) if name]
        names = [known_columns(names).get(name, name) for name in names]
        if find_table_kind(names) or is_statement_table(names):
            return Problem(
                table.name,
                line,
                "",
                columns,
                f"第一行有内容的是第 {line} 行（{columns}），表头却在第 {below} 行；"
                f"请删除第 {below} 行之上的标题和说明。",
                f"the first filled row is row {line} ({columns}), but the header is in row "
                f"{below}; delete the titles and notes above row {below}.",
            )
    zh, en = _title_hint(table)
    if not en:
        zh, en = _delimiter_hint(table)
    header = ",".join(REQUIRED_COLUMNS)
    return Problem(
        table.name,
        line,
        "",
        columns,
        f"认不出这是什么表（第 {line} 行的列：{columns}）；{zh}语句表的表头应为：{header}"
        "（evidence 可选）。",
        f"this is no table that any loader knows (columns in row {line}: {columns}); {en}the "
        f"header of a statement table should be: {header} (evidence is optional).",
    )


def _title_hint(table: TableStream) -> tuple[str, str]:
    """A hint for the message if the header has a single cell but later rows are wider: it is a
    title.
    """
    (line, _), *below = table.head
    for number, cells in below:
        names = [name for name in column_names(cells) if name]
        if len(table.columns) == 1 and len(names) > 2:
            shown = excerpt(", ".join(names[:8]))
            return (
                f"第 {line} 行像是标题，第 {number} 行（{shown}）像是表头，请删除其上的行；",
                f"row {line} looks like a title and row {number} ({shown}) like the header, so "
                f"delete the rows above row {number}; ",
            )
    return "", ""


def _delimiter_hint(table: TableStream) -> tuple[str, str]:
    """A hint for the message if the header is a single cell: the delimiter may be another one."""
    if len(table.columns) != 1 or table.path.suffix.lower() not in TEXT_SUFFIXES:
        return "", ""
    return (
        "整行只有一个单元格，各列请用逗号、制表符、分号或竖线分隔（首行若是 sep=，须与之相符）；",
        "the whole row is one cell, so separate the columns by commas, tabs, semicolons or bars "
        "(as a first line sep= says, if there is one); ",
    )
