"""An article as it was read: its text, and where each part of it stood in the file."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """Characters ``start`` to ``end`` (excluded) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def covers(self, other: TextSpan) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Article:
    """A text of which facts are wanted.

    ``text`` has a paragraph in each line, without what is not the article's (columns, captions,
    bylines, repeated lines) and with words that the page had cut put together.  ``title`` and
    ``date`` (EDTF) are ``""`` where the file does not tell them.  ``moved`` tells where the text
    stood in the file's own text: pairs ``(place in text, place in the original)``, ascending;
    between two pairs both count on together.  ``original`` is the text of the file as decoded.
    """

    text: str
    original: str
    moved: tuple[tuple[int, int], ...] = ((0, 0),)
    title: str = ""
    date: str = ""

    @cached_property
    def key(self) -> str:
        """The sha256 of the original, by which decisions about the article are kept."""
        return hashlib.sha256(self.original.encode()).hexdigest()

    @cached_property
    def paragraphs(self) -> tuple[TextSpan, ...]:
        """The lines of the text that are not empty."""
        found, start = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                found.append(TextSpan(start, start + len(line)))
            start += len(line) + 1
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[TextSpan, ...]:
        """The sentences of all paragraphs, in order."""
        return tuple(
            span for paragraph in self.paragraphs for span in sentences(self.text, paragraph)
        )

    def sentence_number(self, place: int) -> int:
        """The place (from 0) in :attr:`sentences` of the last one that begins at a character or
        before it; -1 if none does.
        """
        return bisect_right(self.sentences, place, key=lambda span: span.start) - 1

    def sentence_at(self, place: int) -> TextSpan:
        """The sentence that contains a character; the place itself between two sentences."""
        number = self.sentence_number(place)
        if number >= 0 and place < self.sentences[number].end:
            return self.sentences[number]
        return TextSpan(place, place)

    def paragraph_number(self, place: int) -> int:
        """The number of the paragraph that contains a character, from 1."""
        return max(1, bisect_right(self.paragraphs, place, key=lambda span: span.start))

    def origin(self, place: int) -> int:
        """Where a character of ``text`` stood in ``original``."""
        index = bisect_right(self.moved, (place, len(self.original))) - 1
        here, there = self.moved[index]
        return there + place - here


def occurrences(words: str, text: str) -> Iterator[TextSpan]:
    """Where words stand in a text, in order; none overlap."""
    place = text.find(words) if words else -1
    while place >= 0:
        yield TextSpan(place, place + len(words))
        place = text.find(words, place + len(words))


CLAUSE_MARKS = "，。；：！？,;:"
"""Marks at the end of a clause."""
_ENDS = "。！？!?；;"
_CLOSING = "”’」』）)》"


def sentences(text: str, paragraph: TextSpan) -> Iterator[TextSpan]:
    """The sentences of a paragraph; closing quotation marks belong to the sentence before them.  A
    semicolon ends a sentence too: what stands after it is stated by itself.
    """
    start = place = paragraph.start
    while place < paragraph.end:
        place += 1
        if text[place - 1] not in _ENDS:
            continue
        while place < paragraph.end and text[place] in _CLOSING + _ENDS:
            place += 1
        yield TextSpan(start, place)
        start = place
    if text[start : paragraph.end].strip():
        yield TextSpan(start, paragraph.end)
