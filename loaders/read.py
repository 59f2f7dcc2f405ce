"""From paths to datasets: which loader each file is for, and what it is called.

A path is one dataset, named after its file or folder; a folder's files are read together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from gaoxin.errors import BadUsage, InvalidSource
from gaoxin.graph.names.iris import Minter
from gaoxin.language import say
from gaoxin.loaders.checking.problems import refused
from gaoxin.loaders.inputs import Content
from gaoxin.loaders.rdf.parse import is_rdf_file, read_rdf
from gaoxin.loaders.reference.bundled import bundled_datasets, find_table_kind
from gaoxin.loaders.resolving.profile import profile_of_quads, profile_of_records
from gaoxin.loaders.statements.table import is_statement_table, read_statements
from gaoxin.loaders.tables.reading import TableStream, find_inputs, open_table
from gaoxin.model import Problem
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings

KINDS = ("statements", "reference", "rdf", "identity")
"""What a dataset of several files counts as: the first of these that is among them."""


def read_inputs(
    settings: Settings,
    paths: Sequence[Path] | None,
    *,
    dataset: str | None = None,
    source: str | None = None,
    rdf_format: str | None = None,
    progress: Progress = silent,
) -> list[Content]:
    """Read every path whole before anything is changed.

    Raises:
        InvalidSource: with every problem of every file.
        BadUsage: two paths would be one dataset, or ``dataset`` names several paths.
    """
    if paths is None:
        named = [(item.key, item.path) for item in bundled_datasets()]
    else:
        named = [(dataset or dataset_key(path), path) for path in paths]
    seen: dict[str, Path] = {}
    for key, path in named:
        if key in seen:
            raise BadUsage(
                f"{seen[key]} 和 {path} 会成为同一个数据集「{key}」；请分开加载，"
                "或用 --dataset 命名。",
                f"{seen[key]} and {path} would both be the dataset {key!r}; load them one by one, "
                "or name them with --dataset.",
                dataset=key,
            )
        seen[key] = path
    problems: list[Problem] = []
    contents: list[Content] = []
    minter = Minter(settings)
    for done, (key, path) in enumerate(named):
        progress("read", done, len(named))
        try:
            contents.append(_read(key, path, minter, source, rdf_format, bundled=paths is None))
        except InvalidSource as found:
            if not found.problems:
                raise
            problems += found.problems
    progress("read", len(named), len(named))
    if problems:
        raise refused(problems)
    return contents


def dataset_key(path: Path) -> str:
    """The dataset's key: the file's name without its suffix, or the folder's name.

    >>> dataset_key(Path("data/My facts.v2.csv"))
    'My-facts.v2'
    """
    path = path if path.name else path.resolve()
    name = path.name if path.is_dir() else path.stem
    return re.sub(r"[\s/\\?#%<>\"{}|^`]+", "-", name).strip("-") or "dataset"


def _read(
    key: str,
    path: Path,
    minter: Minter,
    source: str | None,
    rdf_format: str | None,
    *,
    bundled: bool,
) -> Content:
    content = Content(key, "reference", path.name if bundled else str(path.absolute()))
    problems: list[Problem] = []
    kinds: set[str] = set()
    for file in find_inputs(path):
        try:
            kinds.add(_read_file(file, content, minter, source, rdf_format, problems))
        except InvalidSource as found:
            if not found.problems:
                raise
            problems += found.problems
    if problems:
        raise refused(problems)
    content.kind = next((k for k in KINDS if k in kinds), KINDS[-1])
    content.profile = profile_of_records(key, content.records)
    if content.quads:
        more = profile_of_quads(key, content.quads, minter)
        content.profile.declared |= more.declared
        content.profile.used_sources |= more.used_sources
    return content


def _read_file(
    file: Path,
    content: Content,
    minter: Minter,
    source: str | None,
    rdf_format: str | None,
    problems: list[Problem],
) -> str:
    """Read one file into ``content``; return the kind of its loader."""
    if rdf_format or is_rdf_file(file):
        found = read_rdf(
            file, base=minter.base, dataset=content.dataset, source=source, format=rdf_format
        )
        content.quads += found.quads
        problems += found.problems
        content.notes += _notes(found.notes)
        return "rdf"
    stream = open_table(file)
    if reader := find_table_kind(stream.columns):
        table = stream.read()
        records, wrong = reader.read(table)
        content.records += records
        problems += wrong
        content.notes += _notes(table.notes)
        return "identity" if reader.kind == "identity" else "reference"
    if is_statement_table(stream.columns):
        statements, wrong = read_statements(stream, source=source or "")
        content.records += statements
        problems += wrong
        content.notes += _notes(stream.notes)
        return "statements"
    raise refused([_unknown_table(stream)])


def _notes(notes: Iterable[Problem]) -> list[str]:
    return [f"{note.place}: {say(note.zh, note.en)}" for note in notes]


def _unknown_table(table: TableStream) -> Problem:
    columns = ", ".join(table.columns[:8])
    return Problem(
        table.name, 1, "", columns,
        f"认不出这是什么表（列：{columns}）；语句表的列见 docs/data.md。",
        f"this is no table that any loader knows (columns: {columns}); for the columns of a "
        "statement table see docs/data.md.",
    )  # fmt: skip
