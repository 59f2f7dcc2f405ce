"""Words of the lexicon that are typed with other characters of the same sound: 赢收 for 营收."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.lexicon.lexicon import lexicon
from gaoxin.answers.phrases import Spoken, phrases_in
from gaoxin.graph.names.grams import grams_of

_UNREAD = re.compile(r"[㐀-鿿]{2,}")
_KINDS = frozenset({"class", "indicator"})
"""Kinds of words that people misspell and that no other word of a question tells."""
_LONGEST = 8


def misheard_words(key: str, read: int, file: FactFile) -> Iterator[Spoken]:
    """The words for classes and measures that sound like a part of a question which nothing reads.

    ``read`` has a bit for each character of ``key`` that a name or a phrase covers.  Pieces that
    stand in the names and texts of the graph are what they are, and no other word misspelt.
    """
    for run in _UNREAD.finditer("".join(" " if read >> i & 1 else c for i, c in enumerate(key))):
        text = run.group()
        unknown = grams_of(text) - file.grams(grams_of(text)).keys()
        if unknown:
            yield from _in_run(text, run.start(), unknown, file)


def _in_run(text: str, place: int, unknown: set[str], file: FactFile) -> Iterator[Spoken]:
    """``unknown`` are the pieces of the text that stand nowhere in the graph."""
    sounds = file.syllables(text)
    start = 0
    while start < len(text) - 1:
        for end in range(min(len(text), start + _LONGEST), start + 1, -1):
            word = text[start:end]
            spoken = tuple(sounds.get(character, "") for character in word)
            if not all(spoken) or unknown.isdisjoint(grams_of(word)):
                continue
            if meant := _words_by_sound(end - start, file).get(spoken):
                at = place + start
                for phrase in phrases_in(meant):
                    if phrase.kind in _KINDS and phrase.text == meant:
                        yield replace(phrase, start=at, end=at + len(word))
                start = end
                break
        else:
            start += 1


def _words_by_sound(length: int, file: FactFile) -> dict[tuple[str, ...], str]:
    """The words for classes and measures that have so many characters, by their syllables."""
    words = _words_of_length(length)
    sounds = file.syllables("".join(words)) if words else {}
    return {tuple(sounds.get(character, "") for character in word): word for word in words}


@cache
def _words_of_length(length: int) -> tuple[str, ...]:
    kinds = {"class", "measure"}
    return tuple(
        phrase
        for phrase in lexicon()
        if len(phrase) == length
        and _UNREAD.fullmatch(phrase)
        and any(meaning.kind in kinds for meaning in lexicon().meanings(phrase))
    )
