"""The national zones with their places, for maps."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.audit.readings import zone_readings
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.brief_names import brief_english, brief_name
from gaoxin.graph.lookup.coordinates import coordinates
from gaoxin.language import say
from gaoxin.ontology.rdf_terms import ALTERNATIVE
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest


def zone_points(asked: LookupRequest) -> list[dict[str, Any]]:
    """Each national zone with its place: ``key``, ``link``, ``name``, ``brief``, ``reading`` (how
    it was read about), ``stated`` (the number of triples about it), ``longitude`` and ``latitude``
    in degrees (``None`` if no source gives them); those about which most is said first.
    """
    reader = Reader(asked.generation)
    found = []
    for zone in sorted(zone_readings(asked.generation), key=lambda zone: -zone.stated):
        place = coordinates(reader, zone.iri)
        entry = reader.entry(zone.iri)
        others = reader.labels(zone.iri, ALTERNATIVE, "zh")
        brief = brief_name(entry.zh or entry.name, others).removesuffix("高新区")
        key = asked.generation.minter.key(zone.iri) or ""
        found.append(
            {
                "key": key,
                "link": thing_link(key),
                "name": entry.name,
                "brief": say(brief, brief_english(entry.en or entry.name)),
                "reading": zone.reading,
                "stated": zone.stated,
                "longitude": place[0] if place else None,
                "latitude": place[1] if place else None,
            }
        )
    return found
