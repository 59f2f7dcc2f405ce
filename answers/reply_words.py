"""The rows of a reply in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from gaoxin.answers.known import HISTORICAL, PROMISED
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.language import in_brackets, say

_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")

_VERDICTS: dict[str, Callable[[], str]] = {
    "yes": lambda: say("是", "Yes"),
    "no": lambda: say("不是", "No"),
    "has": lambda: say("有", "There is"),
    "in": lambda: say("在", "It is in"),
    "planned": lambda: say("计划中", "Planned"),
    "target": lambda: say("目标", "Target"),
}


def row_words(row: Mapping[str, Any]) -> str:
    """A row of a reply in words: what is asked for, of what it is told, and when."""
    if row.get("described"):
        return say("所指的是：", "Spoken of: ") + value_words(row)
    text = value_words(row)
    if row.get("value"):
        text += say("：", ": ") + row["value"]
    if row.get("verdict"):
        joint = say("，", ", ") if row.get("about") else say("：", ": ")
        text = _VERDICTS[_verdict(row)]() + joint + value_words(row)
    if row.get("about"):
        text = row["about"] + say("：", ": ") + text
    remark = remark_words(str(row.get("qualifier") or ""))
    title, time = str(row.get("title") or ""), period_words(str(row.get("time") or ""))
    status = "" if row.get("verdict") and _verdict(row) in PROMISED else _status_words(row)
    beside = in_brackets(title, time, status, remark)
    return text + beside


def _verdict(row: Mapping[str, Any]) -> str:
    """What is only planned is no yes."""
    verdict, status = str(row["verdict"]), str(row.get("status") or "")
    return status if verdict != "no" and status in PROMISED else verdict


def _status_words(row: Mapping[str, Any]) -> str:
    """Whether something does not hold now, a figure or a relation."""
    status = row.get("status")
    if status == HISTORICAL:
        return say("曾经", "formerly")
    if status not in PROMISED:
        return ""
    is_figure = isinstance(row["answer"], int | float) or row.get("value")
    return say("目标", "target") if is_figure else say("计划", "planned")


def value_words(row: Mapping[str, Any]) -> str:
    """An answer in words, a number with its unit in the reader's language."""
    answer = row["answer"]
    if isinstance(answer, str):
        is_date = not row["unit"] and _DATE.fullmatch(answer)
        return period_words(answer) if is_date else f"{answer}{row['unit']}"
    if isinstance(answer, float) and answer.is_integer():
        answer = int(answer)
    return amount_words(str(answer), str(row.get("comparator", "")), row["unit"])
