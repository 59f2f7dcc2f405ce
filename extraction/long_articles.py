"""Long articles in parts: what the stages compare with each other is never more than a part.

So the time grows with the length of a text and not with its square, whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import EntityMention, Proposal

PART = 6_000
"""Characters of a part; news articles are shorter, so that they are one part."""
_ENDS = (re.compile(r"\n"), re.compile(r"[。！？!?；;][”’」』）)]?"), re.compile(r"[，,、\s]"))
"""Where a part may end, the best place first."""


def parts_of(article: Article) -> Iterator[tuple[int, Article]]:
    """The parts of an article in order, each with the place where it begins."""
    text, start = article.text, 0
    while start < len(text):
        end = _end_of_part(text, start)
        part = text[start:end]
        yield start, Article(part, part, title=article.title, date=article.date)
        start = end


def moved_mention(mention: EntityMention, by: int) -> EntityMention:
    """The mention in the whole text, in which its part begins at ``by``."""
    return replace(mention, span=_moved(mention.span, by))


def moved_proposal(proposal: Proposal, by: int) -> Proposal:
    """The proposal in the whole text, in which its part begins at ``by``."""
    return replace(
        proposal,
        subject=moved_mention(proposal.subject, by),
        object=moved_mention(proposal.object, by),
        evidence=_moved(proposal.evidence, by),
    )


def merged(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Each fact once, by the place that states it most clearly: a headline repeats what follows."""
    best: dict[tuple[str, ...], Proposal] = {}
    for proposal in proposals:
        key = (
            *(proposal.subject.name, proposal.subject.type, proposal.predicate),
            *(proposal.object.name, proposal.object.type),
            *(proposal.value, proposal.unit, proposal.time, proposal.status),
        )
        if key not in best or proposal.score > best[key].score:
            best[key] = proposal
    return list(best.values())


def _end_of_part(text: str, start: int) -> int:
    if len(text) - start <= PART:
        return len(text)
    half = start + PART // 2
    for end in _ENDS:
        places = [found.end() for found in end.finditer(text, half, start + PART)]
        if places:
            return places[-1]
    return start + PART


def _moved(span: TextSpan, by: int) -> TextSpan:
    return TextSpan(span.start + by, span.end + by)
