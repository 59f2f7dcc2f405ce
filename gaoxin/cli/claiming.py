"""Command ``gaoxin check``: a sentence or a number compared with the graph."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.answers.fact_file import FactFile

COLUMNS = ["number", "claim", "verdict", "fact", "reason", "source", "grade"]


@command(
    "check",
    say(
        "核对一句话或一个数：图谱是否也这样说。", "Check a sentence or a number against the graph."
    ),
    say(
        "例：gaoxin check 宝鸡高新区重点项目总投资388.7亿元。逐条给出：相符、不符或不知道"
        "（并列出最接近的事实），都带来源。写 - 则从标准输入读一段文字。",
        "Example: gaoxin check 宝鸡高新区重点项目总投资388.7亿元. Each claim agrees, is "
        "contradicted or is not known (with the nearest facts), each with its sources. With - "
        "the text is read from standard input.",
    ),
)
def check(
    words: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help=say("一句话或一段文字。", "A sentence or a text.")),
    ],
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check the claims of a text, and print each with its verdict."""
    from gaoxin.answers.claims.checking import check as check_text
    from gaoxin.answers.claims.checking import rows
    from gaoxin.answers.fact_file import open_facts
    from gaoxin.cli.answers import print_answer
    from gaoxin.cli.first_question import facts_or_notice
    from gaoxin.cli.names import open_graph
    from gaoxin.model import Answer

    text = sys.stdin.read() if words == ["-"] else " ".join(words)
    file: FactFile = facts_or_notice() or open_facts(open_graph())
    found = rows(file, check_text(file, text))
    listed = [
        {
            **{name: row[name] for name in COLUMNS[:5]},
            "source": "; ".join(source["key"] for source in row["sources"]),
            "grade": "; ".join(source["grade"] for source in row["sources"]),
        }
        for row in found
    ]
    print_answer(Answer(COLUMNS, listed), form, output, text=lambda: _page(found))


def _page(found: list[dict[str, Any]]) -> str:
    """The claims, each with its verdict, the facts and their sources."""
    from gaoxin.cli.reading_page import ReadingPage
    from gaoxin.graph.facts.grades import grade_word
    from gaoxin.graph.wording.code_words import word

    page = ReadingPage()
    if not found:
        page.text(say("没有读出可以核对的说法。", "Nothing that can be checked was read."))
    number = 0
    for row in found:
        if row["number"] != number:
            number = row["number"]
            if number > 1:
                page.blank()
            verdict = word("verdict", row["verdict"])
            page.text(f"{verdict[:1].upper()}{verdict[1:]}{say('：', ': ')}{row['claim']}")
            if row["reason"]:
                page.text(row["reason"], indent=2)
            if row["fact"] and row["verdict"] == "unknown":
                page.text(say("最接近的：", "Nearest:"), indent=2)
        if row["fact"]:
            page.text(row["fact"], indent=4, hang=2)
        for source in row["sources"]:
            known = (source["title"] or source["key"], source["publisher"], source["date"])
            parts = [part for part in known if part] + [grade_word(source["grade"])]
            page.text(say("来源：", "Source: ") + say("，", ", ").join(parts), indent=6, hang=2)
    return str(page)
