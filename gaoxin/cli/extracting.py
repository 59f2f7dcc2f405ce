"""Command ``gaoxin extract``: the facts of articles as a statement table."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.cli.terminal import INTERRUPTED, tell
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.errors import InvalidSource
    from gaoxin.extraction.extract import Extraction

ReadFile = Callable[[Path], "Extraction"]
_TOLD = 20
"""Files that could not be read and are told one by one."""

ArticlePaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help=say(
            "文章：.txt、.md、.html、.docx、.pdf（须有文字层）文件，或装着它们的文件夹。",
            "Articles: files .txt, .md, .html, .docx, .pdf (with a text layer), or folders of "
            "them.",
        ),
    ),
]
FastOption = Annotated[
    bool,
    typer.Option(
        "--fast",
        help=say(
            "快速：只用规则和图谱里的名称，不用小模型。",
            "Fast: only rules and the names of the graph, without the small model.",
        ),
    ),
]


@command(
    "extract",
    say("从文章中读出事实，写成语句表。", "Read facts out of articles, as a statement table."),
    say(
        "例：gaoxin extract 文章.txt -o 事实.csv。每条事实都带原文依据、所在段落和把握的大小，"
        "不载入任何东西；要载入，用 gaoxin load --article 文章.txt。读文件夹时可随时中断，"
        "再次运行同一命令会接着读。",
        "Example: gaoxin extract article.txt -o facts.csv. Each fact comes with the words of the "
        "text that state it, its paragraph, and how sure it is. Nothing is loaded; to load, use "
        "gaoxin load --article article.txt. A run over a folder can be interrupted; the same "
        "command goes on with it.",
    ),
)
def extract(
    paths: ArticlePaths,
    fast: FastOption = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Read facts out of articles."""
    from gaoxin.cli.answers import is_text
    from gaoxin.extraction.reading.read_article import find_articles

    files = find_articles(paths)
    read = file_reader(fast)
    if is_text(form, output):
        refused = _show(files, read, output)
    else:
        from gaoxin.extraction.resources import way_of_reading
        from gaoxin.settings import read_settings

        how = way_of_reading(read_settings(), fast=fast)
        refused = _write(files, read, form, output, how)
    if refused:
        tell_refused(refused, len(files))
        raise typer.Exit(1)


def file_reader(fast: bool) -> ReadFile:
    """What reads one file after another."""
    from gaoxin.extraction.extract import extract as extract_from
    from gaoxin.extraction.reading.read_article import read_article
    from gaoxin.extraction.resources import load_resources
    from gaoxin.settings import read_settings

    resources = load_resources(read_settings(), fast=fast)
    return lambda file: extract_from(read_article(file), resources, fast=fast)


def _each(files: list[Path], work: Callable[[Path], None]) -> list[InvalidSource]:
    """Do the work for each file; return the refusals of those that cannot be read.

    Raises:
        InvalidSource: the only file cannot be read.
    """
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.errors import InvalidSource

    refused = []
    with ProgressLine() as progress:
        for number, file in enumerate(files):
            progress("extract", number, len(files))
            try:
                work(file)
            except InvalidSource as error:
                if len(files) == 1:
                    raise
                refused.append(error)
    return refused


def _show(files: list[Path], read: ReadFile, output: Path | None) -> list[InvalidSource]:
    """Print each article with its facts, or write all into a file."""
    from gaoxin.cli.facts_page import facts_page
    from gaoxin.files import write_whole

    pages: list[str] = []

    def show(file: Path) -> None:
        page = facts_page(file.name, read(file))
        if output is not None:
            pages.append(page)
        else:
            sys.stdout.write(page if file == files[0] else f"\n{page}")
            sys.stdout.flush()

    refused = _each(files, show)
    if output is not None:
        write_whole(output, "\n".join(pages).encode("utf-8", "backslashreplace"))
        tell(say(f"已写入 {output}", f"Wrote {output}"))
    return refused


def _write(
    files: list[Path], read: ReadFile, form: str | None, output: Path | None, how: str
) -> list[InvalidSource]:
    """Print or write the rows of all files; a long run that is interrupted goes on later."""
    from gaoxin.cli.answers import is_csv, print_answer, write_csv
    from gaoxin.extraction.fact_rows import FURTHER_COLUMNS, fact_rows
    from gaoxin.extraction.row_spool import RowSpool
    from gaoxin.model import STATEMENT_COLUMNS, Answer

    columns = [*STATEMENT_COLUMNS, *FURTHER_COLUMNS, *(["file"] if len(files) > 1 else [])]
    spool = RowSpool(output, how)
    if spool.resumed:
        tell(
            say(
                f"接着上次：{spool.resumed:,} 个文件已读过。",
                f"Going on: {spool.resumed:,} files were read before.",
            )
        )

    if spool.outdated:
        tell(
            say(
                f"{spool.outdated:,} 个文件上次是按另一代数据、另一个模型或另一种方式读的，重读。",
                f"{spool.outdated:,} files were read before with another generation, model or way; "
                "they are read again.",
            )
        )

    def add(file: Path) -> None:
        if not spool.has(file):
            found = read(file)
            rows = fact_rows(found.article, found.proposals)
            spool.add(file, [row | {"file": str(file)} for row in rows])

    is_finished = False
    try:
        refused = _each(files, add)
        if output is not None and is_csv(form, output):
            write_csv(columns, spool.rows(files), output)
        else:
            print_answer(Answer(columns, list(spool.rows(files))), form, output)
        is_finished = True
    except KeyboardInterrupt:
        if output is None:
            raise
        tell(
            say(
                "已中断；再次运行同一命令会接着读。",
                "Interrupted; the same command goes on from here.",
            )
        )
        raise typer.Exit(INTERRUPTED) from None
    finally:
        spool.close(is_finished=is_finished)
    return refused


def tell_refused(refused: list[InvalidSource], whole: int) -> None:
    """Say which files could not be read, and why."""
    for error in refused[:_TOLD]:
        tell(str(error))
    tell(
        say(
            f"{whole:,} 个文件中有 {len(refused):,} 个没有读。",
            f"{len(refused):,} of {whole:,} files were not read.",
        )
    )
