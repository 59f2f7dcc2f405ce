"""Break a text of Chinese and English into lines of a terminal.

Chinese has no spaces: a line may end after any character, but it does not begin with a closing
mark or end with an opening one.  Words of Latin letters stay whole if they fit a line.
"""

from __future__ import annotations

import re

_PIECES = re.compile(r"\s+|[!-~]+|.", re.DOTALL)
_CLOSING = frozenset("，。、；：？！）》」』】”’…%％,.;:?!)]}")
_SOURCE_MARK = re.compile(r"\[\d")  # [3]: stands in one line with what it is a source of
_OPENING = frozenset("（《「『【“‘([{")


def fold(text: str, width: int) -> list[str]:
    """The lines of ``text``, each at most ``width`` columns wide; a Chinese character takes two.

    >>> fold("认不出园区「东胡」；请改正。", 12)
    ['认不出园区', '「东胡」；请', '改正。']
    """
    from rich.cells import cell_len, chop_cells

    lines: list[str] = []
    line: list[str] = []
    pieces = [part for piece in _PIECES.findall(text) for part in chop_cells(piece, width)]
    for piece in pieces:
        if line and cell_len("".join(line)) + cell_len(piece) > width:
            kept = _kept_together(line, piece)
            if cell_len("".join(kept)) + cell_len(piece) > width:
                kept = []  # nothing else fits
            lines.append("".join(line[: len(line) - len(kept)]).strip())
            line = kept
        if line or not piece.isspace():
            line.append(piece)
    lines.append("".join(line).strip())
    return [line for line in lines if line] or [""]


def _kept_together(line: list[str], following: str) -> list[str]:
    """The pieces at the end of ``line`` that must stand in one line with ``following``."""
    start = len(line)
    first = following
    while start > 1 and (_closes(first) or line[start - 1][-1] in _OPENING):
        start -= 1
        first = line[start]
    return line[start:]


def _closes(piece: str) -> bool:
    """Whether a line must not begin with this piece."""
    return piece[0] in _CLOSING or bool(_SOURCE_MARK.match(piece))
