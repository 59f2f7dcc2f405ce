"""Mentions of several finders as one list without overlaps."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from gaoxin.extraction.proposals import EntityMention

_SURE = frozenset({"person", "title"})
_TAGGED = "tagged"
_OF_ZONES = frozenset({"Organization", "Enterprise"})
"""Classes of names that begin with the name of a zone: 星河高新区管委会."""


def without_overlaps(found: Iterable[EntityMention]) -> list[EntityMention]:
    """The mentions that stay, in the order of the text, of those that overlap.

    Persons by their posts and titles of papers go first, then what the tagger found, then the
    others; of one kind the longest goes first.  A zone gives way to a body whose name it begins.
    This order was chosen by the score on the part development (docs/extraction.md).
    """
    kept: list[EntityMention] = []
    taken: set[int] = set()
    found = list(found)
    for mention in sorted(_without_beginnings(found), key=_order):
        places = range(mention.span.start, mention.span.end)
        if any(place in taken for place in places):
            continue
        taken.update(places)
        kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span)


def _without_beginnings(found: Sequence[EntityMention]) -> list[EntityMention]:
    """The mentions without the zones that lie within a longer body."""
    bodies = sorted((m.span.start, m.span.end) for m in found if m.type in _OF_ZONES)
    ends = list(accumulate((end for _, end in bodies), max))
    """How far a body reaches that begins at this place in ``bodies`` or before it."""

    def is_within_body(zone: EntityMention) -> bool:
        at = bisect_right(bodies, (zone.span.start, sys.maxsize))
        return at > 0 and zone.span.end < ends[at - 1]

    return [m for m in found if m.type != "Zone" or not is_within_body(m)]


def _order(mention: EntityMention) -> tuple[object, ...]:
    trust = 0 if mention.reason in _SURE else 1 if mention.reason == _TAGGED else 2
    length = mention.span.end - mention.span.start
    return trust, -length, -mention.score, mention.span, mention.type
