"""The answer of a saved query as a text: amounts with their units, sources once at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gaoxin.cli.answers import remark_lines, told_table
from gaoxin.cli.reading_page import ReadingPage
from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.wording.rows_in_words import SOURCES, RowsInWords, shown_columns
from gaoxin.language import in_brackets, say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def query_page(generation: Generation, answer: Answer, shown: Sequence[str], title: str) -> str:
    """The answer below its title; ``shown`` are the columns of the table."""
    marks, words = _Marks(generation), RowsInWords(generation)
    rows = [_in_words(row, words, marks) for row in answer.rows]
    columns = shown_columns(shown)
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

    def mark(self, keys: Any) -> Any:
        """The marks of sources, given as keys; what is no key of a source stays as it is."""
        listed = keys.split("; ") if isinstance(keys, str) else list(keys or ())
        if not listed or not set(listed) <= self._known:
            return keys
        numbers = [self._numbers.setdefault(key, len(self._numbers) + 1) for key in listed]
        return "".join(f"[{number}]" for number in numbers)

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


def _in_words(row: Mapping[str, Any], words: RowsInWords, marks: _Marks) -> dict[str, Any]:
    told = words.row(row)
    for name in SOURCES:
        if name in told:
            told[name] = marks.mark(told[name])
    return told
