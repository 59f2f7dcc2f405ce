"""The figures of an article: what is told in numbers, of what, whose, and of when."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.figures.amounts import Amount, amounts
from gaoxin.extraction.figures.indicators import Indicator, indicator_of
from gaoxin.extraction.figures.likelihood import figure_features, is_possible
from gaoxin.extraction.figures.owners import Scene, candidates, owner_features
from gaoxin.extraction.figures.weights import chance, figure_weights, shares, total
from gaoxin.extraction.proposals import EntityMention, Proposal

LEAST = 0.4
"""Amounts that are less likely figures are left out."""


def find_figures(article: Article, mentions: Sequence[EntityMention]) -> list[Proposal]:
    """A proposal for each figure, in the order of the text."""
    scene, weights = Scene(article, mentions), figure_weights()
    found: list[Proposal] = []
    last, last_owner, sentence = "", "", TextSpan(-1, -1)
    for amount in amounts(article.text):
        if not is_possible(scene, amount):
            continue
        if scene.sentence(amount.span.start) != sentence:
            sentence, last = scene.sentence(amount.span.start), ""
        indicator = scene.without_names(indicator_of(article.text, amount, last))
        last = indicator.name
        likely = chance(total(weights.figure, figure_features(scene, amount, indicator)))
        owners = candidates(scene, amount)
        if likely < LEAST or not owners:
            continue
        scores = [
            total(weights.owner, owner_features(scene, amount, indicator, m, owners, last_owner))
            for m in owners
        ]
        best = scores.index(max(scores))
        last_owner = owners[best].name
        found.append(
            _proposal(scene, amount, indicator, owners[best], likely * shares(scores)[best])
        )
    return found


def _proposal(
    scene: Scene, amount: Amount, indicator: Indicator, owner: EntityMention, score: float
) -> Proposal:
    sentence = scene.sentence(amount.span.start)
    start = min(amount.span.start, indicator.span.start)
    evidence = TextSpan(max(start, sentence.start), max(amount.span.end, indicator.span.end))
    qualifier = "; ".join((*amount.comparators, *([amount.written] if amount.written else [])))
    return Proposal(
        owner,
        "observation",
        EntityMention(indicator.span, "Indicator", indicator.name),
        evidence,
        amount.value,
        amount.unit,
        qualifier=qualifier,
        score=score,
    )
