"""Reads the subjects of a store in order, so that no subject has to be looked up.

A store on disk keeps each named graph sorted by subject, in the same order for all graphs
(measured with pyoxigraph 0.5).  The reader goes through all graphs at the same time, each from its
beginning to its end.  pyoxigraph does not promise this order, so the reader checks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.mirror.fill.subject_reader import NotInOrder, Rows, Stated

_SUBJECTS = "SELECT REDUCED ?s { ?s ?p ?o }"
_OBJECTS = "SELECT REDUCED ?o { ?s <%s> ?o }"
_EACH_SUBJECT = "SELECT ?s { ?s ?p ?o }"
# The store must look up the text of an IRI, but not of a small number.  Joining each predicate to
# a number makes a million rows take 3.6 s instead of 4.5 s.  The subquery keeps the query planner
# from reading one predicate after the other.
_QUADS = """SELECT ?s ?number ?o
{ { SELECT ?s ?p ?o { GRAPH %s { ?s ?p ?o } } } VALUES (?p ?number) { %s } }"""
_FACTS_OF = """SELECT ?s ?g ?number ?o
{ { SELECT ?s ?g ?p ?o { VALUES ?s { %s } GRAPH ?g { ?s ?p ?o } } } VALUES (?p ?number) { %s } }"""

_subject = itemgetter(0)
_Subjects = Iterator[tuple[ox.NamedNode, Stated]]


class StoreReader:
    """A :class:`SubjectReader` of the facts with these predicates."""

    def __init__(self, store: ox.Store, predicates: Iterable[str]) -> None:
        self._store = store
        numbered = list(enumerate(sorted(predicates)))
        self._iris = {ox.Literal(number): iri for number, iri in numbered}
        self._numbers = " ".join(f"(<{iri}> {number})" for number, iri in numbered)

    def __iter__(self) -> Iterator[tuple[str, list[Stated]]]:
        """Read.

        Raises:
            NotInOrder: at the end: some graph is not in the order of the default graph.
        """
        # Per subject: what the graphs state whose next subject it is, with their later subjects.
        waiting: dict[ox.NamedNode, list[tuple[Stated, _Subjects]]] = {}

        def wait(subjects: _Subjects) -> None:
            for subject, stated in subjects:
                waiting.setdefault(subject, []).append((stated, subjects))
                return

        for graph in self._store.named_graphs():
            wait(self._read_graph(graph))
        # REDUCED lets the store leave out equal neighbours.
        for subject, _ in groupby(self._query(_SUBJECTS), _subject):
            found = waiting.pop(subject, [])
            yield subject.value, [stated for stated, _ in found]
            for _, subjects in found:
                wait(subjects)
        if waiting:
            raise NotInOrder("the store is not in the order of its subjects")

    def objects(self, relations: Iterable[str]) -> Iterator[str]:
        """IRI of everything that these relations point at; the same IRI may come again."""
        for relation in relations:
            # The triples of one predicate are sorted by object, so REDUCED leaves out most copies.
            for (thing,) in self._query(_OBJECTS % relation):
                if isinstance(thing, ox.NamedNode):
                    yield thing.value

    def facts_of(self, iris: list[str]) -> dict[str, list[Stated]]:
        """The quads of the named graphs about these subjects; unknown subjects are left out."""
        found: dict[str, dict[str, Stated]] = {}
        values = " ".join(str(ox.NamedNode(iri)) for iri in iris)
        for subject, graph, number, value in self._query(_FACTS_OF % (values, self._numbers)):
            graphs = found.setdefault(subject.value, {})
            stated = graphs.setdefault(graph.value, Stated(graph.value, []))
            stated.rows.append((self._iris[number], value))
        return {iri: list(graphs.values()) for iri, graphs in found.items()}

    def _read_graph(self, graph: Any) -> _Subjects:
        """Every subject of a named graph, with what the graph states about it."""
        iris, last = self._iris, None
        rows: Rows = []
        for subject, number, value in self._query(_QUADS % (graph, self._numbers)):
            if subject != last:
                if last is not None:
                    yield last, Stated(graph.value, rows)
                last, rows = subject, []
            rows.append((iris[number], value))
        if last is not None:
            yield last, Stated(graph.value, rows)

    def _query(self, text: str) -> Iterator[Any]:
        return iter(self._store.query(text))  # type: ignore[arg-type]


def counted_subjects(store: ox.Store) -> Iterator[tuple[str, int]]:
    """IRI of every subject of the default graph, and how many triples were read before it."""
    last = None
    for count, (subject,) in enumerate(store.query(_EACH_SUBJECT)):  # type: ignore[arg-type]
        if subject != last:
            last = subject
            yield subject.value, count
