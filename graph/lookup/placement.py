"""Placement: the zones and divisions that contain or host a thing."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.terms import vocabulary

_UPWARD = (ox.NamedNode(GX + "locatedIn"), ox.NamedNode(GX + "hostedBy"))
_STEPS = 5  # for example: laboratory, park, zone, city, province


def places_of(reader: Reader, iri: str) -> dict[str, int]:
    """The thing itself and everything that contains it, with the number of steps to each."""
    found, front = {iri: 0}, [iri]
    for step in range(1, _STEPS + 1):
        reached: list[str] = []
        for place in front:
            for other in _outer(reader, place):
                if other not in found:
                    found[other] = step
                    reached.append(other)
        front = reached
    return found


def _outer(reader: Reader, place: str) -> Iterator[str]:
    """What contains a place directly; read by relation, because a zone hosts very many things."""
    for relation in _UPWARD:
        for quad in reader.store.quads_for_pattern(
            ox.NamedNode(place), relation, None, DEFAULT_GRAPH
        ):
            yield text_of(quad.object)


def zones_of(reader: Reader, iri: str) -> list[str]:
    """The nearest zones that the thing is or lies in, sorted; empty if unknown."""
    zones = {
        place: step
        for place, step in places_of(reader, iri).items()
        if vocabulary().is_a(reader.entry(place).cls, ["Zone"])
    }
    nearest = min(zones.values(), default=0)
    return sorted(place for place, step in zones.items() if step == nearest)
