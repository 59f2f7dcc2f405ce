"""The figures of one measure of several things, in their order: who has most, and rankings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from gaoxin.answers.chains import CandidateAnswer, FactChain
from gaoxin.answers.comparison_basis import compared_words
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.known import RANK, KnownFact, has_year
from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.operators import Computed
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.question import is_class_word
from gaoxin.answers.zones_within import leaves_names, zones_within
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.terms import vocabulary

_ALIKE = 2.0  # how much less of the question a figure of the same measure may cover
_ORDER = re.compile(
    r"(?P<upwards>从[小低少]到[大高多]|由[小低]到[大高]|升序|ascending)"
    r"|从[大高多]到[小低少]|由[大高]到[小低]|降序|排[名行位列](?![第几多老])|排序|排(?:个|一下)[名序]?|descending|ranking"
)
_MEASURED = ("Zone", "Enterprise")
"""Classes of the things that most figures are about."""
_PART_OF_YEAR = re.compile(r"\d{4}-(?:[QH]\d|\d\d/\d{4}-\d\d)")


class _Ordered(NamedTuple):
    """Figures in their order.  Of the things ``partial`` only a part of a year is known, so they
    are not among them.
    """

    figures: list[CandidateAnswer]
    partial: set[int]


def by_figure(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer, order: str
) -> Computed | None:
    """Who has most (``max``) or least (``min``) of a measure, and the figure that says so."""
    if order not in ("max", "min"):
        return None
    candidates = _of_asked_class(candidates, coverage, expected)
    alike, partial = _in_order(candidates, coverage, order)
    if not alike:
        return None
    fact = alike[0].chain.last
    says_first = any("第一" in p.text for p in coverage.question.phrases_of("superlative"))
    if fact.predicate == RANK and says_first and fact.amount != 1:
        return None  # the best that is known is not the first
    subject = coverage.file.thing(fact.subject).type
    are_several = len({c.chain.last.subject for c in alike}) > 1
    classes = expected.classes or _spoken_classes(coverage)
    of_things = are_several or bool(classes and vocabulary().is_a(subject, classes))
    mask = alike[0].mask | order_mask(coverage) | coverage.of_class(subject) | coverage.named_places
    if not of_things:
        if classes and "Industry" not in classes:  # 产业规模 of an industry is an indicator
            return None
        return Computed((), (fact.object,), (fact,), mask)
    compared = compared_words([c.chain.last for c in alike], partial, coverage.file)
    is_alone = not are_several and not partial
    return Computed((), (fact.subject,), (fact,), mask, compared, is_alone)


def ranking(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer
) -> Computed | None:
    """Things in the order of their figures, if the question asks for an order: 高新区按GDP排名.

    The largest is first unless it says 从低到高.  With 前五 there are so many.
    """
    asked = _ORDER.search(coverage.question.key)
    measures = coverage.question.phrases_of("indicator")
    if not asked or not measures or coverage.question.phrases_of("superlative"):
        return None
    if any(p.start < asked.start() < p.end for p in measures):
        return None  # 综合评价排名 is a measure
    if leaves_names(coverage, ("indicator",)):
        return None
    classes = expected.classes or _spoken_classes(coverage)
    classes = tuple(name for name in classes if name != "Ranking") or ("NationalZone",)
    of_class = [
        c
        for c in candidates
        if vocabulary().is_a(coverage.file.thing(c.chain.last.subject).type, classes)
    ]
    order = "min" if asked["upwards"] else "max"
    found, _ = _in_order(of_class, coverage, order, all_things=True)
    latest: dict[int, KnownFact] = {}
    for fact in (c.chain.last for c in found):
        if fact.subject not in latest or latest[fact.subject].end < fact.end:
            latest[fact.subject] = fact
    facts = [c.chain.last for c in found if latest.get(c.chain.last.subject) is c.chain.last]
    if len(facts) < 2:
        return None
    most = next((int(e.value) for e in expressions(coverage.question.key) if e.kind == "top"), None)
    facts = facts[:most]
    mask = found[0].mask | order_mask(coverage) | coverage.named_places | mask_of(*asked.span())
    for fact in facts:
        mask |= coverage.of_class(coverage.file.thing(fact.subject).type)
    compared = compared_words([c.chain.last for c in found], (), coverage.file)
    return Computed((), tuple(f.subject for f in facts), tuple(facts), mask, compared)


def _in_order(
    candidates: list[CandidateAnswer], coverage: Coverage, order: str, *, all_things: bool = False
) -> _Ordered:
    """Of each thing its latest figure of a measure, of a whole year if possible; in their order.

    Things of which only a part of a year is known are left out unless ``all_things`` is set.
    """
    file = coverage.file
    whole, named = set[int](), set[int]()
    ranks = {c.chain.last.object for c in candidates if c.chain.last.predicate == RANK}
    if asked := ranks & set(coverage.question.named_things):  # not another ranking
        candidates = [c for c in candidates if c.chain.last.object in asked]
    for mention in coverage.question.mentions:
        (whole if is_class_word(mention.text) else named).update(mention.things)
    if whole and not leaves_names(coverage, ("indicator",)):
        candidates = [replace(c, why="") if c.why == "name" else c for c in candidates]
    owners = {t for t in named if vocabulary().is_a(file.thing(t).type, ("Zone", "Enterprise"))}
    wants_promise = any("target" in p.meanings for p in coverage.question.phrases_of("status"))
    within = zones_within(coverage)
    figures: dict[int, CandidateAnswer] = {}
    trades = _trades(coverage)
    for candidate in _of_trades(trades, coverage) if trades else candidates:
        fact = candidate.chain.last
        is_open = candidate.why in ("", "name") or _is_of_measure(candidate, coverage)
        if not is_open or candidate.chain.end or fact.subject in whole:
            continue
        is_own = all(f.subject in owners for chain in candidate.further for f in chain.facts)
        if (candidate.further and not within and not is_own) or (
            within and fact.subject not in within
        ):
            continue
        if (owners and fact.subject not in owners) or fact.is_promise != wants_promise:
            continue
        if fact.is_figure and fact.amount is not None:
            figures.setdefault(fact.number, candidate)
    if not figures:
        return _Ordered([], set())
    best = max(figures.values(), key=lambda c: (not c.why, coverage.weight(c.mask)))
    alike = [
        c
        for c in figures.values()
        if coverage.weight(c.mask) >= coverage.weight(best.mask) - _ALIKE
        and (c.why == best.why or _is_of_measure(c, coverage))
        and c.chain.last.base == best.chain.last.base
        and c.chain.last.predicate == best.chain.last.predicate
    ]
    of_years = [c for c in alike if (t := c.chain.last.time) and not _PART_OF_YEAR.match(t)]
    if all_things:
        dated = {c.chain.last.subject for c in of_years}
        of_years += [c for c in alike if c.chain.last.subject not in dated]
    known = {c.chain.last.subject for c in alike}
    alike = _latest(of_years or alike)
    descending = order == "max"
    if best.chain.last.predicate == "rank":
        descending = not descending
    alike.sort(key=lambda c: c.chain.last.amount or 0, reverse=descending)
    return _Ordered(alike, known - {c.chain.last.subject for c in alike})


def _spoken_classes(coverage: Coverage) -> tuple[str, ...]:
    return tuple(m for p in coverage.question.phrases_of("class") for m in p.meanings)


def _of_asked_class(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer
) -> list[CandidateAnswer]:
    """Of figures those of the class that is asked for: 营收最高的企业 is no zone."""
    classes = expected.classes or _spoken_classes(coverage)
    asked = [name for name in classes if vocabulary().is_a(name, _MEASURED)]
    if not asked:
        return candidates
    file = coverage.file
    return [
        c for c in candidates if vocabulary().is_a(file.thing(c.chain.last.subject).type, asked)
    ]


def _is_of_measure(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether a figure is one of those that a measure of the question stands for, although its
    name says more: 管辖面积 for 面积.
    """
    last = candidate.chain.last
    measures = coverage.question.phrases_of("indicator")
    is_named = last.is_figure and candidate.why == "indicator"
    return is_named and any(coverage.file.thing(last.object).zh in p.names for p in measures)


