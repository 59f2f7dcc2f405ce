"""Articles in plain text: the lines that are the article's, put together to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.dates import date_in
from gaoxin.extraction.reading.foreign_lines import without_foreign
from gaoxin.extraction.reading.joining import joined, paragraphs_of
from gaoxin.extraction.reading.layout import LaidLine, laid_lines, spread_blanks
from gaoxin.extraction.reading.text_pieces import TextPieces

_TITLE_CHARS = 60
_NO_TITLE_END = "。！？；，、：!?;,:"


def article_of_lines(
    text: str, title: str = "", date: str = "", *, is_laid: bool = True
) -> Article:
    """The article in a text with ``\\n`` at the ends of its lines and ``\\f`` between pages.

    ``is_laid`` tells whether its lines may be those of a page, so that some are cut and some are
    not the article's; otherwise each line is a paragraph.
    """
    lines = laid_lines(text)
    own = (without_foreign(lines) or lines) if is_laid else lines
    paragraphs = paragraphs_of(own) if is_laid else [[line] for line in own]
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
    """The first line of a text if it can be its title, ``""`` if it is a sentence."""
    if len(paragraphs) < 2:
        return ""
    plain = " ".join(" ".join(line.text for line in paragraphs[0]).split())
    return plain if len(plain) <= _TITLE_CHARS and plain[-1] not in _NO_TITLE_END else ""
