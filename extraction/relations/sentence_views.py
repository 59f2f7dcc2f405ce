"""Sentences as the scorer sees them: each mention is one character that tells its class only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gaoxin.extraction.article import CLAUSE_MARKS, TextSpan
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.relations.constructions import constructions
from gaoxin.extraction.relations.pairs import MentionTable

CLASSES = (
    *("Zone", "City", "County", "Province", "AdministrativeDivision", "Enterprise"),
    *("Organization", "Person", "Platform", "Project", "Product", "Technology", "Industry"),
    *("Policy", "Document", "Award", "Event"),
)
_LETTERS = {name: chr(0xE100 + number) for number, name in enumerate(CLASSES)}
_CLASS_OF = {letter: name for name, letter in _LETTERS.items()}
_UNKNOWN = "\ue1ff"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a relation, at ``start`` to ``end`` of the view's text; ``groups`` are the
    predicates whose constructions have it.
    """

    start: int
    end: int
    word: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """``text`` has one letter for each mention; ``place_of`` tells which; ``clause_of`` has the
    number of the clause for each letter of the text.
    """

    text: str
    place_of: Mapping[TextSpan, int]
    clauses: tuple[int, ...]
    cues: tuple[Cue, ...]
    mentions: tuple[tuple[int, EntityMention], ...]


def letter_class(letter: str) -> str:
    """The class of a letter that stands for a mention; ``""`` for another letter."""
    return _CLASS_OF.get(letter, "")


def sentence_view(table: MentionTable, number: int) -> SentenceView:
    """The sentence ``number`` of the table's article."""
    marked = table.marked(number)
    letters = list(marked.text)
    for place, mention in marked.mentions:
        letters[place] = _LETTERS.get(mention.type, _UNKNOWN)
    view = "".join(letters)
    clauses, clause = [], 0
    for letter in view:
        clauses.append(clause)
        clause += letter in CLAUSE_MARKS
    return SentenceView(view, marked.place_of, tuple(clauses), _cues(view), marked.mentions)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for item in constructions():
        for word in item.cues:
            found.setdefault(word, set()).add(item.predicate)
    return {word: tuple(sorted(groups)) for word, groups in sorted(found.items())}


@cache
def _shape() -> re.Pattern[str]:
    words = sorted(_groups(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


def _cues(text: str) -> tuple[Cue, ...]:
    groups = _groups()
    return tuple(
        Cue(match.start(), match.end(), match.group(), groups[match.group()])
        for match in _shape().finditer(text)
    )
