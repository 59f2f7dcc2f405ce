"""``/search``: things by their names."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.names.index import Match
from gaoxin.language import language, say
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest

_COUNTED = 200
"""How many hits the counts by class are made of."""


def search(asked: LookupRequest) -> dict[str, Any]:
    """Things whose names are like ``q``, best first.

    Each has ``name``, ``also`` (the name in the other language), ``type`` (the local name of its
    class), ``class`` (the label of the class), ``key``, ``iri``, ``link``, ``form`` (the name that
    was hit) and ``score`` (0 to 100).
    ``facets`` counts the classes of the 200 best hits of any class.
    """
    text, limit = asked.text("q").strip(), int(asked.values["limit"])
    wanted = asked.text("type") or None
    names = asked.generation.names
    best = names.search(text, max(_COUNTED, limit + 1)) if text else []
    found = names.search(text, limit + 1, wanted) if wanted and text else best[: limit + 1]
    counts = Counter(match.type for match in best[:_COUNTED])
    if wanted:
        counts.setdefault(wanted, len(found))
    return {
        "q": text,
        "type": wanted,
        "rows": [_row(match) for match in found[:limit]],
        "truncated": len(found) > limit,
        "limit": limit,
        "facets": [
            {"type": cls, "class": say(*class_labels_of(cls)), "count": count}
            for cls, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ],
    }


def _row(match: Match) -> dict[str, Any]:
    row = match.row()
    row["also"] = match.name_en
    if language() == "en" and match.name_en:
        row |= {"name": match.name_en, "also": match.name}
    if row["also"] == row["name"]:
        row["also"] = ""
    return row | {"class": say(*class_labels_of(match.type)), "link": thing_link(match.key)}
