"""The figures of an article: what is told in numbers, of what, whose, and of when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.figures.amounts import Amount, amounts
from gaoxin.extraction.figures.indicator_choice import (
    indicator_candidates,
    indicator_features,
)
from gaoxin.extraction.figures.indicators import Indicator
from gaoxin.extraction.figures.likelihood import figure_features, is_possible
from gaoxin.extraction.figures.owner_choice import OwnedAmount, likely_owners
from gaoxin.extraction.figures.owners import candidates
from gaoxin.extraction.figures.ranks import Rank, ranks
from gaoxin.extraction.figures.scene import Scene
from gaoxin.extraction.figures.times import is_planned, period_before
from gaoxin.extraction.figures.weights import figure_weights
from gaoxin.extraction.log_linear import chance, total
from gaoxin.extraction.proposals import EntityMention, Proposal

LEAST = 0.4
"""Amounts that are less likely figures are left out."""

_SUM = 1.5
"""What speaks for a name such as 总投资, which the words of a sentence cut into 总 and 投资."""
_OF_A_SUM = re.compile("总(?:投资额?|产值|产量|收入|面积|建筑面积|用地面积|资产|产能|里程|人口)$")

_RANK = 0.5
"""How likely a rank that was found is one."""


def find_figures(article: Article, mentions: Sequence[EntityMention]) -> list[Proposal]:
    """A proposal for each figure, in the order of the text."""
    scene = Scene(article, mentions)
    items: list[tuple[OwnedAmount, float, Rank | None]] = [*_amounts(scene), *_ranks(scene)]
    items.sort(key=lambda item: item[0].amount.span)
    owners = likely_owners(scene, (item for item, *_ in items), figure_weights().owner)
    found = [
        _rank(scene, item, rank, owner, likely * share)
        if rank
        else _proposal(scene, item.amount, item.indicator, owner, likely * share)
        for (item, likely, rank), (owner, share) in zip(items, owners, strict=True)
    ]
    return sorted(found, key=lambda proposal: (proposal.evidence, proposal.predicate))


def _amounts(scene: Scene) -> Iterator[tuple[OwnedAmount, float, None]]:
    """The amounts that are figures, each with the probability that it is one."""
    weights = figure_weights()
    last, way, sentence = "", "", TextSpan(-1, -1)
    for amount in amounts(scene.article.text):
        if not is_possible(scene, amount):
            continue
        if scene.sentence(amount.span.start) != sentence:
            sentence, last, way = scene.sentence(amount.span.start), "", ""
        indicator = _indicator(scene, amount, last, way)
        last, way = indicator.name, indicator.way
        likely = chance(total(weights.figure, figure_features(scene, amount, indicator)))
        owners = candidates(scene, amount)
        if likely >= LEAST and owners:
            yield OwnedAmount(amount, indicator, owners), likely, None


def _ranks(scene: Scene) -> Iterator[tuple[OwnedAmount, float, Rank]]:
    """The ranks of an article."""
    for rank in ranks(scene.article.text):
        amount = Amount(rank.span, rank.value, "位", "rank", False)
        indicator = scene.without_names(Indicator(rank.indicator, rank.words, "rank"))
        owners = [m for m in candidates(scene, amount) if not m.span.covers(rank.words)]
        if owners:
            yield OwnedAmount(amount, indicator, owners), _RANK, rank


def _rank(
    scene: Scene, item: OwnedAmount, rank: Rank, owner: EntityMention, score: float
) -> Proposal:
    sentence = scene.sentence(rank.span.start)
    start, end = min(rank.span.start, rank.words.start), max(rank.span.end, rank.words.end)
    return Proposal(
        owner,
        "rank",
        EntityMention(item.indicator.span, "Indicator", item.indicator.name),
        TextSpan(max(start, sentence.start), end),
        rank.value,
        "位",
        period_before(scene.article.text, sentence, rank.span.start, scene.article.date),
        qualifier=rank.among,
        score=score,
    )


def _indicator(scene: Scene, amount: Amount, last: str, way: str) -> Indicator:
    """The indicator for which most speaks."""
    text, weights = scene.article.text, figure_weights().indicator
    named = [scene.without_names(i) for i in indicator_candidates(text, amount, last)]
    scores = [
        total(weights, indicator_features(text, amount, indicator, number, way))
        + _SUM * bool(_OF_A_SUM.search(indicator.name))
        for number, indicator in enumerate(named)
    ]
    return named[scores.index(max(scores))]


def _proposal(
    scene: Scene, amount: Amount, indicator: Indicator, owner: EntityMention, score: float
) -> Proposal:
    sentence = scene.sentence(amount.span.start)
    start = min(amount.span.start, indicator.span.start)
    evidence = TextSpan(max(start, sentence.start), max(amount.span.end, indicator.span.end))
    planned = is_planned(scene.article.text, sentence, amount.span.start, scene.article.date)
    qualifier = "; ".join((*amount.comparators, *([amount.written] if amount.written else [])))
    return Proposal(
        owner,
        "target" if planned else "observation",
        EntityMention(indicator.span, "Indicator", indicator.name),
        evidence,
        amount.value,
        amount.unit,
        period_before(scene.article.text, sentence, amount.span.start, scene.article.date),
        "planned" if planned else "actual",
        qualifier,
        score=score,
    )
