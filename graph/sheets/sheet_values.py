"""Values of answers as cells of a sheet: numbers as numbers, dates as dates, codes in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gaoxin.graph.wording.code_words import word
from gaoxin.language import language, say

Plain = str | int | float | Decimal | date | datetime | None

LONGEST_TEXT = 32_767
"""Characters that a cell of XLSX can hold."""

_DIGITS = 15  # a spreadsheet keeps so many digits of a number
_NUMBER = re.compile(r"(>=|<=|>|<|~)?(-?(?:0|[1-9]\d*)(?:\.\d+)?)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}")
_NUMBERS = frozenset(
    {"value", "promised", "reached", "before", "after", "difference", "ratio", "lowest", "highest"}
    | {"normal_value", "minimum", "maximum", "count", "score", "share"}
)
_TIMES = frozenset(
    {"time", "date", "year", "period", "since", "issued", "approved", "start", "end", "started"}
    | {"completed", "established", "due", "latest_period"}
)
_FIGURES = ("", "observation", "target", "rank")


@dataclass(frozen=True, slots=True)
class SheetValue:
    """A value with the number format of its cell, ``""`` for the general one."""

    value: Plain
    form: str = ""

    @property
    def shown(self) -> str:
        """About what the cell shows, to measure its width."""
        if isinstance(self.value, datetime):
            return f"{self.value:%Y-%m-%d %H:%M}"
        if isinstance(self.value, date):
            return f"{self.value:%Y-%m-%d}"
        if self.form.startswith('"'):
            return self.form.split('"')[1] + str(self.value)
        return "" if self.value is None else str(self.value)


def sheet_value(column: str, value: Any, row: Mapping[str, Any]) -> SheetValue:
    """The cell for ``value`` in ``column`` of ``row``.

    A number written with a comparator (``">1000"``) is a number whose format shows the comparator.
    A month is its first day, shown without the day, as spreadsheets do with a month that is typed.
    """
    if value is None or value == "":
        return SheetValue(None)
    if isinstance(value, bool):
        return SheetValue(say("是", "yes") if value else say("否", "no"))
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, datetime):
        return SheetValue(value.replace(tzinfo=None), "yyyy-mm-dd hh:mm")
    if isinstance(value, date):
        return SheetValue(value, "yyyy-mm-dd")
    if isinstance(value, str):
        return _moment(column, value) or _figure(column, value, row) or _text(column, value)
    return SheetValue(plain_text(column, value))


def plain_text(column: str, value: Any) -> str:
    """A value of any kind as a text for people, lists with a mark between their items."""
    from gaoxin.graph.wording.headings import heading

    if value is None:
        return ""
    if isinstance(value, bool):
        return say("是", "yes") if value else say("否", "no")
    if isinstance(value, Mapping):
        pairs = (f"{heading(str(k))}={plain_text(str(k), v)}" for k, v in value.items())
        return say("；", "; ").join(pairs)
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        return say("、", ", ").join(plain_text(column, item) for item in items)
    return word(column, str(value))


def _number(value: int | float | Decimal, sign: str = "") -> SheetValue:
    """A number; one with more digits than a spreadsheet keeps, or none at all, stays text."""
    digits = re.sub(r"[^\d]", "", str(value)).lstrip("0")
    if len(digits) > _DIGITS or not Decimal(str(value)).is_finite():
        return SheetValue(f"{sign}{value}")
    whole = Decimal(str(value)) % 1 == 0
    form = "#,##0" if whole and not -10_000 < value < 10_000 else "General" if sign else ""
    if not sign:
        return SheetValue(value, form)
    from gaoxin.graph.facts.amount_words import comparator_word

    return SheetValue(value, f'"{comparator_word(sign)} "{form}')


def _figure(column: str, text: str, row: Mapping[str, Any]) -> SheetValue | None:
    if column not in _NUMBERS or row.get("predicate", "") not in _FIGURES + _numeric_attributes():
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    number = Decimal(found[2])
    return _number(int(number) if "." not in found[2] else number, found[1] or "")


def _numeric_attributes() -> tuple[str, ...]:
    """The properties whose values are numbers; a stock code is not one."""
    from gaoxin.ontology.namespaces import XSD
    from gaoxin.ontology.terms import vocabulary

    numbers = (XSD + "decimal", XSD + "integer", XSD + "double")
    return tuple(n for n, term in vocabulary().properties.items() if term.range in numbers)


def _moment(column: str, text: str) -> SheetValue | None:
    is_time = column in _TIMES or column.endswith(("_time", "_date", "_year"))
    try:
        if _MOMENT.fullmatch(text):
            return SheetValue(datetime.fromisoformat(text).replace(tzinfo=None), "yyyy-mm-dd hh:mm")
        if _DAY.fullmatch(text):
            return SheetValue(date.fromisoformat(text), "yyyy-mm-dd")
        month = _MONTH.fullmatch(text) if is_time or column == "value" else None
        if month:
            return SheetValue(date(int(month[1]), int(month[2]), 1), "yyyy-mm")
    except ValueError:  # looks like a date and is none
        return None
    return SheetValue(int(text)) if is_time and _YEAR.fullmatch(text) else None


def _text(column: str, text: str) -> SheetValue:
    from gaoxin.graph.facts.period_words import period_words

    if column in _TIMES or column.endswith(("_time", "_date")):
        times = (part.strip() for part in text.split(";"))
        return SheetValue(say("；", "; ").join(period_words(time) for time in times if time))
    if column.endswith("_title"):
        return SheetValue(say("；", "; ").join(text.split("; ")))
    if column == "qualifier":  # a file to hand on has room for remarks in Chinese
        from gaoxin.graph.facts.qualifiers import told

        return SheetValue(told(text))
    if language() == "en" and (column == "unit" or column.endswith("_unit")):
        from gaoxin.graph.facts.amount_words import unit_words

        return SheetValue(unit_words(text) or text)
    return SheetValue(word(column, text))
