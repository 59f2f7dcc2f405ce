"""Reads things out of a store by pattern: names, classes, sources, and which links can be shown.

All that looks at one thing or its surroundings (show, neighbours, paths, views) reads through
a :class:`Reader`; it asks the store by single quad patterns, which is some microseconds each, and
remembers names and sources, so that it should live as long as one answer and no longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from gaoxin.errors import UnknownTerm
from gaoxin.language import language
from gaoxin.ontology.namespaces import DCT, GX, OWL, PROV, QUDT, RDF, RDFS, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, PREFERRED, RDF_TYPE, RdfTerm

if TYPE_CHECKING:
    from gaoxin.ontology.terms import PropertyTerm, Vocabulary

# Links that say where a node comes from or how a scheme is built, not how two things relate.
_PLUMBING = (RDF, RDFS, OWL, DCT, PROV, QUDT)
_STANDARD_BOOKKEEPING = frozenset(
    {SKOS + "ConceptScheme", SKOS + "Collection", OWL + "Ontology", OWL + "Class", RDFS + "Class"}
)


class Readable(Protocol):
    """What is read here: a generation, or anything with its store."""

    @property
    def store(self) -> ox.Store:
        """The quads; its default graph holds the union and what was inferred."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing as people see it: ``cls`` is the local name of its most specific class, or ``""``."""

    iri: str
    cls: str
    zh: str
    en: str

    @property
    def name(self) -> str:
        """The name in the language in force, else in the other one, else the end of the IRI."""
        first, second = (self.zh, self.en) if language() == "zh" else (self.en, self.zh)
        return first or second or _last_part(self.iri)


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Who says a fact: ``date`` as written, ``grade`` from A to U, ``""`` for what is unknown."""

    key: str
    title: str
    date: str
    grade: str
    publisher: str = ""


class Reader:
    """Looks things up in one generation and remembers what it has read."""

    def __init__(self, generation: Readable) -> None:
        self.store = generation.store
        self._entries: dict[str, Entry] = {}
        self._things: dict[str, bool] = {}
        self._sources: dict[str, SourceRef | None] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ontology's terms."""
        from gaoxin.ontology.terms import vocabulary

        return vocabulary()

    @cached_property
    def class_names(self) -> dict[str, str]:
        """Local names of the ontology's classes by IRI, in the ontology's order."""
        return {term.iri: name for name, term in self.vocabulary.classes.items()}

    @cached_property
    def _bookkeeping(self) -> frozenset[str]:
        """IRIs of the classes whose members record facts or where they come from."""
        classes = self.vocabulary.classes.values()
        return frozenset(term.iri for term in classes if term.bookkeeping)

    @cached_property
    def relations(self) -> dict[str, PropertyTerm]:
        """By IRI: the properties that relate one thing to another and can be shown as a link."""
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
        """The relations of these local names; all of them for ``None``.

        Raises:
            UnknownTerm: a name is none of the relations; the nearest ones are told.
        """
        if names is None:
            return self.relations
        known = {term.name: term for term in self.relations.values()}
        chosen: dict[str, PropertyTerm] = {}
        for name in names:
            if name not in known:
                near = get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)
                listing = ", ".join(near)
                raise UnknownTerm(
                    f"没有名为「{name}」的关系；可用的有：{listing}。",
                    f"There is no relation named {name!r}; there are: {listing}.",
                    term=name,
                    nearest=near,
                )
            chosen[known[name].iri] = known[name]
        return chosen

    def exists(self, iri: str) -> bool:
        """Whether the default graph says anything of, or with, this thing."""
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
        from gaoxin.ontology.main_class import main_class

        types = self.store.quads_for_pattern(node, RDF_TYPE, None, DEFAULT_GRAPH)
        term = main_class({text_of(quad.object) for quad in types})
        return term.name if term else ""

    def is_thing(self, iri: str) -> bool:
        """Whether this is a thing of the world, not a statement, figure, source or scheme."""
        found = self._things.get(iri)
        if found is None:
            types = self.store.quads_for_pattern(ox.NamedNode(iri), RDF_TYPE, None, DEFAULT_GRAPH)
            kinds = {text_of(quad.object) for quad in types}
            found = kinds.isdisjoint(_STANDARD_BOOKKEEPING | self._bookkeeping)
            self._things[iri] = found
        return found

    def _label(self, node: ox.NamedNode, code: str) -> str:
        # Sources may write it differently: the shortest form, as the name index has it.
        labels = self.labels(node.value, PREFERRED, code)
        return min(labels, key=lambda text: (len(text), text), default="")

    def labels(self, iri: str, predicate: ox.NamedNode, code: str | None = None) -> list[str]:
        """The texts of a label property, sorted; those of one language only where it is given."""
        found = {
            quad.object.value
            for quad in self.store.quads_for_pattern(
                ox.NamedNode(iri), predicate, None, DEFAULT_GRAPH
            )
            if isinstance(quad.object, ox.Literal) and code in (None, quad.object.language or "zh")
        }
        return sorted(found)

    def source_of(self, graph: str) -> SourceRef | None:
        """The source whose facts this named graph holds; ``None`` for the inferred graph."""
        if graph not in self._sources:
            source = self._first(graph, DCT + "source")
            self._sources[graph] = self.source(source) if source else None
        return self._sources[graph]

    def sources_of(self, grades: Mapping[str, str]) -> tuple[SourceRef, ...]:
        """The sources of these named graphs, by key, each with the grade that is given here.

        ``""`` stands for the source's own grade; of several graphs of a source the best one counts.
        """
        found: dict[str, SourceRef] = {}
        for graph, grade in sorted(grades.items()):
            source = self.source_of(graph)
            if source is None:
                continue
            graded = replace(source, grade=grade or source.grade)
            if source.key not in found or graded.grade < found[source.key].grade:
                found[source.key] = graded
        return tuple(found[key] for key in sorted(found))

    def source(self, iri: str) -> SourceRef:
        """A source's key, title, date and grade."""
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
        """Every related thing as ``(other IRI, relation IRI, outgoing)``, unordered.

        Read from the default graph, so inferred links are among them; a link to itself is not.
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
