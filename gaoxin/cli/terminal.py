"""Text on its way to a person: the one place that writes to a terminal or a pipe.

A name can hold escape sequences that recolour a terminal, change its title or reverse the order of
what follows (Trojan Source, CVE-2021-42574).  So every control, format and surrogate character is
written as its escape, ``\x1b`` for example.  JSON keeps its meaning, since ``\u001b`` is JSON.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from shutil import get_terminal_size
from typing import TextIO

INTERRUPTED = 130
"""Exit status of an interrupted command, by the shells' convention: 128 + SIGINT."""
READER_GONE = 141
"""Exit status when the reader of a pipe went away, by the shells' convention: 128 + SIGPIPE."""

# DEL, C1 controls, invisible characters, marks of direction, surrogates.  JSON escapes C0 itself.
_JSON_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str, keep: str = "") -> str:
    """``text`` with control, format and surrogate characters as escapes, save those in ``keep``.

    >>> visible("a\\x1b[31m")
    'a\\\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(
        character
        if character in keep or unicodedata.category(character) not in _HIDDEN
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def visible_json(document: str) -> str:
    r"""A JSON document with the characters that JSON leaves as they are, but terminals obey, as
    ``\uXXXX``; it means the same (RFC 8259, section 7)."""
    return _JSON_UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", document)


def screen_width(stream: TextIO) -> int | None:
    """The width in columns to which text is folded; ``None`` for a file or a pipe without
    ``COLUMNS``.
    """
    if stream.isatty() or "COLUMNS" in os.environ:
        return get_terminal_size().columns
    return None


def tell(line: str) -> None:
    """Write one line for a person to stderr."""
    print(visible(line), file=sys.stderr)


def put(text: str) -> None:
    """Write a text of several lines to stdout; line breaks and tabs stay."""
    sys.stdout.write(visible(text, keep="\n\t"))
