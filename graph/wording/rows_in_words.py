"""Rows of a saved query in words: amounts with their units, periods, names for the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.lookup.reader_language import english_name
from gaoxin.graph.names.keys import has_han
from gaoxin.language import language

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

SOURCES = ("source", "sources")
"""The columns that hold keys of sources, which stay as they are."""
_PERIODS = ("time", "period", "approved", "first_time", "second_time")


def shown_columns(columns: Sequence[str]) -> list[str]:
    """The columns for people: no IRIs, and no unit beside a value that has it."""
    shown = [name for name in columns if not name.endswith("_iri")]
    return [name for name in shown if not ("value" in shown and name in ("unit", "comparator"))]


class RowsInWords:
    """Puts rows of one generation into words; names are looked up once."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._names: dict[str, str] = {}

    def row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row in words."""
        told = {n: value if n in SOURCES else self._named(value) for n, value in row.items()}
        if told.get("value") not in (None, "") and "unit" in told:
            value, comparator = str(told["value"]), str(told.get("comparator") or "")
            told["value"] = amount_words(value, comparator, str(told["unit"] or ""))
        for name in _PERIODS:
            if told.get(name):
                told[name] = period_words(str(told[name]))
        return told

    def _named(self, value: Any) -> Any:
        """A name of a thing in the language in force; anything else stays as it is."""
        if language() == "zh" or not isinstance(value, str) or not has_han(value):
            return value
        if value not in self._names:
            self._names[value] = english_name(self._generation, value)
        return self._names[value]
