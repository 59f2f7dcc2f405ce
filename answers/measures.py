"""Whether the unit of a figure is one that the question asks for."""

from __future__ import annotations

import re

from gaoxin.answers.question import AskedQuestion

_GROUPS = {
    "people": "人 名 位 个",
    "count": "家 个 项 条 种 类 座 所 支 款 件 只 次 场 期 台 套 处 门 户 版 批",
    "money": "元 亿元 万元 万亿元 千元 美元 亿美元 万美元 块 亿 万",
    "share": "% 百分之 个百分点 百分点 个点 成",
    "area": "平方公里 公顷 亩 平方米 万亩 平方千米",
    "length": "毫米 厘米 米 公里 微米 纳米",
    "time": "年 个月 天 小时 月 周年",
    "rank": "位 名",
}
_GROUPS_OF: dict[str, set[str]] = {}
for _group, _units in _GROUPS.items():
    for _unit in _units.split():
        _GROUPS_OF.setdefault(_unit, set()).add(_group)
_BY_WORD = "平方公里"
"""The unit that the word 面积 asks for."""
_ASKED = re.compile(
    r"(?:多少|几)(?:个(?=[亿万]))?(?P<unit>[万亿]*(?:"
    + "|".join(sorted(map(re.escape, _GROUPS_OF), key=len, reverse=True))
    + r"))(?!方面)|(?P<share>百分之(?:几|多少))"
)


def suits(unit: str, question: AskedQuestion) -> bool:
    """Whether a figure in this unit can be meant; yes if question or figure names no known unit."""
    found = _ASKED.search(question.key)
    asked = _BY_WORD if "面积" in question.key or _is_of_size(question) else ""
    if found:
        asked = "%" if found["share"] else found["unit"]
    if not asked or not unit:
        return True
    wanted = _groups(asked)
    given = _groups(unit)
    return not wanted or not given or bool(wanted & given)


def _is_of_size(question: AskedQuestion) -> bool:
    """Whether the question asks only how large something is: 荣昌高新区有多大."""
    measures = question.phrases_of("indicator")
    of_trade = any("Industry" in p.meanings for p in question.phrases_of("class"))
    return bool(measures) and not of_trade and all(p.text in _LARGE for p in measures)


_LARGE = ("多大", "有多大", "how large", "how big")


def _groups(unit: str) -> set[str]:
    plain = unit.lstrip("万亿千百十") or unit
    return _GROUPS_OF.get(unit) or _GROUPS_OF.get(plain) or set()
