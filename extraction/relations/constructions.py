"""Constructions: how the language says a relation, kept as data in ``constructions.toml``.

A form is written with the two mentions as ``S`` and ``O``; ``{…|…}`` are words of which one stands
there, ``[…|…]`` the same where none need stand.  ``~`` is a gap without a punctuation mark, ``…`` a
gap within the sentence.  ``&`` is further names of an enumeration (、M、M和M), or nothing.  Other
mentions count as a single character of a gap.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.relations.pairs import MENTION, MentionPair, MentionTable

_SUBJECT, _OBJECT = "\ue000", "\ue001"
"""Characters that stand for the two mentions; they have no other meaning (private use area)."""

_GAPS = {"~": 12, "…": 40, "&": 40}
"""How many letters a gap has at most."""

_PARTS = {
    "S": _SUBJECT,
    "O": _OBJECT,
    "M": MENTION,
    "~": f"[^，。；：！？,;:\ue000\ue001]{{0,{_GAPS['~']}}}",
    "…": f"[^。；！？;\ue000\ue001]{{0,{_GAPS['…']}}}",
    "&": f"[、和与及以暨\ue002“”‘’《》（）()等]{{0,{_GAPS['&']}}}",
    "^": "(?:^|[，。；：！？,;:、“])",
}


@dataclass(frozen=True, slots=True)
class Construction:
    """A way to say a predicate.

    ``subject`` and ``object`` are the classes that it holds for (``()`` for all that the ontology
    allows).  ``words`` are those of the first choice, of which one must stand in the sentence, and
    ``cues`` those of all choices that tell a relation.  ``width`` is how many letters the longest
    text has that it fits.  ``certainty`` (0 to 1) is how often it is right.  ``examples`` and
    ``others`` are made-up sentences that have it and that do not have it, with ``S[…|Class]`` and
    ``O[…|Class]`` around the mentions.
    """

    predicate: str
    form: str
    words: tuple[str, ...]
    cues: tuple[str, ...]
    shape: re.Pattern[str]
    width: int
    certainty: float
    subject: tuple[str, ...]
    object: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]


@cache
def constructions() -> tuple[Construction, ...]:
    """All constructions, in the order of the file."""
    table = tomllib.loads(
        files("gaoxin.extraction.relations")
        .joinpath("constructions.toml")
        .read_text(encoding="utf-8")
    )
    return tuple(_construction(item) for item in table["construction"])


def _construction(item: dict[str, Any]) -> Construction:
    form = str(item["form"])
    shape: list[str] = []
    words: tuple[str, ...] = ()
    cues: list[str] = []
    width = 0
    for part in re.findall(r"\{[^}]*\}|\[[^\]]*\]|[^\[{]", form):
        if part[0] in "{[":
            choice = tuple(part[1:-1].split("|"))
            if part[0] == "{":
                words = words or choice
                cues += choice
            options = "|".join(
                "".join(_PARTS.get(c, re.escape(c)) for c in word) for word in choice
            )
            shape.append(f"(?:{options})" + ("?" if part[0] == "[" else ""))
            width += max(map(_width, choice))
        else:
            shape.append(_PARTS.get(part, re.escape(part)))
            width += _width(part)
    listed = {name: tuple(item.get(name, ())) for name in _LISTS}
    return Construction(
        predicate=str(item["predicate"]),
        form=form,
        words=tuple(_plain(word) for word in words),
        cues=tuple(sorted({_plain(word) for word in cues if len(_plain(word)) > 1})),
        shape=re.compile("".join(shape)),
        width=width,
        certainty=float(item["certainty"]),
        **listed,
    )


def _width(form: str) -> int:
    """How many letters a form without choices has at most."""
    return sum(_GAPS.get(letter, 1) for letter in form)


def _plain(word: str) -> str:
    return re.sub("[SOM~…&^]", "", word)


_LISTS = ("subject", "object", "examples", "others")


def matching(table: MentionTable, pair: MentionPair) -> list[tuple[int, Construction, TextSpan]]:
    """The constructions that the article says of a pair which stands in one sentence: their
    numbers, and where they stand.
    """
    fitting = _fitting(pair.subject.type, pair.object.type)
    if not fitting or (shown := _shown(table, pair)) is None:
        return []
    start, text, places = shown
    found = []
    for number, construction in fitting:
        if construction.words and not any(word in text for word in construction.words):
            continue
        if match := construction.shape.search(text):
            span = TextSpan(places[start + match.start()], places[start + match.end()])
            found.append((number, construction, span))
    return found


@cache
def _fitting(subject: str, thing: str) -> tuple[tuple[int, Construction], ...]:
    """The constructions that hold for two classes, with their numbers."""
    return tuple(
        (number, item)
        for number, item in enumerate(constructions())
        if subject in (item.subject or (subject,)) and thing in (item.object or (thing,))
    )


def _shown(table: MentionTable, pair: MentionPair) -> tuple[int, str, Sequence[int]] | None:
    """What a construction can reach of the pair's sentence around the subject, with the two marked;
    where that begins in the sentence, and the places of the sentence.  ``None`` if the subject
    stands within another mention.
    """
    sentence, reach = table.marked(pair.sentences[0]), _reach()
    places = sentence.places
    subject = sentence.place_of[pair.subject.span]
    start, end = max(0, subject - reach), subject + reach
    letters = list(sentence.text[start:end])
    for mention, mark in ((pair.object, _OBJECT), (pair.subject, _SUBJECT)):
        place = sentence.place_of[mention.span]
        if start <= place < end and mention.span == TextSpan(places[place], places[place + 1]):
            letters[place - start] = mark
    if letters[subject - start] != _SUBJECT:
        return None
    return start, "".join(letters), places


@cache
def _reach() -> int:
    """How many letters the longest text has that a construction fits."""
    return max(item.width for item in constructions())
