"""Rows of a comparison: a label, and a cell for each of the things compared."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.cli.reading_page import ReadingPage

_NARROWEST = 20
"""Columns narrower than this are written under each other."""


class SideRows:
    """Writes rows on a page; ``names`` are those of the things compared."""

    def __init__(self, page: ReadingPage, names: Sequence[str]) -> None:
        self.page, self.names = page, names
        labels = min(18, page.width // 4)
        count = len(names)
        width = (page.width - labels - 2 - 2 * count) // count
        self._widths = (labels, *[width] * count)
        self._stacked = width < _NARROWEST

    def row(self, label: str, cells: Sequence[str], *, stands_out: bool = False) -> None:
        """One row: cells beside each other, or under each other if they would be too narrow."""
        if not self._stacked:
            self.page.beside((label, *cells), self._widths, stands_out=stands_out)
            return
        if label:
            self.page.text(label)
        self.page.labelled(
            (name, cell) for name, cell in zip(self.names, cells, strict=True) if cell
        )

    def heads(self) -> None:
        """The names above the cells; cells under each other have theirs beside them."""
        if not self._stacked:
            self.row("", self.names, stands_out=True)
