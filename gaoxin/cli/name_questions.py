"""Names that were not recognised in the terminal: one question after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gaoxin.cli.merge_choice import chosen_key
from gaoxin.cli.terminal import put, put_folded
from gaoxin.cli.typed_answers import is_number, not_understood, typed_answer
from gaoxin.language import counted, say

if TYPE_CHECKING:
    from gaoxin.loaders.resolving.admission import Question
    from gaoxin.loaders.review.settle import Decision
    from gaoxin.settings import Settings


def asked(settings: Settings, questions: Sequence[Question]) -> Iterator[Decision]:
    """Ask about each question; the end of the input, or Ctrl-C, ends the walk and keeps what was
    decided.
    """
    from gaoxin.graph.store.store import Store
    from gaoxin.loaders.review.settle import APART, MERGE, NEW, Decision

    names = Store(settings).read().names
    for number, question in enumerate(questions, 1):
        _show(number, len(questions), question)
        while True:
            first, rest = typed_answer()
            if first == "q":
                return
            if first == "s":
                break
            if first == "a" and question.near and not question.is_tied:
                yield Decision(question, MERGE, question.near[0].key)
                break
            if first == "m" or is_number(first):
                if key := chosen_key(names, question, rest.strip() if first == "m" else first):
                    yield Decision(question, MERGE, key)
                    break
                continue
            if first in ("k", "n"):
                yield Decision(question, APART if first == "k" else NEW)
                break
            put_folded(not_understood(first))
            put_folded(_help(question))


def _show(number: int, count: int, question: Question) -> None:
    from gaoxin.loaders.review.workbook import question_cells, shown_near

    cells = question_cells(question)
    where = say(
        f"{cells['place']}，{question.rows} 行",
        f"{cells['place']}, {counted(question.rows, 'row')}",
    )
    why = say(*question.why)
    name = say(f"{cells['type']}「{question.name}」", f"{cells['type']} {question.name!r}")
    put("\n")
    put_folded(f"[{number}/{count}] {name}  {where}")
    put_folded(f"  {why}")
    for position, near in enumerate(question.near, 1):
        put_folded(f"  {position}. {shown_near(near)}")
    if question.is_tied:
        put_folded(
            say(
                "  前两个一样相近，请写序号来选。",
                "  The first two are equally near; choose by the number.",
            )
        )
    put_folded(_help(question))


def _help(question: Question) -> str:
    choices = [
        say("a 并入第 1 个", "a merge into 1") if question.near and not question.is_tied else "",
        say("序号 并入那一个", "NUMBER merge into that one") if question.near else "",
        say("m 名称 并入别的", "m NAME merge into another"),
        say("k 与它们分开", "k keep apart") if question.near else "",
        say("n 新事物", "n new"),
        say("s 跳过", "s skip"),
        say("q 结束", "q quit"),
    ]
    return "  " + say(" · ", " · ").join(filter(None, choices))
