"""``/timeline``: what is known of a thing by date, as ``gaoxin timeline`` lists it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gaoxin.graph.comparison.timeline import DatedFact, Timeline, rows_of_timeline
from gaoxin.graph.comparison.timeline import timeline as timeline_of
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.asked_sections import sections_asked
from gaoxin.graph.lookup.cut_relations import TOLD, cut_notes
from gaoxin.graph.wording.code_words import word
from gaoxin.model import Answer
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import paged
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import basis_of, facts_wanted, thing_named, told_thing


def timeline(asked: LookupRequest) -> dict[str, Any]:
    """The dated facts of the thing ``name``, the oldest first, and how many have no date.

    Without a name, which is how the page is first opened, there is no thing and no fact.

    Raises:
        UnresolvedName, AmbiguousName: the name means nothing, or several things.
        BadParameter: there is no such section.
    """
    sources = SourceList(asked.generation)
    facts: list[DatedFact] = []
    body: dict[str, Any] = {"thing": None, "basis": "", "undated": 0, "notes": []}
    if asked.text("name"):
        found = thing_named(asked, "name", asked.text("type") or None)
        known = _known(asked, found.iri)
        facts = list(known.facts)
        body = {
            "thing": told_thing(asked, found.iri),
            "basis": basis_of(asked),
            "undated": known.undated,
            "notes": cut_notes(Reader(asked.generation), found.iri, known.cut, TOLD),
        }
    rows, page = paged(asked, facts)
    body["facts"] = [_fact(asked, sources, each) for each in rows]
    return body | page | {"sources": sources.listed()}


def dated_rows(asked: LookupRequest) -> Answer:
    """The dated facts as ``gaoxin timeline -o x.xlsx`` writes them.

    Raises:
        The same errors as :func:`timeline`; a missing name is an error here.
    """
    return rows_of_timeline(
        _known(asked, thing_named(asked, "name", asked.text("type") or None).iri)
    )


def _known(asked: LookupRequest, iri: str) -> Timeline:
    chosen = sections_asked(asked.texts("section"))
    known = timeline_of(asked.generation, iri, facts_wanted(asked, iri), TOLD)
    kept = tuple(each for each in known.facts if not chosen or each.section in chosen)
    return replace(known, facts=kept)


def _fact(asked: LookupRequest, sources: SourceList, each: DatedFact) -> dict[str, Any]:
    return {
        "time": each.time,
        "when": period_words(each.time),
        "start": each.start,
        "end": each.end,
        "section": each.section,
        "heading": word("section", each.section),
        "label": each.label,
        "name": each.name,
        "link": link_of(asked.generation, each.iri),
        "remark": each.remark,
        "promise": each.is_promise,
        "past": each.fact.status == "historical",
        "sources": sources.marks(each.sources),
    }
