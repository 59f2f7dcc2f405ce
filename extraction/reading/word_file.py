"""Articles in Word documents (.docx)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from gaoxin.errors import InvalidSource
from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.plain_text import article_of_lines
from gaoxin.loaders.decoding import read_head
from gaoxin.loaders.problems import refusal

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 200 << 20
_TITLE_STYLES = ("Title", "Heading 1", "标题", "标题 1")


def word_article(path: Path) -> Article:
    """The article in a Word document: its paragraphs and the rows of its tables, in order.

    Raises:
        InvalidSource: it is encrypted, damaged or no Word document.
    """
    if read_head(path, path.name).startswith(_OLD_OFFICE):
        raise refusal(
            path.name,
            "这个文件加了密码，或其实是旧式的 .doc；请用 Word 或 WPS 打开，去掉密码，"
            "另存为 .docx。",
            "the file has a password or is an old .doc; open it in Word or WPS, remove the "
            "password and save it as .docx.",
        )
    _check_unpacked(path)
    from docx import Document

    try:
        document = Document(str(path))
        title, lines = "", []
        for text, style in _blocks(document):
            lines.append(text)
            if not title and style in _TITLE_STYLES:
                title = " ".join(text.split())
    except Exception as cause:  # lxml and docx raise many kinds
        raise _damaged(path) from cause
    return article_of_lines("\n".join(lines), title, lines="paragraphs")


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """The text of each paragraph with the name of its style, and that of each row of a table."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text, block.style.name if block.style is not None else ""
            continue
        for row in block.rows:
            cells = dict.fromkeys(row.cells)  # a merged cell comes several times
            yield "  ".join(" ".join(cell.text.split()) for cell in cells), ""


def _check_unpacked(path: Path) -> None:
    try:
        with ZipFile(path) as packed:
            names = {item.filename for item in packed.infolist()}
            size = sum(item.file_size for item in packed.infolist())
    except (BadZipFile, OSError, ValueError) as cause:
        raise _damaged(path) from cause
    if "word/document.xml" not in names:
        raise refusal(
            path.name,
            "这不是 Word 文档；请检查它的后缀。",
            "this is no Word document; check its suffix.",
        )
    if size > _MOST_UNPACKED:
        raise refusal(
            path.name,
            "文档解压后太大；请把正文另存为 .txt。",
            "the document unpacks to too much; save its text as .txt.",
        )


def _damaged(path: Path) -> InvalidSource:
    return refusal(
        path.name,
        "文档已损坏，无法读取；请用 Word 或 WPS 打开并重新保存。",
        "the document is damaged; open it in Word or WPS and save it again.",
    )
