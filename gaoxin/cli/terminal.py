"""Text on its way to a person: the one place that writes to a terminal or a pipe.

A name can hold escape sequences that recolour a terminal, change its title or reverse the order of
what follows (Trojan Source, CVE-2021-42574).  So every control, format and surrogate character is
written as its escape, ``\x1b`` for example.  JSON keeps its meaning, since ``\u001b`` is JSON.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO

from gaoxin.visible import visible

INTERRUPTED = 130
"""Exit status of an interrupted command, by the shells' convention: 128 + SIGINT."""
READER_GONE = 141
"""Exit status when the reader of a pipe went away, by the shells' convention: 128 + SIGPIPE."""

# DEL, C1 controls, invisible characters, marks of direction, surrogates.  JSON escapes C0 itself.
_JSON_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_USUAL_WIDTH = 80


def visible_json(document: str) -> str:
    r"""A JSON document with the characters that JSON leaves as they are, but terminals obey, as
    ``\uXXXX``; it means the same (RFC 8259, section 7)."""
    return _JSON_UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", document)


def screen_width(stream: TextIO | None) -> int:
    """The width in columns to which texts are folded: ``COLUMNS``, or that of the screen.

    80 for a file or a pipe, which get the same text as a screen of that width.
    """
    known = os.environ.get("COLUMNS", "")
    if known.isdecimal() and int(known):
        return int(known)
    try:
        if stream is not None and stream.isatty():
            return os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
    except (OSError, ValueError):  # no file descriptor
        pass
    return _USUAL_WIDTH


def tell(line: str) -> None:
    """Write one paragraph for a person to stderr, folded to the width of the screen."""
    from gaoxin.cli.line_folding import fold_line

    for part in fold_line(visible(line), screen_width(sys.stderr)):
        print(part, file=sys.stderr)


def put(text: str) -> None:
    """Write a text of several lines to stdout as it is; line breaks and tabs stay."""
    sys.stdout.write(visible(text, keep="\n\t"))


def put_folded(text: str, *, is_code: bool = False) -> None:
    """Write a text of several lines to stdout; those wider than the screen are folded."""
    from gaoxin.cli.line_folding import fold_code, fold_line

    width = screen_width(sys.stdout)
    for line in text.splitlines():
        told = visible(line, keep="\t")
        for part in fold_code(told, width) if is_code else fold_line(told, width):
            sys.stdout.write(part + "\n")
