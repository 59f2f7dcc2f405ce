"""``/path``: the shortest paths between two things, as ``gaoxin path`` finds them."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.paths import Path, answer, paths
from gaoxin.graph.lookup.relation_words import relation_sentence
from gaoxin.graph.lookup.thing import any_fact, label_of
from gaoxin.graph.portrait.portrait import Filter
from gaoxin.graph.wording.code_words import word
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import basis_of, thing_named, told_thing


def path(asked: LookupRequest) -> dict[str, Any]:
    """The paths between ``from`` and ``to``, each with its things and the facts between them.

    Without both names, which is how the page is first opened, there are no paths and no ends.

    Raises:
        UnresolvedName, AmbiguousName: a name means nothing, or several things.
        UnknownTerm: there is no such relation.
    """
    hops = asked.number("max_hops")
    body: dict[str, Any] = {
        "from": None,
        "to": None,
        "max_hops": hops,
        "paths": [],
        "more": False,
        "basis": "",
        "notes": [],
        "sources": [],
    }
    if not asked.text("from") or not asked.text("to"):
        return body
    start, end = thing_named(asked, "from"), thing_named(asked, "to")
    grade = asked.text("grade")
    search = paths(
        asked.generation,
        start.iri,
        end.iri,
        max_hops=hops,
        k=asked.number("count"),
        relations=asked.texts("relation") or None,
        keeps=Filter(grade=grade).keeps if grade else any_fact,
    )
    reader, sources = Reader(asked.generation), SourceList(asked.generation)
    return body | {
        "from": told_thing(asked, start.iri, reader),
        "to": told_thing(asked, end.iri, reader),
        "paths": [_path(asked, reader, sources, each) for each in search.paths],
        "more": search.more,
        "basis": basis_of(asked),
        "notes": answer(asked.generation, search).notes,
        "sources": sources.listed(),
    }


def _path(asked: LookupRequest, reader: Reader, sources: SourceList, found: Path) -> dict[str, Any]:
    return {
        "things": [told_thing(asked, iri, reader) for iri in found.nodes],
        "steps": [
            [_fact(reader, sources, fact, found.nodes[number]) for fact in facts]
            for number, facts in enumerate(found.steps)
        ],
    }


def _fact(reader: Reader, sources: SourceList, fact: Finding, start: str) -> dict[str, Any]:
    subject, target = reader.entry(fact.subject).name, reader.entry(fact.object).name
    return {
        "relation": fact.predicate,
        "label": label_of(fact.predicate),
        "direction": "out" if fact.subject == start else "in",
        "sentence": relation_sentence(fact.predicate, subject, target, fact.title),
        "status": fact.status,
        "status_word": word("status", fact.status) if fact.status else "",
        "time": fact.time,
        "when": period_words(fact.time) if fact.time else "",
        "inferred": fact.inferred,
        "sources": sources.marks(fact.sources),
    }
