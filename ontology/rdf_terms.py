"""The RDF terms that many modules need, as pyoxigraph nodes, and what a term may be."""

from __future__ import annotations

import pyoxigraph as ox

from gaoxin.ontology.namespaces import PREFERRED_IRI, RDF_TYPE_IRI, SKOS

RdfTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What may stand as the object of a triple."""

RDF_TYPE = ox.NamedNode(RDF_TYPE_IRI)
PREFERRED = ox.NamedNode(PREFERRED_IRI)
ALTERNATIVE = ox.NamedNode(SKOS + "altLabel")
HIDDEN = ox.NamedNode(SKOS + "hiddenLabel")
DEFAULT_GRAPH = ox.DefaultGraph()
