"""Labelled texts with other names in the places of names, so that a tagger learns what stands
around them and how such names are built, not these names.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from gaoxin.extraction.article import TextSpan
from scripts.labels import FOLDER
from training.names import Name


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its names."""

    text: str
    names: tuple[Name, ...]


def names_by_class(texts: Iterable[NamedText]) -> dict[str, list[str]]:
    """The names of the texts, and those of zones and places in the project's reference tables, by
    class, sorted.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for span, kind in text.names:
            found[kind].add(span.of(text.text))
    reference = FOLDER.parent / "data" / "reference"
    with (reference / "zones.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found["Zone"] |= {row["name_zh_full"], row["name_zh_short"]}
    levels = {"province": "Province", "county": "County"}  # cities are those of the labels
    with (reference / "divisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] in levels:
                found[levels[row["level"]]].add(row["name_zh"])
    return {kind: sorted(names - {""}) for kind, names in sorted(found.items())}


def with_other_names(
    text: NamedText, names: dict[str, list[str]], part: float, random: Random
) -> NamedText:
    """The text in which a ``part`` of the names is exchanged for others of their classes, each at
    all its places.
    """
    others: dict[str, str] = {}
    for name, kind in sorted({(span.of(text.text), kind) for span, kind in text.names}):
        if random.random() < part:
            others[name] = random.choice(names[kind])
    return _exchanged(text.text, text.names, others)


def _exchanged(text: str, names: Sequence[Name], others: dict[str, str]) -> NamedText:
    pieces: list[str] = []
    kept: list[Name] = []
    length = place = 0
    for span, kind in names:
        word = others.get(span.of(text), span.of(text))
        pieces += (text[place : span.start], word)
        start = length + span.start - place
        kept.append((TextSpan(start, start + len(word)), kind))
        length, place = start + len(word), span.end
    pieces.append(text[place:])
    return NamedText("".join(pieces), tuple(kept))
