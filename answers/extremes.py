"""The largest, smallest, first or last of all."""

from __future__ import annotations

from collections import Counter

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.comparison_basis import counted_words
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.figures_in_order import by_figure, order_mask
from gaoxin.answers.known import KnownFact
from gaoxin.answers.operators import Computed
from gaoxin.answers.zones_within import leaves_names, zones_within
from gaoxin.ontology.terms import vocabulary

_APPROVED = ("批准", "核准", "审批", "approved")
"""Words for the approved area, which is known of few zones and smaller than what they govern."""


def extreme(
    candidates: list[CandidateAnswer], coverage: Coverage, expected: ExpectedAnswer, order: str
) -> Computed | None:
    """The thing or the figure with the largest, smallest, first or last value."""
    is_measured = bool(coverage.question.phrases_of("indicator"))
    later = (by_figure, _by_count) if is_measured else (_by_count, by_figure)
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
    is_bare = not coverage.question.phrases_of("indicator")  # 最早的高新区
    if order in ("first", "last") and (begun or is_bare):
        predicate = "approved"  # what a zone was before is known of few
    spoken = {m for p in coverage.question.phrases_of("class") for m in p.meanings}
    if not predicate or not {"Zone", "NationalZone"} & (set(expected.classes) or spoken):
        return None
    if leaves_names(coverage):
        return None
    facts = coverage.file.stating(predicate)
    wanted = zones_within(coverage)
    facts = [f for f in facts if f.literal and (not wanted or f.subject in wanted)]
    if not facts:
        return None

    def value(fact: KnownFact) -> float:
        return float(fact.literal) if predicate == "area" else float(fact.literal[:4])

    pick = min if order in ("min", "first") else max
    top = pick(map(value, facts))
    best = [f for f in facts if value(f) == top][:6]
    mask = coverage.relation(predicate) | coverage.of_class("NationalZone") | order_mask(coverage)
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
                mask | coverage.of_class(file.thing(best[0]).type) | order_mask(coverage),
                "" if counted == "NationalZone" else counted_words(),
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
