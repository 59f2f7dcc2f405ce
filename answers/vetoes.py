"""Forbid the candidates that leave out what the question insists on.

Vetoes keep answers honest: a name, a year, a role, a level, a unit or a rank that stands in the
question and not in the facts, or another relation or indicator than the one that is asked for.
"""

from __future__ import annotations

import re
from datetime import date

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import DATES, ExpectedAnswer
from gaoxin.answers.fit_of_kind import OF_INDUSTRY
from gaoxin.answers.industry_owners import has_other_owner
from gaoxin.answers.known import RANK, KnownFact, has_role, has_year
from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.lexicon.lexicon import lexicon
from gaoxin.answers.measures import suits
from gaoxin.answers.names_left_out import (
    has_one_of,
    is_named,
    is_policy_of_others,
    is_tied_elsewhere,
    leaves_name,
    things_of,
)
from gaoxin.answers.phrases import Spoken
from gaoxin.answers.promises import are_targets_asked, is_target
from gaoxin.answers.question import AskedQuestion
from gaoxin.answers.uncued import is_uncued
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.terms import vocabulary

_VERSION = re.compile(r"\d+(?:\.\d+)?版")
_NATIONAL_THINGS = ("政策", "文件", "战略", "层面")
"""What 国家 makes national; before other words it is a part of them."""
_LEVELS = {
    "national": ("国家", "全国", "national", "中国"),
    "provincial": ("省", "自治区", "provincial"),
    "municipal": ("市", "municipal"),
}


_MOST_LACKING, _RANK_LACKING = 0.5, 5.0
_SAID_OTHERWISE, _SAID_WORDS = 0.8, 4
_VAGUE = frozenset(
    {"打造", "建设", "推动", "推进", "形成", "培育", "开展", "探索", "提升", "获得", "推广", "实施"}
)
"""Words for relations that people use for any of them."""
_NEAR_RELATIONS = {
    "locatedIn": ("hosts",),
    "hosts": ("locatedIn", "participatesIn"),
    "produces": ("develops",),
    "develops": ("produces",),
    "awarded": ("approvedAs",),
    "approvedAs": ("awarded", "positioning"),
    "positioning": ("approvedAs",),
    "partnerOf": ("participatesIn",),
    "participatesIn": ("partnerOf",),
    "hasIndustry": ("operatesIn",),
    "implements": ("hasPolicy",),
    "issues": ("hasPolicy",),
    "hasPolicy": ("implements",),
    "subIndustryOf": ("operatesIn", "appliesTo"),
}
"""Relations that people call by one word."""
_PROMISES = frozenset({"目标", "力争", "争取", "要达到", "预计"})
_REACHED = re.compile(
    r"现在|目前|眼下|如今|当前|已经?[达有实完建]|实际|做到|达到了|实现了|完成了|真的|(?:多少|几)[^,;?。!]{0,3}了[?。!]*$"
)
"""Words for what has been reached, of which a target says nothing."""
LEADING = ("主导产业", "主导", "首位产业", "支柱产业", "为主导", "主打", "主打产业")
_LEADING_MARKS = ("主导", "支柱", "首位", "龙头")
_NATURAL = {
    "holdsPosition": ("Person",),
    "locatedIn": ("AdministrativeDivision",),
    "inDemonstrationZone": ("DemonstrationZone", "NationalZone"),
    "subIndustryOf": ("Industry",),
    "hasIndustry": ("Industry",),
    "leadingIndustry": ("Industry",),
}
"""Classes of answers to which a relation leads without being spoken of."""


def forbidden(candidate: CandidateAnswer, coverage: Coverage, expected: ExpectedAnswer) -> str:
    """Why a candidate cannot be the answer; ``""`` if it can."""
    return (
        is_named(candidate, coverage, expected)
        or leaves_name(candidate, coverage)
        or _has_other_unit(candidate, coverage, expected)
        or _unlike(candidate, coverage, expected)
        or _by_broader_industry(candidate)
        or ("name" if has_other_owner(candidate, coverage) else "")
        or is_policy_of_others(candidate, coverage)
        or is_tied_elsewhere(candidate, coverage)
        or is_uncued(candidate, coverage, expected)
        or _leaves_number(candidate, coverage)
        or _leaves_role(candidate, coverage)
        or _leaves_level(candidate, coverage)
    )


