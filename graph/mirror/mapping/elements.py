"""Nodes and relationships in the form in which the mirror compares them; no driver, no RDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gaoxin.graph.mirror.mapping.term_names import URI

Properties = dict[str, Any]
Pair = tuple[str, str, str]
"""Start IRI, predicate IRI, end IRI: the relation triple that a relationship stands for."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the mirror; ``properties`` include the uri, ``element`` is Neo4j's element id."""

    uri: str
    labels: frozenset[str]
    properties: Properties = field(hash=False)
    element: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of the mirror; ``element`` is Neo4j's element id, if known."""

    start: str
    type: str
    end: str
    properties: Properties = field(hash=False)
    element: str = field(default="", compare=False)

    @property
    def uri(self) -> str:
        """IRI of its Statement or Position; ``""`` for a bare relationship."""
        value = self.properties.get(URI, "")
        return value if isinstance(value, str) else str(value)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Identifies it among all relationships of the mirror."""
        return self.start, self.type, self.end, self.uri

    @property
    def name(self) -> str:
        """Its name in a report."""
        return f"({self.start})-[:{self.type}]->({self.end})"


@dataclass(frozen=True, slots=True)
class Star:
    """A node with the relationships that start at it."""

    node: Node
    relationships: tuple[Relationship, ...]


def same_properties(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether Neo4j would store the same values: 1, 1.0 and true differ."""
    return one.keys() == other.keys() and all(_same(one[k], other[k]) for k in one)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if type(one) is not type(other):
        return isinstance(one, date) and isinstance(other, date) and one == other
    if isinstance(one, float):
        return repr(one) == repr(other)
    return bool(one == other)


def differing_keys(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Names of the properties that differ, sorted."""
    keys: Iterable[str] = one.keys() | other.keys()
    return sorted(k for k in keys if k not in one or k not in other or not _same(one[k], other[k]))
