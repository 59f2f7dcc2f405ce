"""The text of an article in pieces: paragraphs, sentences, names, evidence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import Any

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.decisions.name_questions import ArticleNames
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.extraction.proposals import EntityMention


def paragraphs(review: Review, names: ArticleNames) -> list[dict[str, Any]]:
    """The paragraphs with their numbers and sentences.

    A sentence has the names of the facts that it states, and pieces: ``text``, where it starts in
    the article, and the class (``type``) of the name that it belongs to, ``known`` if the graph has
    that thing.  Pieces are cut where evidence begins or ends, so that each is in it or not.
    """
    article = review.article
    mentions = _apart(review)
    spans = [fact.fact.evidence for fact in review.facts] + [m.span for m in mentions]
    cuts = sorted({place for span in spans for place in (span.start, span.end)})
    stated: dict[TextSpan, list[ReviewedFact]] = defaultdict(list)
    for fact in review.facts:
        stated[article.sentence_at(fact.fact.evidence.start)].append(fact)
    found: list[dict[str, Any]] = [
        {"number": number, "sentences": []} for number in range(1, len(article.paragraphs) + 1)
    ]
    for span in article.sentences:
        found[article.paragraph_number(span.start) - 1]["sentences"].append(
            {
                "start": span.start,
                "facts": [fact.ident for fact in stated[span]],
                "pieces": _pieces(article, span, cuts, mentions, names),
            }
        )
    return found


def _apart(review: Review) -> list[EntityMention]:
    """The mentions in the order of the text without those that lie in or across another one."""
    ordered = sorted(review.extraction.mentions, key=lambda m: (m.span.start, -m.span.end))
    found: list[EntityMention] = []
    for mention in ordered:
        if not found or mention.span.start >= found[-1].span.end:
            found.append(mention)
    return found


def _pieces(
    article: Article,
    sentence: TextSpan,
    cuts: list[int],
    mentions: list[EntityMention],
    names: ArticleNames,
) -> list[dict[str, Any]]:
    """The pieces of a sentence; ``cuts`` and ``mentions`` are in the order of the text."""
    inside = cuts[bisect_right(cuts, sentence.start) : bisect_left(cuts, sentence.end)]
    bounds = [sentence.start, *inside, sentence.end]
    pieces = []
    for start, end in pairwise(bounds):
        place = bisect_right(mentions, start, key=lambda mention: mention.span.start) - 1
        mention = mentions[place] if place >= 0 else None
        piece: dict[str, Any] = {"start": start, "text": article.text[start:end]}
        if mention and start < mention.span.end:
            found = names.of(mention.type, mention.name, mention.iri)
            piece |= {"type": mention.type, "known": found.standing == "known"}
        pieces.append(piece)
    return pieces