def _of_trades(trades: list[str], coverage: Coverage) -> list[CandidateAnswer]:
    """The figures of the industries, by any name of the measure: 生物医药产业总收入 for 规模."""
    file, mask = coverage.file, coverage.named
    measures = coverage.question.phrases_of("indicator")
    for phrase in measures:
        mask |= phrase.mask
    found: list[CandidateAnswer] = []
    for number in coverage.near_things:
        name = match_key(file.thing(number).zh)
        trade = next((t for t in trades if name.startswith(t)), "")
        rest = name.removeprefix(trade)
        if not trade or not any(match_key(w) in rest for p in measures for w in p.names):
            continue
        for fact in file.around(number):
            is_dated = all(has_year(fact, year) for year, _ in coverage.question.years)
            if fact.is_figure and fact.object == number and is_dated:
                chain = FactChain((fact,), (fact.subject, 0), mask)
                found.append(CandidateAnswer(chain, (), mask, coverage.weight(mask)))
    return found


def _trades(coverage: Coverage) -> list[str]:
    """The industries of which a measure is asked for: 生物医药 in 生物医药产业规模."""
    found: list[str] = []
    for mention in coverage.question.mentions:
        kinds = {coverage.file.thing(thing).kind for thing in mention.things}
        if kinds <= {"industry", "indicator"}:
            text = mention.text
            for phrase in coverage.question.phrases_of("indicator"):
                if phrase.end == mention.end:
                    text = text.removesuffix(phrase.text)
            found.append(text.removesuffix("产业").removesuffix("行业"))
    named = coverage.file.named([match_key(text) for text in found if text])
    return [text for text, thing in named if coverage.file.thing(thing).kind == "industry"]


def _latest(figures: list[CandidateAnswer]) -> list[CandidateAnswer]:
    """Of the figures of one thing and indicator, the latest."""
    latest: dict[tuple[int, int], CandidateAnswer] = {}
    for one in sorted(figures, key=lambda c: c.chain.last.end):
        latest[one.chain.last.subject, one.chain.last.object] = one
    return list(latest.values())


def order_mask(coverage: Coverage) -> int:
    """The characters that ask for the most or the least."""
    mask = 0
    for phrase in coverage.question.phrases_of("superlative"):
        mask |= phrase.mask
    return mask
