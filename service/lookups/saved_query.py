"""``/queries/{name}``: a saved query, run with the parameters of the request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gaoxin.graph.lookup.reader_language import in_reader_language
from gaoxin.graph.wording.code_words import truth_word, word
from gaoxin.graph.wording.headings import heading
from gaoxin.graph.wording.rows_in_words import SOURCES, RowsInWords, shown_columns
from gaoxin.queries.answering import SavedAnswer, answer_query
from gaoxin.queries.catalogue import SavedQuery, catalogue
from gaoxin.queries.held_then import keep_held
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.moved import Moved
from gaoxin.service.lookups.pagination import paged
from gaoxin.service.lookups.queries import told_query
from gaoxin.service.lookups.row_tables import answer_as_csv, answer_as_workbook
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import basis_of
from gaoxin.service.lookups.written_form import WrittenForm


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
    query = _found(asked)
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
    return body | _answered(asked, query)


def as_csv(asked: LookupRequest) -> WrittenForm:
    """All rows as ``gaoxin query --format csv`` writes them.

    Raises:
        The same errors as :func:`saved_query`; a missing value is an error here.
    """
    return answer_as_csv(asked, _run(asked).answer)


def as_workbook(asked: LookupRequest) -> WrittenForm:
    """All rows as ``gaoxin query -o x.xlsx`` writes them, with sheets of sources and of what was
    asked.
    """
    found = _run(asked)
    about = {"query": found.query.name, "title": found.query.title, "parameters": found.values}
    return answer_as_workbook(asked, in_reader_language(asked.generation, found.answer), about)


def _run(asked: LookupRequest) -> SavedAnswer:
    """The answer with the parameters of the request; an empty one is none."""
    query = _found(asked)
    parameters: Mapping[str, str] = asked.values.get("parameters") or {}
    given = {name: value for name, value in parameters.items() if value}
    found = answer_query(query, given, asked.generation, asked.settings)
    if as_of := asked.number("as_of"):
        keep_held(query, found.answer, as_of)
    return found


def _answered(asked: LookupRequest, query: SavedQuery) -> dict[str, Any]:
    found = _run(asked)
    answer = found.answer
    rows, page = paged(asked, answer.rows)
    words, sources = RowsInWords(asked.generation), SourceList(asked.generation)
    told = [words.row(row) for row in rows]
    shown = _shown(query, rows)
    return {
        "shown": [{"key": name, "heading": heading(name)} for name in shown],
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
        "basis": basis_of(asked),
        **page,
        "sources": sources.listed(),
    }


def _found(asked: LookupRequest) -> SavedQuery:
    """The query in the path; a short name leads to the full one."""
    query = catalogue().get(asked.text("name"))
    if query.name != asked.text("name"):
        raise Moved(asked.address.replace(asked.text("name"), query.name, 1))
    return query


def _shown(query: SavedQuery, rows: Sequence[Mapping[str, Any]] = ()) -> list[str]:
    """The columns of the table; sources stand behind each row, but their number in a column."""
    counted = {name for row in rows for name in SOURCES if isinstance(row.get(name), int)}
    hidden = {*SOURCES, "grade"} - counted
    return [name for name in shown_columns(query.columns) if name not in hidden]


def _cell(
    asked: LookupRequest, name: str, row: Mapping[str, Any], raw: Mapping[str, Any]
) -> dict[str, Any]:
    value = row.get(name)
    if isinstance(value, bool):
        text = truth_word(value)
    else:
        text = "" if value is None else word(name, str(value))
    iri = raw.get(f"{name}_iri")
    return {"text": text, "link": link_of(asked.generation, str(iri)) if iri else ""}
