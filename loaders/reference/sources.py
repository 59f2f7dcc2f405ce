"""Read a table of sources.  Every source key that a fact uses must be in such a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.loaders.tables.cells import (
    SOURCE_KEY,
    Cells,
    check_columns,
    find_repeated,
    in_order,
)
from gaoxin.model import Fact, Key, Problem, Record, Text, Thing
from gaoxin.ontology.namespaces import DCT, SKOS, XSD
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

COLUMNS = (
    "key",
    "title",
    "publisher",
    "date",
    "page",
    "kind",
    "confidence",
    "corroboration",
    "url",
    "note",
)
TABLE_SOURCE = "sources-table"
"""The source of all descriptions, if the table has a row for it.  In other tables each source is
the source of its own description, so that a user's table needs no such row.
"""


def matches(columns: Sequence[str]) -> bool:
    """Whether a header is that of a table of sources."""
    return {"key", "title", "confidence"} <= set(columns)


def read(table: Table) -> tuple[list[Record], list[Problem]]:
    """The sources, and the problems of the table."""
    problems = check_columns(table, ("key", "title", "confidence"), COLUMNS)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    describes_all = any(row.text("key") == TABLE_SOURCE for row in rows)
    records: list[Record] = []
    for row in rows:
        records += _read_row(row, TABLE_SOURCE if describes_all else row.text("key"))
    find_repeated(((row, row.text("key")) for row in rows), "key")
    find_repeated(((row, row.text("title")) for row in rows), "title")
    return records, in_order(problems)


def _read_row(row: Cells, source: str) -> list[Record]:
    """The records of one source, attributed to ``source``."""
    form = "来源的键（小写字母、数字、点和连字符）"
    form_en = "a source key (small letters, digits, dots and hyphens)"
    code = row.key("key", SOURCE_KEY.pattern, form, form_en)
    title = row.required("title")
    grade = row.one_of("confidence", vocabulary().codes("confidence"))
    date = row.date("date")
    links = row.several("url")
    for link in links:
        if any(c in link for c in ' <>"{}|\\^`'):
            row.refuse(
                "url", f"「{link}」不是网址；请改正。", f"{link!r} is no address; correct it."
            )
    if not row.good:
        return []
    key = Key(f"source/{code}")
    language = "en" if title.isascii() else "zh"
    facts: list[tuple[str, Text | None]] = [
        (f"{DCT}title", Text(title)),
        ("confidence", Text(grade)),
        (f"{DCT}publisher", _text(row, "publisher")),
        (f"{DCT}date", date),
        ("page", _text(row, "page")),
        ("sourceKind", _text(row, "kind")),
        ("corroboration", _text(row, "corroboration")),
        (f"{SKOS}note", Text(row.text("note"), language="zh") if row.text("note") else None),
        *(("url", Text(link, f"{XSD}anyURI")) for link in links),
    ]
    names = ((title, "preferred", language), (code, "code", ""))
    thing = Thing(key.path, ("Source",), names, source, row.place)
    return [thing, *(Fact(key, p, text, source, row.place) for p, text in facts if text)]


def _text(row: Cells, column: str) -> Text | None:
    return Text(row.text(column)) if row.text(column) else None
