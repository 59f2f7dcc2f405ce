"""What is counted of each thing: its class, provinces, industries, years, sources and grade.

The store is read once from end to end, so that a list of a million things needs no look-up for each
of them.  Things are numbered in the order of their names' pinyin, the order of lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyroaring import BitMap

from gaoxin.graph.facts.grades import grades, weakness
from gaoxin.graph.facts.node_lookup import fact_in
from gaoxin.graph.facts.node_shapes import GRADE
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.terms import PropertyTerm, vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

CLASS, PROVINCE, INDUSTRY, YEAR, SOURCE, GRADE_FACET = (
    "class",
    "province",
    "industry",
    "year",
    "source",
    "grade",
)
FACETS = (CLASS, PROVINCE, INDUSTRY, YEAR, SOURCE, GRADE_FACET)
_UPWARD = (ox.NamedNode(GX + "locatedIn"), ox.NamedNode(GX + "hostedBy"))
_STEPS = 5  # for example: laboratory, park, zone, city, province
_ENDS = (GX + "start", GX + "end")
_LONGEST = 10
"""Years; of a longer period only the first and the last year are counted."""


@dataclass(frozen=True, slots=True)
class ListedThing:
    """A thing of the lists; ``facts`` is the number of triples that sources state of it."""

    number: int
    iri: str
    key: str
    cls: str
    name: str
    name_en: str
    facts: int


class ThingValues:
    """Reads a generation; ``values`` has the numbers of the things by facet and value."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._store = generation.store
        self._rows = list(self._named())
        self._numbers = {row[0]: number for number, row in enumerate(self._rows)}
        self._facts = [0] * len(self._rows)
        self.values: dict[str, dict[str, BitMap]] = {facet: {} for facet in FACETS}
        self._classes()
        self._industries()
        self._provinces()
        self._sources()

    def things(self) -> Iterator[ListedThing]:
        """The things by number."""
        for number, (iri, key, cls, name, name_en) in enumerate(self._rows):
            yield ListedThing(number, iri, key, cls, name, name_en, self._facts[number])

    def _named(self) -> Iterator[tuple[str, str, str, str, str]]:
        """IRI, key, class and names of every thing that has a name, in the order of lists."""
        bookkeeping = [t.name for t in vocabulary().classes.values() if t.bookkeeping or t.nary]
        marks = ",".join("?" * len(bookkeeping))
        query = (
            "SELECT iri, key, class, name, name_en, (SELECT sound.full FROM form JOIN sound"
            " ON sound.form = form.id WHERE form.thing = thing.id AND form.form = thing.name"
            f" LIMIT 1) AS sound FROM thing WHERE class NOT IN ({marks})"
        )
        rows = self._generation.names.connection.execute(query, bookkeeping).fetchall()
        rows.sort(key=lambda row: (row[5] or (row[3] or row[4]).casefold(), row[1]))
        for row in rows:
            yield row[:5]

    def _add(self, facet: str, value: str, numbers: Iterable[int]) -> None:
        found = BitMap(numbers)
        if found:
            known = self.values[facet].get(value)
            self.values[facet][value] = found if known is None else known | found

    def _classes(self) -> None:
        members: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            members[row[2]].append(number)
        for cls, numbers in members.items():
            self._add(CLASS, cls, numbers)

    def _industries(self) -> None:
        """The industries of everything but industries."""
        members: defaultdict[str, list[int]] = defaultdict(list)
        relations = Reader(self._generation).relations.values()
        for relation in filter(_leads_to_industries, relations):
            for subject, value in self._pairs(ox.NamedNode(relation.iri)):
                number, industry = self._numbers.get(subject), self._numbers.get(value)
                if number is None or industry is None or self._rows[industry][2] != "Industry":
                    continue
                members[self._rows[industry][1]].append(number)
        for key, numbers in members.items():
            self._add(INDUSTRY, key, numbers)

    def _pairs(self, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, predicate, None, DEFAULT_GRAPH):
            yield text_of(quad.subject), text_of(quad.object)

    def _provinces(self) -> None:
        """The provinces in which things lie; those of an industry are where something has it."""
        outer: defaultdict[int, set[int]] = defaultdict(set)
        for relation in _UPWARD:
            for subject, value in self._pairs(relation):
                inside, place = self._numbers.get(subject), self._numbers.get(value)
                if inside is not None and place is not None and inside != place:
                    outer[inside].add(place)
        known: dict[int, frozenset[int]] = {}
        members: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self._rows)):
            for province in self._above(number, outer, known, _STEPS):
                members[province].append(number)
        for province, numbers in members.items():
            key = self._rows[province][1]
            self._add(PROVINCE, key, numbers)
            here = self.values[PROVINCE][key]
            having = [
                self._numbers_of_key(industry)
                for industry, things in self.values[INDUSTRY].items()
                if here.intersect(things)
            ]
            self._add(PROVINCE, key, having)

    def _numbers_of_key(self, key: str) -> int:
        return self._numbers[self._generation.minter.thing(key).value]

    def _above(
        self,
        number: int,
        outer: dict[int, set[int]],
        known: dict[int, frozenset[int]],
        steps: int,
    ) -> frozenset[int]:
        """The provinces that a thing is or lies in."""
        if number in known:
            return known[number]
        if self._rows[number][1].startswith("division/") and self._rows[number][1].endswith("0000"):
            return frozenset({number})  # a province, or a municipality, which lies in none
        places = outer.get(number, ()) if steps else ()
        found = frozenset(
            p for place in places for p in self._above(place, outer, known, steps - 1)
        )
        if steps == _STEPS:
            known[number] = found
        return found

    def _sources(self) -> None:
        """Sources, grades and years: each named graph is read once."""
        reader = Reader(self._generation)
        best = [len(grades()) + 1] * len(self._rows)  # weaker than every grade
        said: defaultdict[str, BitMap] = defaultdict(BitMap)
        years: defaultdict[str, list[int]] = defaultdict(list)
        for graph, key in self._generation.graph_sources.items():
            grade = weakness(reader.source(self._generation.minter.source(key).value).grade)
            self._graph(ox.NamedNode(graph), grade, best, said[key], years)
        for key, numbers in said.items():
            self._add(SOURCE, key, numbers)
        for year, listed in years.items():
            self._add(YEAR, year, listed)
        for rank, letter in enumerate(grades()):
            self._add(GRADE_FACET, letter, (n for n, found in enumerate(best) if found == rank))

    def _graph(
        self,
        graph: ox.NamedNode,
        grade: int,
        best: list[int],
        said: BitMap,
        years: defaultdict[str, list[int]],
    ) -> None:
        own, stated = self._graded(graph)
        things_of: defaultdict[str, list[int]] = defaultdict(list)
        dates_of: defaultdict[str, list[str]] = defaultdict(list)
        numbers, facts = self._numbers, self._facts
        for quad in self._store.quads_for_pattern(None, None, None, graph):
            subject, value = text_of(quad.subject), text_of(quad.object)
            first = numbers.get(subject)
            second = numbers.get(value) if isinstance(quad.object, ox.NamedNode) else None
            if first is None and second is None:
                if quad.predicate.value in _ENDS:
                    dates_of[subject].append(value)
                continue
            rank = own.get(subject, grade)
            if own:
                rank = stated.get((subject, quad.predicate.value, value), rank)
            for number in (first, second):
                if number is not None:
                    said.add(number)
                    facts[number] += 1
                    best[number] = min(best[number], rank)
            if first is None and second is not None:
                things_of[subject].append(second)
            elif first is not None and (year := _year(quad.object)):
                years[year].append(first)
        for node, dates in dates_of.items():
            for year in _years_of(dates):
                years[year] += things_of.get(node, ())

    def _graded(
        self, graph: ox.NamedNode
    ) -> tuple[dict[str, int], dict[tuple[str, str, str], int]]:
        """The places of the grades that nodes have in a graph, by node and by the triple that a
        node is about.
        """
        own: dict[str, int] = {}
        stated: dict[tuple[str, str, str], int] = {}
        for quad in self._store.quads_for_pattern(None, GRADE, None, graph):
            rank = weakness(text_of(quad.object))
            own[text_of(quad.subject)] = rank
            fact = fact_in(self._store, quad.subject, graph)
            if fact is not None:
                stated[fact.subject.value, fact.states, text_of(fact.object)] = rank
        return own, stated


def _leads_to_industries(term: PropertyTerm) -> bool:
    ends = term.range if isinstance(term.range, tuple) else ()
    return "Industry" in ends and "Industry" not in term.domain


def _year(value: object) -> str:
    """The year of a literal that is a date; ``""`` for any other term."""
    if isinstance(value, ox.Literal) and value.datatype.value.endswith(
        ("#date", "#gYear", "#gYearMonth", "#dateTime")
    ):
        return value.value[:4]
    return ""


def _years_of(dates: Iterable[str]) -> set[str]:
    """The years between the first and the last date; only these two if they lie far apart."""
    ends = sorted(date[:4] for date in dates if date[:4].isdigit())
    if not ends:
        return set()
    first, last = int(ends[0]), int(ends[-1])
    if last - first > _LONGEST:
        return {ends[0], ends[-1]}
    return {f"{year:04}" for year in range(first, last + 1)}
