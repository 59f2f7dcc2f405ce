"""One page of a long list, with links to the pages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from gaoxin.service.lookups.links import changed
from gaoxin.service.lookups.lookup_request import LookupRequest

PagedRow = TypeVar("PagedRow")


def paged(
    asked: LookupRequest, rows: Sequence[PagedRow]
) -> tuple[Sequence[PagedRow], dict[str, Any]]:
    """The rows from ``offset`` on, ``limit`` at most, and members of the document on the others.

    ``total`` counts all rows; ``next`` and ``previous`` are addresses, ``""`` where there is none.
    """
    first = asked.number("offset")
    shown = rows[first : first + _most(asked)]
    return shown, paging(asked, len(rows), len(shown))


def paging(asked: LookupRequest, total: int, shown: int) -> dict[str, Any]:
    """The members of a document on the other pages: this one has ``shown`` of ``total`` rows."""
    limit, offset = _most(asked), asked.number("offset")
    after, before = offset + shown, max(offset - limit, 0)
    return {
        "limit": limit,
        "offset": offset,
        "total": total,
        "next": changed(asked.address, offset=str(after)) if shown and after < total else "",
        "previous": changed(asked.address, offset=str(before or "")) if offset else "",
    }


def _most(asked: LookupRequest) -> int:
    return max(asked.number("limit"), 1)
