"""Read the manually maintained mapping of trade names to the two official classifications.

Articles use trade names like 光伏 or 信创, statistics use official classes.  Each row declares a
trade name as a concept; its key is derived from the name, so it is the same as without this table.
The row also says what it matches: ``exact`` for the same class, ``close`` for nearly the same or
the core of the trade, ``related`` for a partial overlap.  If a name has no official class, its note
says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.graph.names.keys import has_han, match_key, mint
from gaoxin.loaders.reference.industries import GBT, SEI
from gaoxin.loaders.tables.cells import Cells, check_columns, check_parents, find_repeated, in_order
from gaoxin.model import Fact, Key, Problem, Record, Text, Thing
from gaoxin.ontology.namespaces import SKOS

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

COLUMNS = (
    "name",
    "name_en",
    "aliases",
    "exact",
    "close",
    "related",
    "parent",
    "source",
    "note",
)
MATCHES = ("exact", "close", "related")
KIND = "industry"
SCHEMES = (GBT, SEI)


def matches(columns: Sequence[str]) -> bool:
    """Whether a header is that of a mapping of trade names."""
    return {"name", "name_en", *MATCHES} <= set(columns)


def read(table: Table) -> tuple[list[Record], list[Problem]]:
    """The trade names with their matches, and the problems of the table.

    Whether a category exists is not checked here, because categories are in another table.
    """
    problems = check_columns(table, COLUMNS)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    records: list[Record] = []
    for row in rows:
        records += _read_row(row)
    _check_names(rows)
    _check_exact(rows)
    check_parents(
        ((row, _key(row.text("name")), _key(row.text("parent"))) for row in rows), "parent"
    )
    return records, in_order(problems)


def _key(name: str) -> str:
    return match_key(name, KIND) if name else ""


def _read_row(row: Cells) -> list[Record]:
    name, english = row.required("name"), row.required("name_en")
    sources = row.sources("source")
    found: dict[str, str] = {}
    for column in MATCHES:
        for code in row.several(column):
            _check_code(row, column, code, found)
    if not found and not row.text("note"):
        row.refuse(
            "note",
            "没有对应的类目；请在「note」说明原因，或填写类目。",
            "the name matches no category; say why under 'note', or give one.",
        )
    if not row.good:
        return []
    key, place = Key(mint(KIND, name)), row.place
    names: tuple[tuple[str, str, str], ...]
    names = ((name, "preferred", "zh"), (english, "preferred", "en"))
    names += tuple((a, "alias", "zh" if has_han(a) else "en") for a in row.several("aliases"))
    records: list[Record] = []
    for source in sources:
        records.append(Thing(key.path, ("Industry",), names, source, place))
        records += [
            Fact(key, f"{SKOS}{column}Match", Key(f"{KIND}/{code}"), source, place)
            for code, column in found.items()
        ]
        if parent := row.text("parent"):
            upper = Key(mint(KIND, parent))
            records.append(Fact(key, "subIndustryOf", upper, source, place))
        if note := row.text("note"):
            records.append(Fact(key, f"{SKOS}note", Text(note, language="zh"), source, place))
    return records


def _check_code(row: Cells, column: str, code: str, found: dict[str, str]) -> None:
    """Refuse a code that is not a category's key, is repeated, or is a second exact match in a
    scheme.
    """
    scheme = next((s for s in SCHEMES if f"{KIND}/{code}".startswith(s.prefix)), None)
    if not scheme or not re.fullmatch(scheme.pattern, f"{KIND}/{code}"[len(scheme.prefix) :]):
        row.refuse(
            column,
            f"「{code}」不是类目的键；请写 gbt4754-3825 或 sei-6.3。",
            f"{code!r} is no category's key; write gbt4754-3825 or sei-6.3.",
        )
    elif code in found:
        row.refuse(
            column,
            f"「{code}」已写在「{found[code]}」；请只留一处。",
            f"{code!r} stands under {found[code]!r} already; keep one.",
        )
    elif column == "exact" and any(f"{KIND}/{c}".startswith(scheme.prefix) for c in found):
        row.refuse(
            column,
            "同一分类中只能有一个等同的类目；其余请写在「close」。",
            "only one category of a scheme can mean the same; write the others under 'close'.",
        )
    else:
        found[code] = column


def _check_names(rows: Sequence[Cells]) -> None:
    """Refuse a form that belongs to two trade names or is repeated within a row."""
    for row in rows:
        own: set[str] = set()
        for alias in (row.text("name"), *row.several("aliases")):
            if alias and _key(alias) in own:
                row.refuse(
                    "aliases",
                    f"「{alias}」与本行另一名称相同（不计“产业”“行业”）；请删去。",
                    f"{alias!r} repeats a name of this row (产业, 行业 do not count); remove it.",
                )
            own.add(_key(alias))
    for column in ("name", "name_en"):
        find_repeated(((row, _key(row.text(column))) for row in rows), column)
    owners: dict[str, Cells] = {}
    for column in ("name", "name_en", "aliases"):
        for row in rows:
            for form in row.several(column):
                owner = owners.setdefault(_key(form), row)
                if owner is not row and column == "aliases":
                    row.refuse(
                        column,
                        f"「{form}」也是第 {owner.line} 行的名称；请删去一处。",
                        f"{form!r} is a name of line {owner.line} too; remove one.",
                    )


def _check_exact(rows: Sequence[Cells]) -> None:
    """Refuse two names that exactly match the same category; one must be an alias of the other."""
    find_repeated(((row, code) for row in rows for code in row.several("exact")), "exact")
