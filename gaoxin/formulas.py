"""Which cells a spreadsheet program would run as a formula when it opens a CSV file."""

from __future__ import annotations

import re

STARTS = "=+-@\t\r＝＋－＠"
"""The beginnings of OWASP's page "CSV Injection", half and full width."""

_PLAIN_NUMBER = re.compile(r"[+\-－＋]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?\s?[%％]?")


def is_formula(text: str) -> bool:
    """Whether this cell would be run; a number with a sign is none.

    >>> is_formula("=1+1"), is_formula("-5")
    (True, False)
    """
    return bool(text) and text[0] in STARTS and not _PLAIN_NUMBER.fullmatch(text)
