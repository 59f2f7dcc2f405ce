"""Columns that mean the same: what they say is taken once, and never two different things.

Two columns with one header, or two headers with one meaning, may agree or complete each other.
Then both are taken.  If their first rows contradict each other, nobody can tell which is right:
of different headers the first is taken, of equal headers none.  A contradiction in a later row is a
problem of that row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from gaoxin.graph.facts.units import normalise
from gaoxin.loaders.lists.cell_dates import read_date
from gaoxin.loaders.lists.cell_values import Number, read_numbers
from gaoxin.loaders.lists.dictionary import property_of
from gaoxin.loaders.lists.find_table import FoundTable
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.list_mapping import ListColumn, Meaning, left_out
from gaoxin.loaders.problems import column_letter, excerpt
from gaoxin.loaders.tables.placeholders import is_placeholder

SINGLE = frozenset(("always", "at-a-time"))
"""How the ontology marks properties of which a thing has one value."""
_OF_THE_ROW = frozenset(
    ("name", "indicator", "time", "time-part", "status", "holder-title", "post-time")
)
_ONE_HOLDER = "法定代表人"
"""The post that one person holds; a firm may have several directors and managers."""
SaidOnce = tuple[str, ...]
"""What two columns say alike."""


def meant_once(meaning: Meaning) -> SaidOnce | None:
    """What only one column of a list can say; ``None`` where several may (notes, industries)."""
    if meaning.is_left_out:
        return None
    if meaning.means in _OF_THE_ROW:
        return (meaning.means,)
    if meaning.means in ("figure", "value"):
        status = meaning.status or "actual"
        return (meaning.means, meaning.indicator, meaning.value, meaning.time, status)
    if meaning.means == "credit-code":
        return ("creditCode", "actual")
    if meaning.means == "position" and meaning.title == _ONE_HOLDER:
        return (meaning.means, meaning.title)
    term = property_of(meaning.means)
    if term is None or term.is_relation or term.single_valued not in SINGLE:
        return None
    return (meaning.means, meaning.status or "actual")


def settle_doubles(table: FoundTable, columns: Sequence[ListColumn]) -> list[ListColumn]:
    """The columns, without those that contradict another with the same meaning."""
    by_key: defaultdict[SaidOnce, list[ListColumn]] = defaultdict(list)
    for column in columns:
        if (key := meant_once(column.meaning)) is not None:
            by_key[key].append(column)
    replaced: dict[int, Meaning] = {}
    for doubles in by_key.values():
        for one, other in combinations(doubles, 2):
            if replaced.keys() & {one.index, other.index}:
                continue
            if one.meaning.means in _OF_THE_ROW:
                replaced[other.index] = _repeats(one)
            elif found := _contradiction(table, one, other):
                replaced[other.index] = _differs_from(one, found)
                if folded(one.header) == folded(other.header):
                    replaced[one.index] = _differs_from(other, found)
    names = {folded(c.header): c for c in columns if c.meaning.means == "name"}
    for column in columns:
        same = names.get(folded(column.header))
        if same is not None and same is not column and column.meaning.is_left_out:
            replaced[column.index] = _repeats(same)
    return [
        replace(column, meaning=replaced.get(column.index, column.meaning)) for column in columns
    ]


def _contradiction(
    table: FoundTable, one: ListColumn, other: ListColumn
) -> tuple[int, str, str] | None:
    """The first row in which two columns differ: its line and both cells."""
    for row in table.first:
        first, second = _cell(row.cells, one.index), _cell(row.cells, other.index)
        if first and second and not _agree(one.meaning, first, other.meaning, second):
            return row.line, first, second
    return None


def _cell(cells: Sequence[str], index: int) -> str:
    text = cells[index] if index < len(cells) else ""
    return "" if is_placeholder(text) else text


def _agree(one: Meaning, first: str, other: Meaning, second: str) -> bool:
    if folded(first) == folded(second) and one.unit == other.unit:
        return True
    try:
        return not differ(read_numbers(first, one.unit), read_numbers(second, other.unit))
    except ValueError:
        pass
    try:
        return bool(more_exact(read_date(first), read_date(second)))
    except ValueError:
        return folded(first) == folded(second)


def same_base(one: Sequence[Number], other: Sequence[Number]) -> bool:
    """Whether two figures are in the same base unit (元 and 万元), so that they can be compared."""
    return {n[1] for n in _normal(one)} == {n[1] for n in _normal(other)}


def differ(one: Sequence[Number], other: Sequence[Number]) -> bool:
    """Whether two figures contradict each other; those in different base units do not."""
    return same_base(one, other) and _normal(one) != _normal(other)


def _normal(numbers: Sequence[Number]) -> set[tuple[str, str, str]]:
    return {(*normalise(n.value, n.unit), n.comparator) for n in numbers}


def more_exact(one: str, other: str) -> str:
    """The more exact of two dates of which one lies in the other; ``""`` if they differ.

    >>> more_exact("2018", "2018-05"), more_exact("2018-05", "2018-06")
    ('2018-05', '')
    """
    shorter, longer = sorted((one, other), key=len)
    return longer if longer.startswith(shorter) else ""


def _differs_from(other: ListColumn, found: tuple[int, str, str]) -> Meaning:
    letter, (line, first, second) = column_letter(other.index), found
    values = f"{excerpt(first)[:20]}、{excerpt(second)[:20]}"
    return left_out(
        f"与 {letter} 列「{other.header}」意思相同而值不同（第 {line} 行：{values}）；"
        "请改表头（如写上年份），或用 gaoxin map 写映射",
        f"it means the same as column {letter} {other.header!r} and differs from it (row "
        f"{line}: {values.replace('、', ', ')}); make the headers differ (by a year, say), or "
        "write a mapping with gaoxin map",
    )


def same_headers(columns: Sequence[ListColumn]) -> list[list[ListColumn]]:
    """The columns that are taken and share a header, in groups."""
    groups: defaultdict[str, list[ListColumn]] = defaultdict(list)
    for column in columns:
        if not column.meaning.is_left_out:
            groups[folded(column.header)].append(column)
    return [group for group in groups.values() if len(group) > 1]


def _repeats(other: ListColumn) -> Meaning:
    letter = column_letter(other.index)
    return left_out(
        f"与 {letter} 列「{other.header}」意思相同，只收那一列",
        f"it means the same as column {letter} {other.header!r}; only that one is taken",
    )