def _by_broader_industry(candidate: CandidateAnswer) -> str:
    """A chain from an industry to a broader one and to who has that: 羊绒, 纺织, a zone."""
    for chain in (candidate.chain, *candidate.further):
        for fact, node, following in zip(chain.facts, chain.nodes, chain.facts[1:], strict=False):
            is_upwards = fact.predicate in UPWARDS and fact.subject == node
            if is_upwards and following.predicate in OF_INDUSTRY:
                return "name"
    return ""


UPWARDS = frozenset({"subIndustryOf", "broader"})


def _has_other_unit(
    candidate: CandidateAnswer, coverage: Coverage, expected: ExpectedAnswer
) -> str:
    if expected.form != "number" or candidate.chain.end:
        return ""
    return "" if suits(candidate.chain.last.unit, coverage.question) else "unit"


def _leaves_number(candidate: CandidateAnswer, coverage: Coverage) -> str:
    """A rank or a year in the question that is not in the facts."""
    question, facts = coverage.question, candidate.facts
    ranks = [e.value for e in expressions(question.key) if e.kind == "rank"]
    if ranks and any(f.predicate == RANK and f.value not in ranks for f in facts):
        return "rank"
    texts = _texts(candidate, coverage)
    versions = _VERSION.findall(question.key)
    if versions and not any(version in texts for version in versions):
        return "name"
    if _leaves_period(candidate, coverage):
        return "year"
    names = [coverage.file.thing(n).zh for n in things_of(candidate)]
    for year, _ in question.years:
        if any(has_year(fact, year) for fact in facts):
            continue
        is_dated = any(f.time or f.is_figure or f.literal[:4].isdigit() for f in facts)
        if _is_of_policy(year, candidate, coverage):
            continue
        if is_dated or not any(year in name for name in names):
            return "year"
    return ""


