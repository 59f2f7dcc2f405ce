"""``/reconcile`` with ``extend``: values of properties for things that were matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.placement import places_of, zones_of
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.language import say
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.term_names import class_named
from gaoxin.ontology.term_records import PropertyTerm
from gaoxin.ontology.terms import vocabulary
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.offered_term import OfferedTerm

_MOST_VALUES = 50
_NUMBERS = ("decimal", "integer", "double", "float")
_DERIVED = {
    "iri": ("永久标识（IRI）", "permanent identifier (IRI)"),
    "class": ("类", "class"),
    "zone": ("所在高新区", "zone in which it lies"),
    "province": ("省", "province"),
}
"""Values that no single property gives."""


def propose(asked: LookupRequest) -> dict[str, Any]:
    """The properties of a class, those that are derived first.

    Raises:
        UnknownTerm: there is no such class.
    """
    cls = class_named(asked.text("type")).name if asked.text("type") else ""
    limit = asked.number("limit")
    return {
        "type": cls,
        "limit": limit,
        "properties": [{"id": one.id, "name": one.name} for one in properties_of(cls)[:limit]],
    }


def properties_of(cls: str) -> list[OfferedTerm]:
    """What can be read of things of a class, of all things for ``""``; the derived first."""
    derived = [OfferedTerm(name, *labels) for name, labels in _DERIVED.items()]
    return derived + [
        OfferedTerm(
            term.name,
            term.label_zh,
            term.label_en,
            say(term.definition_zh, term.definition_en),
        )
        for term in vocabulary().properties.values()
        if _fits(term, cls)
    ]


def _fits(term: PropertyTerm, cls: str) -> bool:
    if term.is_term or term.name.startswith(("rdf:", "qudt:", "prov:")):
        return False
    terms = vocabulary()
    ends = [name for name in term.domain if not terms.classes[name].bookkeeping]
    if term.domain and not ends:
        return False
    return not cls or not ends or terms.is_a(cls, ends)


def extend(asked: LookupRequest) -> dict[str, Any]:
    """``rows`` has for each key the values of each property; ``meta`` describes the properties.

    A value is a thing (``id``, ``name``), a text, a number or a date.  A key that is unknown, and a
    property that a thing does not have, have no values.
    """
    wanted = [str(one["id"]) for one in asked.values["properties"]]
    known = {one.id: one.name for one in properties_of("")}
    reading = _Reading(asked)
    rows = {str(key): reading.row(str(key), wanted) for key in asked.values["ids"]}
    return {"meta": [_meta(name, known.get(name, name)) for name in wanted], "rows": rows}


def _meta(name: str, label: str) -> dict[str, Any]:
    """The column: things of it can be matched on, because their class is told."""
    meta: dict[str, Any] = {"id": name, "name": label}
    term = vocabulary().properties.get(name)
    ends = term.range if term and term.is_relation and isinstance(term.range, tuple) else ()
    classes = {"zone": ("Zone",), "province": ("Province",)}.get(name, ends)
    if len(classes) == 1:
        meta["type"] = {"id": classes[0], "name": say(*class_labels_of(classes[0]))}
    return meta


class _Reading:
    """Reads the values of one request."""

    def __init__(self, asked: LookupRequest) -> None:
        self._generation = asked.generation
        self._reader = Reader(asked.generation)
        self._derived: dict[str, Callable[[str], Iterable[dict[str, Any]]]] = {
            "iri": lambda iri: [{"str": iri}],
            "class": self._class,
            "zone": lambda iri: [self._thing(zone) for zone in zones_of(self._reader, iri)],
            "province": self._province,
        }

    def row(self, key: str, wanted: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """The values of one thing by property."""
        found = self._generation.names.by_iri(key)
        if found is None:
            return {name: [] for name in wanted}
        return {name: self._values(found.iri, name)[:_MOST_VALUES] for name in wanted}

    def _values(self, iri: str, name: str) -> list[dict[str, Any]]:
        if name in self._derived:
            return list(self._derived[name](iri))
        term = vocabulary().properties.get(name)
        if term is None or not _fits(term, ""):
            return []
        quads = self._reader.store.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(term.iri), None, DEFAULT_GRAPH
        )
        values = sorted({quad.object for quad in quads}, key=str)
        return [self._value(value) for value in values if not isinstance(value, ox.BlankNode)]

    def _value(self, value: Any) -> dict[str, Any]:
        if isinstance(value, ox.NamedNode):
            return self._thing(value.value)
        kind = value.datatype.value.rpartition("#")[2]
        if kind == "integer":
            return {"int": int(value.value)}
        if kind in _NUMBERS:
            return {"float": float(value.value)}
        if kind in ("date", "dateTime"):
            return {"date": value.value}
        if kind == "boolean":
            return {"bool": value.value in ("true", "1")}
        return {"str": text_of(value)}

    def _thing(self, iri: str) -> dict[str, Any]:
        if not iri.startswith(self._generation.minter.base):
            return {"str": iri}
        return {"id": self._generation.minter.key(iri), "name": self._reader.entry(iri).name}

    def _class(self, iri: str) -> list[dict[str, Any]]:
        return [{"str": say(*class_labels_of(self._reader.entry(iri).cls))}]

    def _province(self, iri: str) -> list[dict[str, Any]]:
        divisions = [
            place
            for place in places_of(self._reader, iri)
            if self._generation.minter.key(place).startswith("division/")
            and place.endswith("0000")
            and place != iri
        ]
        return [self._thing(place) for place in sorted(divisions)]
