"""Read a file as an article: the way to its text depends on the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.plain_text import article_of_lines
from gaoxin.loaders.decoding import find_encoding
from gaoxin.loaders.problems import refusal

MAX_BYTES = 10 << 20
"""Of a file.  What is larger is a book or no article at all."""


def article_of(text: str, title: str = "", date: str = "") -> Article:
    """The article in a plain text; the title and the date (EDTF) are those that are known."""
    return article_of_lines(re.sub(r"\r\n?", "\n", text), title, date)


def read_article(path: Path) -> Article:
    """The article in a file: .txt or .md.

    Raises:
        InvalidSource: the file is missing, empty, too large, damaged, or of another kind; the
            message says what to do.
    """
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise _unknown(path)
    _check_size(path)
    article = read(path)
    if not article.text:
        raise refusal(
            path.name,
            "文件里没有文字；请检查它是否已正确保存。",
            "there is no text in the file; check that it was saved properly.",
        )
    return article


def _plain(path: Path) -> Article:
    return article_of(_decoded(path))


READERS: dict[str, Callable[[Path], Article]] = {
    ".txt": _plain,
    ".md": _plain,
    ".markdown": _plain,
}
"""For each ending of a file's name, what reads such a file."""


def _decoded(path: Path) -> str:
    """The text of a file, with ``\\n`` at the ends of lines."""
    encoding = find_encoding(path, path.name)
    return re.sub(r"\r\n?", "\n", path.read_bytes().decode(encoding)).removeprefix("\ufeff")


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        return  # reading says what is wrong
    if size > MAX_BYTES:
        raise refusal(
            path.name,
            f"文件有 {size / (1 << 20):.0f} MB，一篇文章最多 {MAX_BYTES >> 20} MB；请按篇拆开。",
            f"the file has {size / (1 << 20):.0f} MB, and an article has {MAX_BYTES >> 20} MB at "
            "most; split it into its articles.",
        )


def _unknown(path: Path) -> Exception:
    known = " ".join(READERS)
    return refusal(
        path.name,
        f"这种文件（{path.suffix or '没有后缀'}）不能当文章读；可用：{known}。",
        f"a file of this kind ({path.suffix or 'no suffix'}) cannot be read as an article; use "
        f"one of: {known}.",
    )
