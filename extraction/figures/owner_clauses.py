"""What the clauses around a candidate and its amount tell of whose the amount is.

The head of the nearest clause that has one owns most figures; a clause that names nobody goes on
about the topic: the head of the sentence before, or what the headline and most sentences name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.amounts import Amount
from gaoxin.extraction.figures.indicators import Indicator, context_words
from gaoxin.extraction.figures.scene import CLAUSE, Scene
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.words import Word, word_at, words_of

_OPENING = frozenset("，。；！？：,;\n“”（）() 　")
_JOINING = frozenset("、和与及")
_PLACES = frozenset({"City", "County", "Province", "AdministrativeDivision"})
_ATTRIBUTE = re.compile("[余多]?(?:左右|以上|以下|人民币)?[长宽高深]?的[“《]?")
_WE = re.compile("我们|我市|我省|我区|我县|本市|本区|我公司|本公司")


@dataclass(frozen=True)
class OwnerClauses:
    """An amount with its clauses, and the candidates, the nearest first."""

    scene: Scene
    amount: Amount
    indicator: Indicator
    others: Sequence[EntityMention]

    @cached_property
    def sentence(self) -> TextSpan:
        """The sentence of the amount."""
        return self.scene.sentence(self.amount.span.start)

    @cached_property
    def lead(self) -> str:
        """The clause before the amount."""
        return self._behind_last(CLAUSE, self.scene.article.text)

    @cached_property
    def start(self) -> int:
        """Where the clause of the amount begins."""
        return self.amount.span.start - len(self.lead)

    @cached_property
    def named(self) -> str:
        """Whether the clause names an owner before the amount: ``head``, ``some``, or ``none``."""
        inside = [m for m in self._before if m.span.start >= self.start]
        if not inside:
            return "none"
        return "head" if any(self.is_head(m) for m in inside) else "some"

    @cached_property
    def nearest_head(self) -> str:
        """The name at the head of the nearest clause of the sentence that begins with one."""
        for mention in reversed(self._before):
            if mention.span.start < self.sentence.start:
                break
            if self.is_head(mention):
                return mention.name
        return ""

    @cached_property
    def head_before(self) -> str:
        """The name at the head of the nearest clause of the sentences before."""
        for mention in reversed(self._before[-60:]):
            if mention.span.start < self.sentence.start and self.is_head(mention):
                return mention.name
        return ""

    @cached_property
    def leading_before(self) -> str:
        """The first name of the sentence before."""
        if self.sentence.start == 0:
            return ""
        sentence = self.scene.sentence(self.sentence.start - 1)
        at = bisect_left(self.scene.starts, sentence.start)
        owners = self.scene.owners
        inside = at < len(owners) and owners[at].span.start < self.sentence.start
        return owners[at].name if inside else ""

    @cached_property
    def kind_said(self) -> tuple[str, ...]:
        """The classes that a word of the clause stands for which is no name (企业, 基地, 全市)."""
        kinds = context_words().kinds
        words = words_of(self.scene.article.text)
        at = word_at(words, self.amount.span.start)
        for word in reversed(words[max(0, at - 24) : at]):
            if word.start < self.start:
                break
            if word.text in kinds and not self.scene.around(TextSpan(word.start, word.end)):
                return kinds[word.text]
        return ()

    @cached_property
    def verb(self) -> str:
        """The last verb before the amount in its clause."""
        words = words_of(self.scene.article.text)
        at = word_at(words, self.amount.span.start)
        for word in reversed(words[max(0, at - 12) : at]):
            if word.start < self.start:
                break
            if word.tag == "v" and word.text not in context_words().linking:
                return word.text
        return ""

    def is_told_of(self, mention: EntityMention) -> bool:
        """Whether the amount stands before a mention as its attribute: 总投资5亿元的某项目."""
        gap = self.scene.article.text[self.amount.span.end : mention.span.start]
        return mention.span.start > self.amount.span.end and bool(_ATTRIBUTE.fullmatch(gap))

    def is_head(self, mention: EntityMention) -> bool:
        """Whether a mention stands at the head of a clause, after a time at most."""
        text = self.scene.article.text
        words = words_of(text)
        at = word_at(words, mention.span.start)
        while (
            at > 0
            and words[at - 1].tag in ("t", "m", "r", "c", "d", "f")
            and words[at - 1].text not in _JOINING
        ):
            at -= 1
        before = text[words[at].start - 1 : words[at].start] if at < len(words) else ""
        return not before or before in _OPENING

    @cached_property
    def _before(self) -> Sequence[EntityMention]:
        at = bisect_left(self.scene.starts, self.amount.span.start)
        return [m for m in self.scene.owners[:at] if m.span.end <= self.amount.span.start]

    @cached_property
    def _counts_before(self) -> Counter[str]:
        return Counter(mention.name for mention in self._before)

    def _behind_last(self, marks: str, text: str) -> str:
        start = self.amount.span.start
        while start > 0 and text[start - 1] not in marks:
            start -= 1
        return text[start : self.amount.span.start]

    def features(self, candidate: EntityMention, last_owner: str) -> Iterator[str]:
        """The names of what speaks for (or against) a candidate."""
        kind, span = candidate.type, candidate.span
        name, named = candidate.name, self.named
        yield f"clause {named} {kind}"
        clauses = self._clauses(span)
        yield f"clauses {clauses}"
        yield f"clauses {clauses} {named}"
        yield f"clauses {clauses} {named} {self.is_head(candidate)}"
        for label, other in (
            ("nearest head", self.nearest_head),
            ("head before", self.head_before),
            ("leading before", self.leading_before),
        ):
            if name == other:
                yield label
                yield f"{label} {named}"
                yield f"{label} {kind}"
                yield f"{label} {bool(self.nearest_head)}"
        yield from self._kinds(candidate)
        yield from self._words_beside(span, clauses)
        yield from self._topic(candidate)
        if name == last_owner:
            yield f"last owner {named}"
            yield f"last owner {bool(self.nearest_head)}"
            if "其中" in self.lead:
                yield "last owner of which"

    def _clauses(self, span: TextSpan) -> str:
        """How many clauses away."""
        text = self.scene.article.text
        if span.start >= self.amount.span.end:
            return "behind"
        gap = text[span.end : self.amount.span.start]
        if span.start < self.sentence.start:
            far = sum(gap.count(mark) for mark in "。！？；\n")
            return f"s{min(far, 4)}"
        return str(min(sum(gap.count(mark) for mark in CLAUSE), 4))

    def _kinds(self, candidate: EntityMention) -> Iterator[str]:
        kind = candidate.type
        if said := self.kind_said:
            fits = kind in said
            yield f"kind said {fits}"
            nearest = next((m.name for m in self.others if m.type in said), "")
            if fits:
                yield f"kind said nearest {nearest == candidate.name}"
                if self.scene.most_of(kind) == candidate.name:
                    yield "kind said most mentioned"
        unit, indicator = self.amount.unit, self.indicator.name
        yield f"type {kind} {unit[-1:]}"
        yield f"type {kind} of {indicator[-2:]}"
        yield f"type {kind} of {indicator[-3:-1]}"
        yield f"type {kind} of {indicator[:2]}"
        if self.verb:
            yield f"type {kind} {self.verb}"
        if _WE.search(self.lead):
            yield f"we {kind}"

    def _words_beside(self, span: TextSpan, clauses: str) -> Iterator[str]:
        text = self.scene.article.text
        words = words_of(text)
        first, last = word_at(words, span.start), word_at(words, span.end)
        before = _tag(words[first - 1]) if first else ""
        behind = _tag(words[last]) if last < len(words) else ""
        yield f"tag before {before}"
        yield f"tag behind {behind}"
        yield f"tag behind {behind} {clauses}"
        yield f"tag before {before} {clauses}"
        if before == "v":
            yield f"verb before {words[first - 1].text}"
        left, right = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
        if left in _JOINING or right in _JOINING:
            yield f"listed {left in _JOINING}{right in _JOINING}"
            yield f"listed {clauses}"
            if self._list_of_places(span):
                yield "list of places"

    def _list_of_places(self, span: TextSpan) -> bool:
        at = bisect_left(self.scene.starts, span.start)
        near = self.scene.owners[max(0, at - 1) : at + 2]
        return sum(m.type in _PLACES for m in near) >= 2

    def _topic(self, candidate: EntityMention) -> Iterator[str]:
        name, kind, scene = candidate.name, candidate.type, self.scene
        count, most = self._counts_before[name], scene.most_mentions
        share = 4 * scene.counts[name] // most if most else 0
        yield f"share of mentions {share}"
        yield f"share of mentions {share} {self.named}"
        yield f"share of mentions {share} {kind}"
        yield f"named before {min(count, 4)} {self.named}"
        if scene.first_places.get(name, 999) < 60:
            yield f"in the title {self.named}"
            yield f"in the title {bool(self.nearest_head)}"
        if any(name != m.name and name in m.name for m in self.others):
            yield f"within another name {kind}"
        if scene.owners and name == scene.owners[0].name:
            yield f"first of article {self.named}"


def _tag(word: Word) -> str:
    if word.text in (
        "的",
        "、",
        "，",
        "。",
        "：",
        "“",
        "”",
        "（",
        "）",
        "在",
        "将",
        "已",
        "为",
        "是",
    ):
        return word.text
    return word.tag[:1]
