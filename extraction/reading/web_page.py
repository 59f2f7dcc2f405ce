"""Articles in web pages (.html): what stands around the article is left out by trafilatura."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.missing_package import missing_package
from gaoxin.extraction.reading.plain_text import article_of_lines
from gaoxin.loaders.decoding import find_encoding, read_head
from gaoxin.loaders.problems import refusal

_HEAD = 4096
_MOST = 3 << 20
"""Characters of a page without its scripts and pictures."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.-]{2,40})", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"<script\b[^>]*>.*?</script\s*>|<style\b[^>]*>.*?</style\s*>|<!--.*?-->|data:[\w/+.;=-]{3,100},[^\"')\s]*",
    re.IGNORECASE | re.DOTALL,
)
_TABLE_LINE = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*")
_SITE = re.compile(r"\s*[_|\-—–]+\s*[^_|\-—–]{2,20}(?:网|报|台|社|频道|门户|政府|官网|新闻)$")


def web_article(path: Path) -> Article:
    """The article of a page, with the title and the date that the page gives.

    The text that the article's ``original`` holds is that of the page without its marks.

    Raises:
        InvalidSource: the page cannot be decoded, is too large, or has no article; or the extra
            ``articles`` is not installed.
    """
    page = _NO_TEXT.sub("", _decoded(path))
    if len(page) > _MOST:
        raise refusal(
            path.name,
            "网页太长，不像是一篇文章；请把正文另存为 .txt。",
            "the page is too long for an article; save the article's text as .txt.",
        )
    found = _main_text(page, path)
    text = "\n".join(_lines(found.text or "")) if found else ""
    if not text.strip():
        raise refusal(
            path.name,
            "网页里找不到正文；请在浏览器里打开它，把正文复制到 .txt 文件。",
            "no article was found in the page; open it in a browser and copy its text into a "
            ".txt file.",
        )
    title = _SITE.sub("", " ".join((found.title or "").split()))
    if title and title not in text[: 2 * len(title) + 100]:
        text = f"{title}\n{text}"
    return article_of_lines(text, title, found.date or "", lines="paragraphs")


def _main_text(page: str, path: Path) -> Any:
    """What trafilatura takes for the article; ``None`` if nothing."""
    try:
        import trafilatura
    except ImportError as cause:
        raise missing_package(path.name, "网页", "web pages", cause) from cause
    # The date is taken only where the page states it, never guessed from its text.
    dates = {"extensive_search": False, "original_date": True}
    return trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=dates
    )


def _lines(text: str) -> list[str]:
    """The lines of the text; of a table each row is a line with its cells apart."""
    lines = []
    for line in text.split("\n"):
        if line.lstrip().startswith("|"):
            if _TABLE_LINE.fullmatch(line):
                continue
            line = "  ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        lines.append(line)
    return lines


def _decoded(path: Path) -> str:
    """The page as text: in the encoding that it declares, or in one that fits."""
    declared = _CHARSET.search(read_head(path, path.name, _HEAD))
    name = declared[1].decode("ascii").lower() if declared else ""
    if name and not name.startswith(("utf-8", "utf8", "gb")):
        try:
            return path.read_bytes().decode(codecs.lookup(name).name)
        except (LookupError, UnicodeError):
            pass  # the declaration is wrong
    return path.read_bytes().decode(find_encoding(path, path.name))
