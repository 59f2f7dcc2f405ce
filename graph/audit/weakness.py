"""Weak facts: those that rest only on unconfirmed general knowledge or on what a text implies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gaoxin.graph.facts.finding import UNTOLD, Finding, outgoing
from gaoxin.graph.facts.node_lookup import fact_in, nodes_of, read_node, statements_of
from gaoxin.graph.facts.node_shapes import GRADE, node_shapes
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.model import Answer
from gaoxin.ontology.terms import PropertyTerm

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

WEAK_GRADES = ("I", "U")
"""Grades of weak sources: I (implied by the text) and U (unconfirmed general knowledge)."""

COLUMNS = [
    "subject",
    "predicate",
    "object",
    "unit",
    "time",
    "status",
    "confidence",
    "sources",
    "subject_iri",
]
_NAMES = ("skos:prefLabel", "skos:altLabel", "skos:notation")


def weak_facts(generation: Generation, limit: int | None = None) -> Answer:
    """Facts that have only weak sources (:data:`COLUMNS`), ``limit`` at most.

    Relations, figures and posts come first, then attributes, then names.

    A source is weak for a fact if the fact's grade by it is one of :data:`WEAK_GRADES`; a fact
    without a grade has that of the source.  A relation or attribute is judged over all its sources,
    whatever its other details are.  A figure, a rank or a post is judged by itself, because its
    value is part of the fact.
    """
    survey = _WeakSurvey(generation)
    rows = [*survey.triples(), *survey.nodes()]
    rows.sort(
        key=lambda r: (
            survey.rank(str(r["predicate"])),
            r["confidence"],
            r["predicate"],
            r["subject"],
            r["object"],
            r["time"],
        )
    )
    kept = rows if limit is None else rows[:limit]
    return Answer(COLUMNS, kept, truncated=len(kept) < len(rows))


class _WeakSurvey:
    """One pass over the graphs of weak sources, and over facts that have a grade."""

    def __init__(self, generation: Generation) -> None:
        self.reader = Reader(generation)
        self.store = generation.store
        # Nodes without a predicate property: figures and posts, which are facts themselves.
        self.shapes = [s for s in node_shapes().by_class.values() if s.predicate is None]
        # A post is listed as a node, with its title, so its plain triple is left out.
        self.untold = UNTOLD | node_shapes().by_relation.keys()
        self.sources = generation.graph_sources
        grades = {
            key: self.reader.source(generation.minter.source(key).value).grade
            for key in generation.manifest.sources
        }
        self.grade_of = {graph: grades[key] for graph, key in self.sources.items()}
        self.weak_graphs = [g for g, grade in self.grade_of.items() if grade in WEAK_GRADES]

    def triples(self) -> Iterator[dict[str, Any]]:
        """Relations and attributes."""
        seen: set[tuple[Any, Any, Any]] = set()
        for subject, predicate, value in self._candidates():
            part = (subject, predicate, value)
            if part in seen:
                continue
            seen.add(part)
            grades = self._grades(*part)
            if grades and all(grade in WEAK_GRADES for grade in grades.values()):
                term = self.reader.vocabulary.by_iri(predicate.value)
                name = self.reader.entry(value.value).name if _is_thing(value) else value.value
                yield self._row(subject.value, term.name if term else predicate.value, name, grades)

    def _candidates(self) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Any]]:
        for graph in self.weak_graphs:
            for quad in self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
                term = self.reader.vocabulary.by_iri(quad.predicate.value)
                if not isinstance(term, PropertyTerm) or term.iri in self.untold:
                    continue
                if isinstance(quad.subject, ox.NamedNode) and self.reader.is_thing(
                    quad.subject.value
                ):
                    yield quad.subject, quad.predicate, quad.object
        for node, graph in self._graded():
            stated = self._stated(node, graph)
            if stated is not None:
                yield stated

    def rank(self, predicate: str) -> int:
        """0 for relations and figures, 1 for attributes, 2 for names."""
        if predicate in _NAMES:
            return 2
        term = self.reader.vocabulary.properties.get(predicate)
        return 0 if term is None or term.is_relation else 1

    def _graded(self) -> Iterator[tuple[Any, Any]]:
        """Nodes that have a weak grade, with the graph that states it."""
        for grade in WEAK_GRADES:
            for quad in self.store.quads_for_pattern(None, GRADE, ox.Literal(grade), None):
                if getattr(quad.graph_name, "value", "") in self.sources:
                    yield quad.subject, quad.graph_name

    def _stated(self, node: Any, graph: Any) -> tuple[ox.NamedNode, ox.NamedNode, Any] | None:
        """The triple that a graded statement in this graph describes."""
        fact = fact_in(self.store, node, graph)
        if fact is None or fact.shape.predicate is None:
            return None
        return fact.subject, ox.NamedNode(fact.states), fact.object

    def _grades(self, subject: Any, predicate: Any, value: Any) -> dict[str, str]:
        """For each source, the best grade of the triple."""
        found: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(subject, predicate, value, None):
            graph = getattr(quad.graph_name, "value", "")
            if graph in self.sources:
                grade = self._statement_grade(subject, predicate, value, quad.graph_name)
                key = self.sources[graph]
                found[key] = min(found.get(key, "Z"), grade or self.grade_of[graph])
        return found

    def _statement_grade(self, subject: Any, predicate: Any, value: Any, graph: Any) -> str:
        """The best grade of the statements of the triple in this graph; ``""`` if one of them
        has none.
        """
        own: set[str] = set()
        for node in statements_of(self.store, subject, predicate, value, graph):
            grades = self.store.quads_for_pattern(node, GRADE, None, graph)
            own.add(min((text_of(q.object) for q in grades), default=""))
        return min(own, default="")

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Figures, targets, ranks and posts."""
        nodes = {
            node
            for graph in self.weak_graphs
            for node in nodes_of(self.store, self.shapes, ox.NamedNode(graph))
        } | {node for node, _ in self._graded()}
        stated = {node.value: read_node(self.store, node) for node in nodes}
        subjects = {
            found.fact.subject.value
            for found in stated.values()
            if found is not None and found.fact.shape.predicate is None
        }
        for subject in sorted(subjects):
            for fact in outgoing(self.reader, subject):
                weak = all(source.grade in WEAK_GRADES for source in fact.sources)
                found = stated.get(fact.iri)
                if found and found.fact.shape.predicate is None and fact.sources and weak:
                    grades = {source.key: source.grade for source in fact.sources}
                    told = self.reader.entry(fact.object).name if fact.object else fact.text
                    value = fact.title or fact.figure
                    yield self._row(
                        subject, fact.predicate, f"{told}: {value}" if value else told, grades, fact
                    )

    def _row(
        self,
        subject: str,
        predicate: str,
        value: str,
        grades: dict[str, str],
        fact: Finding | None = None,
    ) -> dict[str, Any]:
        return {
            "subject": self.reader.entry(subject).name,
            "predicate": predicate,
            "object": value,
            "unit": fact.unit if fact else "",
            "time": fact.time if fact else "",
            "status": fact.status if fact else "",
            "confidence": min(grades.values()),
            "sources": sorted(grades),
            "subject_iri": subject,
        }


def _is_thing(value: Any) -> bool:
    return isinstance(value, ox.NamedNode)
