"""Put an article's text together from pieces of a file's text, and remember where they stood."""

from __future__ import annotations

import unicodedata

from gaoxin.extraction.article import Article
from gaoxin.ontology.characters import FORBIDDEN

_RADICALS = {
    code: plain
    for code in range(0x2E80, 0x2FD6)
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and ord(plain) != code
}
"""Signs of radicals, which PDF files have in place of characters (\u2f3c for 心)."""
_RADICALS |= dict(
    zip(
        map(ord, "\u2ed3\u2ed4\u2ecb\u2ee2\u2ee5\u2eda\u2ec5\u2ec9\u2edb\u2edc\u2edd\u2ef0"),
        "长门车马鱼页见贝风飞食龙",
        strict=True,
    )
)


class TextPieces:
    """The text of an article as it grows, from left to right.

    Pieces of ``original`` may be left out or taken in another order; what is written in between,
    such as the end of a line, counts as standing where the piece before it ended.  Characters that
    no table may hold are left out, and signs of radicals become the characters that they stand for.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._parts: list[str] = []
        self._length = 0
        self._end = 0
        self._moved: list[tuple[int, int]] = [(0, 0)]

    def take(self, start: int, end: int) -> None:
        """Add the characters ``start`` to ``end`` (excluded) of the original."""
        for found in FORBIDDEN.finditer(self.original, start, end):
            self._take(start, found.start())
            start = found.end()
        self._take(start, end)

    def write(self, text: str) -> None:
        """Add a character that the original does not have."""
        self._counts_on_from(max(0, min(self._end, len(self.original) - 1)))
        self._add(text)
        self._end = -1

    def end_line(self) -> None:
        """Begin a new line, unless nothing was taken yet."""
        if not self._length:
            return
        if self.original.startswith("\n", self._end):
            self._add("\n")
            self._end += 1
        else:
            self.write("\n")

    def article(self, title: str = "", date: str = "") -> Article:
        """The article; ``title`` and ``date`` are those of the file."""
        return Article("".join(self._parts), self.original, tuple(self._moved), title, date)

    def _take(self, start: int, end: int) -> None:
        if start >= end:
            return
        if start != self._end:
            self._counts_on_from(start)
        text = self.original[start:end]
        self._add(text if text.isascii() else text.translate(_RADICALS))
        self._end = end

    def _counts_on_from(self, place: int) -> None:
        """From here on the text counts on together with the original at ``place``."""
        if self._moved[-1][0] == self._length:
            self._moved.pop()
        self._moved.append((self._length, place))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
