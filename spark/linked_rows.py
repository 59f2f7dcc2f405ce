"""Put rows together that share handles, by what is known of all rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

Link = tuple[int, int]
"""A handle and a row that has it."""


def groups_of_rows(links: Iterable[Link]) -> dict[int, int]:
    """The group of each row in ``links``: the first of the rows that are linked with it.

    >>> groups_of_rows([(7, 1), (7, 2), (8, 2), (8, 5), (9, 6)])
    {1: 1, 2: 1, 5: 1, 6: 6}
    """
    above: dict[int, int] = {}

    def top(row: int) -> int:
        while above.setdefault(row, row) != row:
            above[row] = row = above[above[row]]
        return row

    first: dict[int, int] = {}
    for handle, row in links:
        a, b = top(first.setdefault(handle, row)), top(row)
        if a != b:
            above[max(a, b)] = min(a, b)
    return {row: top(row) for row in sorted(above)}


def rows_of_mentions(
    links: Iterable[Link], groups: dict[int, int], mentioned: Collection[int]
) -> set[int]:
    """The rows of the groups in which a row has a handle of a mention."""
    hit = {groups.get(row, row) for handle, row in links if handle in mentioned}
    members: dict[int, set[int]] = defaultdict(set)
    for row, group in groups.items():
        members[group].add(row)
    return {row for group in hit for row in members.get(group) or {group}}
