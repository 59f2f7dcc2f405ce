"""Describe a list as a mapping, for ``gaoxin map``, even if little of it is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from gaoxin.errors import BadUsage
from gaoxin.loaders.lists.dictionary import class_of, read_dictionary
from gaoxin.loaders.lists.find_table import SEARCHED, FoundTable, find_table, header_text
from gaoxin.loaders.lists.mapping_text import written_mapping
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.loaders.lists.recognise_columns import Recogniser
from gaoxin.loaders.problems import refusal
from gaoxin.loaders.tables.opening import Sheet, open_sheets
from gaoxin.model import Problem
from gaoxin.settings import Bounds


def mapping_of_file(
    path: Path, options: ListOptions, bounds: Bounds, *, type_: str = "", sheet: str = ""
) -> str:
    """The mapping of the first list in a file, or of that in ``sheet``, as TOML.

    ``type_`` is the class of the rows, if it cannot be told.

    Raises:
        InvalidSource: the file cannot be read, has no table, or the class cannot be told.
        BadUsage: there is no such sheet.
    """
    recogniser = Recogniser(read_dictionary(options.headers))
    if type_:
        class_of(path.name, "--type", type_)
    table = _first_table(path, recogniser, bounds, sheet)
    mapping = recogniser.recognise(table, type_=type_)
    headers = [header_text(header) for header in table.headers if header]
    wanted = recogniser.recognise(table, headers, type_=type_)
    return written_mapping(table, mapping, wanted, path)


def _first_table(path: Path, recogniser: Recogniser, bounds: Bounds, name: str) -> FoundTable:
    """The first table whose header is recognised, else the first with a row of several cells."""
    names: list[str] = []
    other: FoundTable | None = None
    problems: list[Problem] = []
    for sheet in open_sheets(path, path.name, problems, bounds=bounds):
        names.append(sheet.head.name)
        if sheet.head.name != name if name else sheet.head.is_hidden:
            continue
        head = list(islice(sheet.rows, SEARCHED))
        found = find_table(_copy(sheet, head), path.name, recogniser.is_known)
        if found is not None and recogniser.is_list(found):
            return found
        if other is None:
            other = found or find_table(_copy(sheet, head), path.name, lambda _: True)
    if name and name not in names:
        raise BadUsage(
            f"没有工作表「{name}」；有：{'、'.join(names)}。",
            f"There is no sheet {name!r}; there are: {', '.join(names)}.",
            sheet=name,
        )
    if other is None:
        raise refusal(
            path.name,
            "文件里没有表；请检查它是否已正确导出。",
            "the file has no table; check that it was exported properly.",
        )
    return other


def _copy(sheet: Sheet, head: list[tuple[int, list[str]]]) -> Sheet:
    """The beginning of a sheet, to be read again."""
    rows: Iterator[tuple[int, list[str]]] = chain((line, list(cells)) for line, cells in head)
    return Sheet(sheet.head, rows)
