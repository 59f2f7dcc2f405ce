"""Read the English names of things that other tables name in Chinese only, such as indicators.

Each row names a thing as those tables do, by its Chinese name and its class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.graph.names.keys import has_han
from gaoxin.loaders.tables.cells import Cells, check_columns, find_repeated, in_order
from gaoxin.model import Entity, Name, Problem, Record
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

COLUMNS = ("name", "type", "name_en", "source")


def matches(columns: Sequence[str]) -> bool:
    """Whether a header is that of a table of English names, and of nothing else."""
    return set(columns) == set(COLUMNS)


def read(table: Table) -> tuple[list[Record], list[Problem]]:
    """The things with their English names, and the problems of the table."""
    problems = check_columns(table, COLUMNS)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    records = [record for row in rows for record in _read_row(row)]
    find_repeated(((row, f"{row.text('type')} {row.text('name')}") for row in rows), "name")
    # Two things with one name could not be told apart by who reads English.
    find_repeated(((row, f"{row.text('type')} {row.text('name_en')}") for row in rows), "name_en")
    return records, in_order(problems)


def _read_row(row: Cells) -> list[Record]:
    name, english = row.required("name"), row.required("name_en")
    cls = row.one_of("type", tuple(vocabulary().classes))
    if has_han(english):
        row.refuse(
            "name_en",
            f"「{english}」不是英文名；请改正。",
            f"{english!r} is no English name; correct it.",
        )
    sources = row.sources("source")
    if not row.good:
        return []
    names = ((english, "preferred", "en"),)
    return [Entity(Name(cls, name), (cls,), names, (), source, row.place) for source in sources]
