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
    limit, offset = max(asked.number("limit"), 1), asked.number("offset")
    after, before = offset + limit, max(offset - limit, 0)
    return rows[offset:after], {
        "limit": limit,
        "offset": offset,
        "total": len(rows),
        "next": changed(asked.address, offset=str(after)) if after < len(rows) else "",
        "previous": changed(asked.address, offset=str(before or "")) if offset else "",
    }
