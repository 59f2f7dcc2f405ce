"""Two figures or two things compared: difference, ratio, the larger, the earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import permutations

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.known import RANK, KnownFact, has_year
from gaoxin.answers.operators import Computed
from gaoxin.answers.phrases import mask_of
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.terms import vocabulary

_COMPARED = 40  # figures of which each is compared with each
_MOST_LACKING = 1.0  # weight of the words of an indicator that a comparison may leave out
_LONG_START, _SAID_OF_START = 5, 1.0
"""Characters with which the names of two indicators begin, and the weight of what is said of them.
"""
_FLOWING = ("元", "美元", "%")  # units of what is measured over a year
_MOST_LACKING_OF_RANKS = 5.0
_THAN = re.compile(r"(?<=占比)比|(?<![占对同环])比(?![重例])|是(?=.*倍)")
_AND = re.compile(r"[和与跟同、]")
_SHARE = re.compile(r"(?P<of>占)(?!地)[^,;?。!]*(?:比重|比例|百分之几|百分之多少|几成|多少|份额)")
_MOST_LACKING_OF_SHARES = 0.5


def compare_two(
    candidates: Iterable[CandidateAnswer],
    coverage: Coverage,
    *,
    ratio: bool,
    alike: bool = False,
) -> Computed | None:
    """The difference or the ratio of the two figures that the question speaks of.

    If they have to be ``alike``, they are of one indicator and one time, about two things.
    """
    figures = {
        c.chain.last.number: c
        for c in candidates
        if c.chain.last.is_figure
        and not c.chain.end
        and len(c.chain.facts) == 1
        and c.chain.last.amount is not None
        and c.why in ("", "name", "year", "level", "named", "indicator")
    }
    named = set(coverage.question.named_things)
    ranked = sorted(figures.values(), key=lambda c: (c.chain.last.subject not in named, -c.score))
    ranked = ranked[:_COMPARED]
    left, right = _sides(coverage.question.key)
    best: tuple[float, CandidateAnswer, CandidateAnswer] | None = None
    for one, other in permutations(ranked, 2):
        first, second = one.chain.last, other.chain.last
        if first.base != second.base or _leaves_name(coverage, one, other):
            continue
        if alike and not (_are_alike(first, second) and _is_measured_by(first, coverage)):
            continue
        shared = _shared_lacking(coverage, first, second)
        lacking = max(coverage.indicator(f.object)[1] for f in (first, second))
        if lacking - shared > _most_lacking(first):
            continue
        are_named = {first.object, second.object} <= named
        if "indicator" in (one.why, other.why) and not shared and not are_named:
            continue
        score = coverage.weight(one.mask & left) + coverage.weight(other.mask & right)
        score += coverage.weight(one.mask | other.mask)
        score -= coverage.indicator(first.object)[1] + coverage.indicator(second.object)[1]
        if best is None or score > best[0]:
            best = (score, one, other)
    if best is None:
        return None
    one, other = sorted(best[1:], key=lambda c: -(c.chain.last.amount or 0))
    first, second = one.chain.last, other.chain.last
    values = [(_number(first), first.unit), (_number(second), second.unit)]
    if ratio and second.amount:
        result: tuple[float, str] = ((first.amount or 0) / second.amount, "倍")
    elif first.unit == second.unit:
        result = (round(values[0][0] - values[1][0], 6), first.unit)
    else:
        result = ((first.amount or 0) - (second.amount or 0), first.base)
    return Computed((result, *values), (), (*one.facts, *other.facts), best[1].mask | best[2].mask)


def share_of(candidates: Iterable[CandidateAnswer], coverage: Coverage) -> Computed | None:
    """What share one figure is of another of the same thing and time: 甲营收占乙营收的比重."""
    key = coverage.question.key
    found = _SHARE.search(key)
    if not found:
        return None
    sides = (1 << found.start("of")) - 1, ((1 << len(key)) - 1) ^ ((1 << found.end("of")) - 1)
    measured: tuple[list[CandidateAnswer], ...] = ([], [])
    for candidate in candidates:
        fact = candidate.chain.last
        if not fact.is_figure or candidate.chain.end or len(candidate.facts) > 1 or fact.is_promise:
            continue
        mask, lacking = coverage.indicator(fact.object)
        is_dated = all(has_year(fact, year) for year, _ in coverage.question.years)
        if lacking > _MOST_LACKING_OF_SHARES or not fact.amount or not is_dated:
            continue
        for side, figures in zip(sides, measured, strict=True):
            if coverage.weight(mask & side) > coverage.weight(mask) / 2:
                figures.append(candidate)
    for part in sorted(measured[0], key=lambda c: -c.score):
        for whole in sorted(measured[1], key=lambda c: -c.score):
            one, other = part.chain.last, whole.chain.last
            if (one.subject, one.time, one.base) != (other.subject, other.time, other.base):
                continue
            if one.subject not in coverage.question.named_things or one.object == other.object:
                continue
            share = (one.amount or 0) / (other.amount or 1)
            if share <= 1:
                values = [(_number(fact), fact.unit) for fact in (one, other)]
                mask = part.mask | whole.mask | mask_of(*found.span("of")) | mask_of(*found.span())
                facts = (*part.facts, *whole.facts)
                return Computed(((round(100 * share, 1), "%"), *values), (), facts, mask)
    return None


def _shared_lacking(coverage: Coverage, one: KnownFact, other: KnownFact) -> float:
    """The weight of what the question leaves out of the words with which two indicators begin."""
    if one.subject != other.subject:
        return 0.0
    names = [match_key(coverage.file.thing(fact.object).zh) for fact in (one, other)]
    size = next((n for n, (a, b) in enumerate(zip(*names, strict=False)) if a != b), 0)
    start = names[0][:size]
    if size < _LONG_START or coverage.weight(coverage.text(start)) < _SAID_OF_START:
        return 0.0
    return coverage.rarity(coverage.missing(start))


def _most_lacking(figure: KnownFact) -> float:
    return _MOST_LACKING_OF_RANKS if figure.predicate == RANK else _MOST_LACKING


def _sides(key: str) -> tuple[int, int]:
    """Masks of what stands before and behind the word 比 (or 和, 与) of a comparison."""
    whole = (1 << len(key)) - 1
    found = _THAN.search(key) or _AND.search(key)
    if not found:
        return whole, whole
    before = (1 << found.start()) - 1
    return before, whole ^ before


def _are_alike(one: KnownFact, other: KnownFact) -> bool:
    """Whether two figures tell which of two things has more."""
    kinds = {(f.predicate, f.object, f.time, f.is_promise) for f in (one, other)}
    return len(kinds) == 1 and one.subject != other.subject


def _is_measured_by(figure: KnownFact, coverage: Coverage) -> bool:
    """Whether the indicator is what the question speaks of: a rank is no 营收."""
    spoken = coverage.question.phrases_of("indicator")
    mask = coverage.indicator(figure.object)[0]
    return not spoken or any(not phrase.mask & ~mask for phrase in spoken)


def are_of_other_years(computed: Computed, coverage: Coverage) -> bool:
    """Whether figures of two things are of different years, of which the question says nothing."""
    figures = [fact for fact in computed.facts if fact.is_figure and fact.base in _FLOWING]
    years = {fact.time[:4] for fact in figures if fact.time}
    asked = {year for year, _ in coverage.question.years}
    return len({f.subject for f in figures}) > 1 and len(years) > 1 and not years <= asked


def are_measured(coverage: Coverage) -> bool:
    """Whether the question names two things and a measure: 甲和乙哪个产值大."""
    measures = coverage.question.phrases_of("indicator")
    things = {
        mention.start
        for mention in coverage.question.mentions
        if not {coverage.file.thing(t).kind for t in mention.things} <= {"industry", "indicator"}
    }
    return bool(measures) and len(things) > 1


def larger(computed: Computed, text: str) -> Computed:
    """Of two compared figures the thing with the larger one; of two ranks the better one."""
    first, second = (f for f in computed.facts if f.is_figure)
    is_less = any(word in text for word in ("更少", "更小", "更低"))
    is_rank = first.predicate == "rank"
    ranked = sorted((first, second), key=lambda f: -(f.amount or 0), reverse=is_less != is_rank)
    return Computed((), (ranked[0].subject,), tuple(ranked), computed.mask)


def earlier(coverage: Coverage, text: str) -> Computed | None:
    """Of the things that the question names, the one that was approved or founded first."""
    named = [m.things[0] for m in coverage.question.mentions]
    dates = [
        fact
        for thing in named
        for fact in coverage.file.around(thing)
        if fact.subject == thing and fact.predicate == "approved" and fact.literal
    ]
    if len({fact.subject for fact in dates}) < 2:
        return None
    ranked = sorted(dates, key=lambda f: f.literal, reverse="晚" in text)
    first = [f.subject for f in ranked if f.literal[:7] == ranked[0].literal[:7]]
    return Computed((), tuple(dict.fromkeys(first)), tuple(ranked), coverage.named)


def _leaves_name(coverage: Coverage, one: CandidateAnswer, other: CandidateAnswer) -> bool:
    """Whether neither of two figures is about a thing that the question names."""
    nodes = one.nodes | other.nodes | {f.object for f in (*one.facts, *other.facts)}
    named = set(coverage.question.named_things)
    zones = {
        t for t in named if vocabulary().is_a(coverage.file.thing(t).type, ("Zone", "Enterprise"))
    }
    if zones and not {one.chain.last.subject, other.chain.last.subject} <= zones:
        return True
    mask = one.mask | other.mask
    return any(
        not set(m.things) & nodes and coverage.weight(m.mask & mask) < 0.8 * coverage.weight(m.mask)
        for m in coverage.question.mentions
    )


def _number(fact: KnownFact) -> float:
    try:
        return float(fact.value)
    except ValueError:
        return fact.amount or 0.0
