"""The lines of a printed page, with an empty line wherever a paragraph or a heading ends.

Headings are known by the size of their letters, paragraphs by their indented first line, by their
short last one, or by the space between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from gaoxin.extraction.reading.layout import CLOSING, SENTENCE_END

_HEADING = 1.2
"""How many times the usual size the letters of a heading have."""
_INDENTED = (1.2, 3.5)
"""How far a first line is indented, in sizes of its letters."""
_SHORT = 1.5
"""By how many letters a last line is shorter than the lines around it."""
_APART = 1.6
"""How many times the usual distance of lines the distance of paragraphs is."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page; ``left``, ``right``, ``base`` (from below) and ``size`` are in points."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip().rstrip(CLOSING)[-1:] in tuple(SENTENCE_END)


def printed_lines(page: Any) -> list[PrintedLine]:
    """The lines of a text page of pypdfium2, in the order of the file."""
    from pypdfium2 import raw

    lines: list[PrintedLine] = []
    letters: list[str] = []
    places: list[int] = []

    def end_line() -> None:
        if places:
            left, base, *_ = page.get_charbox(places[0])
            right = page.get_charbox(places[-1])[2]
            size = raw.FPDFText_GetFontSize(page, places[0])
            lines.append(PrintedLine("".join(letters).strip(), left, right, base, size))
        letters.clear()
        places.clear()

    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        is_letter = 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000
        letter = chr(code) if is_letter else "\N{REPLACEMENT CHARACTER}"
        if letter in "\r\n":
            end_line()
            continue
        letters.append(letter)
        if not letter.isspace():
            places.append(index)
    end_line()
    return lines


def laid_text(lines: Sequence[PrintedLine]) -> str:
    """The lines as text, with an empty line between what belongs apart."""
    if not lines:
        return ""
    usual = median(line.size for line in lines for _ in line.text)
    steps = [a.base - b.base for a, b in pairwise(lines) if a.base > b.base]
    step = median(steps) if steps else 0.0
    out: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if _is_apart(lines, number, usual, step) and (before or _is_first(lines, number)):
            out.append("")
        out.append(line.text)
    return "\n".join(out)


def _is_apart(lines: Sequence[PrintedLine], number: int, usual: float, step: float) -> bool:
    """Whether a line does not go on with the line before it."""
    line = lines[number]
    if not number:
        return _is_first(lines, number)
    before = lines[number - 1]
    if max(line.size, before.size) > _HEADING * usual:
        return abs(line.size - before.size) > 0.1 * usual
    if _is_first(lines, number):
        return True
    down = before.base - line.base
    if down < 0:  # the next column
        return before.is_closed
    if down > _APART * step:
        return True
    above = lines[max(0, number - 4) : number]
    right = max(other.right for other in (*above, line))
    return before.is_closed and before.right < right - _SHORT * before.size


def _is_first(lines: Sequence[PrintedLine], number: int) -> bool:
    """Whether a line is indented: it begins further right than one of its neighbours."""
    line = lines[number]
    near = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    moves = [(line.left - other.left) / line.size for other in near if line.size > 0]
    return any(_INDENTED[0] <= move <= _INDENTED[1] for move in moves)
