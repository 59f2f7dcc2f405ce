"""``/things/{kind}/{key}/cite``: how it is cited, as ``gaoxin cite`` tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

from gaoxin.errors import BadParameter
from gaoxin.graph.citing.citations import Citation, Citations, citations
from gaoxin.graph.citing.cited_facts import FACT_KINDS
from gaoxin.service.lookups.links import link_of, thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import thing_in_path

BIBTEX = "application/x-bibtex; charset=utf-8"


def cite(asked: LookupRequest) -> dict[str, Any]:
    """Entries in the forms of GB/T 7714-2015 and BibTeX: of the graph, then of the sources.

    With ``fact`` they are for the facts whose sentence or section has this text.

    Raises:
        UnresolvedName: there is no such thing or fact.
        BadParameter: ``accessed`` is no date.
    """
    key = f"{asked.text('kind')}/{asked.text('key')}"
    if asked.text("kind") not in FACT_KINDS:
        key = thing_in_path(asked).key
    found = citations(
        asked.generation, key, asked.text("fact") or None, _accessed(asked), asked.day
    )
    sources = SourceList(asked.generation)
    return {
        "title": found.title,
        "key": key,
        "link": thing_link(key),
        "chosen": found.is_choice,
        "entries": [_entry(each) for each in found.entries],
        "facts": _facts(asked, found, sources),
        "sources": sources.listed(),
    }


def bibtex(asked: LookupRequest, document: dict[str, Any]) -> bytes:
    """The entries as a file for BibTeX."""
    return ("\n\n".join(entry["bibtex"] for entry in document["entries"]) + "\n").encode()


def _entry(each: Citation) -> dict[str, Any]:
    return {
        "source": each.key,
        "link": thing_link(f"source/{each.key}") if each.key else "",
        "iri": each.iri,
        "grade": each.grade,
        "gbt7714": each.entry.gbt,
        "bibtex": each.entry.bibtex,
        "missing": list(each.entry.missing),
    }


def _facts(asked: LookupRequest, found: Citations, sources: SourceList) -> list[dict[str, Any]]:
    return [
        {
            "iri": fact.iri,
            "link": link_of(asked.generation, fact.iri),
            "sentence": fact.sentence,
            "heading": fact.heading,
            "sources": sources.marks(fact.sources),
        }
        for fact in found.facts
    ]


def _accessed(asked: LookupRequest) -> date | None:
    text = asked.text("accessed")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise BadParameter(
            f"accessed：「{text}」不是日期，应如 2026-05-31。",
            f"accessed: {text!r} is no date such as 2026-05-31.",
            parameter="accessed",
            value=text,
        ) from cause
