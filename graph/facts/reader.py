"""Read names, classes, sources and links of things from a store.

Everything that shows a thing or its surroundings (show, neighbors, paths, views) uses a
:class:`Reader`.  It looks up single quad patterns, which takes a few microseconds each, and caches
names and sources.  So make a new one for each answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import pyoxigraph as ox

from gaoxin.graph.facts.grades import weakness
from gaoxin.graph.facts.locators import joined_locators
from gaoxin.language import language
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.namespaces import DCT, GX, OWL, PROV, QUDT, RDF, RDFS, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, PREFERRED, RDF_TYPE, RdfTerm
from gaoxin.ontology.term_names import relation_named
from gaoxin.ontology.terms import PropertyTerm, Vocabulary, vocabulary

# Properties for provenance or for the structure of a scheme; they do not relate two things.
_PLUMBING = (RDF, RDFS, OWL, DCT, PROV, QUDT)
_STANDARD_BOOKKEEPING = frozenset(
    {SKOS + "ConceptScheme", SKOS + "Collection", OWL + "Ontology", OWL + "Class", RDFS + "Class"}
)


class Readable(Protocol):
    """What a reader needs: a generation, or another object with these attributes."""

    @property
    def store(self) -> ox.Store:
        """The quads; the default graph is the union of all asserted and inferred quads."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing as shown to people; ``cls`` is the local name of its most specific class, or
    ``""``.
    """

    iri: str
    cls: str
    zh: str
    en: str

    @property
    def name(self) -> str:
        """The name in the current language, else in the other one, else the end of the IRI."""
        first, second = (self.zh, self.en) if language() == "zh" else (self.en, self.zh)
        return first or second or _last_part(self.iri)

    @property
    def also(self) -> str:
        """The name in the other language, ``""`` if there is none or it is the same."""
        other = self.en if language() == "zh" else self.zh
        return other if other != self.name else ""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source of a fact: ``date`` as written, ``grade`` from A to U; unknown fields are ``""``.

    ``locator`` has the places in it, as :mod:`gaoxin.graph.facts.locators` reads them.
    """

    key: str
    title: str
    date: str
    grade: str
    publisher: str = ""
    locator: str = ""


def each_source_once(sources: Iterable[SourceRef]) -> tuple[SourceRef, ...]:
    """Each source with its best grade and all its places, in the order of first mention."""
    best: dict[str, SourceRef] = {}
    places: dict[str, list[str]] = {}
    for source in sources:
        if source.locator:
            places.setdefault(source.key, []).append(source.locator)
        known = best.get(source.key)
        if known is None or weakness(source.grade) < weakness(known.grade):
            best[source.key] = source
    for key, listed in places.items():
        best[key] = replace(best[key], locator=joined_locators(listed))
    return tuple(best.values())


