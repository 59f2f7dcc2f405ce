"""Literals in the canonical form in which the store keeps them."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox

from gaoxin.ontology.namespaces import XSD
from gaoxin.ontology.rdf_terms import RdfTerm

DECIMAL, DATE, STRING = (ox.NamedNode(XSD + name) for name in ("decimal", "date", "string"))


def value_of(term: RdfTerm | ox.DefaultGraph) -> str:
    """An IRI, or a literal's lexical form; the store holds no quoted triples."""
    assert not isinstance(term, (ox.Triple, ox.DefaultGraph))
    return term.value


def object_of(quad: ox.Quad) -> ox.NamedNode | ox.Literal:
    """The object; loaders let no blank nodes and no quoted triples in."""
    assert isinstance(quad.object, (ox.NamedNode, ox.Literal))
    return quad.object


def literal(value: str, datatype: str = "", language: str = "") -> ox.Literal:
    """Make a literal; decimals and integers lose signs and zeros that carry no value.

    pyoxigraph would drop them on writing, and a digest taken before would then not agree.

    >>> str(literal("69.70", XSD + "decimal"))
    '"69.7"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if language:
        return ox.Literal(value, language=language)
    if datatype == XSD + "decimal":
        text = format(Decimal(value), "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return ox.Literal("0" if text in ("-0", "") else text, datatype=DECIMAL)
    if datatype == XSD + "integer":
        return ox.Literal(str(int(value)), datatype=ox.NamedNode(datatype))
    if datatype and datatype != XSD + "string":
        return ox.Literal(value, datatype=ox.NamedNode(datatype))
    return ox.Literal(value)
