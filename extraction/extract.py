"""The way from an article to proposals, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.extraction.article import Article
from gaoxin.extraction.proposals import EntityMention, Proposal


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in an article, in the order of the text."""

    article: Article
    mentions: tuple[EntityMention, ...]
    proposals: tuple[Proposal, ...]
