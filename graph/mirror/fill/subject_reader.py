"""The interface to read a graph for a first filling: every subject once, with its facts.

Two classes implement it.  ``StoreReader`` reads the store of a generation, ``PatchReader`` the
patches that led to the generation, which is faster.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import pyoxigraph as ox

Rows = list[tuple[str, Any]]
"""(predicate IRI, object) of the triples about one subject."""


@dataclass(slots=True)
class Stated:
    """What one named graph states about a subject."""

    graph: str
    rows: Rows


def stated_of(quads: Iterable[ox.Quad], predicates: Container[str]) -> list[Stated]:
    """What each named graph states about the subject of the quads, with these predicates only."""
    last = None
    found: dict[str, Rows] = {}
    rows: Rows = []
    for _, predicate, value, graph in quads:
        if graph != last:
            last = graph
            rows = found.setdefault(graph.value, [])
        iri = predicate.value
        if iri in predicates:
            rows.append((iri, value))
    return [Stated(graph, rows) for graph, rows in found.items() if rows]


class SubjectReader(Protocol):
    """Gives (IRI, what each named graph states about it), each subject once, in any order.

    Only triples whose predicate the mirror uses are given.
    """

    def __iter__(self) -> Iterator[tuple[str, list[Stated]]]:
        """Read.

        Raises:
            Incomplete: at the end, or in the middle: subjects are missing.
        """
        ...


class Incomplete(Exception):
    """A reader did not give everything; the text says why, in one line."""


class NotInOrder(Incomplete):
    """The store is not sorted by subject."""
