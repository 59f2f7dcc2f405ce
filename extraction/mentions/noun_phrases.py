"""Names by their last words: the name reaches left to the first word that no name has.

远岭智能科技股份有限公司 ends with an ending of firms; to the left of it stand nouns, places, and
words such as 研发 that names have inside.  Prepositions, particles, titles of persons and most
verbs end it.  Endings (``suffixes.toml``) and words (``boundaries.toml``) are data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.words import Word, words_of

_LONGEST = 40
_OPENING = {"”": "“", "）": "（", ")": "(", "》": "《", "」": "「", "’": "‘"}
_IN_NAMES = frozenset(
    {"n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "j", "b", "vn", "eng", "an", "ng", "g", "zg"}
    | {"l", "i", "s", "h", "k"}
)
_IN_EVENTS = frozenset(["m", "q", "t", "a"])
"""Names of events have numbers, years and adjectives (2023年第三届…)."""
_JOINING = frozenset("·-—&+")


@dataclass(frozen=True)
class NameEndings:
    """Endings of names with their classes, how titles of policies end, and the words of
    ``boundaries.toml``.
    """

    classes: dict[str, str]
    titles_of_policies: tuple[str, ...]
    inside: frozenset[str]
    outside: frozenset[str]
    before: frozenset[str]
    no_zone: frozenset[str]
    acts: tuple[str, ...]

    def ending(self, text: str, end: int) -> str:
        """The longest ending of a name that ``text`` has before ``end``; ``""`` if it has none."""
        for length in range(min(8, end), 0, -1):
            if text[end - length : end] in self.classes:
                return text[end - length : end]
        return ""


@lru_cache(maxsize=1)
def name_endings() -> NameEndings:
    """The shipped endings and words."""
    folder = resources.files(__package__)
    table = tomllib.loads((folder / "suffixes.toml").read_text("utf-8"))
    words = tomllib.loads((folder / "boundaries.toml").read_text("utf-8"))
    classes = {end: kind for kind, part in table.items() for end in part["endings"].split()}
    inside, outside, before, no_zone = (
        frozenset(words[name].split()) for name in ("inside", "outside", "before", "no_zone")
    )
    titles = tuple(table["Policy"]["titles"].split())
    return NameEndings(
        classes, titles, inside, outside, before, no_zone, tuple(words["acts"].split())
    )


def names_by_ending(text: str) -> Iterator[EntityMention]:
    """The names of a text that end as names do, longest first where they overlap."""
    words, endings = words_of(text), name_endings()
    for number, word in enumerate(words):
        ending = endings.ending(text, word.end)
        if not ending or word.text.startswith(endings.acts):
            continue
        kind = endings.classes[ending]
        start = _start(words, number, kind, endings)
        start = max(start, word.end - _LONGEST)
        core = word.end - len(ending) - start
        if core < (1 if len(ending) > 1 else 2):
            continue
        span = TextSpan(start, word.end)
        yield EntityMention(span, kind, span.of(text), reason="ending", score=0.6)


def _start(words: Sequence[Word], number: int, kind: str, endings: NameEndings) -> int:
    """Where the name begins whose last word is ``words[number]``."""
    first = number
    while first > 0:
        word = words[first - 1]
        if word.text in _OPENING:
            opened = _opened(words, first - 1)
            if opened is None:
                break
            first = opened
            continue
        if word.text in endings.outside or not _belongs(word, kind, endings):
            break
        first -= 1
    while first < number and _cut_off(words[first], endings):
        first += 1
    return words[first].start


def _cut_off(word: Word, endings: NameEndings) -> bool:
    return word.text in endings.before or word.text in _JOINING or word.tag in ("q", "a")


def _belongs(word: Word, kind: str, endings: NameEndings) -> bool:
    if word.text in endings.inside or word.text in _JOINING:
        return True
    if word.tag in _IN_NAMES or word.tag == "":
        return True
    return kind == "Event" and (word.tag in _IN_EVENTS or word.text == "届")


def _opened(words: Sequence[Word], closing: int) -> int | None:
    """The word that opens what ``words[closing]`` closes; ``None`` if that is too far away."""
    wanted = _OPENING[words[closing].text]
    for place in range(closing - 1, max(-1, closing - 14), -1):
        if words[place].text == wanted:
            return place
        if words[place].text in "。；！？":
            return None
    return None
