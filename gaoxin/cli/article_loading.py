"""``gaoxin load`` with articles: what is sure is loaded, the rest waits for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.errors import BadUsage, GaoxinError
from gaoxin.language import counted, say

if TYPE_CHECKING:
    from gaoxin.cli.source_options import SourceOptions
    from gaoxin.extraction.load_articles import LoadedArticle

ArticleOption = Annotated[
    bool,
    typer.Option(
        "--article",
        help=say(
            "这些文件是文章：读出事实，载入有把握的，其余留待审核。"
            ".docx、.pdf、.html、.md 和不是表格的 .txt 不写也按文章读。",
            "The files are articles: facts are read out of them, what is sure is loaded, the rest "
            "waits for a review. Files .docx, .pdf, .html, .md, and .txt that are no tables are "
            "articles without it.",
        ),
    ),
]
_ENDINGS = (".docx", ".pdf", ".html", ".htm", ".xhtml", ".md", ".markdown", ".doc", ".wps")
_DELIMITERS = "\t,;|，；"
_HEAD = 4096
_LONGEST_HEADER = 500
_COLUMNS = ("article", "title", "file", "facts", "loaded", "waiting", "generation")


def are_articles(paths: Sequence[Path]) -> bool:
    """Whether the files are articles by the ends of their names, and .txt files by their lines.

    Raises:
        BadUsage: some are and some are not.
    """
    found = [_is_article(path) for path in paths]
    if any(found) and not all(found):
        article, other = paths[found.index(True)], paths[found.index(False)]
        raise BadUsage(
            f"{article.name} 是文章，{other.name} 不是；请分开载入。",
            f"{article.name} is an article and {other.name} is not; load them one after the other.",
        )
    return any(found)


def refuse_options(names: Sequence[str]) -> None:
    """Refuse options that are about tables.

    Raises:
        BadUsage: there are some.
    """
    if names:
        listed = ", ".join(names)
        raise BadUsage(
            f"{'、'.join(names)} 只用于表格；载入文章时请去掉。",
            f"{listed} {'is' if len(names) == 1 else 'are'} for tables; leave it out when loading "
            "articles.",
            options=list(names),
        )


def load_as_articles(
    paths: Sequence[Path],
    source: SourceOptions,
    *,
    fast: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Load the articles at these paths, and say what was loaded and what waits."""
    from gaoxin.cli.answers import print_answer
    from gaoxin.cli.extracting import file_reader, tell_refused
    from gaoxin.cli.interruption import told_if_interrupted
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.extraction.decisions.kept_articles import SHOWN
    from gaoxin.extraction.load_articles import load_articles
    from gaoxin.extraction.reading.read_article import find_articles
    from gaoxin.loaders.source_line import SourceLine
    from gaoxin.model import Answer
    from gaoxin.settings import read_settings

    settings = read_settings()
    files = find_articles(paths)
    with told_if_interrupted(settings), ProgressLine() as progress:
        loaded, refused = load_articles(
            settings, files, file_reader(fast), SourceLine(*source), progress
        )
    rows = [
        {
            "article": item.key[:SHOWN],
            "title": item.title,
            "file": str(item.file),
            "facts": item.facts,
            "loaded": item.loaded,
            "waiting": item.waiting,
            "generation": item.generation,
        }
        for item in loaded
    ]
    print_answer(Answer([*_COLUMNS], rows), form, output, text=lambda: _page(loaded))
    if refused:
        tell_refused(refused, len(files))
        raise typer.Exit(1)


def _page(loaded: Sequence[LoadedArticle]) -> str:
    """What was loaded of each article, what waits, and the next command."""
    from gaoxin.cli.reading_page import ReadingPage
    from gaoxin.extraction.decisions.kept_articles import SHOWN

    page = ReadingPage()
    for item in loaded:
        page.heading(item.title)
        page.text(_sentence(item), indent=2)
    waiting = [item for item in loaded if item.waiting]
    if loaded and not any(item.changed for item in loaded):
        page.text(
            say("没有变化，没有产生新的一代。", "Nothing changed: there is no new generation.")
        )
    if waiting:
        page.blank()
        page.text(say("审核待定的事实：", "To settle what waits:"))
        if len(waiting) == 1:
            page.command(f"gaoxin review --article {waiting[0].key[:SHOWN]}", indent=2)
        else:
            page.command("gaoxin review --articles", indent=2)
        page.text(say("或在网页上：", "Or on a page:"))
        page.command("gaoxin serve --review", indent=2)
    return str(page)


def _sentence(item: LoadedArticle) -> str:
    if not item.facts:
        return say("没有读出事实。", "No facts were found.")
    where = say(f"（第 {item.generation} 代）", f" (generation {item.generation})")
    return say(
        f"读出 {item.facts:,} 条事实：载入 {item.loaded:,} 条{where if item.generation else ''}，"
        f"待审 {item.waiting:,} 条。",
        f"{counted(item.facts, 'fact')} found: {item.loaded:,} loaded"
        f"{where if item.generation else ''}, {item.waiting:,} to be settled.",
    )


def _is_article(path: Path) -> bool:
    if path.is_dir():
        return _has_only_articles(path)
    suffix = path.suffix.lower()
    if suffix == ".txt" and path.is_file():
        return not _is_table(path)
    return suffix in _ENDINGS


def _has_only_articles(folder: Path) -> bool:
    """Whether a folder has articles and neither tables nor RDF files."""
    from gaoxin.extraction.reading.read_article import files_in
    from gaoxin.loaders.rdf_formats import RDF_SUFFIXES
    from gaoxin.loaders.tables.opening import TABLE_SUFFIXES

    found = {item.suffix.lower() for item in files_in(folder)}
    others = {*TABLE_SUFFIXES, *RDF_SUFFIXES} - {".txt"}
    return not found & others and bool(found & {*_ENDINGS, ".txt"})


def _is_table(path: Path) -> bool:
    """Whether the first two lines of a text are rows of a table: equally many cells."""
    from gaoxin.loaders.decoding import find_encoding

    try:
        encoding = find_encoding(path, path.name)
        with path.open(encoding=encoding, errors="replace") as file:
            lines = [line.strip() for line in file.read(_HEAD).splitlines() if line.strip()][:2]
    except (GaoxinError, OSError):
        return True  # the loader of tables says what is wrong
    if not lines or len(lines[0]) > _LONGEST_HEADER or re.search("[。！？]", lines[0]):
        return False
    if lines[0].lower().startswith("sep="):
        return True
    return any(
        lines[0].count(sign) > 0
        and (len(lines) < 2 or lines[1].count(sign) == lines[0].count(sign))
        for sign in _DELIMITERS
    )
