"""The things of some classes that have the chosen values, a page of them, and counts by value."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pyroaring import BitMap

from gaoxin.graph.catalogue.list_file import open_lists
from gaoxin.graph.catalogue.thing_values import CLASS, FACETS, INDUSTRY, ListedThing

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

BY_NAME, BY_FACTS = "name", "facts"
_FEW = 20_000
"""So few things are sorted one by one; of more, the order of all things is gone through."""


@dataclass(frozen=True, slots=True)
class ChosenThings:
    """``total`` things meet all choices, of ``all`` in the list; ``things`` are one page of them.

    ``counts`` has for each facet the values of the list with the number of things that have the
    value and meet the choices of the other facets.
    """

    total: int
    all: int
    things: list[ListedThing]
    counts: dict[str, dict[str, int]]


class ThingLists:
    """The lists of one generation; make it once and keep it."""

    def __init__(self, generation: Generation) -> None:
        self._base: sqlite3.Connection = open_lists(generation)
        self._loaded: dict[str, dict[str, BitMap]] = {}
        self._scopes: dict[tuple[tuple[str, ...], str], dict[str, int]] = {}

    def choose(
        self,
        classes: Sequence[str],
        chosen: Mapping[str, Sequence[str]],
        *,
        first: int = 0,
        most: int = 100,
        order: str = BY_NAME,
    ) -> ChosenThings:
        """The things of ``classes`` (local names, all if empty) with the chosen values.

        Values of one facet are alternatives; choices of several facets must all hold.  ``first``
        things are left out before the page of ``most``.
        """
        scope = self._union(CLASS, classes) if classes else self._everything
        wanted = {facet: self._union(facet, chosen[facet]) for facet in FACETS if chosen.get(facet)}
        found = _meeting(scope, wanted.values())
        counts = {}
        for facet in FACETS:
            others = [numbers for name, numbers in wanted.items() if name != facet]
            counts[facet] = self._counted(tuple(classes), scope, facet, others)
        if order == BY_NAME:  # numbers are in the order of names
            page = list(found[first : first + most])
        else:
            page = list(islice(self._by_facts_in(found), first, first + most))
        return ChosenThings(len(found), len(scope), self._things(page), counts)

    def having_industry(self, key: str, classes: Sequence[str]) -> int:
        """How many things of ``classes`` have an industry."""
        numbers = self._values(INDUSTRY).get(key)
        if numbers is None:
            return 0
        return int(numbers.intersection_cardinality(self._union(CLASS, classes)))

    def values_of(self, things: Sequence[ListedThing], facet: str) -> dict[int, list[str]]:
        """The values of a facet that each of the things has, by number."""
        numbers = BitMap(thing.number for thing in things)
        found: dict[int, list[str]] = {number: [] for number in numbers}
        for value, having in self._values(facet).items():
            for number in numbers & having:
                found[number].append(value)
        return found

    def _values(self, facet: str) -> dict[str, BitMap]:
        if facet not in self._loaded:
            query = "SELECT value, things FROM value WHERE facet = ?"
            rows = self._base.execute(query, (facet,))
            self._loaded[facet] = {value: BitMap.deserialize(blob) for value, blob in rows}
        return self._loaded[facet]

    @cached_property
    def _everything(self) -> BitMap:
        return BitMap.union(*self._values(CLASS).values()) if self._values(CLASS) else BitMap()

    def _union(self, facet: str, values: Sequence[str]) -> BitMap:
        known = [n for value in values if (n := self._values(facet).get(value)) is not None]
        return BitMap.union(*known) if known else BitMap()

    def _counted(
        self, classes: tuple[str, ...], scope: BitMap, facet: str, others: Sequence[BitMap]
    ) -> dict[str, int]:
        """The number of things by value, for every value that a thing of the list has."""
        place = (classes, facet)
        if place not in self._scopes:
            counts = {v: scope.intersection_cardinality(n) for v, n in self._values(facet).items()}
            self._scopes[place] = {value: count for value, count in counts.items() if count}
        known = self._scopes[place]
        if not others:
            return dict(known)
        left, values = _meeting(scope, others), self._values(facet)
        return {value: left.intersection_cardinality(values[value]) for value in known}

    def _by_facts_in(self, found: BitMap) -> Iterator[int]:
        """The numbers, those of things with most facts first."""
        if len(found) <= _FEW:
            places = self._places
            return iter(sorted(found, key=lambda number: places[number]))
        return (number for number in self._by_facts if number in found)

    @cached_property
    def _by_facts(self) -> array[int]:
        row = self._base.execute("SELECT things FROM ranking WHERE name = 'facts'").fetchone()
        numbers = array("I")
        numbers.frombytes(row[0])
        return numbers

    @cached_property
    def _places(self) -> array[int]:
        """The place of each number in the order of facts."""
        places = array("I", bytes(4 * len(self._by_facts)))
        for place, number in enumerate(self._by_facts):
            places[number] = place
        return places

    def _things(self, numbers: Sequence[int]) -> list[ListedThing]:
        query = "SELECT * FROM thing WHERE number = ?"
        return [ListedThing(*self._base.execute(query, (n,)).fetchone()) for n in numbers]


def _meeting(scope: BitMap, choices: Iterable[BitMap]) -> BitMap:
    found = scope
    for numbers in choices:
        found = found & numbers
    return found
