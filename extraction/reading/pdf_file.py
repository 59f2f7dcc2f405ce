"""Articles in PDF files with a text layer, read by PDFium."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from gaoxin.errors import InvalidSource
from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.missing_package import missing_package
from gaoxin.extraction.reading.plain_text import article_of_lines
from gaoxin.extraction.reading.printed_lines import laid_text, printed_lines
from gaoxin.loaders.decoding import read_head
from gaoxin.loaders.problems import refusal

_MOST_PAGES = 1_000
_LEAST_PER_PAGE = 10
"""Characters of a page below which it has no text layer, only a picture."""
_MOST_UNREADABLE = 0.3
"""The share of characters without a meaning in a text layer whose fonts lack their tables."""


def pdf_article(path: Path) -> Article:
    """The article in a PDF file; in its ``original`` a form feed stands between pages.

    Raises:
        InvalidSource: the file is encrypted, damaged, or has no text layer that can be read; or the
            extra ``articles`` is not installed.
    """
    read_head(path, path.name)
    pages = _pages(path)
    text = "\n\f".join(pages)
    marks = [c for c in text if not c.isspace()]
    if len(marks) < _LEAST_PER_PAGE * max(1, len(pages)):
        raise refusal(
            path.name,
            "这个 PDF 没有文字层（可能是扫描件）；请先用文字识别（OCR）软件转成 .txt 或 .docx。",
            "this PDF has no text layer (perhaps it was scanned); turn it into .txt or .docx by "
            "text recognition (OCR) first.",
        )
    if sum(map(_is_unreadable, marks)) > _MOST_UNREADABLE * len(marks):
        raise refusal(
            path.name,
            "这个 PDF 的文字层是乱码（字体没有编码表）；请先用文字识别（OCR）软件转成 .txt。",
            "the text layer of this PDF cannot be read (its fonts have no tables of characters); "
            "turn it into .txt by text recognition (OCR) first.",
        )
    return article_of_lines(text, lines="blocks")


def _pages(path: Path) -> list[str]:
    try:
        import pypdfium2
    except ImportError as cause:
        raise missing_package(path.name, "PDF", "PDF files", cause) from cause
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as cause:
        raise _unopened(path, str(cause)) from cause
    try:
        if len(document) > _MOST_PAGES:
            raise refusal(
                path.name,
                f"这个 PDF 有 {len(document):,} 页，不像是一篇文章；请按篇拆开。",
                f"this PDF has {len(document):,} pages and is no article; split it into articles.",
            )
        return [_text_of(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as cause:
        raise _unopened(path, "") from cause
    finally:
        document.close()


def _text_of(page: Any) -> str:
    text = page.get_textpage()
    try:
        return laid_text(printed_lines(text))
    finally:
        text.close()
        page.close()


def _unopened(path: Path, reason: str) -> InvalidSource:
    if "password" in reason.lower():
        return refusal(
            path.name,
            "这个 PDF 加了密码；请先用它的密码打开，另存为没有密码的文件。",
            "this PDF has a password; open it with its password and save it without one.",
        )
    return refusal(
        path.name,
        "这个 PDF 已损坏，或不是 PDF；请重新取得该文件。",
        "this PDF is damaged or is no PDF; get the file again.",
    )


def _is_unreadable(character: str) -> bool:
    return character == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(character) in (
        "Co",
        "Cn",
        "Cc",
    )
