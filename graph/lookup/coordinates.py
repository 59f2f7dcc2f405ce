"""Where a thing lies: the coordinates that sources give, in degrees (WGS 84)."""

from __future__ import annotations

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.ontology.namespaces import WGS84
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH


def coordinates(reader: Reader, iri: str) -> tuple[float, float] | None:
    """Longitude and latitude of a thing in degrees; ``None`` if no source gives both."""
    pair = []
    for name in ("long", "lat"):
        quads = reader.store.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(WGS84 + name), None, DEFAULT_GRAPH
        )
        pair += [float(text_of(quad.object)) for quad in quads][:1]
    return (pair[0], pair[1]) if len(pair) == 2 else None
