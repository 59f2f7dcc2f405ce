"""Claims of a number: which figure of the graph is meant, and whether it says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from gaoxin.answers.claims.claim_texts import ClaimText
from gaoxin.answers.claims.values import agree, are_of_one_unit
from gaoxin.answers.claims.verdicts import AGREES, CONTRADICTS, UNKNOWN, CheckedClaim
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.known import KnownFact
from gaoxin.answers.lexicon.expressions import Expression, expressions
from gaoxin.answers.phrases import mask_of
from gaoxin.graph.facts.periods import Period, parse_period
from gaoxin.language import say

_LACKING = 1.2
"""The weight of the words of an indicator's name that a claim may leave out."""
_SLIGHTLY = 0.3
"""How much less of an indicator's name a claim may have than of another's, and mean either."""
_PROMISING = re.compile(
    "目标|力争|争取|计划|预计|规划|拟|将(?!军|近)|到20[0-9]{2}年.{0,6}(?:达|实现|突破)"
)
_UNIT = re.compile(r"[^\W\d_]+")
_LEVEL = re.compile("国家级|省级|市级|区级|县级|世界级|国际|全国|全省|全市")
_MOST_NEAR = 3
_SAME, _UNNAMED, _OTHER = range(3)
"""Whether the period of a fact is that of the claim, one of them names none, or it is another."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a figure fits the words of a claim: ``is_meant`` if no weighty word is left over.
    ``value`` is the number of the claim with its unit.
    """

    value: Expression
    fact: KnownFact
    score: float
    lacking: float
    is_meant: bool
    period: int

    @property
    def agrees(self) -> bool | None:
        return agree(self.value, self.fact)


def check_figure(claim: ClaimText, value: Expression, coverage: Coverage) -> CheckedClaim:
    """Compare ``value``, the number of a claim, with the figures of what it names."""
    key = coverage.question.key
    periods = [e for e in expressions(key) if e.kind == "period"]
    fits = sorted(_fits(coverage, value, periods), key=lambda fit: -fit.score)
    is_promise = _PROMISING.search(key) is not None
    meant = _closest([fit for fit in fits if fit.is_meant])
    for fit in meant:
        if fit.period != _OTHER and fit.agrees and fit.fact.is_promise <= is_promise:
            others = _denying(fit, meant)
            reason = _left_open(fit, periods, others)
            return CheckedClaim(claim.written, AGREES, (fit.fact, *others), reason)
    same = [f for f in meant if f.period == _SAME and f.fact.is_promise == is_promise]
    denied = [f.fact for f in same if f.agrees is False]
    if denied and len(denied) == len(same):
        return CheckedClaim(claim.written, CONTRADICTS, tuple(denied[:_MOST_NEAR]))
    if not meant and (alike := [fit.fact for fit in fits if fit.agrees]):
        reason = say(
            "图谱里有同样的数，但说的是另一项。",
            "The graph has this number, but of something else.",
        )
        return CheckedClaim(claim.written, UNKNOWN, tuple(alike[:_MOST_NEAR]), reason)
    near = tuple(fit.fact for fit in (meant or fits)[:_MOST_NEAR])
    return CheckedClaim(claim.written, UNKNOWN, near, _why(meant, is_promise))


def _denying(fit: _Fit, meant: list[_Fit]) -> tuple[KnownFact, ...]:
    """The figures of the same measure, thing, time and qualifier that deny the claim."""
    same = _measured(fit.fact)
    found = [f.fact for f in meant if f.agrees is False and _measured(f.fact) == same]
    return tuple(found[: _MOST_NEAR - 1])


def _measured(fact: KnownFact) -> tuple[object, ...]:
    """What a figure measures, apart from its value."""
    return fact.subject, fact.predicate, fact.object, fact.time, fact.qualifier, fact.base


def _left_open(fit: _Fit, periods: list[Expression], others: tuple[KnownFact, ...]) -> str:
    """What a figure that agrees leaves open: ``others`` of the same measure that deny it, or a time
    that the claim names and the graph does not; empty if nothing.
    """
    if others:
        return say("另有来源给出不同的数。", "Another source gives a different figure.")
    if periods and fit.period == _UNNAMED:
        return say(
            "图谱没有写明这个数是哪一段时间的。",
            "The graph does not say of which time its figure is.",
        )
    return ""


