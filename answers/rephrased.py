"""Questions that mean another one, which the lexicon understands."""

from __future__ import annotations

import re

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.question import AskedQuestion
from gaoxin.graph.names.keys import match_key

_WHAT_IS = re.compile("(.{2,20})是(?:什么|啥)[?。!]*")
_WHO_OF_A_KIND = re.compile("(.+的(?:高新区|开发区|园区|城市|企业|公司|厂家|单位|机构))有谁[?。!]*")
_WHEN = "(什么时候|啥时候|何时|几时|哪年|哪一年)"
_RAISED = "(?:升级?|升格|晋升|晋级|成|获批|批准|评上)(?:为|成|到|了)?"
_NATIONAL = re.compile(
    f"(.{{2,6}}?){_WHEN}{_RAISED}(?:国家级?)?(?:高新技术产业开发区|高新区)的?[?。!]*"
)


def rephrased(question: AskedQuestion, file: FactFile) -> str:
    """The question that is meant; ``""`` if it is the one that was asked."""
    return _defined(question) or _which_of_a_kind(question) or _since_when(question, file)


def _defined(question: AskedQuestion) -> str:
    """营业收入是什么 asks for a definition, as 什么是营业收入 does."""
    asked = _WHAT_IS.fullmatch(question.key)
    names = {phrase.text for phrase in question.phrases_of("indicator")}
    return f"什么是{asked[1]}" if asked and asked[1] in names else ""


def _which_of_a_kind(question: AskedQuestion) -> str:
    """搞陶瓷的高新区有谁 asks for zones, not for people."""
    asked = _WHO_OF_A_KIND.fullmatch(question.key)
    return f"{asked[1]}有哪些" if asked else ""


def _since_when(question: AskedQuestion, file: FactFile) -> str:
    """镇江什么时候升国家高新区 asks for the zone of the city, if that is a known name."""
    asked = _NATIONAL.fullmatch(question.key)
    if not asked or "区" in asked[1]:
        return ""
    zone = f"{asked[1]}高新区"
    return f"{zone}{asked[2]}升级" if file.named([match_key(zone)]) else ""
