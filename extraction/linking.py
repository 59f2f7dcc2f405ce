"""Which things of the graph the names of an article mean, where a name leads to one thing only."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from gaoxin.extraction.extract import Extraction
from gaoxin.extraction.proposals import EntityMention
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_BY_POST = ("Person",)
"""Classes whose things are not known by their names alone."""


def linked(extraction: Extraction, generation: Generation) -> Extraction:
    """The extraction with the key of a thing in each mention whose name is that of one thing of its
    class in ``generation``, and of no other.
    """

    @cache
    def key_of(type_: str, name: str) -> str:
        term = vocabulary().classes.get(type_)
        if term is None or not name or type_ in _BY_POST:
            return ""
        found = generation.names.candidates(name, term.kind, spoken=False)
        return found[0].key if len(found) == 1 else ""

    @cache
    def with_key(mention: EntityMention) -> EntityMention:
        key = key_of(mention.type, mention.name)
        return replace(mention, iri=key, reason=mention.reason or "name") if key else mention

    return Extraction(
        extraction.article,
        tuple(map(with_key, extraction.mentions)),
        tuple(
            replace(fact, subject=with_key(fact.subject), object=with_key(fact.object))
            for fact in extraction.proposals
        ),
    )
