"""Sources of a text: a number behind what they say, and one list at the end.

A source has one number in a text, in the order in which it is met.  ``[3]`` says it, ``[3*]``
implies it, ``[3?]`` is not verified; grades are words (:mod:`gaoxin.graph.facts.grades`).  Where a
page asks for it, a mark has the place in the source: ``[3 para. 7]``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from gaoxin.graph.facts.grades import IMPLIED, UNVERIFIED, grade_word, weakness
from gaoxin.graph.facts.locators import joined_locators, locator_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.facts.reader import SourceRef
    from gaoxin.graph.store.generation import Generation

_SIGNS = {IMPLIED: "*", UNVERIFIED: "?"}
_SHOWN = 2
"""How many marks stand behind one thing; "+n" stands for the others."""


class SourceMarks:
    """Gives sources their numbers and lists them.

    If ``placed`` is set, marks have the place in the source.  The source with the key ``first``,
    which is asked about, goes before stronger ones.
    """

    def __init__(self, generation: Generation, first: str = "") -> None:
        self.placed = False
        self._first = first
        self._places: dict[str, list[str]] = {}
        self._generation = generation
        self._numbers: dict[str, int] = {}
        self._sources: dict[str, SourceRef] = {}
        self._signs: set[str] = set()

    def mark(self, sources: Iterable[SourceRef]) -> str:
        """The marks of these sources, strongest first, as they follow a text: ``[1][4?]``.

        In English they begin with a space; without sources they are empty.  A source without a
        grade for what it says has its own.
        """
        graded = [s if s.grade else replace(s, grade=self._known(s.key).grade) for s in sources]
        ordered = sorted(graded, key=lambda s: (s.key != self._first, weakness(s.grade), s.key))
        marks = []
        for source in ordered[:_SHOWN]:
            self._sources.setdefault(source.key, source)
            number = self._numbers.setdefault(source.key, len(self._numbers) + 1)
            sign = _SIGNS.get(source.grade, "")
            self._signs.add(sign)
            place = locator_words(source.locator) if self.placed and source.locator else ""
            marks.append(f"[{number}{sign}{' ' if place else ''}{place}]")
        for source in ordered:
            if source.locator:
                self._places.setdefault(source.key, []).append(source.locator)
        more = len(ordered) - _SHOWN
        if more > 0:
            marks.append(f"[+{more}]")
        return say("", " ") + "".join(marks) if marks else ""

    def lines(self) -> list[tuple[str, str]]:
        """Each source as its mark and what is known of it; a legend comes last."""
        found = [(f"[{number}]", self._line(key)) for key, number in self._numbers.items()]
        legend = []
        if "*" in self._signs:
            legend.append(say("* 文中隐含，没有明说", "* implied by the source, not stated"))
        if "?" in self._signs:
            legend.append(say("? 未经查证", "? unverified"))
        return [*found, *([("", say("；", "; ").join(legend))] if legend else [])]

    def _line(self, key: str) -> str:
        source = self._known(key)
        parts = [
            source.title or key,
            source.publisher or say("出版者未注明", "publisher not given"),
            period_words(source.date) if source.date else say("日期未注明", "no date"),
            grade_word(source.grade) or say("未评级", "not graded"),
        ]
        if key in self._places:
            parts.append(locator_words(joined_locators(self._places[key])))
        return " · ".join(parts)

    def _known(self, key: str) -> SourceRef:
        """What the generation knows of a source; of one that it no longer has, what was marked."""
        from gaoxin.graph.facts.reader import Reader

        reader = Reader(self._generation)
        known = reader.source(self._generation.minter.source(key).value)
        return known if known.title else self._sources.get(key, known)
