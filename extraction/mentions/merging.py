"""Mentions of several finders as one list without overlaps."""

from __future__ import annotations

from collections.abc import Iterable

from gaoxin.extraction.proposals import EntityMention


def without_overlaps(found: Iterable[EntityMention]) -> list[EntityMention]:
    """The mentions that stay, in the order of the text: of those that overlap the longest, and of
    equally long ones the one whose finder is surest.
    """
    kept: list[EntityMention] = []
    taken: dict[int, EntityMention] = {}
    for mention in sorted(
        found, key=lambda m: (-(m.span.end - m.span.start), -m.score, m.span, m.type)
    ):
        places = range(mention.span.start, mention.span.end)
        if any(place in taken for place in places):
            continue
        taken.update(dict.fromkeys(places, mention))
        kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span)
