"""Questions of yes and no that ask for more than one fact says: whether nothing else is so (只有),
whether all are (都是), or whether somebody is in office still (还是).
"""

from __future__ import annotations

import re

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import HISTORICAL, KnownFact
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.question import AskedQuestion
from gaoxin.language import say

_ONLY = re.compile("(?:只|仅|仅仅)(?:有|是|做|搞|发展|从事|生产|在)|是唯一|唯一的|only")
_ALL = re.compile(
    "(?:企业|公司|单位|机构|平台|项目|产品|园区|高新区|开发区|政策|产业|城市|人)(?:里|中|内)?"
    "(?:全部|全都|都|均|全)(?:是|在|有|属于|做|搞|发展|从事|位于|适用)|^(?:is|are|do|does|have)(?:all|every)"
)
_STILL = re.compile(
    "还是|仍是|仍然是|依然是|仍旧是|(?:现在|目前|如今|眼下|当前|现任)(?:还|仍)?(?:是|在|担任)?|还在|仍在|还担任|still|currently"
)
_CHANGED = re.compile(
    "(增长|增加|提高|提升|上升|上涨|扩大|涨|升|下降|减少|下滑|降低|下跌|缩小|降|跌)了?(?:没有|没|吗|么)"
    "|^(?=has|have|did|does|do|is|are).*?(grow|grew|increas|decreas|declin|shrink|shrunk|fall|fell|ris|rose|risen)"
)
_STRONGER = re.compile("总部|龙头|世界一流(?=.*[吗么])")
_DONE = re.compile(
    "(?:建成|完成|实现|达到|做到|投产|开工|落成|竣工|建好)(?=.*(?:了|没有|没|吗|么))"
)
_NONE = re.compile("没有?(?!有)[^,;?。!]+[吗么]")


def asks_all(question: AskedQuestion) -> bool:
    """Whether it is asked of all of a kind, and not of several that are named."""
    found = _ALL.search(question.key)
    return found is not None and not any(
        mention.start <= found.start() < mention.end for mention in question.mentions
    )


def asks_change(key: str) -> int:
    """The characters that ask whether a figure has grown or fallen, which the figure alone does
    not say.
    """
    found = _CHANGED.search(key)
    return mask_of(*found.span(found.lastindex or 0)) if found else 0


def stronger(key: str) -> str:
    """The word by which a question asks for more than that there is a relation: its 总部, its
    龙头企业; ``""`` if there is none.  Only a remark of the fact can say so.
    """
    found = _STRONGER.search(key)
    return found.group() if found else ""


def asks_done(key: str) -> bool:
    """Whether it is asked whether something was reached, which a plan does not say."""
    return not any(word in key for word in ("目标", "计划", "预计")) and bool(_DONE.search(key))


def asks_none(key: str) -> bool:
    """Whether it is asked whether there is none: 合肥没有光伏吗."""
    return "有没有" not in key and _NONE.search(key) is not None


def asks_only(key: str) -> bool:
    """Whether it is asked whether there is nothing else."""
    return _ONLY.search(key) is not None


def asks_still(key: str, candidate: CandidateAnswer) -> bool:
    """Whether it is asked whether somebody has a post still."""
    return bool(candidate.chain.last.title) and _STILL.search(key) is not None


def another(
    candidate: CandidateAnswer, question: AskedQuestion, file: FactFile
) -> tuple[KnownFact, int] | None:
    """Something else of which the same is known as of what the question says 只, and the fact that
    says so: another industry for 合肥只有光伏吗, another zone for 安徽只有合肥高新区吗.
    """
    only = _ONLY.search(question.key)
    behind = [m for m in question.mentions if only and m.start >= only.end()]
    alone = set(behind[0].things) if behind else {candidate.chain.end}
    kinds = {file.thing(thing).kind for thing in alone if thing}
    for fact in candidate.facts:
        for end, fixed in ((fact.subject, fact.object), (fact.object, fact.subject)):
            if end not in alone or not fixed:
                continue
            for other in file.around(fixed):
                one = other.subject if end == fact.subject else other.object
                is_same = other.predicate == fact.predicate and one not in alone
                holds = not other.is_promise and other.status != HISTORICAL
                if is_same and holds and one != fixed and file.thing(one).kind in kinds:
                    return other, one
    return None


def successor(candidate: CandidateAnswer, file: FactFile) -> tuple[KnownFact, int] | None:
    """Who came later into the same post, and the fact that says so."""
    fact = candidate.chain.last
    later = [
        other
        for other in file.around(fact.object)
        if other.title == fact.title
        and other.subject != fact.subject
        and not other.is_promise
        and (other.start or other.time) > (fact.start or fact.time)
    ]
    if not later:
        return None
    last = max(later, key=lambda other: other.start or other.time)
    return last, last.subject


def why_open(question: AskedQuestion, candidates: list[CandidateAnswer]) -> str:
    """Why the facts neither say yes nor no; ``""`` if the question asks for no more than a fact."""
    key = question.key
    if asks_all(question):
        return say(
            "图谱不一定收全，不能断定全部如此。",
            "The graph may not have all of them, so it cannot say that.",
        )
    if asks_only(key):
        return say(
            "图谱不一定收全，不能断定没有别的。",
            "The graph may lack others, so it cannot say that.",
        )
    if asks_done(key) and any(c.chain.last.is_promise and not c.why for c in candidates[:3]):
        return say(
            "来源只说了计划或目标，没有说已经做到。",
            "The sources say only what is planned or aimed at, not that it was reached.",
        )
    if candidates and asks_still(key, candidates[0]):
        return say(
            "图谱只知道来源所说之时的情况，不知道现在。",
            "The graph knows how it was at the time of the source, not how it is now.",
        )
    return ""
