"""A graph of things and relations for network programs, made of chosen named graphs.

It holds every thing of which the graphs say something, with its attributes, and every relation
that they state between two of them.  What a network cannot hold (figures, ranks, targets, facts
about literals, terms outside the ontology) is counted, so that nothing is left out silently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx
import pyoxigraph as ox

from gaoxin.graph.facts.finding import Finding, outgoing
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.rdf_terms import ALTERNATIVE, HIDDEN, PREFERRED
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

_NAMES = frozenset({PREFERRED.value, ALTERNATIVE.value, HIDDEN.value})


class RelationGraph:
    """``network`` is a networkx ``MultiDiGraph`` of IRIs; ``left_out`` counts nodes by class."""

    def __init__(self, generation: Generation, graphs: Iterable[tuple[str, str]]) -> None:
        """Read the named graphs given as (graph IRI, source key)."""
        self.generation, self.reader = generation, Reader(generation)
        self.network = nx.MultiDiGraph()
        self.left_out: Counter[str] = Counter()
        terms = vocabulary()
        self._figures = {
            term.name for term in terms.terms_by_predicate.values() if isinstance(term, ClassTerm)
        }
        self._types = {term.name: term.relationship for term in terms.properties.values()}
        # By subject: the sources of each (predicate, object).
        self._stated: dict[str, dict[tuple[str, str], set[str]]] = {}
        self._attributes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._nodes: dict[str, ClassTerm] = {}
        self._seen: set[str] = set()
        for graph, source in graphs:
            self._read(graph, source)
        for iri, term in sorted(self._nodes.items()):
            self.network.add_node(iri, **self._told(iri, term))
        for subject, stated in sorted(self._stated.items()):
            if subject in self._nodes:
                self._relate(subject, stated)

    def _read(self, graph: str, source: str) -> None:
        terms = vocabulary()
        for quad in self.generation.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            subject, predicate = value_of(quad.subject), quad.predicate.value
            self._meet(subject, is_subject=True)
            term = terms.by_iri(predicate)
            if not isinstance(term, PropertyTerm):
                continue
            if isinstance(quad.object, ox.Literal):
                if predicate not in _NAMES:
                    self._attributes[subject][term.name].add(quad.object.value)
            elif term.relationship:
                target = value_of(quad.object)
                self._meet(target)
                stated = self._stated.setdefault(subject, {})
                stated.setdefault((term.name, target), set()).add(source)

    def _meet(self, iri: str, *, is_subject: bool = False) -> None:
        """Add a node, or count it as left out under its class."""
        if iri in self._seen:
            return
        term = main_class(self.generation.classes_of(iri))
        if term is None and not is_subject:
            return  # the object of a relation without facts of its own here, such as a class
        self._seen.add(iri)
        if term is None:
            self.left_out["foreign"] += 1
        elif term.nary:
            # A statement or position has a triple too, which becomes an edge or attribute.
            self.left_out[term.name] += term.name in self._figures
        elif term.names_things:
            self._nodes[iri] = term

    def _told(self, iri: str, term: ClassTerm) -> dict[str, Any]:
        entry = self.reader.entry(iri)
        aliases = self.reader.labels(iri, ALTERNATIVE)
        attributes = {
            name: ";".join(sorted(values)) for name, values in self._attributes[iri].items()
        }
        return {
            **attributes,
            "label": self.generation.names.name_of(iri),
            "type": term.name,
            "key": self.generation.minter.key(iri),
            "nameEn": entry.en or None,
            "aliases": aliases or None,
        }

    def _relate(self, subject: str, stated: dict[tuple[str, str], set[str]]) -> None:
        """Add the relations of one thing: one edge for each way in which it was stated."""
        drawn: set[tuple[str, str]] = set()
        for fact in outgoing(self.reader, subject):
            key = (fact.predicate, fact.object)
            if key in stated and fact.object in self._nodes:
                drawn.add(key)
                self._draw(fact, stated[key])
        for key in sorted(stated.keys() - drawn):
            if key[1] in self._nodes:
                self._draw(Finding(subject, *key), stated[key])

    def _draw(self, fact: Finding, sources: set[str]) -> None:
        said = [source for source in fact.sources if source.key in sources]
        self.network.add_edge(
            fact.subject,
            fact.object,
            type=self._types[fact.predicate],
            status=fact.status or None,
            time=fact.time or None,
            start=fact.start or None,
            end=fact.end or None,
            qualifier=fact.remark or None,
            value=fact.value or None,
            unit=fact.unit or None,
            sources=[source.key for source in said] or sorted(sources),
            grades=[source.grade for source in said] or None,
        )
