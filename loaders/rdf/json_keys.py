"""Find the lines of keys and values in a JSON text, which Python's JSON parser does not report.

The text is also searched for two things that are lost when it is parsed: repeated keys of an
object, of which the parser keeps one, and numbers that the parser would round.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

JsonPath = tuple[str | int, ...]
"""The path to a value: object keys and array positions."""

_TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)


@dataclass(slots=True)
class Place:
    """A key, a plain value, or the beginning of an object or array, with its line."""

    path: JsonPath
    line: int
    text: str
    is_repeated: bool = False
    is_inexact: bool = False


def is_exact(number: str) -> bool:
    """Whether a JSON number is exactly an integer or a double.

    >>> is_exact("0.1"), is_exact("0.12345678901234567890123"), is_exact("1e400")
    (True, False, False)
    """
    if re.fullmatch(r"-?\d{1,18}", number, re.ASCII):
        return True
    value = float(number)
    try:
        # JSON-LD converts whole numbers of this many digits to doubles.
        return abs(value) != float("inf") and Decimal(repr(value)) == Decimal(number)
    except InvalidOperation:  # the exponent has too many digits for any number
        return False


def places(text: str) -> Iterator[Place]:
    """Yield each key, plain value and opening bracket of a well-formed JSON text, in order."""
    path: list[str | int] = []
    keys: list[
        set[str] | None
    ] = []  # by depth: the keys of the object so far, or None for an array
    is_key = False
    line, position = 1, 0
    for found in _TOKENS.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        token = found[0]
        if token in "{[":
            yield Place(tuple(path), line, token)
            keys.append(set() if token == "{" else None)
            path.append("" if token == "{" else 0)
            is_key = token == "{"
        elif token in "}]":
            keys.pop()
            path.pop()
            is_key = False
        elif token == ",":
            is_key = keys[-1] is not None
            if isinstance(path[-1], int):
                path[-1] += 1
        elif token == ":":
            is_key = False
        elif is_key:
            key = json.loads(token)
            path[-1] = key
            seen = keys[-1]
            assert seen is not None
            yield Place(tuple(path), line, key, is_repeated=key in seen)
            seen.add(key)
        else:
            number = token[0] in "-0123456789"
            yield Place(tuple(path), line, token, is_inexact=number and not is_exact(token))
