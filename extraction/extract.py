"""The way from an article to proposals, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.extraction.article import Article
from gaoxin.extraction.long_articles import (
    PART,
    merged,
    moved_mention,
    moved_proposal,
    parts_of,
)
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.extraction.resources import Resources


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in an article, in the order of the text."""

    article: Article
    mentions: tuple[EntityMention, ...]
    proposals: tuple[Proposal, ...]


def extract(article: Article, resources: Resources, *, fast: bool = False) -> Extraction:
    """What an article says; the same article and resources always give the same.

    ``fast`` leaves out the encoder and what stands on it, and the language model.

    Raises:
        ServiceUnavailable: the language model of the settings gives no answer.
    """
    if len(article.text) <= PART:
        mentions, proposals = _found_in(article, resources, fast)
    else:
        mentions, proposals = [], []
        for start, part in parts_of(article):
            names, facts = _found_in(part, resources, fast)
            mentions += (moved_mention(name, start) for name in names)
            proposals += (moved_proposal(fact, start) for fact in facts)
    proposals = merged(proposals)
    if resources.settings and not fast:
        from gaoxin.extraction.language_model import facts_of_model, with_facts_of_model

        proposed = facts_of_model(article, resources.settings)
        proposals = with_facts_of_model(proposals, proposed)
    return Extraction(article, tuple(mentions), tuple(sorted(proposals, key=_place)))


def _found_in(
    article: Article, resources: Resources, fast: bool
) -> tuple[list[EntityMention], list[Proposal]]:
    """The mentions and the facts of an article that is not long."""
    from gaoxin.extraction.confidence.calibration import with_confidence
    from gaoxin.extraction.figures.find_figures import find_figures
    from gaoxin.extraction.mentions.find_mentions import find_mentions
    from gaoxin.extraction.relations.finding import find_relations, things_of

    encoder, tagger = (None, None) if fast else (resources.encoder, resources.tagger)
    vectors = encoder.vectors(article.text) if encoder else None
    tagged = tagger.tag(article, vectors) if tagger and vectors is not None else []
    mentions = find_mentions(article, resources.names, tagged)
    figures = find_figures(article, mentions)
    relations = find_relations(article, mentions, vectors, set(things_of(figures)))
    return list(mentions), with_confidence([*figures, *relations])


def _place(proposal: Proposal) -> tuple[object, ...]:
    """Proposals stand in the order of their evidence."""
    return (
        proposal.evidence,
        proposal.subject.span,
        proposal.object.span,
        proposal.predicate,
        proposal.object.name,
        proposal.value,
    )
