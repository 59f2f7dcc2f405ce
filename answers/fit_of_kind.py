"""How well what a chain of facts leads to suits the kind of answer that is expected."""

from __future__ import annotations

import re

from gaoxin.answers.chains import FactChain
from gaoxin.answers.expected import DATES, SPECIFIC, ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.ontology.terms import vocabulary

OF_INDUSTRY = frozenset({"hasIndustry", "leadingIndustry", "operatesIn"})
"""The relations that say who is in an industry."""
_GOOD, _WRONG = 0.8, -100.0
_BY_NAME = 0.3  # less for a thing of another class that has the word in its name
_COMMON = frozenset(
    {"高新区", "国家高新区", "园区", "企业", "公司", "产业", "政策", "项目", "平台"}
)
_TIME = re.compile("(?:时间|日期)$")


def fit(chain: FactChain, expected: ExpectedAnswer, file: FactFile) -> float:
    """How well the end of a chain suits what is expected."""
    last, end = chain.last, chain.end
    type_ = file.thing(end).type if end else ""
    if expected.form == "person":
        is_doer = (
            bool(end) and last.predicate in expected.doing and vocabulary().is_a(type_, ("Agent",))
        )
        return _GOOD if is_doer or (type_ == "Person" and not expected.doing) else _WRONG
    if expected.form == "title":
        return _GOOD if last.title else _WRONG
    if expected.form == "number":
        if last.is_figure and not end and last.value:
            return _GOOD if last.predicate != "rank" else _WRONG
        return 0.3 if last.predicate in expected.doing else _WRONG
    if expected.form == "truth":
        return 0.0
    if expected.form == "code":
        return _GOOD if last.predicate == "notation" else _WRONG
    if expected.form == "rank":
        return _GOOD if last.predicate == "rank" and not end else _WRONG
    if expected.form == "time":
        if last.predicate in DATES:
            return _GOOD
        if last.is_figure:  # a time may be stated as an indicator: 竣工时间
            is_time = not end and not last.value and last.time
            return _GOOD if is_time and _TIME.search(file.thing(last.object).zh) else _WRONG
        return -0.5 if last.time else _WRONG
    if expected.form == "place":
        if last.predicate in ("locatedIn", "hosts") and vocabulary().is_a(type_, expected.classes):
            return _GOOD
        return _WRONG
    if expected.is_doer and is_of_place(chain, file):
        return _WRONG
    if expected.form == "thing" and expected.classes:
        if end and vocabulary().is_a(type_, expected.classes):
            name = file.thing(end).zh + last.qualifier
            is_kind = expected.noun not in SPECIFIC or expected.noun in name
            return _GOOD if is_kind else _WRONG
        noun = expected.noun
        is_other = vocabulary().is_a(type_, ("Territory", "Person"))
        if not end or not noun or is_other:
            return _WRONG
        name = file.thing(end).zh
        is_kind = name.endswith(noun) or (type_ == "Award" and noun in name and noun not in _COMMON)
        is_kind = is_kind or (noun not in _COMMON and noun in last.qualifier)
        return _GOOD - _BY_NAME if is_kind else _WRONG
    if expected.form == "thing" and not end and (last.is_figure or last.predicate in DATES):
        return _WRONG
    return 0.0


def is_of_place(chain: FactChain, file: FactFile) -> bool:
    """Whether a chain leads to a place because something lies in it, or from an industry through a
    place that has it to what lies there: neither says who does it.
    """
    last = chain.last
    if last.predicate != "locatedIn" or not chain.end:
        return False
    is_up = last.object == chain.end
    if is_up and vocabulary().is_a(file.thing(chain.end).type, ("AdministrativeDivision",)):
        return True
    return any(fact.predicate in OF_INDUSTRY for fact in chain.facts[:-1])
