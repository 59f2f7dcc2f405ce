"""Pairs of mentions between which an article may state a relation."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.relations.predicates import predicates_between

Togetherness = Literal["sentence", "nested", "before", "after"]
"""Both in one sentence; one inside the other; the subject in an earlier or in a later sentence."""

NameAndClass = tuple[str, str]
"""A name and its class."""

MENTION = "\ue002"
"""The character that stands for a mention; it has no other meaning (private use area)."""

_MOST_SENTENCES = 4
"""Sentences in which a pair of things is looked at; an article that repeats two names in each
sentence says the same about them again and again."""

_NAMED_RATHER = 25
"""Characters by which a name may be farther away than a word that stands for it (全区)."""

_MOST_BETWEEN = 100
"""Mentions that may stand between two of a pair; so the pairs of a long list grow with its length.
"""

_REACH_BACK, _REACH_ON = 8, 3
"""Sentences over which a subject is looked for before and after the sentence of its object."""


@dataclass(frozen=True, slots=True)
class MentionPair:
    """Two mentions, and how they stand to each other.

    ``sentences`` is the place (from 0) of the sentence of the subject and of the object in
    ``Article.sentences``.
    """

    subject: EntityMention
    object: EntityMention
    together: Togetherness
    sentences: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence in which each mention is one character (:data:`MENTION`).

    ``places`` has, for each character and the end, the place in the article's text.  ``mentions``
    has the mentions with their places in ``text``; ``place_of`` those of all, also of mentions
    within another one.
    """

    text: str
    places: tuple[int, ...]
    mentions: tuple[tuple[int, EntityMention], ...]
    place_of: Mapping[TextSpan, int]


class MentionTable:
    """The mentions of an article by sentence and by thing, in the order of the text."""

    def __init__(self, article: Article, mentions: Sequence[EntityMention]) -> None:
        self.article = article
        self.sentences = article.sentences
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.span, m.type, m.name)))
        self.of_sentence: dict[int, list[EntityMention]] = defaultdict(list)
        self.of_thing: dict[NameAndClass, list[EntityMention]] = defaultdict(list)
        self._things = [(mention.name, mention.type) for mention in self.mentions]
        self._numbers: dict[NameAndClass, list[int]] = defaultdict(list)
        self._place: dict[TextSpan, int] = {}
        self._marked: dict[int, MarkedSentence] = {}
        for number, mention in enumerate(self.mentions):
            place = max(0, article.sentence_number(mention.span.start))
            self._place[mention.span] = place
            self.of_sentence[place].append(mention)
            self.of_thing[mention.name, mention.type].append(mention)
            self._numbers[mention.name, mention.type].append(number)

    def marked(self, number: int) -> MarkedSentence:
        """The sentence ``number`` of the article with its mentions as single characters."""
        if number not in self._marked:
            self._marked[number] = self._mark(number)
        return self._marked[number]

    def _mark(self, number: int) -> MarkedSentence:
        sentence, text = self.sentences[number], self.article.text
        letters: list[str] = []
        places: list[int] = []
        place_of: dict[TextSpan, int] = {}
        mentions: list[tuple[int, EntityMention]] = []
        place = sentence.start
        for mention in sorted(self.of_sentence[number], key=lambda m: (m.span.start, -m.span.end)):
            if mention.span.start < place:  # inside the one before it
                place_of[mention.span] = len(letters) - 1
                continue
            letters += text[place : mention.span.start]
            places += range(place, mention.span.start)
            place_of[mention.span] = len(letters)
            mentions.append((len(letters), mention))
            letters.append(MENTION)
            places.append(mention.span.start)
            place = mention.span.end
        letters += text[place : sentence.end]
        places += range(place, max(place, sentence.end))
        places.append(max(place, sentence.end))
        return MarkedSentence("".join(letters), tuple(places), tuple(mentions), place_of)

    def things_near(self, thing: NameAndClass) -> frozenset[NameAndClass]:
        """The things that are mentioned near a mention of ``thing``."""
        near: set[NameAndClass] = set()
        done = 0
        for number in self._numbers[thing]:
            start, done = max(done, number - _MOST_BETWEEN), number + _MOST_BETWEEN + 1
            near.update(self._things[start:done])
        return frozenset(near)

    def sentence_of(self, mention: EntityMention) -> int:
        """The place of the mention's sentence in ``Article.sentences``."""
        return self._place[mention.span]


def mention_pairs(table: MentionTable) -> Iterator[MentionPair]:
    """The pairs of mentions of different things whose classes fit a predicate; of two things those
    pairs that stand nearest to each other, one for a sentence.
    """
    things = sorted(table.of_thing, key=lambda thing: (table.of_thing[thing][0].span, thing))
    for subject in things:
        near = table.things_near(subject)
        for thing in things:
            if thing not in near or subject[0] == thing[0]:
                continue
            if predicates_between(subject[1], thing[1]):
                yield from _nearest(table, table.of_thing[subject], table.of_thing[thing])


def _nearest(
    table: MentionTable, subjects: list[EntityMention], objects: list[EntityMention]
) -> Iterator[MentionPair]:
    """One pair for each sentence that has both; without such a sentence the nearest pair."""
    by_sentence: dict[int, list[EntityMention]] = defaultdict(list)
    for mention in subjects:
        by_sentence[table.sentence_of(mention)].append(mention)
    together: dict[int, tuple[int, EntityMention, EntityMention]] = {}
    for thing in objects:
        place = table.sentence_of(thing)
        for subject in by_sentence.get(place, ()):
            gap = _gap(subject.span, thing.span)
            if "pronoun" in (subject.reason, thing.reason):
                gap += _NAMED_RATHER
            if place not in together or gap < together[place][0]:
                together[place] = (gap, subject, thing)
    if together:
        nearest = sorted(together, key=lambda place: (together[place][0], place))
        for place in sorted(nearest[:_MOST_SENTENCES]):
            gap, subject, thing = together[place]
            yield MentionPair(subject, thing, "nested" if gap < 0 else "sentence", (place, place))
        return
    yield from _apart(table, subjects, objects)


def _apart(
    table: MentionTable, subjects: list[EntityMention], objects: list[EntityMention]
) -> Iterator[MentionPair]:
    """The object that has its subject nearest before it; else the subject nearest after it."""
    best: tuple[int, EntityMention, EntityMention] | None = None
    starts = [mention.span.start for mention in subjects]
    for thing in objects:
        before = bisect_right(starts, thing.span.start) - 1
        if before >= 0:
            gap = thing.span.start - subjects[before].span.end
            if best is None or gap < best[0]:
                best = (gap, subjects[before], thing)
    if best is not None:
        _, subject, thing = best
        places = table.sentence_of(subject), table.sentence_of(thing)
        if places[1] - places[0] <= _REACH_BACK:
            yield MentionPair(subject, thing, "before", places)
        return
    subject, thing = subjects[0], objects[-1]
    places = table.sentence_of(subject), table.sentence_of(thing)
    if places[0] - places[1] <= _REACH_ON:
        yield MentionPair(subject, thing, "after", places)


def _gap(one: TextSpan, other: TextSpan) -> int:
    """The characters between two spans; negative if they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)
