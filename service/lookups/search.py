"""``/search``: things by their names."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.language import language, say
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest


def search(asked: LookupRequest) -> dict[str, Any]:
    """Things whose names are like ``q``, best first.

    Each has ``name``, ``type`` (the local name of its class), ``class`` (the label of the class),
    ``key``, ``iri``, ``link``, ``form`` (the name that was hit) and ``score`` (0 to 100).
    """
    text, limit = asked.text("q"), int(asked.values["limit"])
    found = asked.generation.names.search(text, limit + 1, asked.values.get("type")) if text else []
    rows = []
    for match in found[:limit]:
        row = match.row()
        if language() == "en" and match.name_en:
            row["name"] = match.name_en
        row |= {"class": say(*class_labels_of(match.type)), "link": thing_link(match.key)}
        rows.append(row)
    return {"q": text, "rows": rows, "truncated": len(found) > limit}
