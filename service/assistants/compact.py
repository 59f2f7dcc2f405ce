"""Make a document small enough for an assistant: what a reader needs, within caps.

An assistant pays for every character.  So empty members, links and what stands in a key already are
left out, lists and texts are cut, and what was cut is said.
"""

from __future__ import annotations

import json
from typing import Any

ROWS = 20
"""Members of a list, at most."""
CHARACTERS = 8_000
"""Length of an answer, at most."""
_TEXT = 400
"""Length of one text, at most."""
_NOT_NEEDED = frozenset(
    {"link", "iri", "next", "previous", "limit", "offset", "run", "command", "tags", "topic"}
    | {"topics", "shown", "cells", "marks", "grade_word", "status_word", "sparql", "cypher"}
)
"""Members that say again what others say, or that lead to pages."""
_MARK = frozenset({"number", "key", "grade", "grade_word", "locator", "place"})
"""Members of a mark, which points at a source in the list of sources."""
_SMALLER = (ROWS, 10, 5, 2)


def compact(document: Any, rows: int = ROWS, characters: int = CHARACTERS) -> str:
    """The document as JSON without blanks, at most ``characters`` long.

    A list that was cut ends with ``{"more": n}``.  If that is not enough, ``truncated`` says so and
    what to do.
    """
    for most in [size for size in _SMALLER if size <= rows] or [rows]:
        text = _json(_small(document, most))
        if len(text) <= characters:
            return text
    note = "The answer is too long; ask for a section, a relation, a source or fewer rows."
    return _json({"truncated": note, "begin": text[: characters - len(note) - 200]})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _small(value: Any, rows: int) -> Any:
    if isinstance(value, dict) and "number" in value and value.keys() <= _MARK:
        parts = (str(value["number"]), value.get("grade", ""), value.get("place", ""))
        return " ".join(part for part in parts if part)
    if isinstance(value, dict):
        small = {k: _small(v, rows) for k, v in value.items() if k not in _NOT_NEEDED}
        return {k: v for k, v in small.items() if v not in (None, "", [], {}, False)}
    if isinstance(value, list):
        listed = [_small(item, rows) for item in value[:rows]]
        if len(value) > rows:
            listed.append({"more": len(value) - rows})
        return listed
    if isinstance(value, str) and len(value) > _TEXT:
        return value[:_TEXT] + "…"
    return value
