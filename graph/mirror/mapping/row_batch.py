"""A batch of nodes and relationships to create, grouped by what they share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from gaoxin.graph.mirror.mapping.elements import Node, Properties, Relationship
from gaoxin.graph.mirror.mapping.term_names import CONFIDENCE, INFERRED, SOURCES

Labels = tuple[str, ...]
Shared = tuple[str, tuple[str, ...], tuple[str, ...], bool]
"""Type, sources, confidence and whether inferred: the type and all properties of a bare one."""
_BARE = frozenset({SOURCES, CONFIDENCE, INFERRED})


@dataclass(slots=True)
class RowBatch:
    """Nodes by labels, bare relationships by what they share, other relationships by type.

    A row of ``bare`` is (start IRI, end IRI), a row of ``own`` (start IRI, end IRI, properties).
    ``triples`` were read for the batch.  ``are_ends``: these nodes may be the end of a relationship
    in any batch.  Nodes of other batches are only the start of relationships in their own batch.
    """

    nodes: dict[Labels, list[Properties]] = field(default_factory=lambda: defaultdict(list))
    bare: dict[Shared, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    own: dict[str, list[tuple[str, str, Properties]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    triples: int = 0
    relationships: int = 0
    are_ends: bool = False

    def __reduce__(self) -> tuple[type[RowBatch], tuple[Any, ...]]:
        """Pickle plain dictionaries, because a lambda cannot be pickled."""
        rows = dict(self.nodes), dict(self.bare), dict(self.own)
        return RowBatch, (*rows, self.triples, self.relationships, self.are_ends)

    def __bool__(self) -> bool:
        """Whether there is any row."""
        return bool(self.nodes or self.bare or self.own)

    def add_node(self, node: Node) -> None:
        """Add a node as a row."""
        self.nodes[tuple(sorted(node.labels))].append(node.properties)

    def add_relationship(self, r: Relationship) -> None:
        """Add a relationship as a row."""
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
