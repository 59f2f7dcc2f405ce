"""The parts of a brief, and how a line is made of pieces with their sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gaoxin.graph.lookup.told_items import ToldItem
from gaoxin.graph.portrait.known_facts import Told
from gaoxin.graph.portrait.portrait import Portrait
from gaoxin.language import say

NAMES = 12
"""How many names one line lists."""

BriefLine = tuple[Told, ...]
"""A line of text or a cell: pieces with their sources."""

Drawer = Callable[[dict[str, Any]], bytes]
"""Draws a Vega-Lite chart as a PNG; ``b""`` if that is not possible here."""


@dataclass(frozen=True, slots=True)
class BriefTable:
    """A table: headings and rows of cells; ``widths`` are shares of the width."""

    head: tuple[str, ...]
    rows: tuple[tuple[BriefLine, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BriefPart:
    """A part: its heading, lines, and perhaps a table and a picture (PNG) after them."""

    heading: str
    lines: tuple[BriefLine, ...] = ()
    table: BriefTable | None = None
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: ``basis`` says from which generation it was made, and when."""

    title: str
    basis: str
    parts: tuple[BriefPart, ...]


def line(text: str, *pieces: Told) -> BriefLine:
    """A line of a plain text and further pieces."""
    return (*((Told(text),) if text else ()), *pieces)


def joined(pieces: Sequence[Told], mark: str) -> BriefLine:
    """The pieces with a mark between them."""
    found: list[Told] = []
    for number, piece in enumerate(pieces):
        found += [Told(mark)] if number else []
        found.append(piece)
    return tuple(found)


def entries(told_of: Portrait, key: str) -> tuple[ToldItem, ...]:
    """The entries of a section."""
    return next((part.entries for part in told_of.parts if part.section.key == key), ())


def named(heading: str, items: Sequence[ToldItem], most: int = NAMES) -> BriefLine:
    """The names of entries after a heading; their sources stand behind the last of equal ones."""
    shown = items[:most]
    pieces = [
        Told(item.name, () if goes_on else item.sources)
        for item, goes_on in zip(shown, _goes_on(shown), strict=True)
    ]
    text = (Told(heading + say("：", ": ")), *joined(pieces, say("、", ", ")))
    more = len(items) - len(shown)
    return (*text, Told(say(f"，另有 {more} 项", f", and {more} more"))) if more > 0 else text


def _goes_on(items: Sequence[ToldItem]) -> list[bool]:
    """For each entry, whether the next one has the same sources, so that one mark will do."""
    keys = [[source.key for source in item.sources] for item in items]
    return [n + 1 < len(keys) and keys[n] == keys[n + 1] for n in range(len(keys))]
