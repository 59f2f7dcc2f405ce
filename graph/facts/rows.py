"""Facts back into rows of the common table: the exact inverse of loading one.

Each gx:Statement, Position, Observation, Target and Ranking of a graph is one row.  Graphs of
reference tables and RDF have plain triples besides; those that the common table has a predicate for
become rows too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from gaoxin.graph.facts.quad_parts import object_of, value_of
from gaoxin.graph.store.generation import Generation
from gaoxin.model import STATEMENT_COLUMNS
from gaoxin.ontology.main_class import main_class, table_type
from gaoxin.ontology.namespaces import GX, RDF, XSD
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

_TYPE = RDF + "type"
_ENDS = {
    GX + "Statement": (RDF + "subject", RDF + "object"),
    GX + "Position": (GX + "holder", GX + "organization"),
}
Node = dict[str, list[ox.NamedNode | ox.Literal]]


class RowWriter:
    """Writes the rows of one generation; names and types are looked up once each."""

    def __init__(self, generation: Generation) -> None:
        self.generation, self.terms = generation, vocabulary()
        self._things: dict[str, tuple[str, str]] = {}
        self._predicates = {term.iri: name for name, term in self.terms.predicates().items()}

    def rows(self, graph: str, source: str, *, plain: bool) -> Iterator[dict[str, str]]:
        """Rows of one named graph; with ``plain`` also of triples that no node describes."""
        nodes: dict[str, Node] = {}
        triples: list[ox.Quad] = []
        for quad in self.generation.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            node = nodes.setdefault(value_of(quad.subject), {})
            node.setdefault(quad.predicate.value, []).append(object_of(quad))
            if plain and quad.predicate.value in self._predicates:
                triples.append(quad)
        described: set[tuple[str, str, str]] = set()
        for node in nodes.values():
            class_ = self._nary_class(node)
            if class_ is not None and self._can_write(node, class_):
                row, fact = self._row(node, class_)
                described.add(fact)
                yield {**row, "source": source}
        for quad in triples:
            fact = (value_of(quad.subject), quad.predicate.value, str(quad.object))
            if fact not in described:
                yield {**self._plain(quad), "source": source}

    def _can_write(self, node: Node, class_: ClassTerm) -> bool:
        """Whether the common table has a predicate for what the node states."""
        return class_.name != "Statement" or all(
            value_of(value) in self._predicates for value in node.get(RDF + "predicate", ())
        )

    def _nary_class(self, node: Node) -> ClassTerm | None:
        for value in node.get(_TYPE, ()):
            term = self.terms.by_iri(value.value)
            if isinstance(term, ClassTerm) and term.nary:
                return term
        return None

    def _row(self, node: Node, class_: ClassTerm) -> tuple[dict[str, str], tuple[str, str, str]]:
        subject_at, object_at = _ENDS.get(class_.iri, (GX + "about", GX + "indicator"))
        subject, value = node[subject_at][0], node[object_at][0]
        if class_.name == "Statement":
            predicate = node[RDF + "predicate"][0].value
        elif class_.name == "Position":
            predicate = GX + "holdsPosition"
        else:
            predicate = class_.iri
        row = dict.fromkeys(STATEMENT_COLUMNS, "")
        row["subject"], row["subject_type"] = self._thing(subject.value)
        row["predicate"] = self._predicates[predicate]
        term = self.terms.by_iri(predicate)
        if isinstance(value, ox.NamedNode):
            row["object"], row["object_type"] = self._thing(value.value)
            row["value"] = _first(node, "valueText") or _first(node, "value")
        elif isinstance(term, PropertyTerm) and XSD + "decimal" in term.datatypes:
            row["value"] = _first(node, "valueText") or value.value
        else:
            row["object"] = value.value
        for column in ("unit", "time", "status", "qualifier", "evidence"):
            row[column] = _first(node, column)
        for column, name in (("subject_type", "subjectType"), ("object_type", "objectType")):
            if kind := _first(node, name):
                row[column] = kind.removeprefix(GX)
        return row, (subject.value, predicate, str(value))

    def _plain(self, quad: ox.Quad) -> dict[str, str]:
        row = dict.fromkeys(STATEMENT_COLUMNS, "")
        row["subject"], row["subject_type"] = self._thing(value_of(quad.subject))
        row["predicate"] = self._predicates[quad.predicate.value]
        row["status"] = "actual"
        value = object_of(quad)
        if isinstance(value, ox.NamedNode):
            row["object"], row["object_type"] = self._thing(value.value)
        elif value.datatype.value == XSD + "decimal":
            row["value"] = value.value
        else:
            row["object"] = value.value
        return row

    def _thing(self, iri: str) -> tuple[str, str]:
        if iri not in self._things:
            term = main_class(self.generation.classes_of(iri))
            name = self.generation.names.name_of(iri)
            self._things[iri] = (name, table_type(term) if term else "")
        return self._things[iri]


def _first(node: Node, name: str) -> str:
    values = node.get(GX + name)
    return min(value.value for value in values) if values else ""
