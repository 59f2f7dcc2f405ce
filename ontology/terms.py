"""What the ontology's classes and properties are called, everywhere: in RDF, in tables, in Neo4j.

The Turtle modules beside this file are the only place where terms are defined; this module
hands them out as plain frozen records, read once, so that loaders, store and mirror need neither
rdflib nor SPARQL to know a domain, an inverse or a relationship type.  Alignments elsewhere
(``rdfs:subClassOf org:Organization`` and the like) are left out: only terms that may occur in the
data are in the vocabulary.
"""

from __future__ import annotations

from functools import cache

from gaoxin.ontology.modules import read_vocabulary
from gaoxin.ontology.term_records import (
    ClassTerm,
    Column,
    ControlledValue,
    Look,
    PropertyTerm,
    ValueScheme,
    Vocabulary,
)

__all__ = [
    "ClassTerm",
    "Column",
    "ControlledValue",
    "Look",
    "PropertyTerm",
    "ValueScheme",
    "Vocabulary",
    "vocabulary",
]


@cache
def vocabulary() -> Vocabulary:
    """Read the modules; later calls return the same object.

    Raises:
        InvalidOntology: a module does not parse, a label is missing, or a name is used twice.
    """
    return read_vocabulary()
