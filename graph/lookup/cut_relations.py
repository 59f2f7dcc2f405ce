"""Relations that lead to a thing more often than is told, as 位于 to a zone with 100,000 firms."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.thing import label_of
from gaoxin.language import say
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

TOLD = 300
"""How many facts of one relation of other things to a thing are told where not all can be."""
COUNTED = 10_000
"""Up to this many things are counted: to count 100,000 takes a second."""


def cut_notes(reader: Reader, iri: str, relations: Iterable[str], most: int = TOLD) -> list[str]:
    """For each of these relations (local names), how many things it has, and how many are told."""
    return [_note(reader, iri, name, most) for name in relations]


def _note(reader: Reader, iri: str, name: str, most: int) -> str:
    label, predicate = label_of(name), reader.vocabulary.properties[name].iri
    quads = reader.store.quads_for_pattern(
        None, ox.NamedNode(predicate), ox.NamedNode(iri), DEFAULT_GRAPH
    )
    count = sum(1 for _ in islice(quads, COUNTED + 1))
    more = count > COUNTED
    zh = f"{COUNTED:,} 多" if more else f"{count:,} "
    en = f"More than {COUNTED:,}" if more else f"{count:,}"
    return say(
        f"有 {zh}个事物以「{label}」指向它，这里只列出 {most} 个；全部可用 SPARQL 查询。",
        f"{en} things lead here by the relation {label!r}; {most} of them are listed. SPARQL "
        "gives all.",
    )
