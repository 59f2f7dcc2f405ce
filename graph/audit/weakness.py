"""Facts on weak ground: what nobody vouches for but uncorroborated knowledge or a text's hint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gaoxin.graph.facts.finding import Finding, outgoing
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, HIDDEN, RDF_TYPE
from gaoxin.ontology.terms import PropertyTerm

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

WEAK_GRADES = ("I", "U")
"""Implied by a text, and uncorroborated general knowledge."""

COLUMNS = [
    "subject", "predicate", "object", "unit", "time", "status", "confidence", "sources",
    "subject_iri",
]  # fmt: skip
_NODES = ("Position", "Observation", "Target", "Ranking")
# What show leaves out too: classes, forms that are for look-up only, how a scheme is built.
_UNTOLD = frozenset(
    (RDF_TYPE.value, HIDDEN.value, SKOS + "inScheme", SKOS + "topConceptOf", GX + "holdsPosition")
)  # a post is told with its title, as a node
_NAMES = ("skos:prefLabel", "skos:altLabel", "skos:notation")
_CONFIDENCE = ox.NamedNode(GX + "confidence")


def weak_facts(generation: Generation, limit: int | None = None) -> Answer:
    """Facts about things of which each source is weak, as :data:`COLUMNS`, ``limit`` at most.

    Relations, figures and posts come first, then attributes, then names.

    A source is weak for a fact whose grade, or else its own, is one of :data:`WEAK_GRADES`.  A
    relation or attribute is judged over everybody who states it, whatever else they say of it; a
    figure, a rank or a post by itself, since the value is the fact.
    """
    survey = _WeakSurvey(generation)
    rows = [*survey.triples(), *survey.nodes()]
    rows.sort(
        key=lambda r: (
            survey.rank(str(r["predicate"])), r["confidence"], r["predicate"], r["subject"],
            r["object"], r["time"],
        )
    )  # fmt: skip
    kept = rows if limit is None else rows[:limit]
    return Answer(COLUMNS, kept, truncated=len(kept) < len(rows))


class _WeakSurvey:
    """One pass over the graphs of weak sources, and over what is graded by itself."""

    def __init__(self, generation: Generation) -> None:
        self.reader = Reader(generation)
        self.store = generation.store
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
                if not isinstance(term, PropertyTerm) or quad.predicate.value in _UNTOLD:
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
        """Nodes with a weak grade of their own, and the graph that says so."""
        for grade in WEAK_GRADES:
            for quad in self.store.quads_for_pattern(None, _CONFIDENCE, ox.Literal(grade), None):
                if getattr(quad.graph_name, "value", "") in self.sources:
                    yield quad.subject, quad.graph_name

    def _stated(self, node: Any, graph: Any) -> tuple[ox.NamedNode, ox.NamedNode, Any] | None:
        parts = [
            next((q.object for q in self.store.quads_for_pattern(node, term, None, graph)), None)
            for term in (ox.NamedNode(RDF + n) for n in ("subject", "predicate", "object"))
        ]
        subject, predicate, value = parts
        if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and value:
            return subject, predicate, value
        return None

    def _grades(self, subject: Any, predicate: Any, value: Any) -> dict[str, str]:
        """The best grade that the triple has by each source."""
        found: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(subject, predicate, value, None):
            graph = getattr(quad.graph_name, "value", "")
            if graph in self.sources:
                grade = self._statement_grade(subject, predicate, value, quad.graph_name)
                key = self.sources[graph]
                found[key] = min(found.get(key, "Z"), grade or self.grade_of[graph])
        return found

    def _statement_grade(self, subject: Any, predicate: Any, value: Any, graph: Any) -> str:
        """The grade by itself that every statement of the triple in this graph has, else ``""``."""
        own: set[str] = set()
        about = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "subject"), subject, graph)
        for quad in about:
            if self._stated(quad.subject, graph) == (subject, predicate, value):
                grades = self.store.quads_for_pattern(quad.subject, _CONFIDENCE, None, graph)
                own.add(min((text_of(q.object) for q in grades), default=""))
        return min(own, default="")

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Figures, targets, ranks and posts."""
        classes = [ox.NamedNode(GX + name) for name in _NODES]
        nodes = {
            text_of(quad.subject)
            for graph in self.weak_graphs
            for cls in classes
            for quad in self.store.quads_for_pattern(None, RDF_TYPE, cls, ox.NamedNode(graph))
        } | {text_of(node) for node, _ in self._graded()}
        for subject in sorted({iri for node in nodes for iri in self._about(node)}):
            for fact in outgoing(self.reader, subject):
                weak = all(source.grade in WEAK_GRADES for source in fact.sources)
                if fact.iri in nodes and fact.sources and weak and self._is_node(fact):
                    grades = {source.key: source.grade for source in fact.sources}
                    told = self.reader.entry(fact.object).name if fact.object else fact.text
                    value = fact.title or fact.figure
                    yield self._row(
                        subject, fact.predicate, f"{told}: {value}" if value else told, grades, fact
                    )

    def _about(self, node: str) -> list[str]:
        return [
            text_of(quad.object)
            for name in ("about", "holder")
            for quad in self.store.quads_for_pattern(
                ox.NamedNode(node), ox.NamedNode(GX + name), None, DEFAULT_GRAPH
            )
        ]

    def _is_node(self, fact: Finding) -> bool:
        return fact.predicate in ("observation", "target", "rank", "holdsPosition")

    def _row(
        self, subject: str, predicate: str, value: str, grades: dict[str, str],
        fact: Finding | None = None,
    ) -> dict[str, Any]:  # fmt: skip
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
