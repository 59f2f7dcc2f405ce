"""The open questions as a workbook, and the decisions that a person writes into it.

The first columns say what is asked.  In the column of decisions stands one of the words of its
drop-down list; for ``merge`` the next column has the number of a candidate or the key of a thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gaoxin.language import say
from gaoxin.loaders.problems import refused
from gaoxin.loaders.resolving.admission import Near, Question
from gaoxin.loaders.review.decision_sheet import decision_sheet
from gaoxin.loaders.review.settle import APART, MERGE, NEW, Decision
from gaoxin.loaders.tables.reading import Row, Table, read_table
from gaoxin.model import Problem
from gaoxin.ontology.terms import vocabulary
from gaoxin.shell_words import shell_command

_ACCEPT, _SKIP = "accept", "skip"
CANDIDATES = 5
_HEADINGS = {
    "name": ("名称", "name"),
    "type": ("类", "class"),
    "why": ("为什么问", "why it is asked"),
    "place": ("出现处", "where it stands"),
    "rows": ("行数", "rows"),
    **{f"near{n}": (f"候选{n}", f"candidate {n}") for n in range(1, CANDIDATES + 1)},
    "what": ("决定", "decision"),
    "choice": ("选定", "choice"),
}
_WORDS = {
    _ACCEPT: ("采纳候选1", "accept candidate 1"),
    MERGE: ("合并到选定", "merge into choice"),
    APART: ("与候选分开", "keep apart"),
    NEW: ("新事物", "new"),
    _SKIP: ("跳过", "skip"),
}
_SHORT_WORDS = {"采纳": _ACCEPT, "合并": MERGE, "分开": APART, "新": NEW, "keep apart": APART}
"""What people write for them, as the help of the command says it."""
_WIDTHS = {"name": 32, "why": 30, "place": 24, "what": 18, "choice": 24}
_KEY = re.compile(r"\[([A-Za-z]+/[^\]]+)\]")


def shown_near(near: Near) -> str:
    """A candidate in one line: ``合肥高新技术产业开发区 [zone/hefei] 92 分：名称相似 92%``."""
    return say(
        f"{near.name} [{near.key}] {near.score:.0f} 分：{near.zh}",
        f"{near.name} [{near.key}] score {near.score:.0f}: {near.en}",
    )


def question_cells(question: Question) -> dict[str, object]:
    """The cells of a question, without those of the decision."""
    term = vocabulary().find_class(question.type)
    near = {f"near{n}": shown_near(item) for n, item in enumerate(question.near, 1)}
    return {
        "name": question.name,
        "type": say(term.label_zh, term.label_en),
        "why": say(*question.why),
        "place": question.place or question.dataset,
        "rows": question.rows,
        **near,
    }


def headings() -> dict[str, str]:
    """The heading of each column in the current language."""
    return {key: say(*texts) for key, texts in _HEADINGS.items()}


def workbook_of(questions: Sequence[Question], decided: Sequence[Decision] = ()) -> bytes:
    """The workbook with a drop-down list in the column of decisions, which ``decided`` fills in."""
    shown = headings()
    widths = {key: 36 if key.startswith("near") else _WIDTHS.get(key, 10) for key in shown}
    made = {(d.question.type, d.question.name): _decision_cells(d) for d in decided}
    rows = [question_cells(q) | made.get((q.type, q.name), {}) for q in questions]
    choices = [say(*texts) for texts in _WORDS.values()]
    return decision_sheet(say("待核", "review"), shown, rows, widths, choices)


def _decision_cells(decision: Decision) -> dict[str, object]:
    """The cells that say a decision."""
    return {"what": say(*_WORDS[decision.what]), "choice": decision.key}


Find = Callable[[str, str], Sequence[tuple[str, str]]]
"""A function from a class and a key, code or name to the things of the class that it means: their
keys, and how each is shown.
"""


def decisions_in(path: Path, find: Find) -> list[Decision]:
    """The decisions in a workbook; rows without one, or with ``skip``, are left out.

    Raises:
        InvalidSource: the file is no such workbook, or a decision cannot be read; carries all.
    """
    table = read_table(path)
    columns = _columns(table, path)
    problems: list[Problem] = []
    found: list[Decision] = []
    for row in table.rows:
        cells = {key: row.cells.get(column, "").strip() for key, column in columns.items()}
        try:
            if decision := _decision(cells, find):
                found.append(decision)
        except _Wrong as wrong:
            problems.append(_problem(table, row, columns[wrong.column], cells, wrong))
    if problems:
        raise refused(problems)
    return found


def _columns(table: Table, path: Path) -> dict[str, str]:
    """The column of the table for each key of ours."""
    known = {text.casefold(): key for key, texts in _HEADINGS.items() for text in texts}
    found = {known[c.strip().casefold()]: c for c in table.columns if c.strip().casefold() in known}
    missing = [key for key in ("name", "type", "what") if key not in found]
    if missing:
        zh = "、".join(_HEADINGS[key][0] for key in missing)
        en = ", ".join(_HEADINGS[key][1] for key in missing)
        load = shell_command("gaoxin", "load", str(path))
        text = (
            f"这不是 gaoxin review -o 待核.xlsx 写出的工作簿（没有这些列：{zh}）。"
            f"如果是名单，请先载入：{load}；认不出的名称随后用 gaoxin review 处理。",
            f"this is no workbook that gaoxin review -o FILE.xlsx writes (it lacks the columns "
            f"{en}). If it is a list, load it first: {load}; then gaoxin review asks about the "
            "names that were not recognised.",
        )
        raise refused([Problem(table.name, None, "", "", *text)])
    return {key: found.get(key, key) for key in _HEADINGS}


class _Wrong(Exception):
    """A cell that cannot be read: its column, and the reason in both languages."""

    def __init__(self, column: str, zh: str, en: str) -> None:
        self.column, self.zh, self.en = column, zh, en


def _problem(table: Table, row: Row, column: str, cells: dict[str, str], wrong: _Wrong) -> Problem:
    return Problem(table.name, row.line, column, cells[wrong.column], wrong.zh, wrong.en)


def _decision(cells: dict[str, str], find: Find) -> Decision | None:
    words = {text.casefold(): what for what, texts in _WORDS.items() for text in (what, *texts)}
    words |= _SHORT_WORDS
    written = cells["what"]
    if not written:
        return None
    what = words.get(written.casefold())
    if what is None:
        zh = "、".join(texts[0] for texts in _WORDS.values())
        en = ", ".join(texts[1] for texts in _WORDS.values())
        raise _Wrong("what", f"决定应为：{zh}。", f"a decision is one of: {en}.")
    if what == _SKIP:
        return None
    labels = {
        text.casefold(): term.name
        for term in vocabulary().classes.values()
        for text in (term.name, term.label_zh, term.label_en)
        if term.names_things
    }
    type_ = labels.get(cells["type"].casefold())
    if type_ is None or not cells["name"]:
        raise _Wrong(
            "type" if cells["name"] else "name",
            "名称和类请保持原样。",
            "leave the name and the class as they were.",
        )
    near = list(_near(cells))
    question = Question(type_, cells["name"], "", tuple(near))
    if what == _ACCEPT:
        if not near:
            raise _Wrong("what", "这一行没有候选。", "there is no candidate in this row.")
        return Decision(question, MERGE, near[0].key)
    if what == MERGE:
        return Decision(question, MERGE, _chosen(cells["choice"], near, type_, find))
    return Decision(question, what)


def _near(cells: dict[str, str]) -> Iterator[Near]:
    for number in range(1, CANDIDATES + 1):
        if found := _KEY.search(cells[f"near{number}"]):
            yield Near(found[1], "", 0, "", "")


def _chosen(text: str, near: Sequence[Near], type_: str, find: Find) -> str:
    """The key of the chosen thing: the number of a candidate, a key or a name."""
    if text.isdecimal() and 1 <= int(text) <= len(near):
        return near[int(text) - 1].key
    is_number = text.isdecimal() and int(text) <= CANDIDATES
    found = find(type_, text) if text and not is_number else []
    if len(found) > 1:
        listed, listed_en = (mark.join(shown for _, shown in found[:5]) for mark in ("、", "; "))
        raise _Wrong(
            "choice",
            f"「{text}」可指 {len(found)} 个事物：{listed}；请写其中一个的键。",
            f"{text!r} can mean {len(found)} things: {listed_en}; write the key of one of them.",
        )
    if not found:
        raise _Wrong(
            "choice",
            f"「{text}」不是候选的序号，也不是这一类中已有事物的键或名称。"
            if text
            else "请填候选的序号或键。",
            f"{text!r} is neither the number of a candidate nor the key or name of a thing of this "
            "class."
            if text
            else "give the number of a candidate or the key of a thing.",
        )
    return found[0][0]
