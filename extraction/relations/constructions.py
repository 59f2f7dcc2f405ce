"""Constructions: how the language says a relation, kept as data in ``constructions.toml``.

A form is written with the two mentions as ``S`` and ``O``; ``{…|…}`` are words of which one stands
there, ``[…|…]`` the same where none need stand.  ``~`` is a gap without a punctuation mark, ``…`` a
gap within the sentence.  ``&`` is further names of an enumeration (、M、M和M), or nothing.  Other
mentions count as a single character of a gap.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable

_SUBJECT, _OBJECT, _OTHER = "\ue000", "\ue001", "\ue002"
"""Characters that stand for the mentions; they have no other meaning (private use area)."""

_PARTS = {
    "S": _SUBJECT,
    "O": _OBJECT,
    "M": _OTHER,
    "~": "[^，。；：！？,;:\ue000\ue001]{0,12}",
    "…": "[^。；！？;\ue000\ue001]{0,40}",
    "&": "[、和与及以暨\ue002“”‘’《》（）()等]{0,40}",
    "^": "(?:^|[，。；：！？,;:、“])",
}


@dataclass(frozen=True, slots=True)
class Construction:
    """A way to say a predicate.

    ``subject`` and ``object`` are the classes that it holds for (``()`` for all that the ontology
    allows).  ``words`` are those of the first choice, of which one must stand in the sentence, and
    ``cues`` those of all choices that tell a relation.  ``certainty`` (0 to 1) is how often it is
    right.  ``examples`` and ``others`` are made-up sentences that have it and that do not have it,
    with ``S[…|Class]`` and ``O[…|Class]`` around the mentions.
    """

    predicate: str
    form: str
    words: tuple[str, ...]
    cues: tuple[str, ...]
    shape: re.Pattern[str]
    certainty: float
    subject: tuple[str, ...]
    object: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def fits(self, pair: MentionPair) -> bool:
        """Whether it holds for the classes of the pair."""
        return (not self.subject or pair.subject.type in self.subject) and (
            not self.object or pair.object.type in self.object
        )


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
        else:
            shape.append(_PARTS.get(part, re.escape(part)))
    listed = {name: tuple(item.get(name, ())) for name in _LISTS}
    return Construction(
        predicate=str(item["predicate"]),
        form=form,
        words=tuple(_plain(word) for word in words),
        cues=tuple(sorted({_plain(word) for word in cues if len(_plain(word)) > 1})),
        shape=re.compile("".join(shape)),
        certainty=float(item["certainty"]),
        **listed,
    )


def _plain(word: str) -> str:
    return re.sub("[SOM~…&^]", "", word)


_LISTS = ("subject", "object", "examples", "others")


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence in which a pair is marked.  ``places`` has, for each of its characters and its
    end, the place in the article's text.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> TextSpan:
        """The characters ``start`` to ``end`` as a span of the article."""
        return TextSpan(self.places[start], self.places[end])


def masked(table: MentionTable, pair: MentionPair) -> MaskedSentence:
    """The sentence of a pair that stands in one sentence, each mention as one character."""
    article = table.article
    sentence = table.sentences[pair.sentences[0]]
    letters: list[str] = []
    places: list[int] = []
    place = sentence.start
    marked = sorted(table.of_sentence[pair.sentences[0]], key=lambda m: (m.span.start, -m.span.end))
    for mention in marked:
        if mention.span.start < place:
            continue
        letters += article.text[place : mention.span.start]
        places += range(place, mention.span.start)
        letters.append(_mark(mention, pair))
        places.append(mention.span.start)
        place = mention.span.end
    letters += article.text[place : sentence.end]
    places += range(place, max(place, sentence.end))
    places.append(max(place, sentence.end))
    return MaskedSentence("".join(letters), tuple(places))


def _mark(mention: EntityMention, pair: MentionPair) -> str:
    if mention.span == pair.subject.span:
        return _SUBJECT
    return _OBJECT if mention.span == pair.object.span else _OTHER


def matching(
    pair: MentionPair, sentence: MaskedSentence
) -> list[tuple[int, Construction, TextSpan]]:
    """The constructions that the sentence says of the pair: their numbers, and where they stand."""
    found = []
    for number, construction in enumerate(constructions()):
        if construction.words and not any(word in sentence.text for word in construction.words):
            continue
        if not construction.fits(pair):
            continue
        match = construction.shape.search(sentence.text)
        if match:
            span = sentence.span(match.start(), match.end())
            found.append((number, construction, span))
    return found
