"""The lines of a text with how they stood: indented, after how many empty lines, on which page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SENTENCE_END = "。！？!?…"
CLOSING = "”’」』）)》】"
_PAGE = "\f"
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
"""The mark of a heading in Markdown, which texts from other programs have, too."""
_SPACED = re.compile(r"(?:(?<=[\u3400-\u9fff]) [\u3400-\u9fff]){4,}")
"""Characters that a page had spread over the line: 比 重 分 别 达."""
_LINE = re.compile(r"[^\n\f]*[\n\f]?")


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line that is not empty.

    ``start`` and ``end`` are its place in the original without the blanks around it, ``text`` what
    stands there.  ``indent`` is the width of the blanks before it and ``width`` that of the text,
    both in Chinese characters.  ``gap`` is the number of empty lines before it; ``page`` counts
    from 0.
    """

    start: int
    end: int
    text: str
    indent: float
    width: float
    gap: int
    page: int

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(CLOSING)[-1:] in tuple(SENTENCE_END)


def laid_lines(original: str) -> list[LaidLine]:
    """The lines of a text; a form feed ends a page."""
    lines: list[LaidLine] = []
    gap = page = 0
    for found in _LINE.finditer(original):
        text = found[0].strip()
        if text:
            mark = _HEADING.match(text)
            shown = text[mark.end() :] if mark else text
            before = len(found[0]) - len(found[0].lstrip()) + len(text) - len(shown)
            start, text = found.start() + before, shown
            indent = 0.0 if mark else width_of(found[0][:before])
            end = start + len(text)
            width = width_of(text) - len(spread_blanks(text)) / 2
            lines.append(LaidLine(start, end, text, indent, width, gap, page))
            gap = 0
        elif found[0]:
            gap += 1
        if found[0].endswith(_PAGE):
            page += 1
    return lines


def spread_blanks(text: str) -> list[int]:
    """The places of blanks that only spread the characters of a line."""
    return [
        place
        for run in _SPACED.finditer(text)
        for place in range(run.start(), run.end())
        if text[place] == " "
    ]


def width_of(text: str) -> float:
    """The width of a text in Chinese characters; a Latin letter has half of one."""
    if text.isascii():
        return len(text.expandtabs(4)) / 2
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
