"""The records of the vocabulary: classes, properties, lists of values, and all of them together.

They are frozen dataclasses.  :mod:`gaoxin.ontology.modules` reads them from the Turtle modules;
:func:`gaoxin.ontology.terms.vocabulary` returns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from gaoxin.errors import UnknownTerm

TermT = TypeVar("TermT")


@dataclass(frozen=True, slots=True)
class Look:
    """How members of a class are drawn: ``colour`` is ``#rrggbb``, ``size`` is in pixels."""

    colour: str
    shape: str
    size: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the coverage report: its key (English) and its Chinese names.

    The first name is the heading; all names are accepted words for what the column counts.
    """

    key: str
    names_zh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class: its names, its superclasses within the vocabulary, and how its members are treated.

    ``parents`` are local names, nearest first.  ``kind`` is the first part of the members' keys; it
    is ``""`` for abstract classes and named graphs, whose members have no key.  ``label`` is the
    Neo4j node label, ``""`` if there is none.  ``predicate`` is the predicate of the common table
    whose rows become members (``observation``, ``target``, ``rank``), else ``""``.

    ``subject_property`` to ``states_relation`` are full IRIs and are set for n-ary classes only,
    whose members are nodes about a fact.  They are the properties that lead to its subject, its
    object and its predicate.  If all members state the same relation, ``states_relation`` is that
    relation.  Figures have neither a predicate property nor a relation.  The other fields are the
    annotations that ``usage.ttl`` defines; ``""`` or ``None`` if absent.
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
    abstract: bool = False
    bookkeeping: bool = False
    display_priority: int | None = None
    table_class: str = ""
    name_form: str = ""
    official_keys: str = ""
    admits: str = ""
    covered_as: Column | None = None
    look: Look | None = None

    @property
    def names_things(self) -> bool:
        """Whether tables may assign this class to a thing: it is not abstract, and its members have
        keys.
        """
        return bool(self.kind) and not self.nary and not self.abstract


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property that may occur in the data.

    ``domain`` and ``range`` are the local names of classes (``()`` for any).  The range of a
    property of literals is the IRI of its datatype, or a tuple if several are allowed;
    ``datatypes`` is always a tuple.  Only ``rdf:object`` takes both things and literals, and so has
    both a ``relationship`` and a ``property_key``.  ``is_term`` is true if the object is a class or
    a property; Neo4j has its name under ``property_key``.  ``property_key_en`` is the Neo4j
    property of values in English, ``""`` if there is none.  ``predicate`` is its name in the common
    table, ``""`` if ``statement`` is false.  ``values_from`` is the local name of a scheme of
    values, ``unit`` the unit of all its numbers.  The other fields are annotations of
    ``usage.ttl``.  All are ``""`` or ``None`` if absent.
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
    single_valued: str = ""
    values_from: str = ""
    unit: str = ""
    zone_end: str = ""
    covered_as: Column | None = None

    @property
    def repeats_inverse(self) -> bool:
        """Whether it only says its inverse the other way round: tables have the inverse only.

        Neo4j, where a relationship can be followed in both directions, has the inverse only, too.
        """
        return self.inverse is not None and not self.statement


@dataclass(frozen=True, slots=True)
class ControlledValue:
    """A value of a scheme: its forms in the data (``codes``), its names, its unit in QUDT, and its
    meaning in one sentence.

    ``exact`` and ``close`` are the objects of ``skos:exactMatch`` and ``skos:closeMatch``, as IRIs.
    """

    codes: tuple[str, ...]
    label_zh: str
    label_en: str
    exact: tuple[str, ...]
    close: tuple[str, ...]
    meaning_zh: str = ""
    meaning_en: str = ""


@dataclass(frozen=True, slots=True)
class ValueScheme:
    """The values of a property; an open scheme also allows other values."""

    name: str
    is_open: bool
    values: tuple[ControlledValue, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All forms that the data may contain, in the order of the scheme."""
        return tuple(code for value in self.values for code in value.codes)


@dataclass(frozen=True)
class Vocabulary:
    """All terms; the keys of ``classes`` and ``properties`` are local names, or CURIEs for reused
    terms.

    ``terms_by_predicate`` has the term that each predicate of the common table stands for.
    ``name`` stands for ``skos:prefLabel``.  ``observation``, ``target`` and ``rank`` stand for a
    class, of which each row becomes a member.  All others are gx properties of the same name.
    """

    classes: dict[str, ClassTerm]
    properties: dict[str, PropertyTerm]
    version: str
    terms_by_iri: dict[str, ClassTerm | PropertyTerm] = field(repr=False)
    terms_by_predicate: dict[str, ClassTerm | PropertyTerm] = field(repr=False)
    schemes: dict[str, ValueScheme] = field(repr=False, default_factory=dict)
    columns: tuple[Column, ...] = field(repr=False, default=())

    def by_iri(self, iri: str) -> ClassTerm | PropertyTerm | None:
        """Return the term with this IRI, or ``None`` if it is foreign."""
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

    def is_a(self, name: str, expected: Iterable[str]) -> bool:
        """Return whether the class ``name`` is one of ``expected`` or a subclass of one of them."""
        wanted = set(expected)
        term = self.classes.get(name)
        return name in wanted or (term is not None and not wanted.isdisjoint(term.parents))

    def concrete(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the classes ``names`` and all their subclasses, without abstract ones.

        >>> from gaoxin.ontology.terms import vocabulary
        >>> vocabulary().concrete(["Zone"])
        ('Zone', 'NationalZone')
        """
        wanted = tuple(names)
        return tuple(
            name
            for name, term in self.classes.items()
            if not term.abstract and self.is_a(name, wanted)
        )

    def codes(self, property_name: str) -> tuple[str, ...]:
        """Return the allowed values of the property; ``()`` if it has no closed list."""
        scheme = self.schemes.get(self.properties[property_name].values_from)
        return () if scheme is None or scheme.is_open else scheme.codes

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
