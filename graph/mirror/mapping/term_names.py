"""The names of the vocabulary's terms in Neo4j: labels, relationship types, property keys.

The names come from the ontology.  RDF allows a literal under a relation and an IRI under a
property.  The ontology has no name for these cases, so this module derives one: every mirrored
triple has exactly one place in Neo4j.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.namespaces import DCT, LANG_STRING, SKOS, XSD
from gaoxin.ontology.rdf_terms import RDF_TYPE, RdfTerm
from gaoxin.ontology.terms import Vocabulary, vocabulary

RESOURCE = "Resource"
MIRRORED = "_Mirrored"
VANISHED = "_Vanished"
STATE = "_Mirror"

URI, SOURCES, CONFIDENCE, INFERRED = "uri", "sources", "confidence", "inferred"
NAME_KEY, TYPES, TYPE_SOURCES, CAPTION = "nameKey", "types", "typeSources", "caption"
RESERVED = frozenset({URI, SOURCES, CONFIDENCE, INFERRED, NAME_KEY, TYPES, TYPE_SOURCES, CAPTION})
SUFFIXES = ("Others", "Exact", "Datatype", "Language")
DATE_SUFFIXES = ("Precision", "Text")
"""Further ones of properties whose values are dates, years or months."""
PRECISIONS = {"gYear": "year", "gYearMonth": "month", "date": "day"}

_LISTED = frozenset({SKOS + "altLabel", SKOS + "hiddenLabel", DCT + "contributor"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a node or relationship keeps the values of one property.

    ``key_en`` is for English values (``""``: they are under ``key``, too).  Without a datatype or
    language beside it, a text is Chinese if ``tagged``, and names a class or property if
    ``names_terms``.  ``listed``: the value is always a list.
    """

    predicate: str
    key: str
    key_en: str
    datatypes: tuple[str, ...]
    tagged: bool
    names_terms: bool
    listed: bool

    @property
    def precisions(self) -> tuple[str, ...]:
        """The precisions of its dates (``year``, ``month``, ``day``); ``()`` if it has no dates."""
        known = (PRECISIONS.get(iri.removeprefix(XSD)) for iri in self.datatypes)
        return tuple(name for name in known if name)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the keys of properties beside ``key`` may end."""
        return (*SUFFIXES, *DATE_SUFFIXES) if self.precisions else SUFFIXES

    def keys_beside(self, key: str) -> list[str]:
        """The keys of all properties that may stand beside ``key``, without itself."""
        columns = [key, *(key + s for s in ("Others", "Text") if s in self.suffixes)]
        marks = [s for s in self.suffixes if s not in ("Others", "Text")]
        return [*columns[1:], *(column + mark for column in columns for mark in marks)]


@dataclass(frozen=True)
class Neo4jNames:
    """Names in Neo4j by IRI, and IRIs by name."""

    labels: dict[str, str]
    supers: dict[str, frozenset[str]]
    nary: frozenset[str]
    relationships: dict[str, str]
    slots: dict[str, Slot]
    term_names: dict[str, str]
    indexed_labels: frozenset[str] = frozenset()
    classes_by_label: dict[str, str] = field(default_factory=dict)
    predicates_by_type: dict[str, str] = field(default_factory=dict)
    slots_by_key: dict[str, tuple[Slot, str]] = field(default_factory=dict)
    terms_by_name: dict[str, str] = field(default_factory=dict)

    def closure(self, types: frozenset[str]) -> frozenset[str]:
        """These classes with all their superclasses."""
        return types.union(*(self.supers[t] for t in types)) if types else types

    def minimal(self, closed: frozenset[str]) -> frozenset[str]:
        """The classes that are no superclass of another class in the set."""
        above = frozenset().union(*(self.supers[t] for t in closed)) if closed else frozenset()
        return closed - above

    def is_mirrored(self, predicate: str, value: RdfTerm) -> bool:
        """Whether triples with this predicate and object belong into the mirror."""
        if predicate == RDF_TYPE.value:
            return isinstance(value, ox.NamedNode) and value.value in self.labels
        return predicate in self.slots or predicate in self.relationships

    def is_relation(self, predicate: str, value: RdfTerm) -> bool:
        """Whether such a triple becomes a relationship, or a part of one."""
        return predicate in self.relationships and isinstance(value, ox.NamedNode)

    @property
    def predicates(self) -> frozenset[str]:
        """Every predicate that the mirror uses."""
        return frozenset({RDF_TYPE.value, *self.slots, *self.relationships})

    @property
    def nary_labels(self) -> frozenset[str]:
        """Labels of figures, statements and positions."""
        return frozenset(self.labels[iri] for iri in self.nary)

    @property
    def fingerprint(self) -> str:
        """A hash of all names: a mirror with another fingerprint is compared completely."""
        parts = [sorted(self.labels.items()), sorted(self.relationships.items())]
        text = repr((parts, sorted(map(str, self.slots.values())), ENCODING))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


# Increase it when the form of values changes: then every mirror is compared completely.
ENCODING = 3


def build_names(terms: Vocabulary) -> Neo4jNames:
    """Read the names out of the vocabulary.

    Raises:
        InvalidOntology: two terms share a name, or a name cannot be used in Cypher.
    """
    labels = {c.iri: c.label for c in terms.classes.values() if c.label}
    supers = {
        c.iri: frozenset(terms.classes[p].iri for p in c.parents if terms.classes[p].iri in labels)
        for c in terms.classes.values()
        if c.iri in labels
    }
    relationships: dict[str, str] = {}
    slots: dict[str, Slot] = {}
    for term in terms.properties.values():
        if not (term.relationship or term.property_key) or term.iri == RDF_TYPE.value:
            continue
        if term.repeats_inverse:
            continue
        if term.relationship:
            relationships[term.iri] = term.relationship
        local = term.name.rpartition(":")[2]
        slots[term.iri] = Slot(
            predicate=term.iri,
            key=term.property_key or f"{local}Text",
            key_en=term.property_key_en or "",
            datatypes=tuple(term.datatypes),
            tagged=LANG_STRING in term.datatypes,
            names_terms=term.is_term,
            listed=term.iri in _LISTED,
        )
    names = Neo4jNames(
        labels=labels,
        supers=supers,
        nary=frozenset(c.iri for c in terms.classes.values() if c.nary and c.iri in labels),
        # An index of a label that many nodes share besides that of their class slows each write.
        indexed_labels=frozenset(
            c.label for c in terms.classes.values() if c.label and not c.nary and not c.abstract
        ),
        relationships=relationships,
        slots=slots,
        term_names={iri: term.name for iri, term in terms.terms_by_iri.items()},
    )
    names.classes_by_label.update({label: iri for iri, label in labels.items()})
    names.predicates_by_type.update({name: iri for iri, name in relationships.items()})
    names.terms_by_name.update({name: iri for iri, name in names.term_names.items()})
    for slot in slots.values():
        names.slots_by_key[slot.key] = (slot, "zh" if slot.tagged else "")
        if slot.key_en:
            names.slots_by_key[slot.key_en] = (slot, "en")
    _check(names)
    return names


@lru_cache(maxsize=1)
def current_names() -> Neo4jNames:
    """The names of the current vocabulary."""
    return build_names(vocabulary())


def _check(names: Neo4jNames) -> None:
    keys = [key for slot in names.slots.values() for key in (slot.key, slot.key_en) if key]
    taken = [*RESERVED, *keys]
    for slot in names.slots.values():
        taken += [name for key in (slot.key, slot.key_en) if key for name in slot.keys_beside(key)]
    for what, used in (
        ("label", [RESOURCE, *names.labels.values()]),
        ("relationship type", list(names.relationships.values())),
        ("property", taken),
    ):
        twice = sorted({name for name in used if used.count(name) > 1})
        bad = sorted({name for name in used if not _NAME.match(name)})
        if twice or bad:
            listing = ", ".join(twice or bad)
            raise InvalidOntology(
                f"镜像名称表无法使用：{listing}（{what}）重复或不是合法名称；请改正 "
                "ontology/mirror.ttl。",
                f"The mirror table cannot be used: the {what} {listing} is "
                + ("used twice" if twice else "no plain name")
                + "; correct ontology/mirror.ttl.",
                names=twice or bad,
            )
