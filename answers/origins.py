"""Questions for sources: 这一数据出自哪里, 哪些来源说了某事.

What stands beside the words for sources is a statement.  The sources of the fact that states it
are the answer; if the question says only a name, those of everything about that thing.
"""

from __future__ import annotations

import re
from typing import Any

from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.known import KnownFact
from gaoxin.answers.question import read_question
from gaoxin.answers.replies import Reply, called, cited, told
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.truth import verdict_on
from gaoxin.graph.names.keys import match_key
from gaoxin.language import say

_THIS = r"(?:,?这(?:一|个|条|项)?(?:数据|数字|数|说法|消息|事实|信息|事)?)?(?:是|都)?"
_TEXTS = r"(?:来源|文章|报道|新闻|文件|资料|材料|文献|网页|网站|榜单|出处)"
_SAYS = (
    r"(?:说了?|说过|说到|提到了?|提过|提及|讲到|讲了|写到|写了|写过|报道了?|报道过"
    r"|介绍了?|记载了?|记录了?|有记载)"
)
_ORIGIN = re.compile(
    rf"{_THIS}(?:出自|来自|源自|源于|引自|见于)(?:于)?"
    rf"(?:哪里|哪儿|何处|(?:哪|什么|啥)[一些个几]?[篇份个条家]?{_TEXTS}?)"
    rf"|{_THIS}(?:从)?(?:哪里|哪儿|哪)来的"
    rf"|的?(?:数据|信息)?(?:来源|出处|依据)(?:是|在)?(?:什么|哪里|哪儿|哪些|哪个|哪篇|哪|啥)"
    rf"|(?:在|都)?(?:有)?(?:哪|什么|啥)[些个几]?[篇份个条家]?{_TEXTS}里?(?:都|也)?{_SAYS}"
    rf"|(?:{_THIS})?谁(?:说|讲|报道|写)的|(?:出处|来源)[?？]?$"
)
_WHEN_SAID = re.compile(
    rf"[,，]?{_THIS}(?:在|又)?(?:什么时候|啥时候|何时|哪一?年|哪一?天|几时)(?:说|讲|报道|写|提|公布)的"
)
_STATEMENTS = ("truth", "number", "rank", "")


def sources_of_statement(search: QuestionSearch) -> Reply | None:
    """The sources of what the question states; ``None`` if it does not ask for sources."""
    key = search.question.key
    when = _WHEN_SAID.search(key)
    if not when and not _ORIGIN.search(key):
        return None
    rest = _ORIGIN.sub("", _WHEN_SAID.sub("", key)).strip(",，。?？的")
    stated = QuestionSearch(read_question(rest, search.file), search.file)
    facts, text = _facts(stated)
    if not facts:
        return None
    sources = cited(facts, search.file)
    undated = say("日期未注明", "no date") if when else ""
    rows: list[dict[str, Any]] = [
        {
            "answer": s["title"] or s["key"],
            "also": [s["key"]],
            "unit": "",
            "time": s["date"] or undated,
        }
        for s in sources
    ]
    understood = say("来源", "sources") + (f" · {text}" if text else "")
    return Reply(True, rows, understood, sources=sources, used={f.number for f in facts})


def asks_when_said(clause: str) -> bool:
    """Whether a clause asks no more than when something was said: 什么时候说的."""
    return _WHEN_SAID.fullmatch(match_key(clause)) is not None


def _facts(stated: QuestionSearch) -> tuple[list[KnownFact], str]:
    """The facts that say what the question states, and how it was understood."""
    question, coverage = stated.question, stated.coverage
    is_only_name = not coverage.left_over(coverage.named, strictly=True)
    if len(question.mentions) == 1 and is_only_name and not question.years:
        thing = question.mentions[0].things[0]
        return stated.file.around(thing), called(stated.file, thing)
    found = verdict_on(stated.judged_as(ExpectedAnswer("truth")), coverage)
    if found is not None and found.verdict == "yes":
        return list(found.facts), ""
    for form in _STATEMENTS:
        for candidate in stated.judged_as(ExpectedAnswer(form))[:1]:
            if not candidate.why and not coverage.left_over(candidate.mask, strictly=True):
                return list(candidate.facts), told(candidate, stated.file)
    return [], ""
