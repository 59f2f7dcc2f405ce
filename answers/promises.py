"""What a zone promised and what became of it: targets beside the figures of the same indicator.

Whether a target was reached is judged by ``gaoxin targets``; here both are only told.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import OBSERVATION, KnownFact
from gaoxin.answers.replies import Reply, cited
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.language import say

_YEAR = re.compile(r"\d{4}")


def promises(coverage: Coverage, expected: ExpectedAnswer) -> Reply | None:
    """The targets of the one thing that the question names; ``None`` if it does not ask for them,
    or the graph has none.
    """
    question, file = coverage.question, coverage.file
    spoken = question.phrases_of("verdict")
    others = question.years or question.phrases_of("indicator") or len(question.mentions) != 1
    if not spoken or others or expected.form not in ("truth", ""):
        return None
    mask = question.mentions[0].mask
    for phrase in (*spoken, *question.phrases_of("status")):
        mask |= phrase.mask
    if coverage.left_over(mask, strictly=True):
        return None
    thing = question.mentions[0].things[0]
    around = [f for f in file.around(thing) if f.is_figure and f.subject == thing and f.value]
    aimed = [f for f in around if f.is_promise]
    if not aimed:
        return None
    rows: list[dict[str, Any]] = []
    used: list[KnownFact] = []
    for target in sorted(aimed, key=lambda f: (f.end or "9999", f.number)):
        reached = [f for f in around if _tells(f, target)]
        row = {"answer": _told(target, reached, file), "also": [], "unit": ""}
        if row not in rows:
            rows.append(row)
        used += [target, *reached]
    return Reply(
        True,
        rows,
        say(
            f"{file.thing(thing).zh} · 目标和同一指标的实际数值",
            f"{file.thing(thing).en or file.thing(thing).zh} · targets, and figures of the same "
            "indicator",
        ),
        sources=cited(used, file),
        used={f.number for f in used},
        nodes=[thing],
    )


def _tells(figure: KnownFact, target: KnownFact) -> bool:
    """Whether a figure is of the indicator of a target, and of the year when it falls due."""
    if figure.predicate != OBSERVATION or figure.is_promise or figure.object != target.object:
        return False
    due = _YEAR.findall(target.time)
    return bool(due) and due[-1] in figure.time and figure.base == target.base


def _told(target: KnownFact, reached: list[KnownFact], file: FactFile) -> str:
    """A target in one sentence, with what became of it."""
    name = file.thing(target.object)
    told = say(f"{name.zh}：目标 ", f"{name.en or name.zh}: target ") + _amount(target)
    if not target.time:
        return told + say(
            "，来源没有写明期限，无法核对",
            "; the source gives no deadline, so it cannot be checked",
        )
    when = period_words(target.time)
    told += say(f"（{when}）", f" ({when})")
    if reached:
        figures = say("、", ", ").join(map(_amount, reached))
        return told + say(f"，实际 {figures}", f"; actual {figures}")
    if target.end > date.today().isoformat():
        return told + say("，尚未到期", "; not yet due")
    return told + say(
        "，图谱里没有到期那年的实际数值",
        "; the graph has no actual figure for the year when it fell due",
    )


def _amount(fact: KnownFact) -> str:
    return amount_words(fact.value, fact.comparator, fact.unit)
