"""Nodes and relationships to create, grouped by what they share: the unit that writers take."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from gaoxin.graph.mirror.mapping.elements import Node, Properties, Relationship
from gaoxin.graph.mirror.mapping.term_names import CONFIDENCE, INFERRED, SOURCES

Labels = tuple[str, ...]
Shared = tuple[str, tuple[str, ...], tuple[str, ...], bool]
"""Type, sources, confidence and whether inferred: all that a bare relationship says."""
_BARE = frozenset({SOURCES, CONFIDENCE, INFERRED})


@dataclass(slots=True)
class RowBatch:
    """Elements to create: nodes by labels, bare relationships by what they share, others by type.

    Bare rows are (start IRI, end IRI), others (start IRI, end IRI, properties).
    """

    nodes: dict[Labels, list[Properties]] = field(default_factory=lambda: defaultdict(list))
    bare: dict[Shared, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    own: dict[str, list[tuple[str, str, Properties]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    triples: int = 0
    relationships: int = 0

    def __reduce__(self) -> tuple[type[RowBatch], tuple[Any, ...]]:
        """Pickled as what is in it: a factory of defaults cannot be."""
        held = dict(self.nodes), dict(self.bare), dict(self.own)
        return RowBatch, (*held, self.triples, self.relationships)

    def node_count(self) -> int:
        """How many nodes."""
        return sum(map(len, self.nodes.values()))

    def row_count(self) -> int:
        """How many nodes and relationships."""
        bare = sum(map(len, self.bare.values()))
        return self.node_count() + bare + sum(map(len, self.own.values()))

    def add_node(self, node: Node) -> None:
        """Take over a node that was made the general way."""
        self.nodes[tuple(sorted(node.labels))].append(node.properties)

    def add_relationship(self, r: Relationship) -> None:
        """Take over a relationship that was made the general way."""
        self.relationships += 1
        p = r.properties
        if p.keys() <= _BARE:
            confidence = tuple(p.get(CONFIDENCE, ()))
            shared = r.type, tuple(p[SOURCES]), confidence, p.get(INFERRED, False)
            self.bare[shared].append((r.start, r.end))
        else:
            self.own[r.type].append((r.start, r.end, p))


def shared_properties(shared: Shared) -> Properties:
    """The properties of a bare relationship."""
    _, sources, confidence, inferred = shared
    out: Properties = {SOURCES: list(sources), CONFIDENCE: list(confidence)}
    return out | {INFERRED: True} if inferred else out
