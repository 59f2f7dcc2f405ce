"""Split a Turtle-like file into tokens, for three checks that its parser lacks.

Triple terms that are nested thousands deep crash the parser, so they are found before it runs.
Blank nodes and collections that are nested thousands deep take minutes to name, so they are found
before it runs, too.  On a token longer than its buffer the parser stops without giving a line, so
the line is found here.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

PARSER_BUFFER = 16 << 20  # maximum bytes of one token in pyoxigraph
# Possessive quantifiers, so that a token of many megabytes needs no memory for backtracking.
# Groups have none, because with them Python before 3.11.5 matches wrongly (python/cpython issue
# 106052).
_TEXTS = (
    rb'"""(?:[^"\\]++|\\.|"(?!""))*"""'
    rb"|'''(?:[^'\\]++|\\.|'(?!''))*'''"
    rb'|"(?:[^"\\\r\n]++|\\.)*"'
    rb"|'(?:[^'\\\r\n]++|\\.)*'"
)
_TOKENS = re.compile(_TEXTS + rb"|<<\(|\)>>|<[^<>\s]*+>|#[^\r\n]*+|[^\s\"'<#)]++|\S", re.DOTALL)
# What can hold a bracket, brackets, and the end of a statement; names with \( are passed over.
_BRACKETS = re.compile(_TEXTS + rb"|<[^<>\s]*+>|#[^\r\n]*+|\\.|[\[(\])]|\.(?=\s|\Z)", re.DOTALL)


def nested_terms(path: Path, most: int) -> int | None:
    """The line (from 1) where more than ``most`` triple terms are nested, else ``None``."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        if text.find(b"<<(") < 0:
            return None
        depth = 0
        for found in _TOKENS.finditer(text):
            if found[0] == b"<<(":
                depth += 1
                if depth > most:
                    return _line(text, found.start())
            elif found[0] == b")>>":
                depth = max(depth - 1, 0)
    return None


def nested_brackets(path: Path, most: int) -> int | None:
    """The line (from 1) where more than ``most`` blank nodes ``[ … ]`` and collections ``( … )``
    are nested, else ``None``.

    The count starts again at the end of a statement, as the parser does after a syntax error.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        if not _has_more(text, most):
            return None
        depth = 0
        for found in _BRACKETS.finditer(text):
            token = found[0]
            if token in (b"[", b"("):
                depth += 1
                if depth > most:
                    return _line(text, found.start())
            elif token in (b"]", b")"):
                depth = max(depth - 1, 0)
            elif token == b".":
                depth = 0
    return None


def _has_more(text: mmap.mmap, most: int) -> bool:
    """Whether there are more than ``most`` opening brackets anywhere; most files have fewer."""
    count = 0
    for part in _parts(text, len(text)):
        count += part.count(b"[") + part.count(b"(")
        if count > most:
            return True
    return False


def long_token(path: Path) -> int | None:
    """The line (from 1) of the first token that is longer than the parser's buffer."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        for found in _TOKENS.finditer(text):
            if found.end() - found.start() >= PARSER_BUFFER - (1 << 16):
                return _line(text, found.start())
    return None


def _line(text: mmap.mmap, end: int) -> int:
    return 1 + sum(part.count(b"\n") for part in _parts(text, end))


def _parts(text: mmap.mmap, end: int) -> Iterator[bytes]:
    for start in range(0, end, 1 << 20):
        yield text[start : min(start + (1 << 20), end)]
