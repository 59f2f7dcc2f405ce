"""The figures of an article: what is told in numbers, of what, whose, and of when."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.extraction.article import Article
from gaoxin.extraction.proposals import EntityMention, Proposal


def find_figures(article: Article, mentions: Sequence[EntityMention]) -> list[Proposal]:
    """A proposal for each figure, in the order of the text."""
    return []
