"""The text of an article in pieces: paragraphs, sentences, names, evidence."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.decisions.name_questions import ArticleNames
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.extraction.decisions.stated_fact import sentence_at
from gaoxin.extraction.proposals import EntityMention


def paragraphs(review: Review, names: ArticleNames) -> list[dict[str, Any]]:
    """The paragraphs with their numbers and sentences.

    A sentence has the names of the facts that it states, and pieces: ``text``, where it starts in
    the article, and the class (``type``) of the name that it belongs to, ``known`` if the graph has
    that thing.  Pieces are cut where evidence begins or ends, so that each is in it or not.
    """
    article = review.article
    mentions = _apart(review)
    cuts = {place for fact in review.facts for place in _ends(fact.fact.evidence)}
    cuts |= {place for mention in mentions for place in _ends(mention.span)}
    stated: dict[TextSpan, list[ReviewedFact]] = defaultdict(list)
    for fact in review.facts:
        stated[sentence_at(article, fact.fact.evidence.start)].append(fact)
    found = []
    for number, paragraph in enumerate(article.paragraphs, 1):
        sentences = [
            {
                "start": span.start,
                "facts": [fact.ident for fact in stated[span]],
                "pieces": _pieces(article, span, cuts, mentions, names),
            }
            for span in article.sentences
            if paragraph.covers(span)
        ]
        found.append({"number": number, "sentences": sentences})
    return found


def _ends(span: TextSpan) -> tuple[int, int]:
    return span.start, span.end


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
    cuts: set[int],
    mentions: list[EntityMention],
    names: ArticleNames,
) -> list[dict[str, Any]]:
    inside = sorted(place for place in cuts if sentence.start < place < sentence.end)
    bounds = [sentence.start, *inside, sentence.end]
    own = [m for m in mentions if m.span.start < sentence.end and m.span.end > sentence.start]
    pieces = []
    for start, end in pairwise(bounds):
        mention = next((m for m in own if m.span.start <= start < m.span.end), None)
        piece: dict[str, Any] = {"start": start, "text": article.text[start:end]}
        if mention:
            found = names.of(mention.type, mention.name, mention.iri)
            piece |= {"type": mention.type, "known": found.standing == "known"}
        pieces.append(piece)
    return pieces
