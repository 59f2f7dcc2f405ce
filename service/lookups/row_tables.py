"""Rows of an answer as a part of a document, one page of them, and as a file: CSV or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gaoxin.graph.sheets.asked_for import AskedFor
from gaoxin.graph.wording.csv_rows import csv_text
from gaoxin.graph.wording.headings import heading
from gaoxin.model import Answer
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import PAGE, paged
from gaoxin.service.lookups.written_form import TRUNCATED, WrittenForm

RowOfTable = dict[str, Any]
DirectForms = dict[str, tuple[str, Callable[[LookupRequest], WrittenForm]]]

CSV_KIND = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page_of_rows(
    asked: LookupRequest, rows: Sequence[RowOfTable], usual: int = PAGE
) -> dict[str, Any]:
    """The rows that ``limit`` and ``offset`` of the request choose, as ``rows``, and members on the
    pages beside this one (:mod:`gaoxin.service.lookups.pagination`).
    """
    shown, page = paged(asked, rows, usual)
    return {"rows": list(shown), **page}


def headed(columns: Sequence[str]) -> list[dict[str, str]]:
    """The columns with their headings: ``key`` and ``heading``."""
    return [{"key": column, "heading": heading(column)} for column in columns]


def linked(asked: LookupRequest, row: RowOfTable) -> RowOfTable:
    """The row with a link for each IRI of a thing: ``subject_link`` for ``subject_iri``.

    A source column that holds keys joined by ``; `` gets the list ``…source_links``.
    """
    minter = asked.generation.minter
    out = dict(row)
    for name, value in row.items():
        if (name == "iri" or name.endswith("_iri")) and isinstance(value, str) and value:
            key = minter.key(value)
            if "/" in key and "://" not in key:
                out[name.removesuffix("iri") + "link"] = thing_link(key)
        elif (name == "source" or name.endswith("_source")) and isinstance(value, str):
            keys = [key for key in value.split("; ") if key]
            out[name + "_links"] = [thing_link(f"source/{key}") for key in keys]
    return out


def answer_as_csv(asked: LookupRequest, answer: Answer) -> WrittenForm:
    """The rows as ``--format csv`` writes them."""
    return _with_note(answer, csv_file(asked, csv_text(answer.columns, answer.rows)))


def answer_as_workbook(
    asked: LookupRequest, answer: Answer, about: Mapping[str, Any] | None = None
) -> WrittenForm:
    """The rows as ``-o x.xlsx`` writes them, with sheets of sources and of what was asked."""
    from gaoxin.graph.sheets.answer_workbook import workbook

    told = AskedFor(asked.address, generation=asked.generation)
    return _with_note(answer, workbook(answer, about, asked=told))


def files_of(make: Callable[[LookupRequest], Answer]) -> DirectForms:
    """CSV and workbook of the answer that ``make`` gives, which is no document."""
    return {
        "csv": (CSV_KIND, lambda asked: answer_as_csv(asked, make(asked))),
        "xlsx": (WORKBOOK, lambda asked: answer_as_workbook(asked, make(asked))),
    }


def _with_note(answer: Answer, body: bytes) -> WrittenForm:
    cut = {TRUNCATED: f"rows={len(answer.rows)}"} if answer.truncated else {}
    return WrittenForm(body, cut)


def _listed(document: dict[str, Any]) -> Answer:
    """The columns and rows of a document, and whether rows after them are left out."""
    columns = [column["key"] for column in document["columns"]]
    missing = document["total"] > document["offset"] + len(document["rows"])
    notes = [str(note) for note in document.get("notes", ())]
    return Answer(columns, document["rows"], missing, notes)


def csv_file(asked: LookupRequest, text: str) -> bytes:
    """CSV as a file.

    Without a byte order mark Excel reads Chinese as GBK.  People follow a link with ``format=csv``;
    programs, which do not expect the mark, can ask for the media type instead.
    """
    mark = "\ufeff" if "csv" in parse_qs(urlsplit(asked.address).query).get("format", ()) else ""
    return (mark + text).encode("utf-8", "backslashreplace")


FILES: dict[str, tuple[str, Callable[[LookupRequest, dict[str, Any]], WrittenForm]]] = {
    "csv": (CSV_KIND, lambda asked, document: answer_as_csv(asked, _listed(document))),
    "xlsx": (WORKBOOK, lambda asked, document: answer_as_workbook(asked, _listed(document))),
}
"""The files of a lookup whose document has ``columns`` and ``rows``."""
