"""Every thing's facts in one walk over the store, subject by subject, in flat memory.

The store keeps each graph sorted by subject (measured with pyoxigraph 0.5 on disk), in one and the
same order for all graphs.  So the named graphs are read side by side, each from its beginning to
its end, and no subject has to be looked up.  That order is a habit of the store and no promise of
its interface, so the walk tells at its end whether it held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements

Rows = list[tuple[str, Any]]
"""Predicates' IRIs and objects about one subject."""

_SUBJECTS = "SELECT REDUCED ?s { ?s ?p ?o }"
_OBJECTS = "SELECT REDUCED ?o { ?s <%s> ?o }"
_EACH_SUBJECT = "SELECT ?s { ?s ?p ?o }"
# An IRI has to be looked up in the store, a number has not: 3.6 instead of 4.5 s for a million
# rows.  The subquery keeps the store from taking one predicate after the other.
_QUADS = """SELECT ?s ?number ?o
{ { SELECT ?s ?p ?o { GRAPH %s { ?s ?p ?o } } } VALUES (?p ?number) { %s } }"""
_LOOKED_UP = """SELECT ?s ?g ?number ?o
{ { SELECT ?s ?g ?p ?o { VALUES ?s { %s } GRAPH ?g { ?s ?p ?o } } } VALUES (?p ?number) { %s } }"""


@dataclass(slots=True)
class Stated:
    """What one named graph states about a subject."""

    graph: str
    rows: Rows


class Predicates:
    """The predicates that are read; all others are passed over."""

    def __init__(self, iris: Iterable[str]) -> None:
        numbered = list(enumerate(sorted(iris)))
        self.by_number = {ox.Literal(number): iri for number, iri in numbered}
        self.values = " ".join(f"(<{iri}> {number})" for number, iri in numbered)


class OrderedFacts:
    """Iterates once over (IRI, what each named graph states) of all subjects.

    ``held`` is true after the walk if everything in every named graph was met: the order held.
    """

    def __init__(self, store: ox.Store, predicates: Predicates) -> None:
        self._store, self._predicates = store, predicates
        self._heads: dict[Any, list[_Cursor]] = {}
        self.held, self.failure = False, ""

    def __iter__(self) -> Iterator[tuple[str, list[Stated]]]:
        """Walk."""
        heads = self._heads
        for graph in self._store.named_graphs():
            _Cursor(self._store, graph, self._predicates).wait(heads)
        last = None
        # REDUCED lets the store drop neighbours that are equal: one row for each subject.
        for (subject,) in self._store.query(_SUBJECTS):  # type: ignore[union-attr]
            if subject == last:
                continue
            last = subject
            stated = []
            for cursor in heads.pop(subject, ()):
                stated.append(cursor.take(subject))
                cursor.wait(heads)
            yield subject.value, stated
        self.held = not heads


def pointed_at(elements: GraphElements) -> Iterator[str]:
    """IRI of everything that a relation points at, once for each relation."""
    for predicate in elements.names.relationships:
        # One predicate's triples are sorted by object: what is the same stands together.
        for (thing,) in elements.store.query(_OBJECTS % predicate):  # type: ignore[union-attr]
            if isinstance(thing, ox.NamedNode):
                yield thing.value


def looked_up(store: ox.Store, iris: list[str], predicates: Predicates) -> dict[str, list[Stated]]:
    """What each named graph states about each of these things, where one states anything."""
    found: dict[str, dict[str, Stated]] = {}
    values = " ".join(str(ox.NamedNode(iri)) for iri in iris)
    for subject, graph, number, value in store.query(_LOOKED_UP % (values, predicates.values)):  # type: ignore[union-attr]
        graphs = found.setdefault(subject.value, {})
        stated = graphs.setdefault(graph.value, Stated(graph.value, []))
        stated.rows.append((predicates.by_number[number], value))
    return {iri: list(graphs.values()) for iri, graphs in found.items()}


def counted_subjects(store: ox.Store) -> Iterator[tuple[str, int]]:
    """IRI of every subject of the default graph, with how many triples were passed before it."""
    last = None
    for count, (subject,) in enumerate(store.query(_EACH_SUBJECT)):  # type: ignore[arg-type]
        if subject != last:
            last = subject
            yield subject.value, count


class _Cursor:
    """One named graph, read once from its beginning to its end."""

    __slots__ = ("_by_number", "_head", "_rows", "graph")

    def __init__(self, store: ox.Store, graph: Any, predicates: Predicates) -> None:
        self.graph, self._by_number = graph.value, predicates.by_number
        self._rows = iter(store.query(_QUADS % (graph, predicates.values)))  # type: ignore[arg-type]
        self._head: Any = next(self._rows, None)

    def wait(self, heads: dict[Any, list[_Cursor]]) -> None:
        """Stand in line under the subject that comes next here."""
        if self._head is not None:
            heads.setdefault(self._head[0], []).append(self)

    def take(self, subject: Any) -> Stated:
        """Everything that this graph states about the subject at the head."""
        _, number, value = self._head
        by_number = self._by_number
        rows = [(by_number[number], value)]
        for row in self._rows:
            following, number, value = row
            if following != subject:
                self._head = (following, number, value)
                break
            rows.append((by_number[number], value))
        else:
            self._head = None
        return Stated(self.graph, rows)
