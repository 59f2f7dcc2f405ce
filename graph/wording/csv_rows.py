"""Rows of an answer as CSV, and its values as JSON has them.

Text that a spreadsheet would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gaoxin.formulas import is_formula
from gaoxin.visible import visible


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The header and one line for each row; column names do not depend on the language."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row.get(column)) for column in columns])
    return page.getvalue()


def json_value(value: Any) -> Any:
    """Encode a value that JSON has no type for.

    A decimal becomes a number if a float represents it exactly, otherwise a string.
    """
    if isinstance(value, Decimal):
        if value == value.to_integral_value() and abs(value) < 2**53:
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def harmless(value: Any) -> str:
    """A cell of a CSV: control characters as escapes, an apostrophe before a formula.

    JSON is the form that keeps every character.
    """
    text = visible(csv_value(value), "\n\t")
    return "'" + text if isinstance(value, str) and is_formula(text) else text


def csv_value(value: Any) -> str:
    """A value as the text of a cell: several joined by ``;``, nothing as ``""``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=json_value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ";".join(csv_value(item) for item in value)
    return str(value)
