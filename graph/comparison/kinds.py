"""Kinds of enterprises: by industry, title, size class and listing, as far as sources tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.told_items import ToldItem
from gaoxin.language import say
from gaoxin.ontology.literals_in_words import literal_words
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

_BY_THING = tuple(ox.NamedNode(GX + name) for name in ("operatesIn", "awarded", "approvedAs"))
_SIZE, _LISTED = ox.NamedNode(GX + "enterpriseSize"), ox.NamedNode(GX + "stockCode")


def kinds_of(reader: Reader, enterprises: Iterable[ToldItem]) -> dict[str, int]:
    """How many of these enterprises belong to each kind, the most frequent first.

    An enterprise counts once in each of its kinds; those of which no source tells a kind count
    under "kind unknown".
    """
    counts: Counter[str] = Counter()
    unknown = 0
    for item in enterprises:
        kinds = set(_kinds(reader, ox.NamedNode(item.iri)))
        counts.update(kinds)
        unknown += not kinds
    found = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    if unknown:
        found[say("种类不明", "kind unknown")] = unknown
    return found


def _kinds(reader: Reader, node: ox.NamedNode) -> Iterator[str]:
    for relation in _BY_THING:
        for quad in reader.store.quads_for_pattern(node, relation, None, DEFAULT_GRAPH):
            yield reader.entry(text_of(quad.object)).name
    for quad in reader.store.quads_for_pattern(node, _SIZE, None, DEFAULT_GRAPH):
        yield literal_words("enterpriseSize", text_of(quad.object))
    for _ in reader.store.quads_for_pattern(node, _LISTED, None, DEFAULT_GRAPH):
        yield say("上市企业", "listed")
