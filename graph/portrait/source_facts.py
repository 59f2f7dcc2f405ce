"""Key facts of a source: how it is cited, how reliable it is, and which zones it is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.thing import label_of
from gaoxin.graph.portrait.known_facts import KeyFact, Told
from gaoxin.language import say
from gaoxin.ontology.literals_in_words import literal_words
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_ZONES_SHOWN = 8


def source_key_facts(generation: Generation, reader: Reader, iri: str) -> list[KeyFact]:
    """Publisher, date, kind, grade, address and zones of a source; what is unknown is said."""
    source = reader.source(iri)
    unknown = say("未注明", "not given")
    lines = [
        (say("出版者", "publisher"), source.publisher, unknown),
        (say("日期", "date"), period_words(source.date) if source.date else "", unknown),
        (say("种类", "kind"), literal_words("sourceKind", _text(reader, iri, "sourceKind")), ""),
        (say("可信度", "grade"), grade_word(source.grade), say("未评级", "not graded")),
        (label_of("page"), _text(reader, iri, "page"), ""),
        (label_of("url"), _text(reader, iri, "url"), ""),
    ]
    found = [
        KeyFact(label, (Told(text),) if text else (), absent)
        for label, text, absent in lines
        if text or absent
    ]
    return [*found, _zones(generation, reader, source.key)]


def _text(reader: Reader, iri: str, name: str) -> str:
    quads = reader.store.quads_for_pattern(
        ox.NamedNode(iri), ox.NamedNode(GX + name), None, DEFAULT_GRAPH
    )
    return min((text_of(quad.object) for quad in quads), default="")


def _zones(generation: Generation, reader: Reader, key: str) -> KeyFact:
    """The zones that stand in the source's statements, the most mentioned first."""
    said: Counter[str] = Counter()
    for graph, source in generation.graph_sources.items():
        if source != key:
            continue
        for quad in reader.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            ends = {text_of(term) for term in (quad.subject, quad.object) if _is_node(term)}
            said.update(ends)
    zones = [
        (count, reader.entry(iri).name)
        for iri, count in said.items()
        if vocabulary().is_a(reader.entry(iri).cls, ("Zone",))
    ]
    names = [name for _, name in sorted(zones, key=lambda pair: (-pair[0], pair[1]))]
    label = say("说到的高新区", "zones in it")
    if not names:
        return KeyFact(label, (), say("没有", "none"))
    values = [Told(name) for name in names[:_ZONES_SHOWN]]
    if len(names) > _ZONES_SHOWN:
        values.append(Told(say(f"共 {len(names)} 家", f"{len(names)} in all")))
    return KeyFact(label, tuple(values))


def _is_node(term: object) -> bool:
    return isinstance(term, ox.NamedNode)
