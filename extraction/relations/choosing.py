"""Which of the relations that an article may state are proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from gaoxin.extraction.relations.competition import ScoredPair
from gaoxin.extraction.relations.pairs import NameAndClass

_LEAST_FOR_A_NAME = 0.1
_POWER = 4
"""Chosen by the part ``development``: docs/extraction.md has what others give."""


def chosen(
    scored: Sequence[ScoredPair],
    probabilities: Sequence[float],
    least: Mapping[str, float],
    told: Collection[NameAndClass] = (),
) -> list[tuple[ScoredPair, float]]:
    """The relations that are proposed, each with its probability, the likeliest first.

    They are those whose probability reaches the ``least`` of their predicate, and then the
    likeliest ones of names that neither these nor other facts (``told``) have.  A reader writes
    down most names of an article in some fact, so a name that is surely one is worth a doubtful
    relation, which a person corrects sooner than he writes a fact.
    """
    ranked = sorted(
        zip(scored, probabilities, strict=True),
        key=lambda one: (-one[1], one[0].pair.subject.span, one[0].pair.object.span),
    )
    kept = [(item, p) for item, p in ranked if p >= least.get(item.predicate, 1.0)]
    named = {*told, *(thing for item, _ in kept for thing in (item.subject, item.object))}
    sure = _how_sure(scored)
    for item, p in ranked:
        new = [thing for thing in (item.subject, item.object) if thing not in named]
        if any(p * sure[thing] ** _POWER >= _LEAST_FOR_A_NAME for thing in new):
            kept.append((item, p))
            named |= {item.subject, item.object}
    return kept


def _how_sure(scored: Sequence[ScoredPair]) -> dict[NameAndClass, float]:
    """How sure the finders are of the names, each where it is surest."""
    sure: dict[NameAndClass, float] = defaultdict(float)
    for item in scored:
        for thing, mention in ((item.subject, item.pair.subject), (item.object, item.pair.object)):
            sure[thing] = max(sure[thing], mention.score)
    return sure
