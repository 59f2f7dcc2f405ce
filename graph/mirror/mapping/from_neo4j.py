"""Nodes and relationships back to triples and their sources.

Reads the properties that Cypher users query.  An edited property gives what it says now.  A label,
type or property that is no term of the vocabulary gives a triple under ``urn:gaoxin:unknown:``, so
every edit changes the digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.mirror.mapping.elements import Node, Properties, Relationship, Star
from gaoxin.graph.mirror.mapping.term_names import (
    MIRRORED,
    RESERVED,
    RESOURCE,
    SOURCES,
    TYPE_SOURCES,
    TYPES,
    URI,
    Neo4jNames,
)
from gaoxin.graph.mirror.mapping.values import decode
from gaoxin.graph.store.digest import MirroredTerms, attribution_line, triple_line
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.ontology.terms import vocabulary

_UNKNOWN = "urn:gaoxin:unknown:"


class Readback:
    """The lines of ``mirror_digest`` for nodes and relationships."""

    def __init__(self, names: Neo4jNames) -> None:
        self.names, self._shapes = names, node_shapes()
        self._terms = MirroredTerms(vocabulary())
        self._owners = {
            name: key
            for key, (slot, _) in names.slots_by_key.items()
            for name in (key, *slot.keys_beside(key))
        }

    def lines(self, star: Star) -> set[str]:
        """The lines of a node and of the relationships that start at it."""
        out = set(self._node(star.node))
        for relationship in star.relationships:
            out.update(self._relationship(relationship))
        return out

    def _node(self, node: Node) -> Iterable[str]:
        subject = _iri(node.uri)
        types, unknown = self._types(node)
        for label in unknown:
            yield triple_line(ox.Triple(subject, RDF_TYPE, ox.Literal(label)))
        sources = _strings(node.properties.get(SOURCES, []))
        by_type = _strings(node.properties.get(TYPE_SOURCES, []))
        pairs = [text.partition(" ")[::2] for text in by_type]
        if {key for _, key in pairs} != set(sources):
            pairs = []
        for iri in types:
            triple = ox.Triple(subject, RDF_TYPE, _iri(iri))
            yield triple_line(triple)
            if iri in self.names.nary:
                label = self.names.labels[iri]
                keys = [k for name, k in pairs if name == label] if pairs else sources
                yield from (attribution_line(triple, key) for key in keys)
        yield from self._literals(subject, node.properties)

    def _types(self, node: Node) -> tuple[list[str], list[str]]:
        """Class IRIs, and the labels that belong to no class."""
        labels = node.labels - {RESOURCE, MIRRORED}
        unknown = sorted(labels - self.names.classes_by_label.keys())
        closed = frozenset(self.names.classes_by_label[label] for label in labels - set(unknown))
        named = _strings(node.properties.get(TYPES, []))
        if named:
            exact = frozenset(self.names.terms_by_name.get(n, _UNKNOWN + n) for n in named)
            if exact <= closed and self.names.closure(exact) == closed:
                return sorted(exact), unknown
        minimal = self.names.minimal(closed)
        # A class without the label of its superclass: somebody removed the label.
        torn = sorted(self.names.closure(minimal) - closed)
        return sorted(minimal), unknown + [f"without {iri}" for iri in torn]

    def _literals(self, subject: ox.NamedNode, properties: Properties) -> Iterable[str]:
        keys = set()
        for name in properties.keys() - RESERVED:
            owner = self._owners.get(name)
            if owner is None:
                text = ox.Literal(str(properties[name]))
                yield triple_line(ox.Triple(subject, _iri(_UNKNOWN + name), text))
            else:
                keys.add(owner)
        seen: set[ox.Triple] = set()
        for key in keys:
            slot, language = self.names.slots_by_key[key]
            predicate = ox.NamedNode(slot.predicate)
            for value in decode(self.names, slot, key, language, properties):
                seen.add(ox.Triple(subject, predicate, value))
        yield from map(triple_line, seen)

    def _relationship(self, relationship: Relationship) -> Iterable[str]:
        name = self.names.predicates_by_type.get(relationship.type)
        predicate = _iri(name or _UNKNOWN + relationship.type)
        start, end = _iri(relationship.start), _iri(relationship.end)
        attributed = [ox.Triple(start, predicate, end)]
        plain: list[ox.Triple] = []
        if URI in relationship.properties:
            node = _iri(relationship.uri)
            shape = self._shapes.stating(predicate.value)
            attributed += [
                ox.Triple(node, RDF_TYPE, shape.type),
                ox.Triple(node, shape.subject, start),
                ox.Triple(node, shape.object, end),
            ]
            if shape.predicate is not None:
                plain.append(ox.Triple(node, shape.predicate, predicate))
            yield from self._literals(node, relationship.properties)
        elif relationship.properties.keys() - RESERVED:
            yield from self._literals(_iri(_UNKNOWN + "bare"), relationship.properties)
        for triple in (*attributed, *plain):
            yield triple_line(triple)
        for triple in attributed:
            if not self._terms.is_attributed(triple):
                continue
            for key in _strings(relationship.properties.get(SOURCES, [])):
                yield attribution_line(triple, key)


def _iri(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError:
        return ox.NamedNode(_UNKNOWN + "iri")


def _strings(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
