"""The command ask: a question in a person's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.line_folding import fold_command
from gaoxin.cli.names import open_graph
from gaoxin.cli.options import (
    AsOfOption,
    GenerationOption,
    OutputOption,
    WeakestGradeOption,
)
from gaoxin.cli.terminal import put, put_folded, visible_json
from gaoxin.graph.lookup.basis import about_basis, basis
from gaoxin.language import say
from gaoxin.visible import visible

if TYPE_CHECKING:
    from gaoxin.answers.replies import Reply

_SHOWN = 30
_NAMES = 3
_COMMAND = 76
"""Columns of a line of a command."""


@command(
    "ask",
    say("用一句话提问。", "Ask a question in your own words."),
    say(
        "例：gaoxin ask 鹰潭高新区2024年工业营收是多少。先给出答案，再说明如何理解、查询与来源；"
        "图谱没有的，说没有。",
        "Example: gaoxin ask 合肥高新区的主导产业是什么. The answer comes first, then how the "
        "question was understood, the query and the sources. What the graph does not know is said.",
    ),
)
def ask(
    words: Annotated[
        list[str], typer.Argument(metavar="QUESTION", help=say("问题。", "The question."))
    ],
    form: Annotated[
        Literal["text", "json"],
        typer.Option("--format", "-f", help=say("输出形式。", "Output format.")),
    ] = "text",
    as_of: AsOfOption = None,
    number: GenerationOption = None,
    grade: WeakestGradeOption = "",
    code: Annotated[
        bool,
        typer.Option(
            "--code/--no-code",
            show_default=False,
            help=say(
                "给出或不给出所运行的 SPARQL 与 Cypher（默认给出）。",
                "Print the SPARQL and Cypher that ran, or leave them out (default: print).",
            ),
        ),
    ] = True,
    output: OutputOption = None,
) -> None:
    """Answer the question; exit with 1 if it cannot be answered."""
    reply, note = _answered(" ".join(words), as_of, number, grade)
    if output is not None:
        _write(reply, " ".join(words), output)
    elif form == "json":
        body = reply.document() | about_basis(as_of, number, grade)
        document = json.dumps(body, ensure_ascii=False, indent=2)
        put(visible_json(document) + "\n")
    else:
        put_folded("\n".join(_lines(reply)))
        if code:
            put_folded("\n".join(_code(reply)), is_code=True)
        if note:
            put_folded(f"\n{note}")
    if not reply.ok:
        raise typer.Exit(1)


def _answered(text: str, as_of: int | None, number: int | None, grade: str) -> tuple[Reply, str]:
    """The reply, and on which state of the graph it is based if not on the current one."""
    from gaoxin.answers.answering import answer, narrowed
    from gaoxin.answers.answering import ask as answer_question
    from gaoxin.cli.first_question import facts_or_notice

    if as_of is None and number is None:
        facts = facts_or_notice()
        if facts is not None:
            return answer(narrowed(facts, None, grade), text), ""
    generation = open_graph(number)
    reply = answer_question(generation, text, as_of, grade)
    return reply, basis(generation, as_of, number) or ""


def _write(reply: Reply, question: str, output: Path) -> None:
    """Write the rows into a file to be handed on; the sources of the answer are a table, too."""
    from gaoxin.cli.answers import print_answer
    from gaoxin.model import Answer

    columns = list(dict.fromkeys(name for row in reply.rows for name in row)) or ["answer"]
    about = {"question": question, "understood": reply.understood, "query": reply.query}
    notes = [text for text in (reply.reason, reply.compared) if text]
    answer = Answer(columns, reply.rows, reply.truncated, notes)
    print_answer(answer, None, output, about=about, further={"sources": reply.sources})


def _lines(reply: Reply) -> list[str]:
    """The reply as text: the answer first."""
    from gaoxin.answers.reply_words import row_words
    from gaoxin.graph.facts.qualifiers import remark_note

    lines = [visible(row_words(row)) for row in reply.rows[:_SHOWN]]
    note = remark_note("\n".join(lines))
    if len(reply.rows) > _SHOWN or reply.truncated:
        more = len(reply.rows) - _SHOWN
        lines.append(
            say(f"……另有 {more} 个（--format json 给出全部）", f"… and {more} more (--format json)")
        )
    if reply.reason:
        lines.append(visible(reply.reason))
    if reply.compared:
        lines.append(visible(reply.compared))
    if note:
        lines += ["", note]
    if reply.understood:
        lines += ["", say("理解为：", "Understood as: ") + visible(reply.understood)]
    if reply.query:
        pairs = " ".join(f"{name}={value}" for name, value in reply.parameters.items())
        lines.append(say("查询：", "Query:"))
        command_lines = fold_command(visible(f"gaoxin query {reply.query} {pairs}"), _COMMAND)
        lines += [f"  {line}" for line in command_lines]
    if reply.alternatives:
        if reply.ok:
            heading = say("也可能是问：", "Or did you mean:")
        elif reply.is_doubtful:
            heading = say("可以这样理解：", "It can be understood as:")
        else:
            heading = say("图谱知道的相近的事：", "The nearest things that the graph knows:")
        lines += ["", heading]
        lines += [
            visible(f"  {a['number']}. {a['understood']}" + say("：", ": ") + row_words(a))
            for a in reply.alternatives
        ]
    if reply.sources:
        lines += ["", say("来源：", "Sources:")]
        lines += [visible(f"  {_source(source)}") for source in reply.sources]
    return lines


def _code(reply: Reply) -> list[str]:
    """The queries that give the answer, for other programs."""
    lines: list[str] = []
    for name, text in (("SPARQL", reply.sparql), ("Cypher", reply.cypher)):
        if text:
            lines += ["", f"{name}:", *(f"  {line}" for line in text.splitlines())]
    return lines


def _source(source: dict[str, Any]) -> str:
    from gaoxin.graph.facts.grades import grade_word

    known = (source["title"] or source["key"], source["publisher"], source["date"])
    parts = [part for part in known if part]
    parts.append(grade_word(source["grade"]))
    return say("，", ", ").join(parts)
