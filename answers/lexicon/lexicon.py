"""Find the phrases of the lexicon in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gaoxin.answers.lexicon.from_ontology import ontology_phrases
from gaoxin.answers.lexicon.meanings import WordMeaning, kept_phrases
from gaoxin.answers.lexicon.sentences import Sentence, compared, read_sentence

_LATIN = re.compile(r"[a-z0-9]")
_SPOKEN = {"什么": "啥", "哪里": "哪儿", "怎么": "咋"}
"""Question words, and how they are spoken: each phrase is known with both."""


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """A phrase in a sentence, ``sentence[start:end]``, with all that it may mean."""

    start: int
    end: int
    text: str
    meanings: tuple[WordMeaning, ...]

    def values(self, kind: str) -> tuple[str, ...]:
        """What it may mean among the meanings of this kind; ``()`` if nothing."""
        return tuple(meaning.value for meaning in self.meanings if meaning.kind == kind)


class Lexicon:
    """Phrases with their meanings, found by the two characters with which they begin."""

    def __init__(self, phrases: Iterable[tuple[str, WordMeaning]]) -> None:
        self._meanings: dict[str, dict[WordMeaning, None]] = {}
        for phrase, meaning in phrases:
            for form in _as_spoken(phrase):
                self._meanings.setdefault(compared(form), {})[meaning] = None
        lengths: dict[str, set[int]] = {}
        for phrase in self._meanings:
            lengths.setdefault(phrase[:2], set()).add(len(phrase))
        self._lengths = {start: sorted(sizes, reverse=True) for start, sizes in lengths.items()}

    def __len__(self) -> int:
        return len(self._meanings)

    def __iter__(self) -> Iterator[str]:
        return iter(self._meanings)

    def meanings(self, phrase: str) -> tuple[WordMeaning, ...]:
        """What exactly this phrase may mean; ``()`` if it is unknown."""
        return tuple(self._meanings.get(read_sentence(phrase).text, ()))

    def find(self, sentence: str, *, nested: bool = False) -> list[FoundPhrase]:
        """The phrases in ``sentence``, in the order in which they stand there.

        A phrase within a longer one is left out unless ``nested``.  Phrases that overlap are all
        kept, because either may be meant.  Letters are compared without case, width and form
        (traditional, simplified); a phrase of Latin letters must be a whole word.

        >>> from gaoxin.answers.lexicon.lexicon import lexicon
        >>> [found.text for found in lexicon().find("合肥高新区的一把手是谁")]
        ['高新区', '的', '一把手', '是谁']
        """
        read = read_sentence(sentence)
        found = []
        reached = 0
        for start in range(len(read.text)):
            for size in self._sizes_at(read, start):
                end = start + size
                if not nested and end <= reached:
                    break
                phrase = read.text[start:end]
                if phrase in self._meanings and _is_whole(read.text, start, end):
                    reached = max(reached, end)
                    first, last = read.places[start], read.places[end - 1] + 1
                    meanings = tuple(self._meanings[phrase])
                    found.append(FoundPhrase(first, last, sentence[first:last], meanings))
                    if not nested:
                        break
        return found

    def _sizes_at(self, read: Sentence, start: int) -> list[int]:
        """Lengths of the phrases that may begin there, the longest first."""
        sizes = self._lengths.get(read.text[start : start + 2], [])
        single = self._lengths.get(read.text[start], [])
        left = len(read.text) - start
        return [size for size in (sizes if sizes is single else [*sizes, *single]) if size <= left]


def _as_spoken(phrase: str) -> Iterator[str]:
    """A phrase, and how it is spoken: 什么时候完工, 啥时候完工."""
    yield phrase
    for written, spoken in _SPOKEN.items():
        if written in phrase:
            yield phrase.replace(written, spoken)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut at either end; a year may stand before one: 2022GDP."""
    return not any(
        0 < place < len(text)
        and _LATIN.match(text[place - 1])
        and _LATIN.match(text[place])
        and text[place - 1].isdigit() == text[place].isdigit()
        for place in (start, end)
    )


@cache
def lexicon() -> Lexicon:
    """The phrases kept by people and those of the ontology; cached.

    Raises:
        InvalidSource: a file of phrases is faulty.
    """
    return Lexicon([*kept_phrases(), *ontology_phrases()])
