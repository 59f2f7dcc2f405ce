"""Texts to be read at the screen: folded to its width, with headings, labels and source marks.

A pipe gets the same text without colour, 80 columns wide unless ``COLUMNS`` says otherwise.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from gaoxin.cli.line_folding import fold_command
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.cli.table_layout import beside
from gaoxin.cli.terminal import screen_width
from gaoxin.cli.text_folding import fold, fold_indented
from gaoxin.language import language, say
from gaoxin.visible import visible

_NARROWEST, _WIDEST = 40, 100
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_MARKS = re.compile(r"(?:\[(?:\d+[*?]?(?: [^][]+)?|\+\d+)\])+")


def page_width() -> int:
    """The width of a text in columns: that of the screen, 100 at most; 80 in a pipe."""
    return min(max(screen_width(sys.stdout), _NARROWEST), _WIDEST)


def wants_colour() -> bool:
    """Whether stdout is a terminal that shows colours (see https://no-color.org)."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "") not in ("", "dumb")
    )


class ReadingPage:
    """Lines of a text, written from top to bottom."""

    def __init__(self, width: int | None = None) -> None:
        self.width = width or page_width()
        self._lines: list[tuple[str, bool]] = []
        self._is_noted = False

    def heading(self, text: str) -> None:
        """A line that stands out."""
        for line in fold(visible(text), self.width):
            self._lines.append((line, True))

    def text(self, text: str, indent: int = 0, hang: int = 0) -> None:
        """A paragraph; its second and further lines stand ``hang`` columns further in."""
        lines = fold_indented(visible(text), self.width, indent, hang)
        self._lines += [(line, False) for line in lines]

    def code(self, text: str) -> None:
        """Lines for another program, in which a line may go on, indented further, in the next."""
        for line in text.splitlines():
            indent = len(line) - len(line.lstrip())
            self.text(line, indent, hang=2)

    def command(self, command: str, indent: int = 0) -> None:
        """A command that can be copied into a shell."""
        for line in fold_command(visible(command), self.width - indent):
            self._lines.append((" " * indent + line, False))

    def blank(self) -> None:
        """An empty line; never two."""
        if self._lines and self._lines[-1][0]:
            self._lines.append(("", False))

    def labelled(
        self, rows: Iterable[tuple[str, str]], indent: int = 2, gap: int = 2, share: float = 0.34
    ) -> None:
        """Labels in one column, ``share`` of the width at most, texts in another.

        A row without a label goes on with the last.
        """
        listed = [(visible(label), visible(text)) for label, text in rows]
        widest = max((cell_len(label) for label, _ in listed), default=0)
        column = min(widest, int(self.width * share))
        widths = (column, max(self.width - indent - column - gap, 20))
        for row in listed:
            self._lines += [(" " * indent + line, False) for line in beside(row, widths, gap)]

    def columns(self, cells: list[str], first: int, other: int) -> None:
        """A row: a name folded to ``first`` columns, then numbers ``other`` columns wide each."""
        names = fold(visible(cells[0]), first - 1)
        numbers = "".join(" " * max(other - cell_len(cell), 1) + cell for cell in cells[1:])
        self._lines += [(name, False) for name in names[:-1]]
        last = names[-1]
        self._lines.append(((last + " " * (first - cell_len(last)) + numbers).rstrip(), False))

    def beside(
        self, cells: Sequence[str], widths: Sequence[int], *, stands_out: bool = False
    ) -> None:
        """Texts beside each other, each folded to its width; two columns stand between them."""
        lines = beside([visible(cell) for cell in cells], widths, 2)
        self._lines += [(line, stands_out) for line in lines]

    def enumerated(self, names: list[str], tail: str, taken: int) -> str:
        """As many names as fit one line of which ``taken`` columns are used, and ``tail``."""
        joint, more = say("、", ", "), say("等", ", …")
        room = self.width - taken - cell_len(tail) - cell_len(more) - 4
        shown: list[str] = []
        for name in names:
            if shown and cell_len(joint.join([*shown, name])) > room:
                break
            shown.append(name)
        return joint.join(shown) + (more if len(shown) < len(names) else "") + tail

    def sources(self, marks: SourceMarks) -> None:
        """The list of sources, if there are any."""
        rows = marks.lines()
        if rows:
            self.blank()
            self.heading(say("来源", "Sources"))
            self.labelled(rows, gap=1)

    def lines(self) -> list[str]:
        """The text without colour; a note about remarks that are in Chinese only ends it."""
        self._note_remarks()
        while self._lines and not self._lines[-1][0]:
            self._lines.pop()
        return [line for line, _ in self._lines]

    def _note_remarks(self) -> None:
        """Say below, once, what stands for remarks that are in Chinese only."""
        if self._is_noted or language() == "zh":
            return
        from gaoxin.graph.facts.qualifiers import remark_note

        self._is_noted = True
        if note := remark_note("\n".join(line for line, _ in self._lines)):
            self.blank()
            self.text(note, hang=2)

    def __str__(self) -> str:
        if not wants_colour():
            return "\n".join(self.lines()) + "\n"
        self.lines()
        return "".join(_painted(line, stands_out=bold) + "\n" for line, bold in self._lines)


def _painted(line: str, *, stands_out: bool) -> str:
    if stands_out:
        return f"{_BOLD}{line}{_PLAIN}"
    return _MARKS.sub(lambda found: f"{_DIM}{found[0]}{_PLAIN}", line)
