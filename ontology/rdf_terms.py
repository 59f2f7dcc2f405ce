"""Common RDF terms as pyoxigraph nodes, and the type of a triple's object."""

from __future__ import annotations

import pyoxigraph as ox

from gaoxin.ontology.namespaces import PREFERRED_IRI, RDF_TYPE_IRI, SKOS

RdfTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""The type of the object of a triple."""

RDF_TYPE = ox.NamedNode(RDF_TYPE_IRI)
PREFERRED = ox.NamedNode(PREFERRED_IRI)
ALTERNATIVE = ox.NamedNode(SKOS + "altLabel")
HIDDEN = ox.NamedNode(SKOS + "hiddenLabel")
DEFAULT_GRAPH = ox.DefaultGraph()
