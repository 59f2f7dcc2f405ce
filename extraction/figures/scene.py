"""An article with its mentions, prepared for questions about places in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.figures.indicators import Indicator
from gaoxin.extraction.proposals import EntityMention

_NO_OWNERS = frozenset({"Industry", "Technology", "Award", "Indicator"})
CLAUSE = "，。；！？：,;\n"
"""Marks at the end of a clause."""


@dataclass(frozen=True)
class Scene:
    """An article with its mentions, prepared for questions about places in it."""

    article: Article
    mentions: Sequence[EntityMention]

    @cached_property
    def owners(self) -> tuple[EntityMention, ...]:
        """The mentions that can have figures, in the order of the text."""
        return tuple(m for m in self.mentions if m.type not in _NO_OWNERS)

    @cached_property
    def starts(self) -> list[int]:
        """Where these mentions begin."""
        return [mention.span.start for mention in self.owners]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each name is mentioned."""
        return Counter(mention.name for mention in self.owners)

    @cached_property
    def first_places(self) -> dict[str, int]:
        """Where each name is mentioned first."""
        places: dict[str, int] = {}
        for mention in self.owners:
            places.setdefault(mention.name, mention.span.start)
        return places

    @cached_property
    def of_class(self) -> dict[str, Counter[str]]:
        """How often each name of a class is mentioned."""
        found: dict[str, Counter[str]] = {}
        for mention in self.owners:
            found.setdefault(mention.type, Counter())[mention.name] += 1
        return found

    @cached_property
    def most_named(self) -> tuple[str, ...]:
        """The three names that are mentioned most often."""
        return tuple(name for name, _ in self.counts.most_common(3))

    @cached_property
    def most_mentions(self) -> int:
        """How often the name is mentioned that is mentioned most often."""
        return max(self.counts.values(), default=0)

    def most_of(self, kind: str) -> str:
        """The name of a class that is mentioned most often."""
        return self._most_of_class.get(kind, "")

    @cached_property
    def _most_of_class(self) -> dict[str, str]:
        return {kind: names.most_common(1)[0][0] for kind, names in self.of_class.items()}

    def mentions_behind(self, span: TextSpan) -> Sequence[EntityMention]:
        """The next mentions behind a span."""
        first = bisect_left(self.starts, span.end)
        return self.owners[first : first + 2]

    def without_names(self, indicator: Indicator) -> Indicator:
        """The indicator without the name of its owner before it (甲公司营业收入)."""
        span = indicator.span
        for mention in self.owners[bisect_left(self.starts, span.start) :]:
            if mention.span.start > span.start:
                break
            if mention.span.end < span.end - 1 and indicator.name.startswith(self._words(mention)):
                cut = len(self._words(mention))
                cut += indicator.name[cut:].startswith("的")
                start = span.start + cut
                return Indicator(indicator.name[cut:], TextSpan(start, span.end), indicator.way)
        return indicator

    def around(self, span: TextSpan) -> list[EntityMention]:
        """The mentions that share a character with a span."""
        first = bisect_right(self._reaches, span.start)
        last = bisect_left(self.mentions, span.end, key=lambda m: m.span.start)
        return [m for m in self.mentions[first:last] if span.start < m.span.end]

    @cached_property
    def _reaches(self) -> list[int]:
        """How far the mentions up to each one reach."""
        return list(accumulate((m.span.end for m in self.mentions), max))

    def _words(self, mention: EntityMention) -> str:
        return mention.span.of(self.article.text)

    def sentence(self, place: int) -> TextSpan:
        """The sentence in which a character stands."""
        number = self.article.sentence_number(place)
        return self.article.sentences[number] if number >= 0 else TextSpan(0, place + 1)
