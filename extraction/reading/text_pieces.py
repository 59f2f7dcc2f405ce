"""Put an article's text together from pieces of a file's text, and remember where they stood."""

from __future__ import annotations

from gaoxin.extraction.article import Article


class TextPieces:
    """The text of an article as it grows, from left to right.

    Pieces of ``original`` may be left out or taken in another order; what is written in between,
    such as the end of a line, counts as standing where the piece before it ended.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._parts: list[str] = []
        self._length = 0
        self._end = 0
        self._moved: list[tuple[int, int]] = [(0, 0)]

    def take(self, start: int, end: int) -> None:
        """Add the characters ``start`` to ``end`` (excluded) of the original."""
        if start >= end:
            return
        if start != self._end:
            self._counts_on_from(start)
        self._add(self.original[start:end])
        self._end = end

    def end_line(self) -> None:
        """Begin a new line, unless nothing was taken yet."""
        if not self._length:
            return
        if not self.original.startswith("\n", self._end):
            self._counts_on_from(min(self._end, max(len(self.original) - 1, 0)))
        self._add("\n")
        self._end += 1

    def article(self, title: str = "", date: str = "") -> Article:
        """The article; ``title`` and ``date`` are those of the file."""
        return Article("".join(self._parts), self.original, tuple(self._moved), title, date)

    def _counts_on_from(self, place: int) -> None:
        """From here on the text counts on together with the original at ``place``."""
        if self._moved[-1][0] == self._length:
            self._moved.pop()
        self._moved.append((self._length, place))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
