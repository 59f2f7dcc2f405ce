"""Articles in plain text: the lines that are the article's, put together to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.dates import date_in
from gaoxin.extraction.reading.foreign_lines import without_foreign
from gaoxin.extraction.reading.joining import blocks_of, joined, paragraphs_of
from gaoxin.extraction.reading.layout import LaidLine, laid_lines, spread_blanks
from gaoxin.extraction.reading.text_pieces import TextPieces

_TITLE_CHARS = 60
_NO_TITLE_END = "。！？；，、：!?;,:"


LinesAre = Literal["unknown", "paragraphs", "blocks"]
"""What the lines of a text are: perhaps those of a page; whole paragraphs; or parts of paragraphs,
between which empty lines stand.
"""


def article_of_lines(
    text: str, title: str = "", date: str = "", lines: LinesAre = "unknown"
) -> Article:
    """The article in a text with ``\\n`` at the ends of its lines and ``\\f`` between pages."""
    laid = laid_lines(text)
    own = without_foreign(laid) or laid
    if lines == "paragraphs":
        paragraphs = [[line] for line in own]
    else:
        paragraphs = blocks_of(own) if lines == "blocks" else paragraphs_of(own)
    pieces = TextPieces(text)
    for paragraph in paragraphs:
        pieces.end_line()
        for line, spaced in joined(paragraph):
            if spaced:
                pieces.write(" ")
            _take(pieces, line)
    return pieces.article(title or _title(paragraphs), date or date_in(text))


def _take(pieces: TextPieces, line: LaidLine) -> None:
    start = line.start
    for place in spread_blanks(line.text):
        pieces.take(start, line.start + place)
        start = line.start + place + 1
    pieces.take(start, line.end)


def _title(paragraphs: Sequence[Sequence[LaidLine]]) -> str:
    """The first line of a text if it can be its title, ``""`` if it is a sentence.

    A line that gives the day stands above the title.
    """
    if len(paragraphs) < 2:
        return ""
    lines = (" ".join(" ".join(line.text for line in found).split()) for found in paragraphs[:3])
    plain = next((line for line in lines if not date_in(line)), "")
    return plain if plain and len(plain) <= _TITLE_CHARS and plain[-1] not in _NO_TITLE_END else ""
