"""The facts of an article as a workbook, and the decisions that a person writes into it.

The first columns say what is proposed and which words state it.  In the column of decisions stands
one of the words of its drop-down list; cells of the fact may be corrected in their place, and the
last two columns take the thing of the graph that a name means, or 新 for a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import GaoxinError
from gaoxin.extraction.decisions.decision_log import ArticleDecision
from gaoxin.extraction.decisions.fact_words import CELL_WORDS, sentence, state_word
from gaoxin.extraction.decisions.name_questions import ArticleName, ArticleNames
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.extraction.decisions.stated_fact import CELLS
from gaoxin.language import say
from gaoxin.loaders.problems import refused
from gaoxin.loaders.review.decision_sheet import decision_sheet
from gaoxin.loaders.tables.reading import Row, Table, read_table
from gaoxin.model import Problem

if TYPE_CHECKING:
    from gaoxin.extraction.decisions.deciding import Deciding
    from gaoxin.graph.store.generation import Generation

_HEADINGS = {
    "fact": ("事实", "fact"),
    "text": ("原文", "text"),
    "names": ("名称", "names"),
    "state": ("现状", "state"),
    "what": ("决定", "decision"),
    **CELL_WORDS,
    "subject_is": ("主语即", "subject is"),
    "object_is": ("宾语即", "object is"),
    "id": ("编号", "id"),
}
_WORDS = {
    "accept": ("接受", "accept"),
    "reject": ("驳回", "reject"),
    "skip": ("跳过", "skip"),
}
_NEW = frozenset(("新", "新事物", "new"))
_WIDTHS = {"fact": 40, "text": 48, "names": 30, "subject": 24, "object": 24, "what": 12}


def facts_workbook(review: Review, generation: Generation) -> bytes:
    """The workbook of the facts that wait."""
    names = ArticleNames(review, generation)
    waiting = [fact for fact in review.facts if fact.state == "waiting"]
    return decision_sheet(
        say("待审", "review"),
        {key: say(*words) for key, words in _HEADINGS.items()},
        [_cells(review, names, fact) for fact in waiting],
        {key: _WIDTHS.get(key, 13) for key in _HEADINGS},
        [say(*words) for words in _WORDS.values()],
    )


def _cells(review: Review, names: ArticleNames, fact: ReviewedFact) -> dict[str, str]:
    return fact.fact.cells() | {
        "fact": sentence(fact.fact),
        "text": fact.fact.evidence.of(review.article.text),
        "names": "\n".join(_note(n) for n in names.of_fact(fact) if n.standing != "known"),
        "state": state_word(fact.state),
        "id": fact.ident,
    }


def _note(name: ArticleName) -> str:
    near = "、".join(f"{one.name} [{one.key}]" for one in name.candidates)
    told = say(f"新名称「{name.name}」", f"new name {name.name!r}")
    if name.standing == "choose":
        told = say(f"「{name.name}」是哪一个？", f"which one is {name.name!r}?")
    return told + (say(f"；相近：{near}", f"; near: {near}") if near else "")


def decisions_in_workbook(path: Path, deciding: Deciding) -> list[ArticleDecision]:
    """The decisions in a workbook; rows without one are left out.

    A row that is accepted with a changed cell is a correction.

    Raises:
        InvalidSource: the file is no such workbook, or a decision cannot be kept; carries all.
    """
    table = read_table(path)
    columns = _columns(table)
    problems: list[Problem] = []
    found: list[ArticleDecision] = []
    for row in table.rows:
        cells = {key: row.cells.get(column, "").strip() for key, column in columns.items()}
        try:
            for decision in _decided(cells, deciding):
                if decision not in found:
                    found.append(decision)
                    deciding = deciding.with_decision(decision)
        except GaoxinError as error:
            problems.append(_problem(table, row, columns["what"], cells["what"], error))
    if problems:
        raise refused(problems)
    return found


def _problem(table: Table, row: Row, column: str, value: str, error: GaoxinError) -> Problem:
    return Problem(table.name, row.line, column, value, error.zh, error.en)


def _columns(table: Table) -> dict[str, str]:
    known = {word.casefold(): key for key, words in _HEADINGS.items() for word in words}
    found = {
        known[column.strip().casefold()]: column
        for column in table.columns
        if column.strip().casefold() in known
    }
    if {"what", "id", "subject"} - found.keys():
        text = (
            "这不是 gaoxin review --article 文章 -o 待审.xlsx 写出的工作簿。",
            "this is no workbook that gaoxin review --article ARTICLE -o FILE.xlsx writes.",
        )
        raise refused([Problem(table.name, None, "", "", *text)])
    return {key: found.get(key, key) for key in _HEADINGS}


def _decided(cells: dict[str, str], deciding: Deciding) -> Iterator[ArticleDecision]:
    words = {word.casefold(): what for what, texts in _WORDS.items() for word in texts}
    written = cells["what"]
    what = words.get(written.casefold(), "") if written else "skip"
    if what == "skip":
        return
    if not what:
        from gaoxin.errors import BadParameter

        raise BadParameter(
            "决定应为：接受、驳回、跳过。",
            "a decision is one of: accept, reject, skip.",
            parameter="what",
        )
    fact = deciding.fact(cells["id"])
    if what == "reject":
        yield deciding.reject(fact.ident)
        return
    for end in ("subject", "object"):
        if thing := cells[f"{end}_is"]:
            type_, name = cells[f"{end}_type"], cells[end]
            if thing.casefold() in _NEW:
                decision = deciding.new(type_, name)
            else:
                decision = deciding.merge(type_, name, thing)
            deciding = deciding.with_decision(decision)
            yield decision
    told = {name: cells[name] for name in CELLS}
    if told == {name: cell.strip() for name, cell in fact.fact.cells().items()}:
        yield deciding.accept(fact.ident)
    else:
        yield deciding.correct(fact.ident, told)
