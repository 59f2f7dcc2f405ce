"""Command ``gaoxin extract``: the facts of articles as a statement table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.extraction.extract import Extraction

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
        "不载入任何东西；要载入，用 gaoxin load --article 文章.txt。",
        "Example: gaoxin extract article.txt -o facts.csv. Each fact comes with the words of the "
        "text that state it, its paragraph, and how sure it is. Nothing is loaded; to load, use "
        "gaoxin load --article article.txt.",
    ),
)
def extract(
    paths: ArticlePaths,
    fast: FastOption = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Read facts out of articles."""
    from gaoxin.cli.answers import print_answer
    from gaoxin.extraction.extract import extract as extract_from
    from gaoxin.extraction.fact_rows import FURTHER_COLUMNS, fact_rows
    from gaoxin.extraction.reading.read_article import read_article
    from gaoxin.extraction.resources import load_resources
    from gaoxin.model import STATEMENT_COLUMNS, Answer
    from gaoxin.settings import read_settings

    resources = load_resources(read_settings(), fast=fast)
    found = [(path.name, extract_from(read_article(path), resources, fast=fast)) for path in paths]
    columns = [*STATEMENT_COLUMNS, *FURTHER_COLUMNS]
    rows = []
    for name, extraction in found:
        further = {"file": name} if len(found) > 1 else {}
        rows += [{**row, **further} for row in fact_rows(extraction.article, extraction.proposals)]
    if len(found) > 1:
        columns.append("file")
    print_answer(Answer(columns, rows), form, output, text=lambda: _page(found))


def _page(found: list[tuple[str, Extraction]]) -> str:
    """The facts of each article as sentences, each with its evidence and how sure it is."""
    from gaoxin.cli.reading_page import ReadingPage
    from gaoxin.extraction.proposal_words import proposal_sentence, sureness

    page = ReadingPage()
    for name, extraction in found:
        article, facts = extraction.article, extraction.proposals
        page.blank()
        page.heading(article.title or name)
        page.text(
            say(
                f"{len(article.paragraphs):,} 段，{len(article.text):,} 字，"
                f"读出 {len(facts):,} 条事实。",
                f"{len(article.paragraphs):,} paragraphs, {len(article.text):,} characters, "
                f"{len(facts):,} facts found.",
            )
        )
        for number, fact in enumerate(facts, 1):
            page.blank()
            told = " · ".join(filter(None, (proposal_sentence(fact), sureness(fact))))
            page.text(f"{number}. {told}", hang=3)
            page.text(f"「{' '.join(fact.evidence.of(article.text).split())}」", indent=3)
    return str(page)
