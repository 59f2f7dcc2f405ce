"""Pages of help, folded to the width of the screen.

The parser counts characters where a terminal counts cells, and Chinese characters take two.  So it
writes its page without breaking lines (:data:`UNBROKEN`), and this module breaks them.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

from gaoxin.cli.help_words import localize
from gaoxin.cli.text_folding import fold, fold_indented

UNBROKEN = 10_000
"""A width at which the parser breaks no line of a page."""
_INDENT, _GAP = 2, 2
_WIDEST_LEFT = 24
_ROW = re.compile(r"  (\S.*?)(?: {2,}(\S.*))?")
_CONTINUED = re.compile(r" {3,}(\S.*)")


def help_page(unbroken: str, width: int) -> str:
    """The page of help in the language in force, at most ``width`` columns wide.

    Args:
        unbroken: the parser's page, each paragraph and each description in one line.
        width: that of the screen, in columns.
    """
    lines: list[str] = []
    for block in localize(unbroken).split("\n\n"):
        first, *rest = block.splitlines()
        if lines:
            lines.append("")
        if rest and not first.startswith(" "):  # Options:, Commands:
            lines += [first, *_rows(rest, width)]
        else:
            lines += [line for text in (first, *rest) for line in _paragraph(text, width)]
    return "\n".join(lines)


def _paragraph(text: str, width: int) -> list[str]:
    indent = len(text) - len(text.lstrip())
    hang = 0 if indent else _INDENT
    return fold_indented(text, width, indent, hang)


def _rows(lines: list[str], width: int) -> list[str]:
    """Options, arguments or commands on the left, their descriptions on the right."""
    rows: list[tuple[str, str]] = []
    for line in lines:
        if continued := _CONTINUED.fullmatch(line):
            rows[-1] = (rows[-1][0], continued[1])
        elif row := _ROW.fullmatch(line):
            rows.append((row[1], row[2] or ""))
    narrow = [cell_len(left) for left, _ in rows if cell_len(left) <= _WIDEST_LEFT]
    column = max(narrow, default=_WIDEST_LEFT)
    margin = " " * (_INDENT + column + _GAP)
    page: list[str] = []
    for left, right in rows:
        descriptions = fold(right, width - len(margin))
        if cell_len(left) > column:
            page += [" " * _INDENT + part for part in fold(left, width - _INDENT, _INDENT)]
        else:
            space = " " * (column - cell_len(left) + _GAP)
            page.append((" " * _INDENT + left + space + descriptions.pop(0)).rstrip())
        page += [margin + description for description in descriptions if description]
    return page
