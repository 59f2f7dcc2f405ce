"""Read a table of sources.  Every source key that a fact uses must be in such a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaoxin.loaders.tables.cells import (
    SOURCE_KEY,
    Cells,
    check_columns,
    date_text,
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
RULES = "gaoxin-rules"
"""The program's own source: that of the names that readers derive by a rule."""
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


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """The description of one source; an empty value is unknown.

    ``date`` is a year, a month or a day in ISO 8601.
    """

    key: str
    title: str
    grade: str
    publisher: str = ""
    date: str = ""
    page: str = ""
    kind: str = ""
    corroboration: str = ""
    urls: tuple[str, ...] = ()
    note: str = ""

    def records(self, source: str, place: str) -> list[Record]:
        """The source as records, attributed to ``source`` and found at ``place``."""
        key = Key(f"source/{self.key}")
        language = "en" if self.title.isascii() else "zh"
        facts: list[tuple[str, Text | None]] = [
            (f"{DCT}title", Text(self.title)),
            ("confidence", Text(self.grade)),
            (f"{DCT}publisher", _text(self.publisher)),
            (f"{DCT}date", date_text(self.date)),
            ("page", _text(self.page)),
            ("sourceKind", _text(self.kind)),
            ("corroboration", _text(self.corroboration)),
            (f"{SKOS}note", Text(self.note, language="zh") if self.note else None),
            *(("url", Text(link, f"{XSD}anyURI")) for link in self.urls),
        ]
        names = ((self.title, "preferred", language), (self.key, "code", ""))
        thing = Thing(key.path, ("Source",), names, source, place)
        return [thing, *(Fact(key, p, text, source, place) for p, text in facts if text)]


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
    description = SourceDescription(
        code,
        title,
        grade,
        row.text("publisher"),
        date.value if date else "",
        row.text("page"),
        row.text("kind"),
        row.text("corroboration"),
        tuple(links),
        row.text("note"),
    )
    return description.records(source, row.place)


def _text(value: str) -> Text | None:
    return Text(value) if value else None
