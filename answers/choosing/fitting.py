"""The saved queries that fit a text: those that answer it, then those that have its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gaoxin.answers.choosing.ranking import choose_queries
from gaoxin.queries.catalogue import SavedQuery, catalogue

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_MOST_QUERIES = 10
"""How many queries are offered for a sentence."""


def fitting_queries(
    text: str, generation: Generation | None
) -> list[tuple[SavedQuery, Mapping[str, str]]]:
    """The queries that fit a text, each with the values that the text gives, best first.

    Without a generation the names of things in the text are not recognised.
    """
    chosen = choose_queries(text, generation)[:_MOST_QUERIES]
    found: dict[str, tuple[SavedQuery, Mapping[str, str]]] = {
        c.query.name: (c.query, c.values) for c in chosen
    }
    for query in catalogue().search(text):  # the text stands in its title or description
        found.setdefault(query.name, (query, {}))
    return list(found.values())
