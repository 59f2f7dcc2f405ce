"""Compare Neo4j with a graph, element by element."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.mapping.elements import Node, Relationship, same_properties
from gaoxin.graph.mirror.mapping.term_names import MIRRORED
from tests.mirror.random_graphs import Quads, elements_of, iris_of

Elements = dict[Any, Any]


def there(graph: Neo4jGraph) -> Elements:
    """All elements in Neo4j by their keys."""
    out: Elements = {}
    for star in graph.all_stars(strict=False):
        labels = star.node.labels - {MIRRORED}
        out[star.node.uri] = Node(star.node.uri, labels, star.node.properties)
        out |= {r.key: r for r in star.relationships}
    return out


def wanted(quads: Quads) -> Elements:
    """All elements that the graph requires."""
    elements = elements_of(quads)
    out: Elements = {}
    for iri in iris_of(quads):
        star = elements.star(iri)
        if star is not None:
            out[iri] = star.node
            out |= {r.key: r for r in star.relationships}
    return out


def same(one: Node | Relationship | None, other: Node | Relationship | None) -> bool:
    """Whether two elements are equal, or both missing."""
    if one is None or other is None:
        return one is other
    labels = getattr(one, "labels", None) == getattr(other, "labels", None)
    return labels and same_properties(one.properties, other.properties)
