"""The ends of a quad as plain values.  How a literal is written is in gaoxin.ontology.literals."""

from __future__ import annotations

import pyoxigraph as ox

from gaoxin.ontology.rdf_terms import RdfTerm


def value_of(term: RdfTerm | ox.DefaultGraph) -> str:
    """An IRI, or a literal's lexical form; the store holds no quoted triples."""
    assert not isinstance(term, (ox.Triple, ox.DefaultGraph))
    return term.value


def object_of(quad: ox.Quad) -> ox.NamedNode | ox.Literal:
    """The object; loaders let no blank nodes and no quoted triples in."""
    assert isinstance(quad.object, (ox.NamedNode, ox.Literal))
    return quad.object
