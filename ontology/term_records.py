"""The records of the vocabulary: classes, properties, lists of values, and all of them together.

Plain frozen dataclasses.  :mod:`gaoxin.ontology.modules` fills them from the Turtle modules and
:func:`gaoxin.ontology.terms.vocabulary` hands them out.
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

    The first name is the heading; all of them are words for what the column counts.
    """

    key: str
    names_zh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class: its names, its superclasses within the vocabulary, and how its members are treated.

    ``parents`` are local names, nearest first.  ``kind`` is the first part of the members' keys
    (``""`` where members have no key: abstract classes and named graphs); ``label`` the Neo4j node
    label (``""`` where there is none); ``predicate`` the predicate of the common table whose rows
    become members (``observation``, ``target``, ``rank``), else ``""``.

    ``subject_property`` to ``states_relation`` are full IRIs and belong to n-ary classes, whose
    members are nodes about a fact: the properties that lead to its subject, its object and its
    predicate.  Where all members state one relation, ``states_relation`` is that relation; figures
    state neither.  The other fields are the annotations of ``usage.ttl``, where each is defined;
    ``""`` or ``None`` where it is absent.
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
    covered_as: Column | None = None
    look: Look | None = None

    @property
    def names_things(self) -> bool:
        """Whether tables may give a thing this class: not abstract, and its members have keys."""
        return bool(self.kind) and not self.nary and not self.abstract


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
    ``values_from`` is the local name of a scheme of values, ``unit`` the unit that all its numbers
    have; the other fields are annotations of ``usage.ttl``; ``""`` or ``None`` where absent.
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


@dataclass(frozen=True, slots=True)
class ControlledValue:
    """A value of a scheme: what the data write (``codes``), its names, and its unit in QUDT.

    ``exact`` and ``close`` are the IRIs that ``skos:exactMatch`` and ``skos:closeMatch`` give.
    """

    codes: tuple[str, ...]
    label_zh: str
    label_en: str
    exact: tuple[str, ...]
    close: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueScheme:
    """The values of a property; in an open scheme other values are allowed, too."""

    name: str
    is_open: bool
    values: tuple[ControlledValue, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Everything that the data may write, in the scheme's order."""
        return tuple(code for value in self.values for code in value.codes)


@dataclass(frozen=True)
class Vocabulary:
    """Every term; ``classes`` and ``properties`` by local name, or by CURIE for reused ones."""

    classes: dict[str, ClassTerm]
    properties: dict[str, PropertyTerm]
    version: str
    terms_by_iri: dict[str, ClassTerm | PropertyTerm] = field(repr=False)
    terms_by_predicate: dict[str, ClassTerm | PropertyTerm] = field(repr=False)
    schemes: dict[str, ValueScheme] = field(repr=False, default_factory=dict)
    columns: tuple[Column, ...] = field(repr=False, default=())

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

    def concrete(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the classes that are not abstract among ``names`` and everything below them.

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
        """Return the values that the property may have; ``()`` where no closed list is set."""
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
