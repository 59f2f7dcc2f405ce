"""Answers that are computed from several facts: paths, differences, extremes and counts."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from gaoxin.answers.chains import CandidateAnswer, FactChain
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownFact, has_year
from gaoxin.answers.question import is_class_word
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.terms import vocabulary

_LONGEST = 4
_SEEN = 20_000
_ALIKE = 2.0  # how much less of the question a figure of the same measure may cover
_APPROVED = ("批准", "核准", "审批", "approved")
"""Words for the approved area, which is known of few zones and smaller than what they govern."""
_PART_OF_YEAR = re.compile(r"\d{4}-(?:[QH]\d|\d\d/\d{4}-\d\d)")


@dataclass(frozen=True, slots=True)
class Computed:
    """Values (a number with its unit, or a thing) and the facts that they were computed from."""

    values: tuple[tuple[float | int, str], ...] = ()
    things: tuple[int, ...] = ()
    facts: tuple[KnownFact, ...] = field(default=())
    mask: int = 0


def path_between(file: FactFile, start: int, end: int, through: Iterable[int]) -> Computed | None:
    """The things on the shortest chains of facts between two things."""
    stops = [start, *through, end]
    things: list[int] = []
    facts: list[KnownFact] = []
    for one, other in pairwise(stops):
        found = _shortest(file, one, other)
        if found is None:
            return None
        things += [t for t in found[0] if t not in (start, end)]
        if other != end:
            things.append(other)
        facts += found[1]
    return Computed(things=tuple(dict.fromkeys(things)), facts=tuple(facts))


def _shortest(file: FactFile, start: int, end: int) -> tuple[list[int], list[KnownFact]] | None:
    """The things between two others on all shortest paths, and the facts on these."""
    before: dict[int, list[tuple[int, KnownFact]]] = {start: []}
    depth = {start: 0}
    waiting = deque([start])
    while waiting and len(depth) < _SEEN:
        thing = waiting.popleft()
        if depth[thing] >= _LONGEST or (end in depth and depth[thing] >= depth[end]):
            break
        for fact in file.around(thing):
            other = fact.other(thing)
            if not other or other == thing:
                continue
            if other not in depth:
                depth[other] = depth[thing] + 1
                before[other] = []
                waiting.append(other)
            if depth[other] == depth[thing] + 1:
                before[other].append((thing, fact))
    if end not in depth:
        return None
    things: list[int] = []
    facts: list[KnownFact] = []
    layer = {end}
    while layer - {start}:
        nearer: set[int] = set()
        for thing in sorted(layer):
            for other, fact in before[thing]:
                nearer.add(other)
                facts.append(fact)
        things = [t for t in sorted(nearer) if t != start] + things
        layer = nearer
    return things, facts


def extreme(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer, order: str
) -> Computed | None:
    """The thing or the figure with the largest, smallest, first or last value."""
    is_measured = bool(coverage.question.phrases_of("indicator"))
    later = (_by_figure, _by_count) if is_measured else (_by_count, _by_figure)
    for choice in (_by_attribute, *later):
        found = choice(candidates, coverage, expected, order)
        if found is not None:
            return found
    return None


def _by_attribute(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer, order: str
) -> Computed | None:
    is_approved = any(word in coverage.question.key for word in _APPROVED)
    predicate = "area" if coverage.relation("area") and is_approved else ""
    begun = coverage.relation("approved") | coverage.relation("established")
    if order in ("first", "last") and begun:
        predicate = "approved"  # what a zone was before is known of few
    spoken = {m for p in coverage.question.phrases_of("class") for m in p.meanings}
    if not predicate or not {"Zone", "NationalZone"} & (set(expected.classes) or spoken):
        return None
    if _leaves_names(coverage):
        return None
    facts = coverage.file.stating(predicate)
    wanted = _within(coverage)
    facts = [f for f in facts if f.literal and (not wanted or f.subject in wanted)]
    if not facts:
        return None

    def value(fact: KnownFact) -> float:
        return float(fact.literal) if predicate == "area" else float(fact.literal[:4])

    pick = min if order in ("min", "first") else max
    top = pick(map(value, facts))
    best = [f for f in facts if value(f) == top][:6]
    mask = coverage.relation(predicate) | coverage.of_class("NationalZone") | _order(coverage)
    mask |= begun
    return Computed((), tuple(f.subject for f in best), tuple(best), mask | coverage.named)


def _by_count(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer, order: str
) -> Computed | None:
    """Most zones of a province, most policies of an issuer: count and compare."""
    if order not in ("max", "min") or not expected.classes:
        return None
    file = coverage.file
    counts: Counter[int] = Counter()
    facts: dict[int, list[KnownFact]] = {}
    pairs = _COUNTED.get(expected.classes[0], ())
    for predicate, counted, side in pairs:
        mask = coverage.of_class(counted)
        if not mask:
            continue
        for fact in file.stating(predicate):
            one = fact.subject if side == "subject" else fact.object
            what = fact.object if side == "subject" else fact.subject
            if not one or not what or not vocabulary().is_a(file.thing(what).type, (counted,)):
                continue
            for holder in _upwards(file, one, expected.classes):
                counts[holder] += 1
                facts.setdefault(holder, []).append(fact)
        if counts:
            ranked = counts.most_common()
            top = ranked[0][1] if order == "max" else ranked[-1][1]
            best = [thing for thing, n in ranked if n == top][:5]
            return Computed(
                (),
                tuple(best),
                tuple(facts[best[0]][:20]),
                mask | coverage.of_class(file.thing(best[0]).type) | _order(coverage),
            )
    return None


_COUNTED = {
    "Province": (("locatedIn", "NationalZone", "object"),),
    "City": (("locatedIn", "NationalZone", "object"),),
    "Zone": (("hasPolicy", "Policy", "subject"), ("hasIndustry", "Industry", "subject")),
    "NationalZone": (("hasPolicy", "Policy", "subject"), ("hasIndustry", "Industry", "subject")),
    "Industry": (("hasIndustry", "Zone", "object"),),
}
"""What may be counted to find out who has most: not firms and platforms, of which the graph knows
only some.
"""


def _upwards(file: FactFile, thing: int, classes: tuple[str, ...]) -> list[int]:
    """The thing itself, or the places above it, that have one of the classes."""
    found, waiting, seen = [], [thing], set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if vocabulary().is_a(file.thing(one).type, classes):
            found.append(one)
        elif len(seen) < 6:
            waiting += [
                f.object
                for f in file.around(one)
                if f.predicate == "locatedIn" and f.subject == one and f.object
            ]
    return found


def _by_figure(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer, order: str
) -> Computed | None:
    """Who has most of a measure: of each thing its latest figure, of a whole year if possible."""
    if order not in ("max", "min"):
        return None
    file = coverage.file
    named = set(coverage.question.named_things)
    owners = {t for t in named if vocabulary().is_a(file.thing(t).type, ("Zone", "Enterprise"))}
    wants_promise = any("target" in p.meanings for p in coverage.question.phrases_of("status"))
    within = _within(coverage)
    figures: dict[int, CandidateAnswer] = {}
    trades = _trades(coverage)
    for candidate in _of_trades(trades, coverage) if trades else candidates:
        fact = candidate.chain.last
        is_open = candidate.why in ("", "name") or _is_of_measure(candidate, coverage)
        if not is_open or candidate.chain.end:
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
        return None
    best = max(figures.values(), key=lambda c: (not c.why, coverage.weight(c.mask)))
    alike = [
        c
        for c in figures.values()
        if coverage.weight(c.mask) >= coverage.weight(best.mask) - _ALIKE
        and (c.why == best.why or _is_of_measure(c, coverage))
        and c.chain.last.base == best.chain.last.base
        and c.chain.last.predicate == best.chain.last.predicate
    ]
    times = {c.chain.last.number: c.chain.last.time for c in alike}
    whole = [c for c in alike if (t := times[c.chain.last.number]) and not _PART_OF_YEAR.match(t)]
    alike = _latest(whole or alike)
    descending = order == "max"
    if best.chain.last.predicate == "rank":
        descending = not descending
    alike.sort(key=lambda c: c.chain.last.amount or 0, reverse=descending)
    fact = alike[0].chain.last
    subject = file.thing(fact.subject).type
    several = len({c.chain.last.subject for c in alike}) > 1
    classes = expected.classes or tuple(
        m for p in coverage.question.phrases_of("class") for m in p.meanings
    )
    several = several or bool(classes and vocabulary().is_a(subject, classes))
    mask = alike[0].mask | _order(coverage) | coverage.of_class(subject) | coverage.named_places
    return Computed((), (fact.subject if several else fact.object,), (fact,), mask)


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


def _within(coverage: Coverage) -> set[int]:
    """The zones that lie in the places, and belong to the demonstration areas, of the question."""
    file = coverage.file
    inside: set[int] = set()
    members: set[int] = set()
    for thing in coverage.question.named_things:
        type_ = file.thing(thing).type
        if type_ == "DemonstrationZone":
            members |= _territories(file, {thing}, "inDemonstrationZone")
        if not vocabulary().is_a(type_, ("AdministrativeDivision",)):
            continue
        layer = {thing}
        for _ in range(3):
            layer = _territories(file, layer, "locatedIn")
            inside |= layer
    return inside & members if inside and members else inside | members


def _territories(file: FactFile, things: set[int], predicate: str) -> set[int]:
    """The territories of which facts say that they lie in, or belong to, one of the things."""
    found = file.subjects(predicate, things)
    return {one for one in found if vocabulary().is_a(file.thing(one).type, ("Territory",))}


def _leaves_names(coverage: Coverage) -> bool:
    """Whether the question names anything beside places, demonstration areas and all zones."""
    file = coverage.file
    return any(
        not is_class_word(mention.text)
        and not any(
            vocabulary().is_a(
                file.thing(thing).type, ("AdministrativeDivision", "DemonstrationZone")
            )
            for thing in mention.things
        )
        for mention in coverage.question.mentions
    )


def _order(coverage: Coverage) -> int:
    mask = 0
    for phrase in coverage.question.phrases_of("superlative"):
        mask |= phrase.mask
    return mask


def dated(coverage: Coverage, expected: ExpectedAnswer) -> list[FactChain]:
    """Things with an attribute in the year of the question: zones approved in 2018."""
    out: list[FactChain] = []
    for year, mask in coverage.question.years:
        for predicate in ("approved", "established", "issued"):
            if not coverage.relation(predicate):
                continue
            for fact in coverage.file.stating(predicate):
                if fact.literal.startswith(year):
                    thing = coverage.file.thing(fact.subject)
                    if expected.classes and not vocabulary().is_a(thing.type, expected.classes):
                        continue
                    covered = mask | coverage.relation(predicate) | coverage.of_class(thing.type)
                    out.append(FactChain((fact,), (0, fact.subject), covered))
    return out
