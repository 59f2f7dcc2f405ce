"""Articles in plain text and in Markdown."""

from __future__ import annotations

from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.text_pieces import TextPieces
from gaoxin.ontology.characters import FORBIDDEN

_TITLE_CHARS = 60
_SENTENCE_END = "。！？；，、：!?;,:"


def article_of_lines(text: str, title: str = "", date: str = "") -> Article:
    """The article in a text with ``\\n`` at the ends of its lines."""
    pieces = TextPieces(text)
    first = ""
    start = 0
    for line in text.split("\n"):
        kept = line.strip()
        if kept:
            first = first or kept
            pieces.end_line()
            begin = start + line.index(kept)
            _take_clean(pieces, begin, begin + len(kept))
        start += len(line) + 1
    return pieces.article(title or title_of(first), date)


def article_of_markdown(text: str) -> Article:
    """The article in a Markdown text; marks of headings, lists and emphasis are left out."""
    return article_of_lines(text)


def title_of(line: str) -> str:
    """The first line of a text if it can be its title, ``""`` if it is a sentence."""
    plain = " ".join(line.split())
    return plain if len(plain) <= _TITLE_CHARS and plain[-1:] not in _SENTENCE_END else ""


def _take_clean(pieces: TextPieces, start: int, end: int) -> None:
    """Take a piece without the characters that no table may hold."""
    for found in FORBIDDEN.finditer(pieces.original, start, end):
        pieces.take(start, found.start())
        start = found.end()
    pieces.take(start, end)
