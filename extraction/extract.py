"""The way from an article to proposals, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.extraction.article import Article
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

    ``fast`` leaves out the encoder and what stands on it.
    """
    from gaoxin.extraction.figures.find_figures import find_figures
    from gaoxin.extraction.mentions.find_mentions import find_mentions
    from gaoxin.extraction.relations.finding import find_relations

    encoder = None if fast else resources.encoder
    vectors = encoder.vectors(article.text) if encoder else None
    tagger = resources.tagger
    tagged = tagger.tag(article, vectors) if tagger and vectors is not None else []
    mentions = find_mentions(article, resources.names, tagged)
    proposals = [
        *find_figures(article, mentions),
        *find_relations(article, mentions, vectors),
    ]
    return Extraction(article, mentions, tuple(sorted(proposals, key=_place)))


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
