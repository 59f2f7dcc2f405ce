"""Everything that is known of a source, for lists of sources and for citing it."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.store.generation import Generation
from gaoxin.language import say
from gaoxin.ontology.namespaces import GX, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.terms import vocabulary

_COPY = "只见转载"
"""Words in the note of a source of which only a copy was seen."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source with its metadata as given; ``""`` stands for what is not known.

    ``kind`` is a code of ``gx:SourceKindScheme``, ``grade`` one of ``gx:GradeScheme``.
    ``is_copy`` says that ``url`` leads to a copy, not to what the publisher has published.
    """

    key: str
    iri: str
    title: str
    publisher: str
    date: str
    page: str
    kind: str
    url: str
    grade: str
    is_copy: bool = False


def source_record(generation: Generation, key: str) -> SourceRecord:
    """The record of the source ``key``; unknown sources have their key only."""
    reader = Reader(generation)
    node = generation.minter.source(key)
    known = reader.source(node.value)

    def literal(name: str) -> str:
        found = reader.store.quads_for_pattern(node, ox.NamedNode(GX + name), None, DEFAULT_GRAPH)
        return min((text_of(quad.object) for quad in found), default="")

    notes = reader.store.quads_for_pattern(node, ox.NamedNode(SKOS + "note"), None, DEFAULT_GRAPH)
    return SourceRecord(
        key=key,
        iri=node.value,
        title=known.title,
        publisher=known.publisher,
        date=known.date,
        page=literal("page"),
        kind=literal("sourceKind"),
        url=literal("url"),
        grade=known.grade,
        is_copy=any(_COPY in text_of(quad.object) for quad in notes),
    )


def kind_word(kind: str) -> str:
    """A kind of source in words; an unknown kind is returned unchanged."""
    for value in vocabulary().schemes["SourceKindScheme"].values:
        if kind in value.codes:
            return say(value.label_zh, value.label_en)
    return kind
