"""``/queries/{name}``: a saved query, run with the parameters of the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gaoxin.graph.lookup.basis import basis
from gaoxin.graph.wording.code_words import word
from gaoxin.graph.wording.headings import heading
from gaoxin.graph.wording.rows_in_words import SOURCES, RowsInWords, shown_columns
from gaoxin.queries.answering import answer_query
from gaoxin.queries.catalogue import SavedQuery, catalogue
from gaoxin.queries.held_then import keep_held
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.moved import Moved
from gaoxin.service.lookups.pagination import paged
from gaoxin.service.lookups.queries import told_query
from gaoxin.service.lookups.source_list import SourceList


def saved_query(asked: LookupRequest) -> dict[str, Any]:
    """The rows of a saved query.

    ``rows`` have the values as the query gives them, by ``columns``.  ``cells`` say the same in
    words, a list for each row with one member for each of ``shown``; ``marks`` are the sources of
    each row.  If the query needs parameters and none is given, which is how its page is first
    opened, it is only described: ``ran`` is false.

    Raises:
        UnknownQuery: there is no such query.
        BadParameter, UnresolvedName, AmbiguousName: a parameter cannot be used.
        QueryFailed: the query reached a limit.
    """
    query = catalogue().get(asked.text("name"))
    if query.name != asked.text("name"):
        raise Moved(asked.address.replace(asked.text("name"), query.name, 1))
    given: Mapping[str, str] = asked.values.get("parameters") or {}
    body: dict[str, Any] = {
        "query": told_query(query) | {"sparql": query.sparql, "cypher": query.cypher},
        "values": {},
        "ran": False,
        "columns": list(query.columns),
        "shown": [{"key": name, "heading": heading(name)} for name in _shown(query)],
        "rows": [],
        "cells": [],
        "marks": [],
        "truncated": False,
        "notes": [],
        "basis": "",
        **paged(asked, [])[1],
        "sources": [],
    }
    if query.missing(given) and not any(given.values()):
        return body
    return body | _answered(asked, query, {name: value for name, value in given.items() if value})


def _answered(asked: LookupRequest, query: SavedQuery, given: Mapping[str, str]) -> dict[str, Any]:
    found = answer_query(query, given, asked.generation, asked.settings)
    answer, as_of = found.answer, asked.number("as_of")
    if as_of:
        keep_held(query, answer, as_of)
    rows, page = paged(asked, answer.rows)
    words, sources = RowsInWords(asked.generation), SourceList(asked.generation)
    told = [words.row(row) for row in rows]
    shown = _shown(query)
    return {
        "values": found.values,
        "ran": True,
        "rows": list(rows),
        "cells": [
            [_cell(asked, name, row, raw) for name in shown]
            for row, raw in zip(told, rows, strict=True)
        ],
        "marks": [sources.marks_of_keys(row.get("source") or row.get("sources")) for row in rows],
        "truncated": answer.truncated,
        "notes": answer.notes,
        "basis": basis(asked.generation, as_of, asked.number("generation")),
        **page,
        "sources": sources.listed(),
    }


def _shown(query: SavedQuery) -> list[str]:
    """The columns of the table; sources stand behind each row."""
    return [name for name in shown_columns(query.columns) if name not in (*SOURCES, "grade")]


def _cell(
    asked: LookupRequest, name: str, row: Mapping[str, Any], raw: Mapping[str, Any]
) -> dict[str, Any]:
    value = row.get(name)
    text = "" if value is None else word(name, value) if isinstance(value, str) else str(value)
    iri = raw.get(f"{name}_iri")
    return {"text": text, "link": link_of(asked.generation, str(iri)) if iri else ""}
