"""The project's own datasets, and the readers of reference tables.

``gaoxin load`` without a path loads :func:`bundled_datasets`, in this order: sources first, then
the tables to which others refer, then the facts of articles and policies.  A user's table is read
by the reader whose ``matches`` recognises its header.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.graph.store.manifest import OWN_PREFIX
from gaoxin.loaders.reference import (
    english_names,
    identity,
    indicators,
    industries,
    places,
    sources,
    trade_names,
    zones,
)
from gaoxin.loaders.tables.reading import Table, read_table
from gaoxin.model import Problem, Record

if TYPE_CHECKING:
    Result = tuple[list[Record], list[Problem]] | tuple[list[identity.Identity], list[Problem]]


@dataclass(frozen=True, slots=True)
class TableKind:
    """How one kind of reference table is recognised and read."""

    kind: str
    matches: Callable[[Sequence[str]], bool]
    read: Callable[[Table], Result]


TABLE_KINDS = (
    TableKind("sources", sources.matches, sources.read),
    TableKind("zones", zones.matches, zones.read),
    TableKind("industries-gbt4754", industries.matches_gbt, industries.read_gbt),
    TableKind("industries-sei", industries.matches_sei, industries.read_sei),
    TableKind("trade-names", trade_names.matches, trade_names.read),
    TableKind("divisions", places.matches, places.read),
    TableKind("indicators", indicators.matches, indicators.read),
    TableKind("english-names", english_names.matches, english_names.read),
    TableKind("identity", identity.matches, identity.read),
)


@dataclass(frozen=True, slots=True)
class BundledDataset:
    """A table of the project: its short name, its kind and its path."""

    name: str
    kind: str
    path: Path

    @property
    def key(self) -> str:
        """The dataset's key in the store."""
        return OWN_PREFIX + self.name


_TABLES = (
    ("sources", "sources", "sources.csv"),
    ("divisions", "divisions", "reference/divisions.csv"),
    ("industries-gbt4754-2017", "industries-gbt4754", "reference/industries-gbt4754-2017.csv"),
    ("industries-sei-2018", "industries-sei", "reference/industries-sei-2018.csv"),
    ("trade-names", "trade-names", "reference/trade-names.csv"),
    ("indicators", "indicators", "reference/indicators.csv"),
    ("zones", "zones", "reference/zones.csv"),
    ("english-names", "english-names", "reference/english-names.csv"),
    ("identity", "identity", "identity.csv"),
    ("admitted", "identity", "admitted.csv"),
    *((f"article-{n:03}", "statements", f"statements/article-{n:03}.csv") for n in range(5)),
    ("policies", "statements", "statements/policies.csv"),
    *(
        (f"zone-{part}", "statements", f"statements/zone-{part}.csv")
        for part in ("industries", "figures", "enterprises")
    ),
)


def find_table_kind(columns: Sequence[str]) -> TableKind | None:
    """The reader for a reference table with this header; ``None`` for any other table."""
    return next((reader for reader in TABLE_KINDS if reader.matches(columns)), None)


def bundled_datasets() -> list[BundledDataset]:
    """The project's own datasets, in the order in which they are loaded."""
    folder = resources.files("gaoxin.data")
    return [BundledDataset(name, kind, Path(str(folder / file))) for name, kind, file in _TABLES]


def own_sources(used: Iterable[str]) -> list[Record]:
    """The description of the program's own source, from the project's table of sources, if it is
    among ``used``.

    Readers attribute derived names to it.  A user's tables need not describe it.
    """
    if sources.RULES not in used:
        return []
    (path,) = (item.path for item in bundled_datasets() if item.name == "sources")
    table = read_table(path)
    table.rows = [row for row in table.rows if row.cells["key"] == sources.RULES]
    records, problems = sources.read(table)
    assert not problems
    return records
