"""The ontology in a few lines: what an assistant needs to write SPARQL."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.facts.node_shapes import NodeShape, node_shapes
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.sparql import QUERY_PREFIXES


def schema() -> dict[str, Any]:
    """Prefixes, classes and properties with their labels, domains and ranges.

    ``nodes`` says, for each class of nodes about facts (with a time, a status or a number), which
    properties lead to the parts of the fact.
    """
    known = vocabulary()
    classes = {
        name: f"{term.label_zh} / {term.label_en}"
        for name, term in known.classes.items()
        if not term.abstract
    }
    properties = {
        name: f"{term.label_zh} / {term.label_en}: {_ends(term.domain)} → {_ends(term.range)}"
        for name, term in known.properties.items()
        if term.is_relation and ":" not in name
    }
    return {
        "prefixes": QUERY_PREFIXES,
        "classes": classes,
        "relations": properties,
        "names": "skos:prefLabel (one @zh, one @en), skos:altLabel",
        "nodes": {shape.term.name: _node(shape) for shape in node_shapes().by_class.values()},
        "of nodes": "gx:value, gx:unit, gx:time, gx:status; the value of a figure is a decimal",
        "sources": "GRAPH ?g { a triple } ?g dct:source ?source",
    }


def _node(shape: NodeShape) -> str:
    """How a node about a fact leads to the parts of the fact."""
    ends = {"subject": shape.subject, "predicate": shape.predicate, "object": shape.object}
    return ", ".join(f"{_short(end.value)} = {part}" for part, end in ends.items() if end)


def _short(iri: str) -> str:
    """An IRI with a prefix: gx:value."""
    for prefix, space in QUERY_PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def _ends(names: tuple[str, ...] | str) -> str:
    return names if isinstance(names, str) else "|".join(names)
