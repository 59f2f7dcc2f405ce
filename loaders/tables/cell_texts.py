"""Convert values of spreadsheets and Parquet files to the text that a person would write in a CSV.

Numbers are as written, without a trailing ``.0``; dates and times are in ISO 8601; an empty cell is
``""``.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from gaoxin.loaders.tables.number_formats import EXACT_DIGITS, NumberFormat, shown


def spreadsheet_text(
    cell: Any, form: NumberFormat | None = None, from_1904: bool = False
) -> tuple[str, str, str]:
    """The text of a cell and, if it is not reliable, the reason in Chinese and English.

    ``form`` is the number format of the cell, ``None`` if the value alone says as much.
    """
    if form is not None and (text := shown(cell, form, from_1904)) is not None:
        return text, "", ""
    if isinstance(cell, str):
        return cell, "", ""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return plain_text(cell), "", ""
    if -(10**EXACT_DIGITS) < cell < 10**EXACT_DIGITS and cell == int(cell):
        return str(int(cell)), "", ""
    number = Decimal(repr(cell))
    if number.is_finite() and abs(number) >= 10**EXACT_DIGITS:
        return (
            f"{number:f}",
            "数字超过 15 位，电子表格已丢失其末位；请把该单元格改为文本并重新填写。",
            "a spreadsheet loses the last digits of a number this long; "
            "format the cell as text and enter it again.",
        )
    return _digits(Decimal(format(cell, f".{EXACT_DIGITS}g"))), "", ""


def parquet_text(cell: Any) -> tuple[str, str, str]:
    """The text of a Parquet value and, if it is not reliable, the reason in both languages.

    The values of a list are joined by ``；``.
    """
    if isinstance(cell, list):
        return "；".join(filter(None, map(plain_text, cell))), "", ""
    if isinstance(cell, float) and abs(cell) >= 10**EXACT_DIGITS and cell - cell == 0:
        return (
            plain_text(cell),
            "该列是浮点数，超过 15 位的数字已丢失其末位；请把该列存为文本或整数。",
            "the column holds floating-point numbers, which lose the last digits of a number this "
            "long; store it as text or as integers.",
        )
    return plain_text(cell), "", ""


def plain_text(cell: Any) -> str:
    """The text of a value other than a list."""
    if cell is None or cell != cell:  # data frames use NaN for a missing value
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, (int, float, Decimal)):
        return _digits(Decimal(repr(cell) if isinstance(cell, float) else cell))
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time() and cell.tzinfo is None
        return cell.date().isoformat() if midnight else cell.isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "surrogateescape")  # then refused as lone surrogates
    return str(cell)


def _digits(number: Decimal) -> str:
    """The number without exponent; ``69.0`` becomes ``69``; ``69.70`` is kept if the file has
    it.
    """
    if not number.is_finite():
        return str(number)
    text = f"{number:f}"
    return text[:-2] if text.endswith(".0") else text
