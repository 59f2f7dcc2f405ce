"""Facets: what rows have in common, with the number of rows behind each value.

Values of one facet that are chosen together mean "one of these"; choices of several facets must all
hold.  A count says how many rows there would be with this value and the choices of the *other*
facets.  So a count of 0 is a finding and stays in the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gaoxin.language import say
from gaoxin.service.lookups.links import changed, toggled
from gaoxin.service.lookups.lookup_request import LookupRequest

SHOWN = 20
"""Values of a facet that are listed if it has more; ``?all=<facet>`` lists them all."""

ListedRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet: its code, its words, and how many rows have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RowFacet:
    """A facet of rows: ``values`` are those of one row, ``told`` the words for a value.

    ``fixed`` are values that are always listed, in this order.  Without it the most frequent values
    come first, or with ``newest_first`` the highest ones.
    """

    key: str
    label: str
    values: Callable[[ListedRow], Iterable[str]]
    told: Callable[[str], str] = str
    fixed: tuple[str, ...] = ()
    newest_first: bool = False


def chosen_values(asked: LookupRequest, key: str) -> tuple[str, ...]:
    """The values of a facet that the request chooses."""
    return tuple(dict.fromkeys(value for value in asked.values.get(key) or () if value))


def rows_by_facets(
    asked: LookupRequest, rows: Sequence[ListedRow], facets: Sequence[RowFacet]
) -> tuple[list[ListedRow], list[dict[str, Any]]]:
    """The rows that meet all choices, and the facets of the document."""
    chosen = {facet.key: frozenset(chosen_values(asked, facet.key)) for facet in facets}
    read = [[frozenset(facet.values(row)) for facet in facets] for row in rows]
    fits = [
        [not chosen[facet.key] or bool(chosen[facet.key] & values) for facet, values in parts]
        for parts in (list(zip(facets, values, strict=True)) for values in read)
    ]
    documents = []
    for place, facet in enumerate(facets):
        counts: Counter[str] = Counter()
        for values, fit in zip(read, fits, strict=True):
            others = all(ok for number, ok in enumerate(fit) if number != place)
            for value in values[place]:
                counts[value] += others
        listed = list(dict.fromkeys((*facet.fixed, *chosen[facet.key], *counts)))
        if facet.newest_first:
            listed.sort(reverse=True)
        elif not facet.fixed:
            listed.sort(key=lambda value: (-counts[value], value))
        told = [FacetCount(value, facet.told(value), counts[value]) for value in listed if value]
        documents.append(facet_document(asked, facet.key, facet.label, told))
    return [row for row, fit in zip(rows, fits, strict=True) if all(fit)], documents


def facet_document(
    asked: LookupRequest, key: str, label: str, counts: Sequence[FacetCount]
) -> dict[str, Any]:
    """A facet: ``values`` with ``value``, ``label``, ``count``, ``chosen``, and the ``link`` that
    adds or removes the choice.

    ``more`` is the number of values that are not listed, ``all`` the address that lists them.
    """
    chosen = chosen_values(asked, key)
    most = len(counts) if asked.text("all") == key else SHOWN
    shown = [c for number, c in enumerate(counts) if number < most or c.value in chosen]
    more = len(counts) - len(shown)
    return {
        "key": key,
        "label": label,
        "values": [
            {
                "value": c.value,
                "label": c.label,
                "count": c.count,
                "chosen": c.value in chosen,
                "link": toggled(asked.address, key, c.value),
            }
            for c in shown
        ],
        "more": more,
        "all": changed(asked.address, all=key) if more else "",
    }


def chosen_in(facets: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The choices that are in force, each with the ``link`` that removes it."""
    return [
        {"facet": facet["key"], "heading": facet["label"], **_short(value)}
        for facet in facets
        for value in facet["values"]
        if value["chosen"]
    ]


def _short(value: Mapping[str, Any]) -> dict[str, str]:
    return {"value": value["value"], "label": value["label"], "link": value["link"]}


def year_facet(year_of: Callable[[ListedRow], str]) -> RowFacet:
    """The facet ``year`` of rows that have one."""
    values = lambda row: filter(None, [year_of(row)])  # noqa: E731
    return RowFacet("year", say("年份", "year"), values, newest_first=True)
