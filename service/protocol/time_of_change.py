"""When a generation was published, as HTTP tells times (RFC 9110, section 5.6.7)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime


def time_of_change(time: str) -> datetime:
    """The time of a manifest (ISO 8601, UTC) to the second.

    >>> time_of_change("2026-11-27T03:59:12.5Z").second
    12
    """
    found = datetime.fromisoformat(time)
    return found.replace(microsecond=0, tzinfo=found.tzinfo or UTC)


def last_modified(time: str) -> str:
    """The value of ``Last-Modified``.

    >>> last_modified("2026-11-27T03:59:12Z")
    'Fri, 27 Nov 2026 03:59:12 GMT'
    """
    return format_datetime(time_of_change(time).astimezone(UTC), usegmt=True)
