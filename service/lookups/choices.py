"""What a client can do when a name means several things, or nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from gaoxin.service.lookups.links import thing_link


def with_links(problem: dict[str, Any], address: str) -> dict[str, Any]:
    """The problem, each of its candidates with a ``link``, and with ``instead`` where possible.

    ``link`` leads to the thing itself, ``instead`` asks the same question with the key of the thing
    in place of the name.
    """
    name = str(problem.get("facts", {}).get("name", ""))
    for candidate in problem.get("candidates", ()):
        if isinstance(candidate, dict) and (key := candidate.get("key")):
            candidate["link"] = thing_link(key)
            if instead := _with_value(address, name, key):
                candidate["instead"] = instead
    return problem


def _with_value(address: str, name: str, key: str) -> str:
    """The address with ``key`` where a parameter has the value ``name``; ``""`` if none has."""
    parts = urlsplit(address)
    given = parse_qsl(parts.query, keep_blank_values=True)
    changed = [(parameter, key if value.strip() == name else value) for parameter, value in given]
    if not name or changed == given:
        return ""
    return parts.path + "?" + urlencode(changed)
