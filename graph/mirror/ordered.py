"""Every thing's facts in one walk over the store, subject by subject, in flat memory.

The store keeps each graph sorted by subject (measured with pyoxigraph 0.5 on disk), in one and the
same order for all graphs.  So the named graphs are read side by side, each from its beginning to
its end, and nothing is looked up.  That order is a habit of the store and no promise of its
interface, so the walk tells at its end whether it held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.mirror.extraction import Extraction

Rows = list[tuple[Any, Any]]
"""Predicates and objects about one subject."""

_SUBJECTS = "SELECT REDUCED ?s { ?s ?p ?o }"
_OBJECTS = "SELECT REDUCED ?o { ?s <%s> ?o }"
_EACH_SUBJECT = "SELECT ?s { ?s ?p ?o }"
_QUADS = "SELECT ?s ?p ?o { GRAPH %s { ?s ?p ?o } }"


@dataclass(slots=True)
class Stated:
    """What one named graph states about a subject."""

    graph: str
    rows: Rows


class OrderedFacts:
    """Iterates once over (IRI, what each named graph states) of all subjects.

    ``held`` is true after the walk if every quad of every named graph was met: the order held.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._heads: dict[Any, list[_Cursor]] = {}
        self.held = False

    def __iter__(self) -> Iterator[tuple[str, list[Stated]]]:
        """Walk."""
        heads = self._heads
        for graph in self._store.named_graphs():
            _Cursor(self._store, graph).wait(heads)
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


def pointed_at(extraction: Extraction) -> Iterator[str]:
    """IRI of everything that a relation points at, once for each relation."""
    for predicate in extraction.scheme.relationships:
        # One predicate's triples are sorted by object: what is the same stands together.
        for (thing,) in extraction.store.query(_OBJECTS % predicate):  # type: ignore[union-attr]
            if isinstance(thing, ox.NamedNode):
                yield thing.value


def counted_subjects(store: ox.Store) -> Iterator[tuple[str, int]]:
    """IRI of every subject of the default graph, with how many triples were passed before it."""
    last = None
    for count, (subject,) in enumerate(store.query(_EACH_SUBJECT)):  # type: ignore[arg-type]
        if subject != last:
            last = subject
            yield subject.value, count


class _Cursor:
    """One named graph, read once from its beginning to its end."""

    __slots__ = ("_head", "_rows", "graph")

    def __init__(self, store: ox.Store, graph: Any) -> None:
        self.graph = graph.value
        self._rows = iter(store.query(_QUADS % graph))  # type: ignore[arg-type]
        self._head: Any = next(self._rows, None)

    def wait(self, heads: dict[Any, list[_Cursor]]) -> None:
        """Stand in line under the subject that comes next here."""
        if self._head is not None:
            heads.setdefault(self._head[0], []).append(self)

    def take(self, subject: Any) -> Stated:
        """Everything that this graph states about the subject at the head."""
        _, predicate, value = self._head
        rows = [(predicate, value)]
        for row in self._rows:
            following, predicate, value = row
            if following != subject:
                self._head = (following, predicate, value)
                break
            rows.append((predicate, value))
        else:
            self._head = None
        return Stated(self.graph, rows)
