"""Persons: a family name after the word of a post (管委会主任), or before what only persons do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from gaoxin.extraction.article import occurrences
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.words import is_in_dictionary, words_of

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPACE = re.compile(r"[\s:：]*")
_OF_PERSONS = frozenset({"nr", "nrt", "nrfg", "nz", ""})
_NO_NAME = frozenset("同志先生女士某们者员长会是的在和等与将了说区县市省")
"""Letters that names of persons rarely have after the family name."""
_BY_ACT = re.compile(
    r"[，,：:]?(?:表示|介绍|说|指出|强调|认为|告诉|透露|坦言|出席|致辞|主持会议|带队|率队|陪同|一行|[，,][男女][，,]|"
    r"涉嫌|出任|担任|曾任|当选|先后任)"
)


@dataclass(frozen=True)
class PersonWords:
    """The words of ``persons.toml``; ``title_ends`` are all words that end a title."""

    surnames: frozenset[str]
    titles: re.Pattern[str]
    title_ends: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=1)
def person_words() -> PersonWords:
    """The shipped words."""
    table = tomllib.loads((resources.files(__package__) / "persons.toml").read_text("utf-8"))
    titles = _longest_first(table["titles"].split())
    return PersonWords(
        frozenset((*table["surnames"], *table["double_surnames"].split())),
        re.compile("|".join(titles)),
        tuple(_longest_first([*titles, *table["title_ends"].split()])),
        tuple(sorted(set(table["after"].split()))),
    )


def _longest_first(words: list[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def persons(text: str) -> Iterator[EntityMention]:
    """The persons of a text, at each place where their names stand."""
    names: dict[str, float] = {}
    words = person_words()
    for match in words.titles.finditer(text):
        place = match.end()
        while True:
            name = _name_at(text, _SPACE.match(text, place).end(), words)  # type: ignore[union-attr]
            if not name:
                break
            names.setdefault(name, 0.8)
            place = text.index(name, place) + len(name)
            if text[place : place + 1] != "、":  # 委员张三、李四
                break
            place += 1
    for word in words_of(text):
        is_name = word.tag == "nr" and 2 <= len(word.text) <= 4 and _is_name(word.text, words)
        if is_name and _BY_ACT.match(text, word.end):
            names.setdefault(word.text, 0.7)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for span in occurrences(name, text):
            yield EntityMention(span, "Person", name, reason="person", score=names[name])


def _name_at(text: str, start: int, words: PersonWords) -> str:
    """The name of a person that begins at ``start``; ``""`` if none does."""
    double = text[start : start + 2] in words.surnames
    lengths = (4, 3) if double else (3, 2)
    common = {
        w.text
        for w in words_of(text)
        if w.start == start and w.tag not in _OF_PERSONS and is_in_dictionary(w.text)
    }
    candidates = [
        (_ends(text, start + length, words), text[start : start + length])
        for length in lengths
        if start + length <= len(text)
        and _is_name(text[start : start + length], words)
        and text[start : start + length] not in common
    ]
    best, name = max(candidates, key=lambda found: found[0], default=(0, ""))
    if best:
        return name
    tagged = {w.text for w in words_of(text) if w.start == start and w.tag == "nr"}
    for length in lengths:
        name = text[start : start + length]
        if len(name) == length and _is_name(name, words) and name in tagged:
            return name
    return ""


def _is_name(name: str, words: PersonWords) -> bool:
    if not (name[0] in words.surnames or name[:2] in words.surnames):
        return False
    return all(_HAN.match(letter) and letter not in _NO_NAME for letter in name[1:])


def _ends(text: str, end: int, words: PersonWords) -> int:
    """How surely a name ends at ``end``: the length of the word that follows it; 0 if no word does
    that follows names.
    """
    if end >= len(text) or not _HAN.match(text[end]):
        return 9
    return max((len(word) for word in words.after if text.startswith(word, end)), default=0)
