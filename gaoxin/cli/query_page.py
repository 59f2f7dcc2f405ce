"""The answer of a saved query as a text: amounts with their units, sources once at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gaoxin.cli.answers import remark_lines, told_table
from gaoxin.cli.reading_page import ReadingPage
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.reader_language import english_name
from gaoxin.graph.names.keys import has_han
from gaoxin.language import in_brackets, language, say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_SOURCES = ("source", "sources")
_PERIODS = ("time", "period", "approved", "first_time", "second_time")


def query_page(generation: Generation, answer: Answer, shown: Sequence[str], title: str) -> str:
    """The answer below its title; ``shown`` are the columns of the table."""
    marks = _Marks(generation)
    rows = [_in_words(row, marks) for row in answer.rows]
    columns = [name for name in shown if not ("value" in shown and name in ("unit", "comparator"))]
    page = ReadingPage()
    page.heading(title)
    table = told_table(rows, columns, sys.stdout)
    text = str(page) + "\n".join([*table, *remark_lines(table)]) + "\n"
    listed = marks.lines()
    if not listed:
        return text
    sources = ReadingPage()
    sources.heading(say("来源", "Sources"))
    sources.labelled(listed, gap=1)
    return f"{text}\n{sources}"


class _Marks:
    """Gives the sources of the rows numbers, in the order in which they are met."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._reader = Reader(generation)
        self._known = set(generation.manifest.sources)
        self._numbers: dict[str, int] = {}
        self._names: dict[str, str] = {}

    def mark(self, keys: Any) -> Any:
        """The marks of sources, given as keys; what is no key of a source stays as it is."""
        listed = keys.split("; ") if isinstance(keys, str) else list(keys or ())
        if not listed or not set(listed) <= self._known:
            return keys
        numbers = [self._numbers.setdefault(key, len(self._numbers) + 1) for key in listed]
        return "".join(f"[{number}]" for number in numbers)

    def named(self, value: Any) -> Any:
        """A name of a thing in the language in force; anything else stays as it is."""
        if language() == "zh" or not isinstance(value, str) or not has_han(value):
            return value
        if value not in self._names:
            self._names[value] = english_name(self._generation, value)
        return self._names[value]

    def lines(self) -> list[tuple[str, str]]:
        """Each source: its mark, title, date, grade, and its key in brackets."""
        found = []
        for key, number in self._numbers.items():
            source = self._reader.source(self._generation.minter.source(key).value)
            date = period_words(source.date) if source.date else say("日期未注明", "no date")
            parts = [source.title or key, date, grade_word(source.grade)]
            told = " · ".join(part for part in parts if part)
            found.append((f"[{number}]", told + in_brackets(key)))
        return found


def _in_words(row: Mapping[str, Any], marks: _Marks) -> dict[str, Any]:
    told = {name: value if name in _SOURCES else marks.named(value) for name, value in row.items()}
    for name in _SOURCES:
        if name in told:
            told[name] = marks.mark(told[name])
    if told.get("value") not in (None, "") and "unit" in told:
        value, comparator = str(told["value"]), str(told.get("comparator") or "")
        told["value"] = amount_words(value, comparator, str(told["unit"] or ""))
    for name in _PERIODS:
        if told.get(name):
            told[name] = period_words(str(told[name]))
    return told
