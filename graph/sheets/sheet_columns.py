"""The columns of a table for people: which, in which order, under which titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gaoxin.graph.wording.headings import heading
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.facts.source_records import SourceRecord
    from gaoxin.graph.store.generation import Generation

_KEYS = frozenset({"iri", "uri", "key", "digest", "mirror_digest"})

SheetRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet; a ``folded`` one is hidden at first."""

    name: str
    title: str
    folded: bool = False


def named_sources(
    generation: Generation | None,
    tables: Iterable[tuple[str, Sequence[str], Sequence[SheetRow]]],
) -> dict[str, SourceRecord]:
    """The sources that the rows name, by key, in the order in which they are met.

    None if no graph was read, or if the rows are the sources themselves.
    """
    from gaoxin.graph.facts.source_records import source_record

    if generation is None:
        return {}
    keys: dict[str, None] = {}
    for _, columns, rows in tables:
        if not {"title", "publisher"} <= set(columns):
            named = list(filter(_names_sources, columns))
            keys |= dict.fromkeys(k for row in rows for name in named for k in _keys(row.get(name)))
    known = set(generation.manifest.sources)
    return {key: source_record(generation, key) for key in keys if key in known}


def _names_sources(column: str) -> bool:
    return column in ("source", "sources") or column.endswith("_source")


def _keys(value: Any) -> list[str]:
    items = value.split(";") if isinstance(value, str) else value
    if not isinstance(items, (list, tuple, set, frozenset)):
        return []
    return [str(item).strip() for item in items if str(item).strip()]


def with_titles(
    columns: Sequence[str], rows: Sequence[SheetRow], records: Mapping[str, SourceRecord]
) -> tuple[list[str], list[SheetRow]]:
    """The table with the titles of sources beside their keys, where it does not have them."""
    wanted = {
        name: f"{name}_title"
        for name in columns
        if _names_sources(name) and f"{name}_title" not in columns
    }
    if not wanted or not records:
        return list(columns), list(rows)
    names = [new for name in columns for new in (name, *filter(None, [wanted.get(name)]))]

    def titled(row: SheetRow) -> SheetRow:
        titles = {
            new: say("；", "; ").join(
                records[key].title or key if key in records else key for key in _keys(row.get(name))
            )
            for name, new in wanted.items()
        }
        return {**row, **titles}

    return names, [titled(row) for row in rows]


def filled(columns: Sequence[str], rows: Sequence[SheetRow]) -> list[str]:
    """The columns with a value; all of them if there are no rows.

    "No" is a value, except in the column ``inferred``, where it is the rule.
    """
    if not rows:
        return list(columns)
    return [
        name
        for name in columns
        if any(
            row.get(name) not in (None, "", [], ())
            and (name != "inferred" or row[name])
            and str(row[name]).strip("; ")
            for row in rows
        )
    ]


def sheet_columns(names: Sequence[str]) -> list[SheetColumn]:
    """The columns in the order of the sheet: those for people, then keys and IRIs.

    A code whose words stand in another column (the title of a source, the label of a predicate) is
    a key, too.  If all columns are keys, none is folded away.
    """
    codes = {name for name in names if f"{name}_title" in names} | _KEYS
    codes |= {"predicate"} if "label" in names else set()
    keys = [n for n in names if n in codes or n.endswith(("_iri", "_key"))]
    people = [n for n in names if n not in keys]
    if not people:
        people, keys = keys, []
    return [
        *(SheetColumn(name, _title(name, names)) for name in people),
        *(SheetColumn(name, _title(name, names), folded=True) for name in keys),
    ]


def _title(name: str, names: Sequence[str]) -> str:
    """The heading of a column; a title stands for its source, a label for its relation."""
    key = name.removesuffix("_title")
    if key in names and key != name:
        return heading(key)
    if name == "label" and "predicate" in names:
        return heading("relation")
    stem = name.removesuffix("_iri")
    if f"{name}_title" in names:
        return say(f"{heading(name)}键", f"{heading(name)} key")
    return heading(name, names) if stem == name or heading(name) != name else f"{heading(stem)} IRI"
