"""``/queries``: the saved queries, all of them or those that fit a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gaoxin.answers.choosing.fitting import fitting_queries
from gaoxin.queries.catalogue import SavedQuery, catalogue
from gaoxin.queries.described import described
from gaoxin.service.lookups.links import path_with
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import paged


def queries(asked: LookupRequest) -> dict[str, Any]:
    """The queries by name; with ``q`` those that fit it, the best first, with the values it gives.

    ``run`` is an address that runs the query with these values; required parameters that have no
    value are ``missing``, and have their examples there.
    """
    text = asked.text("q").strip()
    found: list[tuple[SavedQuery, Mapping[str, str]]] = [(query, {}) for query in catalogue()]
    if text:
        found = list(fitting_queries(text, asked.generation))
    topic = asked.text("topic")
    if topic:
        found = [(query, given) for query, given in found if query.topic == topic]
    rows, page = paged(asked, found)
    topics = dict.fromkeys(query.topic for query in catalogue())
    return {
        "q": text,
        "topic": topic,
        "topics": list(topics),
        "rows": [told_query(query) | _run(query, given) for query, given in rows],
        **page,
    }


def told_query(query: SavedQuery) -> dict[str, Any]:
    """A query with its parameters, and where it leads."""
    row = described(query, texts=True)
    for name in ("example", "sparql", "cypher"):
        del row[name]
    return row | {"topic": query.topic, "link": f"/queries/{query.name}"}


def _run(query: SavedQuery, given: Mapping[str, str]) -> dict[str, Any]:
    examples = {p.name: p.example for p in query.parameters if p.is_required}
    return {
        "values": dict(given),
        "missing": query.missing(given),
        "run": path_with(f"/queries/{query.name}", list((examples | dict(given)).items())),
        "command": query.command(given),
    }
