"""Questions of yes and no: a fact says so, or a fact says otherwise; else nobody knows."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import DATES
from gaoxin.answers.known import KnownFact, has_year
from gaoxin.answers.lexicon.expressions import Expression, expressions
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.places_above import levels, named_places, places_above

_BOUNDS = {">", ">=", "<", "<="}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``yes`` or ``no``, with the facts that say so and the thing or value that they give."""

    verdict: str
    facts: tuple[KnownFact, ...]
    thing: int = 0


def verdict_on(candidates: list[CandidateAnswer], coverage: Coverage) -> Verdict | None:
    """What the candidates say; ``None`` if they leave it open.  ``candidates`` may be forbidden."""
    bounds = [
        e
        for e in expressions(coverage.question.key)
        if e.kind == "number" and e.relation in _BOUNDS
    ]
    if bounds:
        return _bounded(candidates, bounds[0])
    for candidate in candidates:
        if candidate.why not in ("", "named") or coverage.left_over(candidate.mask):
            continue
        if candidate.chain.last.is_promise and coverage.question.phrases_of("verdict"):
            continue  # 目标实现了吗: that there is a target does not say so
        if _says_all(candidate, coverage):
            return Verdict("yes", candidate.facts, candidate.chain.end)
    return _otherwise(candidates, coverage) or _elsewhere(coverage)


def _otherwise(candidates: list[CandidateAnswer], coverage: Coverage) -> Verdict | None:
    """No, because the date or the figure that the question gives is another one in the facts."""
    numbers = [
        e for e in expressions(coverage.question.key) if e.kind == "number" and not e.relation
    ]
    given = 0
    for number in numbers:
        given |= mask_of(number.start, number.end)
    for _, year in coverage.question.years:
        given |= year
    for candidate in candidates:
        last = candidate.chain.last
        if candidate.chain.end or len(candidate.facts) > 1:
            continue
        if candidate.why == "year" and last.predicate in DATES and not numbers:
            is_other = last.literal[:4].isdigit()
        else:
            is_other = (
                not candidate.why
                and last.is_figure
                and last.amount is not None
                and any(n.unit == last.base and float(n.value) != last.amount for n in numbers)
                and all(has_year(last, year) for year, _ in coverage.question.years)
            )
        if is_other and not coverage.left_over(candidate.mask | given):
            named = coverage.question.named_things
            if last.subject in named:
                return Verdict("no", candidate.facts)
    return None


def _says_all(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether everything that the question names stands in the facts."""
    nodes = candidate.nodes | {f.subject for f in candidate.facts}
    mentions = coverage.question.mentions
    named = all(
        set(m.things) & nodes or coverage.weight(m.mask & ~candidate.mask) == 0 for m in mentions
    )
    ends = {candidate.chain.nodes[0], candidate.chain.end}
    things = {thing for m in mentions for thing in m.things}
    last = candidate.chain.last
    stated = candidate.chain.end in things or (
        not candidate.chain.end and bool(last.value) and coverage.speaks_of_measure(last)
    )
    years = [year for year, _ in coverage.question.years]
    stated = stated or any(last.literal.startswith(year) for year in years)
    if not stated and last.predicate == "awarded" and last.object == candidate.chain.end:
        # 上市了吗: the verb itself says what it was awarded
        stated = bool(coverage.thing(last.object)[0] & coverage.relation("awarded"))
    return named and stated and bool(ends & things)


def _bounded(candidates: list[CandidateAnswer], bound: Expression) -> Verdict | None:
    """Compare a figure with the number in the question."""
    for candidate in candidates:
        fact = candidate.chain.last
        if candidate.why or not fact.is_figure or candidate.chain.end or fact.amount is None:
            continue
        wanted = float(bound.value)
        is_met = {
            ">": fact.amount > wanted,
            ">=": fact.amount >= wanted,
            "<": fact.amount < wanted,
            "<=": fact.amount <= wanted,
        }[bound.relation]
        return Verdict("yes" if is_met else "no", candidate.facts)
    return None


def _elsewhere(coverage: Coverage) -> Verdict | None:
    """No, because the thing lies in another place of the same level."""
    file = coverage.file
    if not any(word in coverage.question.key for word in ("在", "位于", "属于")):
        return None
    places, others = named_places(coverage)
    if len(places) != 1 or len(others) != 1:
        return None
    above, facts = places_above(file, others[0])
    if places[0] in above:
        return Verdict("yes", tuple(facts), places[0])
    level = levels(file.thing(places[0]).key)
    same = [n for n in above if levels(file.thing(n).key) & level]
    return Verdict("no", tuple(facts), same[-1]) if same else None
