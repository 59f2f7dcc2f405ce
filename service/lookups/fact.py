"""``/things/statement/…`` and the other kinds of facts: one fact by its permanent IRI."""

from __future__ import annotations

from typing import Any

from gaoxin.errors import UnresolvedName
from gaoxin.graph.citing.cited_facts import cited_fact
from gaoxin.graph.facts.finding import finding_of
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.thing import label_of
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import told_thing


def fact(asked: LookupRequest) -> dict[str, Any]:
    """The fact as a sentence and in its parts, with its sources.

    Raises:
        UnresolvedName: this generation has no such fact.
    """
    key = f"{asked.text('kind')}/{asked.text('key')}"
    iri = asked.generation.minter.iri(key)
    reader = Reader(asked.generation)
    found, cited = finding_of(reader, iri), cited_fact(asked.generation, iri)
    if found is None or cited is None:
        raise UnresolvedName(
            f"第 {asked.generation.number} 代没有事实 {key}；它可能已被更正或移除。",
            f"Generation {asked.generation.number} has no fact {key}; it may have been corrected "
            "or removed.",
            key=key,
        )
    sources = SourceList(asked.generation)
    marks = sources.marks(cited.sources)
    return {
        "iri": iri,
        "key": key,
        "link": thing_link(key),
        "sentence": cited.sentence,
        "heading": cited.heading,
        "subject": told_thing(asked, found.subject, reader),
        "relation": found.predicate,
        "label": label_of(found.predicate),
        "object": told_thing(asked, found.object, reader) if found.object else None,
        "text": found.text,
        "value": found.value,
        "comparator": found.comparator,
        "unit": found.unit,
        "time": found.time,
        "start": found.start,
        "end": found.end,
        "status": found.status,
        "qualifier": found.qualifier,
        "title": found.title,
        "inferred": found.inferred,
        "marks": marks,
        "sources": sources.listed(),
    }
