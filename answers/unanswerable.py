"""Questions that the graph never answers: unknown names, reasons, what no source is about.

Each is a strategy of :mod:`gaoxin.answers.strategies`.
"""

from __future__ import annotations

import re

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.replies import Reply
from gaoxin.answers.search import QuestionSearch
from gaoxin.language import say

_DIFFERING = re.compile("有(?:什么|啥|哪些|何)不同|不一样|区别|差别|差异|异同|不同(?:点|之处)")
_NOT_RECORDED = re.compile(
    "电话|手机号|邮箱|微信|公众号|传真|房价|房租|租金|工资|薪资|薪水|年薪|天气|气温|股价|股票|市值"
    "|年龄|岁数|几岁|生日|学历|籍贯|简历|照片|怎么走|怎么去|地铁|公交|停车|食堂|招聘"
    "|phone|e-?mail|salary|salaries|weather|rents?$|housepric"
)


def unknown_name(search: QuestionSearch) -> Reply | None:
    """A name that the graph does not have."""
    unknown = search.question.unknown
    if not unknown:
        return None
    names_zh = "、".join(f"「{name}」" for name in unknown)
    names_en = ", ".join(map(repr, unknown))
    return Reply(
        False,
        reason=say(
            f"图谱里没有{names_zh}。请核对名称，或用 gaoxin search 查找名称的一部分。",
            f"The graph has nothing called {names_en}. Check the name, or look for a part of it "
            "with gaoxin search.",
        ),
    )


def reasons_and_opinions(search: QuestionSearch) -> Reply | None:
    """Why something is so, and whether it is good."""
    if not search.question.phrases_of("refuse"):
        return None
    return Reply(
        False,
        reason=say(
            "图谱只有事实，不说明原因，也不评价。",
            "The graph has facts only; it gives no reasons and no opinions.",
        ),
    )


def unrecorded(search: QuestionSearch) -> Reply | None:
    """What no source of the graph is about, such as telephone numbers."""
    found = _NOT_RECORDED.search(search.question.key)
    if not found or any(m.start <= found.start() < m.end for m in search.question.mentions):
        return None
    word = found.group()
    return Reply(
        False,
        reason=say(f"图谱不收录「{word}」。", f"The graph does not record this: {word}."),
    )


def differing(search: QuestionSearch) -> Reply | None:
    """What two things do not share is told side by side by another command."""
    zones = [m for m in search.question.mentions if _is_zone(search.file, m.things)]
    if len(zones) < 2 or not _DIFFERING.search(search.question.key):
        return None
    names = " ".join(search.file.thing(zone.things[0]).zh for zone in zones)
    return Reply(
        False,
        reason=say(
            f"两者的异同请用 gaoxin compare {names} 并排查看。",
            f"gaoxin compare {names} shows side by side what they share and what not.",
        ),
    )


def _is_zone(file: FactFile, things: tuple[int, ...]) -> bool:
    return any(file.thing(thing).kind == "zone" for thing in things)
