"""Under which name a browser saves an answer that is a file."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_ENDINGS = {"csv": "csv", "xlsx": "xlsx", "bibtex": "bib"}
"""The forms that are files for people, and the ends of their names."""


def saved_as(form: str, address: str) -> dict[str, str]:
    """``Content-Disposition`` (RFC 6266) for a form that is a file; nothing for the others.

    The name is the last part of the path, in plain letters.

    >>> saved_as("csv", "/queries/zones/zones_in_place?place=x")["content-disposition"]
    'attachment; filename="zones_in_place.csv"'
    """
    if form not in _ENDINGS:
        return {}
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", last)[:80].strip(".-") or "gaoxin"
    return {"content-disposition": f'attachment; filename="{plain}.{_ENDINGS[form]}"'}
