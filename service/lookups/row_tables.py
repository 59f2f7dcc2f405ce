"""Rows of an answer as a part of a document: one page of them, headings, links, and CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gaoxin.graph.wording.csv_rows import csv_text
from gaoxin.graph.wording.headings import heading
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import paged

RowOfTable = dict[str, Any]

CSV_FORM = "csv"
_CSV_KIND = "text/csv; charset=utf-8"


def page_of_rows(asked: LookupRequest, rows: Sequence[RowOfTable]) -> dict[str, Any]:
    """The rows that ``limit`` and ``offset`` of the request choose, as ``rows``, and members on the
    pages beside this one (:mod:`gaoxin.service.lookups.pagination`).
    """
    shown, page = paged(asked, rows)
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


def csv_form(asked: LookupRequest, document: dict[str, Any]) -> bytes:
    """The columns and rows of a document as CSV, as ``--format csv`` writes them."""
    columns = [column["key"] for column in document["columns"]]
    return csv_file(asked, csv_text(columns, document["rows"]))


def csv_file(asked: LookupRequest, text: str) -> bytes:
    """CSV as a file.

    Without a byte order mark Excel reads Chinese as GBK.  People follow a link with ``format=csv``;
    programs, which do not expect the mark, can ask for the media type instead.
    """
    mark = "\ufeff" if "csv" in parse_qs(urlsplit(asked.address).query).get("format", ()) else ""
    return (mark + text).encode("utf-8", "backslashreplace")


CSV: dict[str, tuple[str, Callable[[LookupRequest, dict[str, Any]], bytes]]] = {
    CSV_FORM: (_CSV_KIND, csv_form)
}
"""The form of a lookup whose document has ``columns`` and ``rows``."""
