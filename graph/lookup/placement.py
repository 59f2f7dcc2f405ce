"""Where things stand: the zones and divisions that a thing lies in or is hosted by."""

from __future__ import annotations

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

_UPWARD = frozenset((GX + "locatedIn", GX + "hostedBy"))
_STEPS = 5  # a laboratory in a park in a zone in a city in a province


def places_of(reader: Reader, iri: str) -> dict[str, int]:
    """The thing itself and everything that it lies in, with the number of steps up to it."""
    found, front = {iri: 0}, [iri]
    for step in range(1, _STEPS + 1):
        reached: list[str] = []
        for place in front:
            for quad in reader.store.quads_for_pattern(
                ox.NamedNode(place), None, None, DEFAULT_GRAPH
            ):
                other = text_of(quad.object)
                if quad.predicate.value in _UPWARD and other not in found:
                    found[other] = step
                    reached.append(other)
        front = reached
    return found


def zones_of(reader: Reader, iri: str) -> list[str]:
    """The nearest zones that the thing is or lies in, sorted; empty where nobody says."""
    zones = {
        place: step
        for place, step in places_of(reader, iri).items()
        if reader.entry(place).cls in ("Zone", "NationalZone")
    }
    nearest = min(zones.values(), default=0)
    return sorted(place for place, step in zones.items() if step == nearest)
