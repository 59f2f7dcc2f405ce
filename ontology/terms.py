"""The ontology's classes and properties with their names in RDF, in tables and in Neo4j.

The Turtle modules beside this file are the only place where terms are defined; this module returns
them as frozen records, read once, so that loaders, store and mirror need neither rdflib nor SPARQL
to look up a domain, an inverse or a relationship type.  Alignments with other ontologies (such as
``rdfs:subClassOf org:Organization``) are left out, because the vocabulary contains only terms that
may occur in the data.
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
    """Read the modules; cached.

    Raises:
        InvalidOntology: a module does not parse, a label is missing, or a name is used twice.
    """
    return read_vocabulary()
