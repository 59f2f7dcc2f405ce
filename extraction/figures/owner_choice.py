"""Whose each figure of an article is, chosen along the text.

A figure often belongs to whom the figure before it belongs.  That owner is not certain, so all of
them are weighed: the probability of an owner is the mean over the owners of the figure before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gaoxin.extraction.figures.amounts import Amount
from gaoxin.extraction.figures.indicators import Indicator
from gaoxin.extraction.figures.owner_clauses import OwnerClauses
from gaoxin.extraction.figures.owners import owner_features
from gaoxin.extraction.figures.scene import Scene
from gaoxin.extraction.log_linear import shares, total
from gaoxin.extraction.proposals import EntityMention

_TOLD_OF = 3.0
"""What speaks for a thing whose attribute the amount is.  In 19 of 21 such figures of the labels it
is the owner, too few for a weight of its own size.
"""


@dataclass(frozen=True, slots=True)
class OwnedAmount:
    """An amount with its indicator and those whose it may be, the nearest first."""

    amount: Amount
    indicator: Indicator
    owners: Sequence[EntityMention]


def likely_owners(
    scene: Scene, items: Iterable[OwnedAmount], weights: Mapping[str, float]
) -> Iterator[tuple[EntityMention, float]]:
    """For each amount, in the order of the text, the likeliest owner and its probability."""
    before: dict[str, float] = {"": 1.0}
    for item in items:
        clauses = OwnerClauses(scene, item.amount, item.indicator, item.owners)
        told_of = [_TOLD_OF * clauses.is_told_of(m) for m in item.owners]
        alone = [
            total(weights, owner_features(clauses, m, "")) + more
            for m, more in zip(item.owners, told_of, strict=True)
        ]
        again = [
            total(weights, owner_features(clauses, m, m.name)) + more
            for m, more in zip(item.owners, told_of, strict=True)
        ]
        chances = [0.0] * len(item.owners)
        for name, chance in before.items():
            scores = [
                more if owner.name == name else score
                for owner, score, more in zip(item.owners, alone, again, strict=True)
            ]
            for number, share in enumerate(shares(scores)):
                chances[number] += chance * share
        before = {o.name: chance for o, chance in zip(item.owners, chances, strict=True)}
        best = chances.index(max(chances))
        yield item.owners[best], chances[best]
