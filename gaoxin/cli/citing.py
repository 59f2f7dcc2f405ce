"""The command cite: how a fact, a thing or a source is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.names import open_graph
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.errors import BadUsage
from gaoxin.language import say

if TYPE_CHECKING:
    from datetime import date


@command(
    "cite",
    say("怎样引用一条事实、一个事物或一个来源。", "Cite a fact, a thing or a source."),
    say(
        "按 GB/T 7714-2015 与 BibTeX，附永久标识和图谱的代。例：gaoxin cite 合肥高新区；"
        "gaoxin cite 合肥高新区 --fact 主导产业；gaoxin cite article-000 --style bibtex。"
        "不知道的（报纸名、日期）会标明，不作猜测。",
        "In the forms of GB/T 7714-2015 and BibTeX, with the permanent IRI and the generation. "
        "Examples: gaoxin cite 合肥高新区; gaoxin cite 合肥高新区 --fact targets; gaoxin cite "
        "article-000 --style bibtex. What is not known (the paper, the date) is marked, never "
        "guessed.",
    ),
)
def cite(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=say(
                "事物或来源的名称、键，或一条事实的 IRI。",
                "The name or key of a thing or a source, or the IRI of a fact.",
            ),
        ),
    ],
    fact: Annotated[
        str | None,
        typer.Option(
            "--fact",
            help=say(
                "引用此事物的这些事实：句子或所属类别中含有的文字。",
                "Cite the facts of the thing whose sentence or section has this text.",
            ),
        ),
    ] = None,
    style: Annotated[
        Literal["both", "gbt", "bibtex"],
        typer.Option("--style", help=say("只要其中一种。", "Only one of the two forms.")),
    ] = "both",
    accessed: Annotated[
        str | None,
        typer.Option(
            "--accessed",
            metavar="DATE",
            help=say(
                "你打开网上来源的日期，如 2026-05-31；不写则留待填写。",
                "The day on which you opened the online sources, such as 2026-05-31; left to be "
                "filled in otherwise.",
            ),
        ),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print the entries of a bibliography."""
    from gaoxin.cli.asked import asked
    from gaoxin.cli.citation_page import citation_page
    from gaoxin.graph.citing.citations import citation_rows, citations

    day = _day(accessed)
    found = citations(open_graph(), name, fact, day, asked().time.date())
    print_answer(citation_rows(found), form, output, text=lambda: citation_page(found, name, style))


def _day(text: str | None) -> date | None:
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise BadUsage(
            f"--accessed：「{text}」不是日期，应如 2026-05-31。",
            f"--accessed: {text!r} is no date such as 2026-05-31.",
            accessed=text,
        ) from cause
