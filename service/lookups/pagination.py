"""One page of a long list, with links to the pages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from gaoxin.service.lookups.links import changed
from gaoxin.service.lookups.lookup_request import LookupRequest

PAGE = 100
"""Rows of one page if nothing else is asked for."""

FILE_FORMS = ("csv", "xlsx")
"""Forms that are files for people: of a list they have all rows, whatever page one came from."""

PagedRow = TypeVar("PagedRow")


def paged(
    asked: LookupRequest, rows: Sequence[PagedRow], usual: int = PAGE
) -> tuple[Sequence[PagedRow], dict[str, Any]]:
    """The rows from ``offset`` on, ``limit`` at most, and members of the document on the others.

    Without ``limit`` a page has ``usual`` rows.

    ``total`` counts all rows; ``next`` and ``previous`` are addresses, ``""`` where there is none.
    """
    first = asked.number("offset")
    limit = most_rows(asked, usual)
    shown = rows[first : first + limit]
    return shown, paging(asked, len(rows), len(shown), limit)


def paging(asked: LookupRequest, total: int, shown: int, limit: int) -> dict[str, Any]:
    """The members of a document on the other pages: this one has ``shown`` of ``total`` rows."""
    offset = asked.number("offset")
    after, before = offset + shown, max(offset - limit, 0)
    return {
        "limit": limit,
        "offset": offset,
        "total": total,
        "next": changed(asked.address, offset=str(after)) if shown and after < total else "",
        "previous": changed(asked.address, offset=str(before or "")) if offset else "",
    }


def most_rows(asked: LookupRequest, usual: int = PAGE) -> int:
    """How many rows a document may have: ``limit``, else ``usual``, and all that the service gives
    (``GAOXIN_QUERY_ROWS``) if it becomes a file.
    """
    if limit := asked.number("limit"):
        return limit
    return asked.settings.query_rows if asked.form in FILE_FORMS else usual
