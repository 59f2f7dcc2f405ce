"""What the ontology's classes and properties are called, everywhere: in RDF, in tables, in Neo4j.

The Turtle modules beside this file are the only place where terms are defined; this module
hands them out as plain frozen records, read once, so that loaders, store and mirror need neither
rdflib nor SPARQL to know a domain, an inverse or a relationship type.  Alignments elsewhere
(``rdfs:subClassOf org:Organization`` and the like) are left out: only terms that may occur in the
data are in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from gaoxin.errors import UnknownTerm

TermT = TypeVar("TermT")


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class: its names, its superclasses within the vocabulary, and how its members are keyed.

    ``parents`` are local names, nearest first; ``kind`` is the first part of the members' keys;
    ``label`` the Neo4j node label; ``predicate`` the predicate of the common table whose rows
    become members (``observation``, ``target``, ``rank``), else ``""``.

    The last four are full IRIs and belong to n-ary classes, whose members are nodes about a fact:
    the properties that lead to its subject, its object and its predicate.  Where all members state
    one relation, ``states_relation`` is that relation; figures state neither.
    """

    iri: str
    name: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    parents: tuple[str, ...]
    kind: str
    label: str
    nary: bool
    predicate: str = ""
    subject_property: str = ""
    object_property: str = ""
    predicate_property: str = ""
    states_relation: str = ""


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property that may occur in the data.

    ``domain`` and ``range`` are the local names of classes (``()`` for any); the range of a
    property of literals is its datatype's IRI, or a tuple of them where several are allowed
    (``datatypes`` has them as a tuple either way).  ``rdf:object`` alone takes things and literals:
    it has both a ``relationship`` and a ``property_key``.  ``is_term``: the object is itself a
    term (a class or a property); Neo4j shows its name under ``property_key``.
    ``property_key_en`` is the Neo4j property of values in English, ``""`` where there are none.
    ``predicate`` is what the common table calls it, ``""`` where ``statement`` is false.
    """

    iri: str
    name: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    is_relation: bool
    is_term: bool
    domain: tuple[str, ...]
    range: tuple[str, ...] | str
    datatypes: tuple[str, ...]
    inverse: str | None
    symmetric: bool
    transitive: bool
    implies: tuple[str, ...]
    relationship: str | None
    property_key: str | None
    property_key_en: str
    statement: bool
    predicate: str


@dataclass(frozen=True)
class Vocabulary:
    """Every term; ``classes`` and ``properties`` by local name, or by CURIE for reused ones."""

    classes: dict[str, ClassTerm]
    properties: dict[str, PropertyTerm]
    version: str
    terms_by_iri: dict[str, ClassTerm | PropertyTerm] = field(repr=False)
    terms_by_predicate: dict[str, ClassTerm | PropertyTerm] = field(repr=False)

    def by_iri(self, iri: str) -> ClassTerm | PropertyTerm | None:
        """Return the term of this IRI, or ``None`` where it is foreign."""
        return self.terms_by_iri.get(iri)

    def find_class(self, name: str) -> ClassTerm:
        """Return the class of this local name.

        Raises:
            UnknownTerm: there is none; carries the nearest names.
        """
        return self._find(self.classes, name, "类", "class")

    def find_property(self, name: str) -> PropertyTerm:
        """Return the property of this local name or CURIE.

        Raises:
            UnknownTerm: there is none; carries the nearest names.
        """
        return self._find(self.properties, name, "属性", "property")

    def predicates(self) -> dict[str, ClassTerm | PropertyTerm]:
        """Return what each predicate of the common table writes.

        ``name`` writes ``skos:prefLabel``; ``observation``, ``target`` and ``rank`` make a member
        of the class returned; all others are gx properties of the same name.
        """
        return dict(self.terms_by_predicate)

    def is_a(self, name: str, expected: Iterable[str]) -> bool:
        """Say whether the class ``name`` is one of ``expected`` or below one of them."""
        wanted = set(expected)
        term = self.classes.get(name)
        return name in wanted or (term is not None and not wanted.isdisjoint(term.parents))

    @staticmethod
    def _find(terms: Mapping[str, TermT], name: str, zh: str, en: str) -> TermT:
        if name in terms:
            return terms[name]
        near = get_close_matches(name, terms, 3, 0.6)
        raise UnknownTerm(
            f"本体中没有{zh}「{name}」。" + (f"相近的有：{'、'.join(near)}。" if near else ""),
            f"The ontology has no {en} {name!r}."
            + (f" The nearest are: {', '.join(near)}." if near else ""),
            name=name,
            nearest=near,
        )


@cache
def vocabulary() -> Vocabulary:
    """Read the modules; later calls return the same object.

    Raises:
        InvalidOntology: a module does not parse, a label is missing, or a name is used twice.
    """
    from gaoxin.ontology.modules import read_vocabulary

    return read_vocabulary()
