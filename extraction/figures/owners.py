"""Whose a figure is: the candidates among the mentions, and what speaks for each of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.amounts import Amount
from gaoxin.extraction.figures.owner_clauses import OwnerClauses
from gaoxin.extraction.figures.scene import CLAUSE, Scene
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.words import is_in_dictionary, word_at, words_of

_MOST = 14
_PREPOSITIONS = frozenset("在于为与对向由从被和给到据把将")
_PROPER = frozenset({"nr", "ns", "nt", "nz", "nrt", "nrfg", "eng"})
_SAYS = re.compile(r".{0,2}(?:介绍|表示|消息|获悉|透露|指出|负责人|记者|统计|数据)")


def candidates(scene: Scene, amount: Amount) -> list[EntityMention]:
    """The mentions whose the amount can be, each name once: the nearest before it within the
    sentence, else one behind it in the sentence, else the nearest before; the nearest come first.
    """
    sentence = scene.sentence(amount.span.start)
    first = bisect_left(scene.starts, amount.span.start)
    before = [m for m in reversed(scene.owners[:first]) if m.span.end <= amount.span.start]
    inside = [m for m in before if m.span.start >= sentence.start]
    behind = [m for m in scene.owners[first:] if m.span.start < sentence.end]
    earlier = before[len(inside) :]
    found: dict[str, EntityMention] = {}
    for mention in (*inside, *behind, *earlier):
        found.setdefault(mention.name, mention)
    chosen = list(found.values())[:_MOST]
    for name in scene.most_named:
        if name in found and found[name] not in chosen:
            chosen.append(found[name])
    return chosen


def owner_features(
    clauses: OwnerClauses, candidate: EntityMention, last_owner: str
) -> Iterator[str]:
    """The names of what speaks for (or against) a candidate."""
    scene, amount, indicator = clauses.scene, clauses.amount, clauses.indicator
    others, sentence, text = clauses.others, clauses.sentence, scene.article.text
    span, kind = candidate.span, candidate.type
    where = _where(text, amount, span, sentence)
    yield where
    yield f"{where} {kind}"
    yield f"type {kind}"
    yield f"type {kind} {amount.group or 'none'}"
    yield f"type {kind} {indicator.way}"
    order = [m.name for m in others].index(candidate.name)
    yield f"order {min(order, 5)}"
    yield f"order {min(order, 5)} {where}"
    between = sum(amount.span.start > m.span.start > span.start for m in others)
    yield f"between {min(between, 4)}"
    if candidate.name == last_owner:
        yield "last owner"
        yield f"last owner {where}"
    count = scene.counts[candidate.name]
    yield f"count {min(count, 4)}"
    if count == scene.most_mentions:
        yield "most mentioned"
    if _is_first(scene, sentence, candidate):
        yield "first of sentence"
        yield f"first of sentence {kind}"
    if scene.owners and candidate.name == scene.owners[0].name:
        yield "first of article"
    yield from _around(text, span, kind)
    if 0 <= indicator.span.start - span.end <= 1 and indicator.way in ("before", "growth"):
        yield "possessor"
    if span.covers(indicator.span) or indicator.span.covers(span):
        yield "in indicator"
        yield f"in indicator {kind}"
    gap = text[amount.span.end : span.start] if span.start >= amount.span.end else ""
    if "的" in gap and len(gap) <= 8:
        yield "amount of it"
    if candidate.reason in ("pronoun", "short"):
        yield candidate.reason
        yield f"{candidate.reason} {where}"
    yield from _standing(scene, candidate, where)
    yield from clauses.features(candidate, last_owner)


def _standing(scene: Scene, candidate: EntityMention, where: str) -> Iterator[str]:
    """How a candidate stands in the article: proper or not, counted, in the headline, speaking."""
    text, span, kind = scene.article.text, candidate.span, candidate.type
    inside = [
        w for w in words_of(text)[word_at(words_of(text), span.start) :][:12] if w.end <= span.end
    ]
    proper = any(w.tag in _PROPER or not is_in_dictionary(w.text) for w in inside)
    if not proper and candidate.reason not in ("pronoun", "short"):
        yield "improper"
        yield f"improper {kind}"
    place = word_at(words_of(text), span.start)
    if place and words_of(text)[place - 1].tag in ("q", "m", "mq"):
        yield "counted"
    if any(mark in candidate.name for mark in "“《"):
        yield f"quoted {kind}"
    if scene.first_places.get(candidate.name, 0) < 120:
        yield "in the headline"
        yield f"in the headline {kind}"
    if scene.counts[candidate.name] == scene.of_class[kind][scene.most_of(kind)]:
        yield f"most mentioned {kind}"
    behind = text[span.end : span.end + 8]
    if any(
        m.type == "Person" and 0 <= m.span.start - span.end <= 8
        for m in scene.mentions_behind(span)
    ):
        yield "before a person"
    if _SAYS.match(behind):
        yield "speaking"


def _where(text: str, amount: Amount, span: TextSpan, sentence: TextSpan) -> str:
    if span.start >= amount.span.end:
        gap = text[amount.span.end : span.start]
        return "behind in clause" if not _has(gap, CLAUSE) else "behind in sentence"
    if span.end > amount.span.start:
        return "around"
    gap = text[span.end : amount.span.start]
    if not _has(gap, CLAUSE + "、"):
        return "in clause near" if len(gap) <= 6 else "in clause"
    if not _has(gap, CLAUSE):
        return "in list"
    if span.start >= sentence.start:
        return "in sentence"
    return "sentence before" if sum(gap.count(mark) for mark in "。！？；") <= 1 else "earlier"


def _has(text: str, marks: str) -> bool:
    return any(mark in text for mark in marks)


def _is_first(scene: Scene, sentence: TextSpan, candidate: EntityMention) -> bool:
    index = bisect_left(scene.starts, sentence.start)
    return index < len(scene.owners) and scene.owners[index].name == candidate.name


def _around(text: str, span: TextSpan, kind: str) -> Iterator[str]:
    before, behind = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if before in _PREPOSITIONS:
        yield f"preposition {before}"
    if before in ("", *CLAUSE):
        yield "head of clause"
        yield f"head of clause {kind}"
    if behind in ("的", "、", "，", "：", "”", "（", "等"):
        yield f"behind it {behind}"
