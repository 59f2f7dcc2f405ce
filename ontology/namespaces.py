"""Namespaces and prefixes; no other module defines any.

They are strings, so that importing them loads no RDF library.  :mod:`gaoxin.ontology.rdf_terms` has
the common terms as pyoxigraph nodes.
"""

from __future__ import annotations

from collections.abc import Mapping

GX = "https://w3id.org/gaoxin/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "https://schema.org/"
GEO = "http://www.opengis.net/ont/geosparql#"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
QUDT = "http://qudt.org/schema/qudt/"
SH = "http://www.w3.org/ns/shacl#"
XML = "http://www.w3.org/XML/1998/namespace"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"

PREFIXES: Mapping[str, str] = {
    "gx": GX,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "prov": PROV,
    "org": ORG,
    "schema": SCHEMA,
    "geo": GEO,
    "wgs84": WGS84,
    "qudt": QUDT,
}
"""Prefixes, in the order in which written files declare them."""


def compact(iri: str) -> str:
    """``prefix:local`` for an IRI in one of the namespaces of :data:`PREFIXES`, else the IRI.

    >>> compact(SKOS + "prefLabel")
    'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


RDF_TYPE_IRI = RDF + "type"
PREFERRED_IRI = SKOS + "prefLabel"
LANG_STRING = RDF + "langString"
