"""The words of a text with their parts of speech.

rjieba (the extra ``articles``) knows the words of the language.  Without it the text is cut at
punctuation, numbers, Latin words and the words of ``words.toml``; the pieces between them have no
part of speech, and names are found less exactly.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple


class Word(NamedTuple):
    """A word: its place in the text, its letters, and its part of speech as jieba writes it (n, v,
    p, ns, m …; x for punctuation, ``""`` for a piece of unknown kind).
    """

    start: int
    end: int
    text: str
    tag: str


_SMALL = {
    **dict.fromkeys("从与在对向由将把被以到于为", "p"),
    **dict.fromkeys("和及并", "c"),
    "是": "v",
}
"""Words of one letter that stand before names, with their tags."""


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; together they are the whole text."""
    try:
        import rjieba
    except ImportError:
        return _pieces(text)
    found, place = [], 0
    for word, tag in rjieba.tag(text):
        if word[0] in _SMALL and len(word) > 1 and tag[0] == "n" and not rjieba.has_word(word):
            # A guessed word that has swallowed the word before it: 从远岭.
            found.append(Word(place, place + 1, word[0], _SMALL[word[0]]))
            place, word = place + 1, word[1:]
        found.append(Word(place, place + len(word), word, tag))
        place += len(word)
    return tuple(found)


def word_at(words: Sequence[Word], place: int) -> int:
    """The index of the word in which a place lies (of the first behind it, at the end)."""
    return bisect_right(words, place, key=lambda word: word.end)


def is_in_dictionary(word: str) -> bool:
    """Whether rjieba knows the word; it guesses others from their letters."""
    try:
        import rjieba
    except ImportError:
        return False
    return bool(rjieba.has_word(word))


@lru_cache(maxsize=1)
def _small_words() -> tuple[dict[str, str], re.Pattern[str]]:
    """The words that are known without rjieba, with their tags, and the pattern of pieces."""
    table = tomllib.loads((resources.files(__package__) / "words.toml").read_text("utf-8"))
    tags = {word: tag for tag, words in table["words"].items() for word in words.split()}
    known = "|".join(sorted(map(re.escape, tags), key=lambda word: (-len(word), word)))
    return tags, re.compile(
        rf"(?P<m>[0-9.,]*[0-9])|(?P<eng>[A-Za-z][A-Za-z0-9.+\-]*)|(?P<x>[^\w\s]|\s)|(?P<known>{known})"
    )


def _pieces(text: str) -> tuple[Word, ...]:
    tags, pattern = _small_words()
    found, place = [], 0
    for match in pattern.finditer(text):
        if match.start() > place:
            found.append(Word(place, match.start(), text[place : match.start()], ""))
        kind = str(match.lastgroup)
        tag = tags[match[0]] if kind == "known" else kind
        found.append(Word(match.start(), match.end(), match[0], tag))
        place = match.end()
    if place < len(text):
        found.append(Word(place, len(text), text[place:], ""))
    return tuple(found)
