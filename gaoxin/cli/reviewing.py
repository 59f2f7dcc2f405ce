"""The command ``review``: judge names that were not recognised, one by one or in a workbook."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.merge_choice import named_in_class, shown_thing
from gaoxin.cli.name_questions import asked
from gaoxin.cli.names import TypeOption
from gaoxin.cli.options import FormatOption, LimitOption
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage, GaoxinError
from gaoxin.files import write_whole
from gaoxin.language import counted, say
from gaoxin.model import Answer
from gaoxin.shell_words import shell_command

if TYPE_CHECKING:
    from gaoxin.loaders.resolving.admission import Question
    from gaoxin.loaders.review.settle import Decision
    from gaoxin.settings import Settings

_COLUMNS = ("name", "type", "why", "place", "rows", "candidates")


@command(
    "review",
    say(
        "逐个决定拿不准的名称，或文章中待定的事实。",
        "Decide about names that were not recognised, or facts of articles.",
    ),
    say(
        "在终端中逐个询问：采纳、合并、分开、新事物、跳过。-o 待核.xlsx 写出工作簿，填好后用 "
        "gaoxin review 待核.xlsx 读入。决定是 identity 表的行，自成数据集 decisions，一直有效。"
        "--article 逐条审一篇文章中的事实；在网页上审，用 gaoxin serve --review。",
        "Asks about one name after the other: accept, merge, keep apart, new, skip. -o FILE.xlsx "
        "writes a workbook, and gaoxin review FILE.xlsx reads the decisions in it. Decisions are "
        "rows of an identity table, the dataset 'decisions', and are kept. --article asks about "
        "the facts of an article; gaoxin serve --review does so on a page.",
    ),
)
def review(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help=say("填好决定的工作簿。", "A workbook with decisions."),
            show_default=False,
        ),
    ] = None,
    kind: TypeOption = None,
    listed: Annotated[
        bool, typer.Option("--list", help=say("只列出，不询问。", "List the names, do not ask."))
    ] = False,
    walk: Annotated[
        bool,
        typer.Option(
            "--walk",
            help=say(
                "不在终端中也逐个询问，每行读一个回答。",
                "Ask even outside of a terminal, and read one answer from each line.",
            ),
        ),
    ] = False,
    limit: LimitOption = 200,
    form: FormatOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help=say("写到这个 .xlsx 文件。", "Write to this .xlsx file.")
        ),
    ] = None,
    articles: Annotated[
        bool,
        typer.Option(
            "--articles", help=say("列出读过的文章。", "List the articles that were read.")
        ),
    ] = False,
    article: Annotated[
        str | None,
        typer.Option(
            "--article",
            metavar="FILE|KEY",
            help=say(
                "审这篇文章中待定的事实：文件，或 --articles 列出的键。",
                "Settle the facts of this article: a file, or a key as --articles lists it.",
            ),
        ),
    ] = None,
    loads: Annotated[
        bool,
        typer.Option(
            "--load",
            help=say("载入文章中已定的事实。", "Load what is settled of the article."),
        ),
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar=say("文件.csv", "FILE.csv"),
            help=say(
                "把对文章的决定写成训练数据，不含原文。",
                "Write the decisions about articles as training data, without the texts.",
            ),
        ),
    ] = None,
) -> None:
    """Ask, list, write the workbook or read it."""
    if articles or article is not None or loads or export is not None:
        _about_articles(articles, article, loads, export, file, output, form, walk, listed)
        return
    from gaoxin.loaders.review.open_questions import open_questions
    from gaoxin.settings import read_settings

    settings = read_settings()
    if file is not None:
        _settle(settings, _from_workbook(settings, file))
        return
    found = open_questions(settings)
    questions = [q for q in found.questions if kind in (None, q.type)]
    if output is not None:
        _write_workbook(questions, output)
    elif (walk or sys.stdin.isatty()) and not listed:
        if questions:
            _settle_walk(settings, list(asked(settings, questions)))
        else:
            tell(_nothing_waits())
    else:
        _print(questions, limit, form, found.not_compared)


def _about_articles(
    articles: bool,
    article: str | None,
    loads: bool,
    export: Path | None,
    file: Path | None,
    output: Path | None,
    form: str | None,
    walk: bool,
    listed: bool,
) -> None:
    """What the options for articles ask for."""
    from gaoxin.cli import article_review
    from gaoxin.settings import read_settings

    settings = read_settings()
    if export is not None:
        article_review.export_labels(settings, export)
    elif article is None:
        if loads:
            raise BadUsage(
                "--load 要写明是哪一篇：--article 文件或键；gaoxin review --articles 列出全部。",
                "--load needs an article: --article FILE or KEY; gaoxin review --articles lists "
                "them.",
            )
        article_review.list_articles(settings, form)
    elif output is not None:
        article_review.write_facts(settings, article, output)
    elif file is not None:
        article_review.read_facts(settings, article, file)
    else:
        asks = (walk or sys.stdin.isatty()) and not listed and form is None and not loads
        article_review.review_article(settings, article, asks=asks, loads=loads, form=form)


def _print(questions: Sequence[Question], limit: int, form: str | None, missed: int) -> None:
    from gaoxin.loaders.review.workbook import question_cells, shown_near

    rows = [
        {**question_cells(q), "candidates": [shown_near(near) for near in q.near[:3]]}
        for q in questions[: limit or None]
    ]
    answer = Answer(list(_COLUMNS), [{key: row[key] for key in _COLUMNS} for row in rows])
    answer.truncated = len(rows) < len(questions)
    if missed:
        answer.notes.append(
            say(
                f"另有 {missed} 个新名称没有与已有的比较；请用 gaoxin reconcile。",
                f"{missed:,} more new names were not compared; use gaoxin reconcile for them.",
            )
        )
    print_answer(answer, form, None, text=None if rows else lambda: _nothing_waits() + "\n")


def _nothing_waits() -> str:
    """That no name waits, and how many facts of articles do, which another option asks about."""
    from gaoxin.extraction.decisions.article_summaries import article_summaries
    from gaoxin.settings import read_settings

    said = say("没有待决定的名称。", "No name waits for a decision.")
    waiting = article_summaries(read_settings().home).waiting
    if not waiting:
        return said
    return said + say(
        f"文章中另有 {waiting} 条事实待审：gaoxin review --articles 列出文章。",
        f" {waiting:,} facts of articles wait: gaoxin review --articles lists the articles.",
    )


def _write_workbook(questions: Sequence[Question], output: Path) -> None:
    from gaoxin.loaders.review.workbook import workbook_of

    if output.suffix.lower() != ".xlsx":
        raise BadUsage(f"{output} 须以 .xlsx 结尾。", f"{output} must end with .xlsx.")
    write_whole(output, workbook_of(questions))
    command = shell_command("gaoxin", "review", str(output))
    tell(
        say(
            f"已写入 {output}：{len(questions)} 个名称。请填“决定”一列，再运行 {command}",
            f"Wrote {output}: {len(questions):,} names. Fill in the column 'decision', then run "
            f"{command}",
        )
    )


def _from_workbook(settings: Settings, file: Path) -> list[Decision]:
    from gaoxin.graph.store.store import Store
    from gaoxin.loaders.review.workbook import decisions_in

    names = Store(settings).read().names
    understood: dict[str, str] = {}

    def find(type_: str, text: str) -> list[tuple[str, str]]:
        found = [(match.key, shown_thing(match)) for match in named_in_class(names, type_, text)]
        if len(found) == 1:
            understood[text] = found[0][1]
        return found

    decisions = decisions_in(file, find)
    for text, thing in understood.items():
        tell(say(f"「{text}」：{thing}", f"{text}: {thing}"))
    return decisions


def _settle_walk(settings: Settings, decisions: Sequence[Decision]) -> None:
    """Load the decisions; if they cannot be loaded, they are kept in a workbook."""
    from gaoxin.loaders.review.workbook import workbook_of

    try:
        _settle(settings, decisions)
    except GaoxinError:
        path = settings.home / "review.xlsx"
        write_whole(path, workbook_of([d.question for d in decisions], decisions))
        command = shell_command("gaoxin", "review", str(path))
        tell(
            say(
                f"这 {len(decisions)} 个决定没有载入，已写入 {path}；改正后这样读入：{command}",
                f"These {counted(len(decisions), 'decision')} were not loaded, but kept in {path}; "
                f"correct them, then read them with {command}",
            )
        )
        raise


def _settle(settings: Settings, decisions: Sequence[Decision]) -> None:
    """Load the decisions and say what they are."""
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.loaders.resolving.pending_questions import read_pending
    from gaoxin.loaders.review.settle import APART, MERGE, NEW, settle

    if not decisions:
        tell(say("没有新的决定。", "Nothing was decided."))
        return
    with ProgressLine() as progress:
        report = settle(settings, decisions, progress)
    counts = Counter(decision.what for decision in decisions)
    texts = {MERGE: ("合并", "merged"), APART: ("分开", "kept apart"), NEW: ("新事物", "new")}
    zh = "、".join(f"{texts[what][0]} {n}" for what, n in counts.items())
    en = ", ".join(f"{n:,} {texts[what][1]}" for what, n in counts.items())
    tell(
        say(
            f"已记下 {len(decisions)} 个决定（{zh}），见数据集 decisions；"
            f"第 {report.generation} 代。",
            f"Kept {counted(len(decisions), 'decision')} ({en}) in the dataset 'decisions'; "
            f"generation {report.generation}.",
        )
    )
    if waiting := sorted({question.dataset for question in read_pending(settings.home)}):
        tell(
            say(
                f"请再次载入：{'、'.join(waiting)}。",
                f"Load again: {', '.join(waiting)}.",
            )
        )
