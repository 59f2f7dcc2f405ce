"""Read every fact of a generation into the file of facts.

Facts are read from the nodes that record them and from the asserted triples; inferred triples are
left out, because the search takes several steps itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.answers.known import CitedSource, KnownFact, KnownThing
from gaoxin.graph.facts.finding import UNTOLD
from gaoxin.graph.facts.node_lookup import nodes_of, read_node
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.ontology.namespaces import GX, SKOS, WGS84
from gaoxin.ontology.rdf_terms import RdfTerm
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_NOT_ASKED = [
    "divisionType",
    "divisionStatus",
    "level",
    "levelName",
    "corroboration",
    "geoPrecision",
    "category",
    "definitionBasis",
    "multiplier",
    "unit",
    "sourceCount",
    "nameBeforeAmendment",
]
"""Properties that describe records and schemes; nobody asks for them in a sentence."""
_LEFT_OUT = (
    UNTOLD
    | {SKOS + name for name in ("prefLabel", "altLabel", "note", "narrower", "relatedMatch")}
    | {GX + name for name in _NOT_ASKED}
)


class Gathering:
    """The things, facts and sources of one generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._reader = Reader(generation)
        self._base = generation.settings.base
        self._numbers: dict[str, int] = {}

    def things(self) -> Iterator[KnownThing]:
        """Every thing that has a name, numbered from 1; call this before :meth:`facts`."""
        query = (
            "SELECT thing.iri, thing.key, thing.class, thing.name, thing.name_en,"
            " group_concat(form.form, char(31)) FROM thing JOIN form ON form.thing = thing.id"
            " WHERE thing.kind NOT IN ('source', 'industryScheme') GROUP BY thing.id"
        )
        for number, row in enumerate(self._generation.names.connection.execute(query), 1):
            iri, key, class_, zh, en, joined = row
            self._numbers[iri] = number
            forms = dict.fromkeys(form for form in joined.split("\x1f") if form)
            yield KnownThing(number, iri, key, class_, zh, en, tuple(forms))

    def number(self, iri: str) -> int:
        """The number of a thing, 0 if it has none."""
        return self._numbers.get(iri, 0)

    def facts(self) -> Iterator[KnownFact]:
        """Every fact, numbered from 1."""
        number = 0
        covered: set[int] = set()
        store = self._reader.store
        for node in nodes_of(store, node_shapes().by_class.values()):
            stated = read_node(store, node)
            if stated is None:
                continue
            fact = stated.fact
            covered.add(_handle(fact.subject.value, fact.states, fact.object))
            subject = self._numbers.get(fact.subject.value)
            if subject is None:
                continue
            term = vocabulary().by_iri(fact.states)
            if term is None or fact.states in _LEFT_OUT:
                continue
            is_thing = isinstance(fact.object, ox.NamedNode)
            number += 1
            yield KnownFact(
                number,
                stated.iri,
                subject,
                fact.shape.term.predicate or _local(term.name),
                self._numbers.get(fact.object.value, 0) if is_thing else 0,
                "" if is_thing else fact.object.value,
                fact.title,
                fact.value_text or fact.value,
                fact.unit,
                fact.comparator,
                float(fact.normal_value) if fact.normal_value else None,
                fact.normal_unit,
                fact.time,
                fact.start,
                fact.end,
                fact.status,
                fact.qualifier,
                _pairs(self._reader.sources_of(stated.grades)),
            )
        yield from self._plain(covered, number)

    def _plain(self, covered: set[int], number: int) -> Iterator[KnownFact]:
        """The asserted triples that no node describes."""
        for term in vocabulary().properties.values():
            if term.iri in _LEFT_OUT or term.iri.startswith(WGS84):
                continue
            if term.is_relation and term.iri not in self._reader.relations:
                continue
            for subject, value, named in self._stated(term.iri):
                sources = self._reader.sources_of(named)
                if not sources or _handle(subject, term.iri, value) in covered:
                    continue
                if isinstance(value, ox.NamedNode) and value.value not in self._numbers:
                    continue
                number += 1
                yield KnownFact(
                    number,
                    "",
                    self._numbers[subject],
                    _local(term.name),
                    self._numbers[value.value] if isinstance(value, ox.NamedNode) else 0,
                    value.value if isinstance(value, ox.Literal) else "",
                    sources=_pairs(sources),
                )

    def _stated(self, predicate: str) -> Iterator[tuple[str, RdfTerm, dict[str, str]]]:
        """The asserted triples with a predicate, each with the graphs that assert it.

        The store gives the quads of a predicate in the order of its index, in which the graphs of a
        triple stand together, so that a triple can be told as soon as the next one begins.
        """
        quads = self._reader.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        named = (
            quad
            for quad in quads
            if isinstance(quad.graph_name, ox.NamedNode)
            and isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value in self._numbers
        )
        for (subject, value), group in groupby(named, lambda quad: (quad.subject, quad.object)):
            yield (
                subject.value,
                value,
                {getattr(quad.graph_name, "value", ""): "" for quad in group},
            )

    def sources(self) -> Iterator[CitedSource]:
        """Every source of the generation."""
        for key in sorted(set(self._generation.graph_sources.values())):
            found = self._reader.source(f"{self._base}source/{key}")
            yield CitedSource(key, found.title, found.date, found.publisher, found.grade)


def _handle(subject: str, predicate: str, value: RdfTerm) -> int:
    """What stands for a triple in a set: a tuple of its texts would take ten times the memory.  A
    clash of two among a million has a chance of one in ten million.
    """
    return hash((subject, predicate, str(value)))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _pairs(sources: tuple[SourceRef, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((source.key, source.grade) for source in sources)
