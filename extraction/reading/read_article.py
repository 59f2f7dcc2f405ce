"""Read a file as an article: the way to its text depends on the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.plain_text import article_of_lines
from gaoxin.loaders.decoding import find_encoding
from gaoxin.loaders.problems import refusal

_LINE_END = re.compile(r"\r\n?")
MAX_BYTES = 10 << 20
"""Of a file.  What is larger is a book or no article at all."""
MAX_CHARACTERS = 500_000
"""Of the text of an article, for the same reason."""


def article_of(text: str, title: str = "", date: str = "") -> Article:
    """The article in a plain text; the title and the date (EDTF) are those that are known."""
    return article_of_lines(_LINE_END.sub("\n", text), title, date)


def read_article(path: Path) -> Article:
    """The article in a file: .txt, .md, .html, .docx or .pdf.

    Raises:
        InvalidSource: the file is missing, empty, too large, damaged, or of another kind; the
            message says what to do.
    """
    if path.is_dir():
        raise refusal(
            path.name,
            "这是文件夹，不是一篇文章。",
            "this is a folder and not one article.",
        )
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise _unknown(path)
    _check_size(path)
    article = read(path)
    if len(article.text) > MAX_CHARACTERS:
        raise refusal(
            path.name,
            f"有 {len(article.text):,} 字，一篇文章最多 {MAX_CHARACTERS:,} 字；请按篇拆开。",
            f"it has {len(article.text):,} characters, and an article has {MAX_CHARACTERS:,} at "
            "most; split it into its articles.",
        )
    if not article.text:
        raise refusal(
            path.name,
            "文件里没有文字；请检查它是否已正确保存。",
            "there is no text in the file; check that it was saved properly.",
        )
    return article


def find_articles(paths: Sequence[Path]) -> list[Path]:
    """The files at ``paths``, and all articles in those that are folders, sorted.

    In a folder, hidden files, lock files (``~$x.docx``) and files of other kinds are passed over.

    Raises:
        InvalidSource: a path does not exist, or a folder has no article.
    """
    out: list[Path] = []
    for path in paths:
        if not path.is_dir():
            out.append(path)
            continue
        found = sorted(item for item in files_in(path) if item.suffix.lower() in READERS)
        if not found:
            raise refusal(
                str(path),
                f"文件夹里没有文章；可用：{' '.join(READERS)}。",
                f"there is no article in the folder; use files {' '.join(READERS)}.",
            )
        out += found
    return list(dict.fromkeys(out))


def files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder and its folders, without hidden ones and lock files (``~$x.docx``)."""
    for item in folder.rglob("*"):
        parts = item.relative_to(folder).parts
        if not any(part.startswith((".", "~$")) for part in parts) and item.is_file():
            yield item


def _plain(path: Path) -> Article:
    return article_of(_decoded(path))


def _web(path: Path) -> Article:
    from gaoxin.extraction.reading.web_page import web_article

    return web_article(path)


def _word(path: Path) -> Article:
    from gaoxin.extraction.reading.word_file import word_article

    return word_article(path)


def _pdf(path: Path) -> Article:
    from gaoxin.extraction.reading.pdf_file import pdf_article

    return pdf_article(path)


READERS: dict[str, Callable[[Path], Article]] = {
    ".txt": _plain,
    ".md": _plain,
    ".markdown": _plain,
    ".html": _web,
    ".htm": _web,
    ".xhtml": _web,
    ".docx": _word,
    ".pdf": _pdf,
}
"""For each ending of a file's name, what reads such a file."""
_ADVICE: dict[str, tuple[str, str]] = {
    ".doc .wps .rtf .odt .pages": (
        "请用 Word 或 WPS 打开，另存为 .docx",
        "open it in Word or WPS and save it as .docx",
    ),
    ".jpg .jpeg .png .gif .bmp .tif .tiff .webp .heic": (
        "图片没有文字层，请先用文字识别（OCR）软件转成 .txt",
        "a picture has no text layer, so turn it into .txt by text recognition (OCR) first",
    ),
    ".csv .tsv .xls .xlsx .ods .et .parquet": (
        "这是表格，请用 gaoxin load 载入",
        "this is a table, so load it with gaoxin load",
    ),
    ".mht .mhtml .eml .epub .caj .ceb .ofd": (
        "请打开它，另存为 .html、.docx 或带文字层的 .pdf",
        "open it and save it as .html, .docx or a .pdf with a text layer",
    ),
    ".zip .rar .7z .gz .tar": ("请先解压", "unpack it first"),
}
"""What to do with files of other kinds."""


def _decoded(path: Path) -> str:
    """The text of a file, with ``\\n`` at the ends of lines."""
    encoding = find_encoding(path, path.name)
    return _LINE_END.sub("\n", path.read_bytes().decode(encoding)).removeprefix("\ufeff")


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


def _unknown(path: Path) -> InvalidSource:
    known, suffix = " ".join(READERS), path.suffix.lower()
    for suffixes, (zh, en) in _ADVICE.items():
        if suffix in suffixes.split():
            return refusal(
                path.name,
                f"{suffix} 文件不能当文章读；{zh}。",
                f"a {suffix} file cannot be read as an article; {en}.",
            )
    return refusal(
        path.name,
        f"这种文件（{suffix or '没有后缀'}）不能当文章读；可用：{known}。",
        f"a file of this kind ({suffix or 'no suffix'}) cannot be read as an article; use "
        f"one of: {known}.",
    )