def _closest(meant: list[_Fit]) -> list[_Fit]:
    """Those whose indicator is named most fully: 工业营收 or 铜产业营收, as is said."""
    least = min((fit.lacking for fit in meant), default=0.0)
    return [fit for fit in meant if fit.lacking <= least + _SLIGHTLY]


def _why(meant: list[_Fit], is_promise: bool) -> str:
    if not meant:
        return say("图谱里没有这项数字。", "The graph has no such figure.")
    equal = [fit.fact for fit in meant if fit.agrees]
    if any(fact.is_promise for fact in equal) and not is_promise:
        return say(
            "图谱里这是目标，不是已经达到的数。", "In the graph this is a target, not a result."
        )
    if all(fit.period == _OTHER for fit in meant):
        return say("图谱里只有其他时间的数。", "The graph has figures of other periods only.")
    if all(fit.fact.is_promise != is_promise for fit in meant):
        if is_promise:
            return say("图谱里只有结果，没有目标。", "The graph has results only, no targets.")
        return say("图谱里只有目标，没有结果。", "The graph has targets only, no results.")
    if any(fit.period == _UNNAMED for fit in meant):
        return say(
            "没有写明是哪一段时间，无法断定。", "No period is given, so that it cannot be decided."
        )
    return say("图谱里的数没有说到这么细。", "The figures of the graph leave it open.")


def _fits(coverage: Coverage, value: Expression, periods: list[Expression]) -> list[_Fit]:
    question, file = coverage.question, coverage.file
    given = mask_of(value.start, value.end)
    for period in periods:
        given |= mask_of(period.start, period.end)
    for _, year in question.years:
        given |= year
    claimed = _period(periods)
    found = []
    for mention in question.mentions:
        for thing in mention.things:
            for fact in file.around(thing):
                if not fact.is_figure or fact.subject != thing:
                    continue
                name, lacking = coverage.indicator(fact.object)
                words = coverage.words(fact) & ~mention.mask & ~given
                united = _with_unit(value, question.key, fact, words | name | mention.mask)
                if not words or not are_of_one_unit(united, fact):
                    continue
                mask = mention.mask | words | name | given | _others(coverage, fact)
                is_meant = (
                    lacking <= _LACKING
                    and not coverage.left_over(mask, strictly=True)
                    and not _is_of_other_level(coverage, fact)
                )
                score = coverage.weight(mask & ~given) - lacking
                when = _of_period(claimed, fact)
                found.append(_Fit(united, fact, score, lacking, is_meant, when))
    return found


def _with_unit(value: Expression, key: str, fact: KnownFact, said: int) -> Expression:
    """The value; if no unit was read, with the word behind it, as facts have it: 8吉瓦.

    ``said`` is the mask of what the claim says of the fact, such as 工业营收 in 1258亿工业营收.
    """
    behind = _UNIT.match(key, value.end)
    if value.unit or not behind or said >> value.end & 1:
        return value
    is_facts = bool(fact.unit) and behind.group().startswith(fact.unit)
    return replace(value, unit=fact.unit if is_facts else behind.group())


def _is_of_other_level(coverage: Coverage, fact: KnownFact) -> bool:
    """Whether a claim speaks of one level and a figure of another: 市级人才, 国家级人才."""
    name = coverage.file.thing(fact.object).zh + fact.qualifier
    said, known = (set(_LEVEL.findall(text)) for text in (coverage.question.key, name))
    return bool(said and known and not said & known)


def _others(coverage: Coverage, fact: KnownFact) -> int:
    """The names of things that stand in the fact's words: the industry of an indicator."""
    words = coverage.words(fact)
    mask = 0
    for mention in coverage.question.mentions:
        if mention.mask & words == mention.mask or fact.subject in mention.things:
            mask |= mention.mask
    return mask


def _period(periods: list[Expression]) -> Period | None:
    for expression in periods:
        try:
            return parse_period(expression.value)
        except ValueError:
            continue
    return None


def _of_period(claimed: Period | None, fact: KnownFact) -> int:
    if not fact.start and not fact.end:
        return _UNNAMED if claimed else _SAME
    if claimed is None:
        return _UNNAMED
    start, end = _day(fact.start), _day(fact.end)
    if end and claimed.end == end and (claimed.start == start or fact.is_promise or not start):
        return _SAME
    # A date within the period: the state at the end of 2024 is that of 2024-12.
    is_moment = start and end and (end - start).days <= 31
    if is_moment and claimed.end == end:
        return _SAME
    return _OTHER


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
