"""Promises and their state: those that fell due first, then by deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from gaoxin.graph.briefing.parts import BriefLine, BriefPart, BriefTable, line
from gaoxin.graph.facts.amount_words import written_amount_words
from gaoxin.graph.facts.figures import sources_in
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.portrait.known_facts import Told
from gaoxin.language import in_brackets, say

_SHOWN = 9
_STATES = {
    "reached": ("已完成", "reached"),
    "missed": ("未完成", "missed"),
    "not_due": ("未到期", "not yet due"),
    "unreported": ("到期，未见报道", "due, nothing reported"),
}
_REASONS = {
    "no_date": ("没有期限", "no deadline"),
    "no_number": ("没有可核对的数值", "no number to check"),
    "other_unit": ("单位不可比", "units differ"),
    "disagree": ("报道互相矛盾", "reports disagree"),
    "estimate": (
        "期满之后才报道的估计值，不是承诺",
        "an estimate published afterwards, no promise",
    ),
}
_CANNOT = ("无从判断", "cannot be judged")

TargetRow = Mapping[str, Any]


def promises_part(sides: Sequence[tuple[str, Sequence[TargetRow]]]) -> BriefPart:
    """The part about the promises of each side: its name and its rows of ``targets``."""
    heading = say("承诺与进展", "Promises and their state")
    most = _SHOWN // len(sides) + (len(sides) > 1)
    lines = [_counts(name if len(sides) > 1 else "", rows, most) for name, rows in sides]
    chosen = [row for _, rows in sides for row in sorted(rows, key=_order)[:most]]
    head = (say("承诺", "promise"), say("目标值", "promised"), say("期限", "deadline"))
    table = BriefTable((*head, say("进展", "state")), tuple(map(_cells, chosen)), (44, 20, 16, 20))
    return BriefPart(heading, tuple(lines), table if chosen else None)


def _counts(name: str, rows: Sequence[TargetRow], most: int) -> BriefLine:
    prefix = name + say("：", ": ") if name else ""
    if not rows:
        return line(prefix + say("没有来源报道承诺。", "no source reports any promise."))
    counts = Counter(_state(row) for row in rows)
    listed = say("，", ", ").join(f"{state} {count}" for state, count in counts.most_common())
    cut = (
        say(f"；下表列出 {most} 项", f"; the table has {most} of them") if len(rows) > most else ""
    )
    said = say(
        f"{len(rows)} 项（含区内项目等的）：{listed}{cut}。",
        f"{len(rows)}, with those of things in it: {listed}{cut}.",
    )
    return line(prefix + said)


def _state(row: TargetRow) -> str:
    return say(*(_STATES.get(row["verdict"]) or _REASONS.get(row["why"]) or _CANNOT))


def _order(row: TargetRow) -> tuple[Any, ...]:
    """Decided ones, those that fell due, those to come by deadline, those without one."""
    decided = row["verdict"] in ("reached", "missed")
    rank = 0 if decided else 1 if row["fell_due"] else 2 if row["due"] else 3
    return rank, not row["promised"], row["due"], row["indicator"]


def _cells(row: TargetRow) -> tuple[BriefLine, ...]:
    remark = remark_words(row["qualifier"])
    subject = row["subject"] + say("：", ": ")
    name = subject + row["indicator"] + in_brackets(remark)
    promised = written_amount_words(row["promised"], row["unit"]) or say("没有数值", "no number")
    if row["kind"] == "positioning":
        promised = say("定位", "positioning")
    due = period_words(row["due"]) if row["due"] else say("未写明", "not given")
    reached = written_amount_words(row["reached"], row["reached_unit"])
    state = _state(row) + (say(f"：{reached}", f": {reached}") if reached else "")
    return (
        line(name),
        line("", Told(promised, sources_in([row]))),
        line(due),
        line("", Told(state, sources_in([row], "reached_"))),
    )
