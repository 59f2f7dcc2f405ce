"""What tells things of one name apart: the organizations of a person, the places of a firm."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.terms import vocabulary

_TELLING = {"personal": ("holdsPosition", "participatesIn"), "proper": ("locatedIn",)}
"""The relations that tell things of one name apart, by the form of the names of their class."""
_SHOWN = 2


def is_told_apart(type_: str) -> bool:
    """Whether things of this class often share a name."""
    return bool(_relations(type_))


def told_apart_by(reader: Reader, iri: str, type_: str) -> str:
    """The names of the first organizations or places of the thing, ``""`` if none is known."""
    found: dict[str, None] = {}
    for name in _relations(type_):
        found.update(dict.fromkeys(_objects(reader, iri, name)))
    names = [reader.entry(other).name for other in found]
    return "; ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")


def _relations(type_: str) -> tuple[str, ...]:
    term = vocabulary().classes.get(type_)
    return _TELLING.get(term.name_form, ()) if term else ()


def _objects(reader: Reader, iri: str, name: str) -> Iterable[str]:
    return sorted(
        text_of(quad.object)
        for quad in reader.store.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(GX + name), None, DEFAULT_GRAPH
        )
    )