class Reader:
    """Looks up things in one generation and caches what it has read."""

    def __init__(self, generation: Readable) -> None:
        self.store = generation.store
        self._entries: dict[str, Entry] = {}
        self._things: dict[str, bool] = {}
        self._sources: dict[str, SourceRef | None] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ontology's terms."""
        return vocabulary()

    @cached_property
    def bookkeeping(self) -> frozenset[str]:
        """IRIs of the classes whose members describe facts or provenance."""
        classes = self.vocabulary.classes.values()
        return frozenset(term.iri for term in classes if term.bookkeeping)

    @cached_property
    def relations(self) -> dict[str, PropertyTerm]:
        """The properties that relate two things and can be shown as a link, by IRI."""
        return {
            term.iri: term for term in self.vocabulary.properties.values() if self._relates(term)
        }

    def _relates(self, term: PropertyTerm) -> bool:
        if not term.is_relation or term.is_term or term.iri.startswith(_PLUMBING):
            return False
        ends = (term.domain, term.range if isinstance(term.range, tuple) else ())
        return not any(names and self._keeps_books(names) for names in ends)

    def _keeps_books(self, names: Iterable[str]) -> bool:
        return all(self.vocabulary.classes[name].bookkeeping for name in names)

    def chosen_relations(self, names: Iterable[str] | None) -> dict[str, PropertyTerm]:
        """The relations with these names (拥有产业, ``hasIndustry``); all relations if ``None``.

        Raises:
            UnknownTerm: a name is not a relation; the message has the nearest names.
        """
        if names is None:
            return self.relations
        found = (relation_named(name, self.relations.values()) for name in names)
        return {term.iri: term for term in found}

    def exists(self, iri: str) -> bool:
        """Whether the default graph has a triple with this thing as subject or object."""
        node = ox.NamedNode(iri)
        for pattern in ((node, None), (None, node)):
            for _ in self.store.quads_for_pattern(pattern[0], None, pattern[1], DEFAULT_GRAPH):
                return True
        return False

    def entry(self, iri: str) -> Entry:
        """The thing's name and class."""
        found = self._entries.get(iri)
        if found is None:
            node = ox.NamedNode(iri)
            found = Entry(iri, self._class(node), self._label(node, "zh"), self._label(node, "en"))
            self._entries[iri] = found
        return found

    def _class(self, node: ox.NamedNode) -> str:
        types = self.store.quads_for_pattern(node, RDF_TYPE, None, DEFAULT_GRAPH)
        term = main_class({text_of(quad.object) for quad in types})
        return term.name if term else ""

    def is_thing(self, iri: str) -> bool:
        """Whether this is a real-world thing, not a statement, figure, source or scheme."""
        found = self._things.get(iri)
        if found is None:
            types = self.store.quads_for_pattern(ox.NamedNode(iri), RDF_TYPE, None, DEFAULT_GRAPH)
            kinds = {text_of(quad.object) for quad in types}
            found = kinds.isdisjoint(_STANDARD_BOOKKEEPING | self.bookkeeping)
            self._things[iri] = found
        return found

    def _label(self, node: ox.NamedNode, code: str) -> str:
        # Sources may write the name differently; take the shortest form, as the name index does.
        labels = self.labels(node.value, PREFERRED, code)
        return min(labels, key=lambda text: (len(text), text), default="")

    def labels(self, iri: str, predicate: ox.NamedNode, code: str | None = None) -> list[str]:
        """The texts of a label property, sorted; if a language is given, only those in it."""
        found = {
            quad.object.value
            for quad in self.store.quads_for_pattern(
                ox.NamedNode(iri), predicate, None, DEFAULT_GRAPH
            )
            if isinstance(quad.object, ox.Literal) and code in (None, quad.object.language or "zh")
        }
        return sorted(found)

    def source_of(self, graph: str) -> SourceRef | None:
        """The source of the facts in this named graph; ``None`` for the inferred graph."""
        if graph not in self._sources:
            source = self._first(graph, DCT + "source")
            self._sources[graph] = self.source(source) if source else None
        return self._sources[graph]

    def sources_of(
        self, grades: Mapping[str, str], locators: Mapping[str, str] | None = None
    ) -> tuple[SourceRef, ...]:
        """The sources of these named graphs, sorted by key, each with its given grade and places.

        ``""`` means the source's own grade.  If a source has several of the graphs, the best grade
        is used (:mod:`gaoxin.graph.facts.grades`).
        """
        placed = locators or {}
        found = [
            replace(source, grade=grade or source.grade, locator=placed.get(graph, ""))
            for graph, grade in sorted(grades.items())
            if (source := self.source_of(graph))
        ]
        return tuple(sorted(each_source_once(found), key=lambda source: source.key))

    def source(self, iri: str) -> SourceRef:
        """The key, title, date and grade of a source."""
        title = ""
        for predicate in (DCT + "title", SKOS + "prefLabel", RDFS + "label"):
            title = title or self._first(iri, predicate, language())
        date = ""
        for predicate in (DCT + "date", DCT + "issued", DCT + "created"):
            date = date or self._first(iri, predicate)
        publisher = self._first(iri, DCT + "publisher")
        if "://" in publisher:
            publisher = self.entry(publisher).name
        grade = self._first(iri, GX + "confidence")
        return SourceRef(_last_part(iri), title, date, grade, publisher)

    def _first(self, iri: str, predicate: str, code: str = "") -> str:
        found = sorted(
            (getattr(quad.object, "language", None) != (code or None), text_of(quad.object))
            for quad in self.store.quads_for_pattern(
                ox.NamedNode(iri), ox.NamedNode(predicate), None, DEFAULT_GRAPH
            )
        )
        return found[0][1] if found else ""

    def links(
        self, iri: str, relations: dict[str, PropertyTerm] | None = None
    ) -> Iterator[tuple[str, str, bool]]:
        """Yield every related thing as ``(other IRI, relation IRI, outgoing)``, unordered.

        Inferred links are included, because the default graph is read; links of a thing to itself
        are not.
        """
        chosen = self.relations if relations is None else relations
        node = ox.NamedNode(iri)
        for quad in self.store.quads_for_pattern(node, None, None, DEFAULT_GRAPH):
            if quad.predicate.value in chosen and self._other(quad.object, node):
                yield text_of(quad.object), quad.predicate.value, True
        for quad in self.store.quads_for_pattern(None, None, node, DEFAULT_GRAPH):
            if quad.predicate.value in chosen and self._other(quad.subject, node):
                yield text_of(quad.subject), quad.predicate.value, False

    def _other(self, term: RdfTerm, node: ox.NamedNode) -> bool:
        return isinstance(term, ox.NamedNode) and term != node and self.is_thing(term.value)


def text_of(term: RdfTerm) -> str:
    """A term's IRI, identifier or lexical form."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def _last_part(iri: str) -> str:
    return iri.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