def _leaves_period(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether the facts are dated, but not in the month or quarter of the question."""
    dates = [f"{f.time} {f.literal}" for f in candidate.facts if f.time or f.literal[:4].isdigit()]
    periods = [
        e.value
        for e in expressions(coverage.question.key)
        if e.kind == "period" and not e.relation and not _OF_YEARS.fullmatch(e.value)
    ]
    return bool(dates) and any(not any(p in d for d in dates) for p in periods)


_OF_YEARS = re.compile(r"\d{4}(?:/\d{4})?")


def _is_of_policy(year: str, candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether a policy in the facts was issued in the year: 国务院2020年的意见."""
    if any(fact.time or fact.is_figure for fact in candidate.facts):
        return False
    return any(
        fact.predicate == "issued" and fact.literal.startswith(year)
        for node in candidate.nodes
        if coverage.file.thing(node).type == "Policy"
        for fact in coverage.file.around(node)
    )


def _texts(candidate: CandidateAnswer, coverage: Coverage) -> str:
    nodes = things_of(candidate)
    texts = [coverage.file.thing(n).zh for n in nodes]
    texts += [f"{f.title} {f.qualifier} {f.literal}" for f in candidate.facts]
    if candidate.chain.last.predicate == "approved" and has_one_of(coverage, nodes, "NationalZone"):
        texts.append("国家")
    return match_key(" ".join(texts))


def _leaves_role(candidate: CandidateAnswer, coverage: Coverage) -> str:
    """A post in the question that nobody on the chain holds."""
    phrases = coverage.question.phrases_of("role")
    if not phrases:
        return ""
    roles = [word for p in phrases for word in (p.names or (p.text,))]
    if coverage.question.is_of_person and all(p.text in _LEADERS for p in phrases):
        return "" if any(f.title for f in candidate.facts) else "role"
    titles = [*(f.title for f in candidate.facts if f.title), _texts(candidate, coverage)]
    if not any(has_role(t, r) for t in titles for r in roles):
        return "role"
    named = set(coverage.question.named_things)
    posts = [f for f in candidate.facts if f.title and f.object in named]
    is_other = posts and not any(has_role(f.title, r) for f in posts for r in roles)
    return "role" if is_other else ""  # the post is one at another body


_LEADERS = frozenset({"领导", "负责人", "当官", "官", "leader"})
"""What anybody with a post is called by those who do not know it."""


def _leaves_level(candidate: CandidateAnswer, coverage: Coverage) -> str:
    """A level in the question (national, provincial) that is not that of the facts."""
    question, end = coverage.question, candidate.chain.end
    for phrase in question.phrases_of("level"):
        behind = question.key[phrase.end : phrase.end + 2]
        if phrase.text == "国家" and behind not in _NATIONAL_THINGS:
            continue
        own = {f.literal for f in coverage.file.around(end)} & _LEVELS.keys() if end else set()
        type_ = coverage.file.thing(end).type if end else ""
        if "national" in phrase.meanings and type_ == "NationalZone":
            continue
        for meaning in phrase.meanings:
            if meaning not in _LEVELS or meaning in own:
                continue
            texts = _texts(candidate, coverage)
            if own or not any(word in texts for word in _LEVELS[meaning]):
                return "level"
    return ""


def _unlike(candidate: CandidateAnswer, coverage: Coverage, expected: ExpectedAnswer) -> str:
    """Whether the last fact is another one than that of which the question speaks."""
    last, end = candidate.chain.last, candidate.chain.end
    if last.is_figure:
        most = _RANK_LACKING if last.predicate == RANK else _MOST_LACKING
        if expected.form == "time":
            most = most if not _is_time_asked(last, coverage) else _RANK_LACKING
        if coverage.indicator(last.object)[1] > most:
            return "indicator"
        is_number = expected.form == "number" and not end
        name = coverage.file.thing(last.object).zh
        if is_number and expected.noun.replace("国家级", "国家") not in name:
            return "indicator"
        if expected.form == "rank" and (scope := _scope(coverage)):
            return "" if scope in f"{name} {last.qualifier}" else "scope"
        wants_promise = any(word in coverage.question.key for word in _PROMISES)
        if wants_promise or not last.is_promise:
            return "status" if wants_promise and not last.is_promise else ""
        if coverage.question.phrases_of("superlative"):
            return "" if _speaks_of_promises(coverage.question) else "status"
        if expected.form not in ("number", "time") or _speaks_of_promises(coverage.question):
            return ""
        if _REACHED.search(coverage.question.key):
            return "status"
        is_asked = any(has_year(last, year) for year, _ in coverage.question.years)
        return "status" if last.end > date.today().isoformat() and not is_asked else ""
    if are_targets_asked(coverage.question, expected) and not is_target(last):
        return "status"
    if expected.form == "time" and last.is_promise and not _speaks_of_promises(coverage.question):
        return "status"  # when it is meant to be is not when it was
    if "holdsPosition" in expected.doing:  # where somebody works, not where that lies
        return "" if last.predicate == "holdsPosition" else "relation"
    relations = [
        p
        for p in coverage.question.phrases_of("relation")
        if len(p.text) > 1
        and p.text not in _VAGUE
        and p.meanings != ("altLabel",)
        and not _only_lists(p, coverage.question)
    ]
    if last.predicate == "positioning" and _only_of_awards(coverage):
        return "relation"
    is_lesser = last.predicate == "hasIndustry" and is_leading_asked(coverage.question)
    if is_lesser and not any(word in last.qualifier for word in _LEADING_MARKS):
        return "relation"
    meant = {meaning for phrase in relations for meaning in phrase.meanings}
    meant |= expected.doing
    spoken = set(meant)
    meant |= {other for one in meant for other in _NEAR_RELATIONS.get(one, ())}
    if last.predicate in meant:
        is_issued = "issues" in spoken and not spoken & {"implements", "hasPolicy"}
        return "relation" if is_issued and _is_of_others(last, coverage) else ""
    if expected.form == "time" and last.time and _joins_names(last.subject, last.object, coverage):
        return ""
    is_told = coverage.relation(last.predicate) and {last.subject, last.object} & set(
        coverage.question.named_things
    )
    if expected.form == "time" and last.time and is_told:
        return ""
    if expected.form == "time":
        return "" if last.predicate in DATES else "relation"
    if not relations or expected.form in ("title", "truth", ""):
        return ""
    if last.predicate == "leadingIndustry" and "hasIndustry" in meant:
        return ""
    type_ = coverage.file.thing(end).type if end else ""
    is_called = expected.form != "thing" or last.predicate in UPWARDS
    is_called = is_called or bool(coverage.of_class(type_))
    if expected.form == "person" and not coverage.question.phrases_of("role"):
        is_called = False  # the question speaks of something else than a post
    if end and is_called and vocabulary().is_a(type_, _NATURAL.get(last.predicate, ())):
        return ""
    said = coverage.text(last.qualifier) | coverage.text(last.title)
    if end:
        said |= coverage.thing(end)[0]
    for mention in coverage.question.mentions:
        if set(mention.things) & candidate.nodes:
            said &= ~mention.mask
    is_said = coverage.weight(said) >= _SAID_OTHERWISE or said.bit_count() >= _SAID_WORDS
    return "" if is_said else "relation"


def _scope(coverage: Coverage) -> str:
    """The place within which something ranks: 安徽 in 在安徽排第几, 全省."""
    for mention in coverage.question.mentions:
        behind = coverage.question.key[mention.end : mention.end + 5]
        before = coverage.question.key[max(mention.start - 1, 0) : mention.start]
        if before == "在" and _RANKS_THERE.match(behind):
            return coverage.file.thing(mention.things[0]).zh[:2]
    scopes = coverage.question.phrases_of("scope")
    return next((w for p in scopes for w in p.meanings if w in ("全省", "全市", "全球")), "")


_RANKS_THERE = re.compile(r"(?:全?[省市区]|内|里|全省|范围内)*(?:能|可以)?(?:排|居|位|列|第)")


def _is_of_others(last: KnownFact, coverage: Coverage) -> bool:
    """Whether a policy that a zone has was issued by somebody else."""
    if last.predicate != "hasPolicy":
        return False
    issuers = {f.subject for f in coverage.file.around(last.object) if f.predicate == "issues"}
    return bool(issuers - {last.subject})


def _is_time_asked(figure: KnownFact, coverage: Coverage) -> bool:
    """Whether an indicator is the time that the question speaks of: 竣工时间, 什么时候完工."""
    said = lexicon().meanings(coverage.file.thing(figure.object).zh)
    return any(m.kind == "attribute" and coverage.relation(m.value) for m in said)


def _only_of_awards(coverage: Coverage) -> bool:
    """Whether a question speaks of titles that were given (获得哪些认定), not of what somebody
    means to become.
    """
    is_becoming = coverage.relation("positioning") or _speaks_of_promises(coverage.question)
    is_given = coverage.relation("awarded") or coverage.relation("approvedAs")
    return bool(is_given and coverage.of_class("Award")) and not is_becoming


def _speaks_of_promises(question: AskedQuestion) -> bool:
    return any({"target", "planned"} & set(p.meanings) for p in question.phrases_of("status"))


def _only_lists(relation: Spoken, question: AskedQuestion) -> bool:
    """Whether a wording says no more than that there is something of a class: 有哪些政策."""
    return relation.text.startswith("有") and any(
        relation.start < noun.start and noun.end == relation.end
        for noun in question.phrases_of("class")
    )


def is_leading_asked(question: AskedQuestion) -> bool:
    """Whether leading industries are asked for, not only spoken of in another clause."""
    asks = question.phrases_of("ask")
    return any(
        not set(question.key[min(p.end, a.end) : max(p.start, a.start)]) & set(",，;；")
        for p in question.phrases_of("relation")
        if p.text.startswith(LEADING)
        for a in asks
    )


def _joins_names(subject: int, other: int, coverage: Coverage) -> bool:
    """Whether the question names both ends of a fact: 海光信息 and 科创板上市."""
    mentions = coverage.question.mentions
    ends = [{m.start for m in mentions if end in m.things} for end in (subject, other)]
    return all(ends) and len(ends[0] | ends[1]) > 1
