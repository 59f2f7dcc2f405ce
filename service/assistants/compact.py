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
    | {"topics", "shown", "whole", "cells", "marks", "grade_word", "status_word", "sparql"}
    | {"cypher"}
)
"""Members that say again what others say, or that lead to pages."""
_MARK = frozenset({"number", "key", "grade", "grade_word", "locator", "place"})
"""Members of a mark, which points at a source in the list of sources."""
_SMALLER = (50, ROWS, 10, 5, 2)


def compact(
    document: Any, rows: int = ROWS, characters: int = CHARACTERS, *, whole_rows: bool = False
) -> str:
    """The document as JSON without blanks, at most ``characters`` long.

    A list that was cut ends with ``{"more": n}``.  If that is not enough, ``truncated`` says so and
    what to do.  With ``whole_rows`` all members are kept: the columns of a client's own query.
    """
    for most in (rows, *(size for size in _SMALLER if size < rows)):
        text = _json(_cut(document, most) if whole_rows else _small(document, most))
        if len(text) <= characters:
            return text
    note = "The answer is too long; ask for a section, a relation, a source or fewer rows."
    return _json({"truncated": note, "begin": text[: characters - len(note) - 200]})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cut(value: Any, rows: int) -> Any:
    """The value with shorter lists and texts."""
    if isinstance(value, dict):
        return {k: _cut(v, rows) for k, v in value.items()}
    if isinstance(value, list):
        listed = [_cut(item, rows) for item in value[:rows]]
        return [*listed, {"more": len(value) - rows}] if len(value) > rows else listed
    if isinstance(value, str) and len(value) > _TEXT:
        return value[:_TEXT] + "…"
    return value


def _small(value: Any, rows: int) -> Any:
    """The same, without what a reader does not need."""
    if isinstance(value, dict) and "number" in value and value.keys() <= _MARK:
        parts = (str(value["number"]), value.get("grade", ""), value.get("place", ""))
        return " ".join(part for part in parts if part)
    if isinstance(value, dict):
        small = {k: _small(v, rows) for k, v in value.items() if k not in _NOT_NEEDED}
        return {k: v for k, v in small.items() if not _is_empty(v)}
    if isinstance(value, list):
        listed = [_small(item, rows) for item in value[:rows]]
        return [*listed, {"more": len(value) - rows}] if len(value) > rows else listed
    return _cut(value, rows)


def _is_empty(value: Any) -> bool:
    """Whether a member says nothing; the number 0 says something."""
    return value is None or value is False or value in ("", [], {})
