"""Tables as lines of text that fit a width: columns beside each other, or row after row.

The width is shared so that few cells are folded: a column of long names loses columns before one
of short words does.  If words would have to be split, each row stands as a paragraph of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.cells import cell_len

from gaoxin.cli.text_folding import fold, widest_word
from gaoxin.language import say

_GAPS = (3, 2)
"""Columns between two columns of a table: as many as fit."""
_LONGEST_WORD = 30
"""A longer word, such as an IRI, may be split."""
_RULE = "─"


def table_text(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The lines of a table, each at most ``width`` columns wide.

    Args:
        headings: one for each column.
        rows: the texts of the cells, one for each heading.
        width: that of the screen, in columns.
    """
    columns = [
        [heading, *texts] for heading, texts in zip(headings, zip(*rows, strict=True), strict=True)
    ]
    natural = [max(map(cell_len, column)) for column in columns]
    between = len(headings) - 1
    gap = _GAPS[0] if sum(natural) + _GAPS[0] * between <= width else _GAPS[-1]
    widths = _shared(columns, natural, width - gap * between)
    if widths is None:
        return _paragraphs(headings, rows, width)
    lines = [*beside(headings, widths, gap), _RULE * (sum(widths) + gap * between)]
    for row in rows:
        lines += beside(row, widths, gap)
    return lines


def list_text(labels: Sequence[str], texts: Sequence[str], width: int) -> list[str]:
    """One row as lines of label and text."""
    column = max(map(cell_len, labels), default=0)
    widths = [column, max(width - column - _GAPS[0], 20)]
    lines: list[str] = []
    for pair in zip(labels, texts, strict=True):
        lines += beside(pair, widths, _GAPS[0])
    return lines


def _shared(
    columns: Sequence[Sequence[str]], natural: Sequence[int], room: int
) -> list[int] | None:
    """The widths of the columns, ``room`` together; ``None`` if words do not fit.

    ``natural`` are the widths at which no cell is folded.
    """
    widths = list(natural)
    if sum(widths) <= room:
        return widths
    least = [max(min(widest_word(text), _LONGEST_WORD) for text in set(c)) for c in columns]
    if sum(least) > room:
        return None
    cells = [Counter(map(cell_len, column)) for column in columns]
    while sum(widths) > room:
        narrower = [n for n, width in enumerate(widths) if width > least[n]]
        chosen = min(narrower, key=lambda n: (_cost(cells[n], widths[n]), -widths[n]))
        widths[chosen] -= 1
    return widths


def _cost(lengths: Counter[int], width: int) -> int:
    """How many more lines a column needs if it loses one column of its ``width``."""
    return sum(
        count * (-(-length // (width - 1)) - -(-length // width))
        for length, count in lengths.items()
    )


def beside(texts: Sequence[str], widths: Sequence[int], gap: int) -> list[str]:
    """The lines of texts beside each other, each folded to its width, ``gap`` columns between."""
    folded = [fold(text, width) for text, width in zip(texts, widths, strict=True)]
    lines = []
    for number in range(max(map(len, folded))):
        line = ""
        for parts, width in zip(folded, widths, strict=True):
            part = parts[number] if number < len(parts) else ""
            line += part + " " * (width - cell_len(part) + gap)
        lines.append(line.rstrip())
    return lines


def _paragraphs(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Each row as a paragraph: its first cell, below it the others with their headings."""
    lines: list[str] = []
    for row in rows:
        told = [
            f"{heading}{say('：', ': ')}{text}"
            for heading, text in zip(headings[1:], row[1:], strict=True)
            if text
        ]
        lines += fold(row[0] or "-", width)
        lines += [f"  {line}" for line in fold(" · ".join(told), width - 2) if told]
    return lines
