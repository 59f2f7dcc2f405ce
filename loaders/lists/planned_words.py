"""Words that a number or a date is a target or a plan, in headers, titles and cells.

目标 and 力争 make a target; 计划, 预计 and 拟 a plan.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from gaoxin.loaders.lists.cell_dates import read_period
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.ontology.characters import half_width

PROMISED = ("target", "planned")
"""The statuses of what is not reached yet."""
REACHED = r"(?:实绩|(?:实际|已)?完成|实际)"
"""Words that a number was reached, as a pattern."""
_TARGET = (
    r"(?:预期|工作|奋斗|任务|考核|年度)?目标(?:任务|责任)?|力争|争取|确保"
    r"|任务(?=[数值额量]?$|[\s/)(,:]|指标)|考核(?=[数值]?$)"
)
_PLANNED = r"(?<!科技)(?<!研发)计划|预计|预期|(?<![虚模比])拟(?!合)|预测|预估|概算|估算|测算|意向"
_WEAK = r"规划|预算"
"""Words of a plan that also belong to the names of indicators (规划面积, 公共预算收入)."""
_WORD = re.compile(
    rf"(?:(?P<target>{_TARGET})|(?P<planned>{_PLANNED}|{_WEAK}))(?:达到|实现|完成(?=[数值]?$))?"
    r"(?:[数值](?![据字量学码控]))?",
)
_STRONG = re.compile(rf"{_TARGET}|{_PLANNED}")
_ACTUAL = re.compile(r"实际|实绩|已完成|已到位|完成情况|执行情况|进展情况")
# What may stand between such a word and the number or the date of a cell.
_VERB = (
    r"(?:于|在|将|可|能)?(?:达到|达|完成|实现|投资|投入|总投资|新增|产值|营收)?(?:到|至|为)?[:：]?"
)
_ONCE_BUILT = r"(?:全面|全部)?(?:达产|投产|建成)(?:达效)?后(?:预计|可|将)?(?:实现)?年?"
_BEFORE = re.compile(
    rf"^(?:(?P<target>目标值?|力争|争取|确保)|(?P<planned>{_PLANNED}|{_WEAK}|{_ONCE_BUILT}|将)){_VERB}"
)
_BEHIND = re.compile(r"^(.*?)[(（\[【]([^()（）\[\]【】]*)[)）\]】]$", re.DOTALL)

_REACHED = re.compile(
    rf"^(?:{REACHED}|快报|月报|季报|年报|统计|正式|初步(?:统计|核算)?|决算|审定|最终核实|actual)数?据?值?$",
    re.IGNORECASE,
)
"""Remarks that a number was reached, or how it was counted; they change nothing."""
_ATTAINED = re.compile(
    r"完成(?:率|度|比|百分比|进度)|序时进度|(?:目标|计划|任务|预算)[^/]*完成情况"
    r"|完成[^/]*(?:目标|计划|任务|预算|预期)[^/]*(?:%|率|比|进度)"
    r"|占[^/]*(?:目标|计划|任务|预算)|为[^/]*(?:目标|计划|任务|预算)[^/]*(?:%|比)"
)


class PlannedText(NamedTuple):
    """A text without the words of a plan and the period in it.

    ``status`` is ``target``, ``planned`` or, if nothing says so, ``""``.  ``time`` is a time of the
    common table.
    """

    text: str
    status: str = ""
    time: str = ""


def planned_in(text: str) -> PlannedText:
    """The text of a header without the words of a plan, and its status.

    >>> planned_in("2025年营业收入目标")
    PlannedText(text='2025年营业收入', status='target', time='')
    """
    words = list(_WORD.finditer(text))
    if not words:
        return PlannedText(text)
    status = "target" if any(word["target"] for word in words) else "planned"
    return PlannedText(_WORD.sub("", text), status)


def status_of_name(name: str) -> str:
    """The status that is part of the name of a column (计划总投资); ``""`` for none.

    >>> status_of_name("计划总投资"), status_of_name("规划面积")
    ('planned', '')
    """
    return planned_in(name).status if _STRONG.search(name) else ""


def status_of_title(title: str) -> str:
    """The status that a title gives to the figures below it; ``""`` if they may be actual."""
    return "" if _ACTUAL.search(title) else status_of_name(title)


def says_actual(text: str) -> bool:
    """Whether a header says that its numbers were reached."""
    return bool(_ACTUAL.search(text))


def says_attainment(header: str) -> bool:
    """Whether a header says how much of a target was reached, which is no target itself.

    >>> says_attainment("完成年度目标（%）"), says_attainment("2025年目标（亿元）")
    (True, False)
    """
    return bool(_ATTAINED.search(half_width(header)))


def status_of_cell(text: str) -> str:
    """The status that a whole cell says (目标, 计划数, 快报); ``""`` if it says anything else."""
    if text in PROMISED:
        return text
    if _REACHED.match(text):
        return "actual"
    said = planned_in(text)
    return "" if said.text.strip("值数据") else said.status


def planned_cell(text: str) -> PlannedText:
    """A cell without the words of a plan before its number or date, and without what stands in
    brackets behind it: a plan, a period, or both.

    >>> planned_cell("预计达到5000万元")
    PlannedText(text='5000万元', status='planned', time='')
    >>> planned_cell("3000（2025年目标）")
    PlannedText(text='3000', status='target', time='2025')
    """
    status = time = ""
    rest = text.strip()
    if rest[:1].isdecimal() and rest[-1] not in ")）]】":
        return PlannedText(rest)  # most cells
    if found := _BEHIND.match(rest):
        said = planned_in(half_width(found[2]).strip())
        inner = _REACHED.sub("", said.text.strip(" ,，、:：数值"))
        try:
            time = read_period(inner) if inner and re.search(r"(?:19|20)\d\d|十.五", inner) else ""
        except ValueError:
            time = ""
        if found[1].strip() and (time or not inner) and (time or said.status or inner != said.text):
            rest, status = found[1].strip(), said.status
    before = _BEFORE.match(rest)
    if before and before.end() < len(rest):
        rest = rest[before.end() :].strip()
        status = "target" if before["target"] else status or "planned"
    return PlannedText(rest, status, time)


def with_cell(meaning: Meaning, said: PlannedText) -> Meaning:
    """The meaning with the status and the period of the cell, before those of the header."""
    if not said.status and not said.time:
        return meaning
    return replace(meaning, status=said.status or meaning.status, time=said.time or meaning.time)
