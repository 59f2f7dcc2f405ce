"""Which related things the compared ones share, and which only one of them has.

Things are shared if they are the same thing.  Industries of different names are put side by side
if they are mapped to one official class, exactly or closely: 半导体 and 集成电路.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.told_items import ToldItem
from gaoxin.ontology.namespaces import SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

SAME, SAME_CLASS, ONE = "same", "same_class", "one"
"""How a row is shared: one thing, industries mapped to one official class, or one side only."""

_EQUAL = (ox.NamedNode(SKOS + "exactMatch"), ox.NamedNode(SKOS + "closeMatch"))


@dataclass(frozen=True, slots=True)
class SharedItem:
    """One thing, or several of one official class, by side; ``None`` where a side has none.

    ``how`` is :data:`SAME`, :data:`SAME_CLASS` or :data:`ONE`.
    """

    how: str
    items: tuple[ToldItem | None, ...]

    @property
    def held_by(self) -> tuple[int, ...]:
        """The numbers of the sides that have it."""
        return tuple(number for number, item in enumerate(self.items) if item is not None)

    @property
    def first(self) -> ToldItem:
        """The item of the first side that has one."""
        return next(item for item in self.items if item is not None)


def shared_items(reader: Reader, sides: Sequence[Sequence[ToldItem]]) -> tuple[SharedItem, ...]:
    """The things of all sides, those of most sides first, each in the order of its side."""
    rows: dict[str, dict[int, ToldItem]] = {}
    for number, items in enumerate(sides):
        for item in items:
            rows.setdefault(item.iri or item.name, {}).setdefault(number, item)
    listed = sorted(rows.values(), key=lambda row: -len(row))
    joined = _join_classes(reader, listed)
    joined.sort(key=lambda found: -len(found[1]))
    return tuple(
        SharedItem(how, tuple(row.get(number) for number in range(len(sides))))
        for how, row in joined
    )


def _join_classes(
    reader: Reader, rows: list[dict[int, ToldItem]]
) -> list[tuple[str, dict[int, ToldItem]]]:
    """Put rows of industries together that belong to one official class and no common side."""
    classes = [_classes_of(reader, row) for row in rows]
    used: set[int] = set()
    found: list[tuple[str, dict[int, ToldItem]]] = []
    for number, row in enumerate(rows):
        if number in used:
            continue
        how = SAME if len(row) > 1 else ONE
        whole = dict(row)
        for other in range(number + 1, len(rows)):
            is_free = other not in used and whole.keys().isdisjoint(rows[other])
            if is_free and classes[number] & classes[other]:
                whole |= rows[other]
                used.add(other)
                how = SAME_CLASS
        found.append((how, whole))
    return found


def _classes_of(reader: Reader, row: dict[int, ToldItem]) -> set[str]:
    """The thing and the official classes that it is mapped to, for an industry."""
    first = next(iter(row.values()))
    if not reader.vocabulary.is_a(first.cls, ("Industry",)):
        return set()
    node = ox.NamedNode(first.iri)
    classes = {first.iri}
    for relation in _EQUAL:
        outward = reader.store.quads_for_pattern(node, relation, None, DEFAULT_GRAPH)
        inward = reader.store.quads_for_pattern(None, relation, node, DEFAULT_GRAPH)
        classes.update(text_of(quad.object) for quad in outward)
        classes.update(text_of(quad.subject) for quad in inward)
    return classes
