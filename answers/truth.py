"""Questions of yes and no: a fact says so, or a fact says otherwise; else nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import DATES
from gaoxin.answers.known import KnownFact, has_year
from gaoxin.answers.lexicon.expressions import Expression, expressions
from gaoxin.answers.more_than_so import (
    another,
    asks_all,
    asks_change,
    asks_done,
    asks_none,
    asks_only,
    asks_still,
    stronger,
    successor,
)
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.places_above import levels, named_places, places_above
from gaoxin.answers.yes_no_forms import said_of
from gaoxin.graph.names.keys import has_han
from gaoxin.ontology.terms import vocabulary

_EARLIER = re.compile("早[于吗么]?|之前|以前|年前")
_LATER = re.compile("晚[于吗么]?|之后|以后|年后")
_BARE_NUMBER = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?(?![\d.a-z年月日届批次个家])")
_BARE_IN_ENGLISH = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
"""Keys have no spaces, so a number stands beside letters."""
_PART_OF = frozenset({"locatedIn", "subIndustryOf"})
_BOUNDS = {">", ">=", "<", "<="}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``yes`` or ``no``; ``has`` or ``in`` where it was asked whether something has not or is not
    in.  With the facts that say so and the thing or value that they give.
    """

    verdict: str
    facts: tuple[KnownFact, ...]
    thing: int = 0


def verdict_on(candidates: list[CandidateAnswer], coverage: Coverage) -> Verdict | None:
    """What the candidates say; ``None`` if they leave it open.  ``candidates`` may be forbidden."""
    bounds = [
        e
        for e in expressions(coverage.question.key)
        if e.kind == "number" and e.relation in _BOUNDS
        if mask_of(e.start, e.end) & ~_names(coverage)  # 营收过10亿元企业数 is a name
    ]
    if bounds:
        return _bounded(candidates, bounds[0], is_of_result=asks_done(coverage.question.key))
    key, file = coverage.question.key, coverage.file
    if asks_all(coverage.question):
        return None
    needed = asks_change(key)  # 安徽最大的吗: that it lies in Anhui does not say so
    for phrase in coverage.question.phrases_of("superlative"):
        needed |= phrase.mask
    for candidate in candidates:
        if candidate.why not in ("", "named") or coverage.left_over(candidate.mask):
            continue
        if needed & ~candidate.mask or _is_other_number(candidate, key, _names(coverage)):
            continue
        is_asked_of_result = bool(coverage.question.phrases_of("verdict")) or asks_done(key)
        if candidate.chain.last.is_promise and is_asked_of_result:
            continue  # 目标实现了吗: that there is a target does not say so
        word, remark = stronger(key), candidate.chain.last.qualifier
        if word and word not in remark:
            continue
        if _says_all(candidate, coverage):
            if word and f"{word}不" in remark:
                return Verdict("no", candidate.facts, candidate.chain.end)
            if asks_only(key):
                return _denied(another(candidate, coverage.question, file))
            if asks_still(key, candidate):
                return _denied(successor(candidate, file))
            verdict = "has" if asks_none(key) else "in" if "不在" in key else "yes"
            return Verdict(verdict, candidate.facts, _shown(candidate, coverage))
    if needed or _bare_numbers(key, _names(coverage)):
        return None
    return _otherwise(candidates, coverage) or _elsewhere(coverage)


def _is_other_number(candidate: CandidateAnswer, key: str, names: int) -> bool:
    """Whether the question gives a number that is not one in the facts; ``names`` are the
    characters of the names in it.
    """
    numbers = [e for e in expressions(key) if e.kind == "number" and not e.relation]
    known: set[tuple[float | None, str]] = set()
    for fact in candidate.facts:
        known |= {(fact.amount, fact.base), (_number(fact.value), fact.unit)}
    if any(
        mask_of(n.start, n.end) & ~names and (float(n.value), n.unit) not in known for n in numbers
    ):
        return True
    bare = _bare_numbers(key, candidate.mask | names)
    return any(number not in {value for value, _ in known} for number in bare)


def _bare_numbers(key: str, covered: int) -> list[float]:
    """The numbers without a unit that stand outside of what is ``covered`` and what was read."""
    for expression in expressions(key):
        covered |= mask_of(expression.start, expression.end)
    found = (_BARE_NUMBER if has_han(key) else _BARE_IN_ENGLISH).finditer(key)
    return [float(each.group()) for each in found if mask_of(*each.span()) & ~covered]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _names(coverage: Coverage) -> int:
    """The characters of the names in the question."""
    mask = 0
    for mention in coverage.question.mentions:
        mask |= mention.mask
    return mask


def _shown(candidate: CandidateAnswer, coverage: Coverage) -> int:
    """The thing that makes the answer more than a yes: 天津有光伏吗 is told the zone."""
    named, end = set(coverage.question.named_things), candidate.chain.end
    if end in named:
        for fact in candidate.facts:
            if fact.predicate not in _PART_OF:
                others = [n for n in (fact.subject, fact.object) if n and n not in named]
                return others[0] if others else end
    return end


def _denied(found: tuple[KnownFact, int] | None) -> Verdict | None:
    return Verdict("no", (found[0],), found[1]) if found else None


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
                asked = next((text for text, _ in coverage.question.years), "")
                is_so = _is_before(coverage.question.key, last.literal[:4], asked)
                return Verdict("yes" if is_so else "no", candidate.facts)
    return None


def _says_all(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether everything that the question names stands in the facts."""
    nodes = _implied(candidate, coverage)
    mentions = coverage.question.mentions
    if any(f.predicate in _PART_OF and f.subject not in nodes for f in candidate.facts):
        return False
    if _is_by_a_neighbour(candidate, coverage):
        return False
    core = [f for f in candidate.facts if f.predicate not in _PART_OF]
    is_direct = said_of(coverage.question)[0] or not candidate.chain.end
    if is_direct and len({f.number for f in core}) > 1:
        return False  # 甲是国家级平台吗: that it hosts one does not say so
    named = all(
        set(m.things) & nodes or coverage.weight(m.mask & ~candidate.mask) == 0 for m in mentions
    )
    ends = {candidate.chain.nodes[0], candidate.chain.end}
    things = {thing for m in mentions for thing in m.things}
    last = candidate.chain.last
    stated = candidate.chain.end in things or (
        not candidate.chain.end
        and bool(last.value)
        and coverage.speaks_of_measure(last)
        and not _class_left(candidate, coverage)
    )
    if last.predicate == "inDemonstrationZone" and last.object == candidate.chain.end:
        type_ = coverage.file.thing(last.object).type  # 合肥高新区是国家自主创新示范区吗
        stated |= any(type_ in p.meanings for p in coverage.question.phrases_of("class"))
    years = [year for year, _ in coverage.question.years]
    stated = stated or any(last.literal.startswith(year) for year in years)
    if not stated and last.predicate == "awarded" and last.object == candidate.chain.end:
        # 上市了吗: the verb itself says what it was awarded
        stated = bool(coverage.thing(last.object)[0] & coverage.relation("awarded"))
    if any(f.predicate == "holdsPosition" for f in candidate.facts):
        if len(candidate.facts) > 1:
            return False  # a post in a zone is none of the city in which it lies
        # 夏青林是书记吗: of the post alone
        stated |= bool(coverage.question.phrases_of("role")) and last.subject in things
    return named and (stated or _is_upgraded(last, coverage)) and bool(ends & things)


def _is_upgraded(fact: KnownFact, coverage: Coverage) -> bool:
    """Whether the date of its approval says that a zone was made a national one: 升级了吗."""
    is_of_zone = coverage.file.thing(fact.subject).type == "NationalZone"
    spoken = {m for p in coverage.question.phrases_of("class") for m in p.meanings}
    asked = coverage.relation("approvedAs") or coverage.relation("approved")
    return (
        fact.predicate == "approved"
        and is_of_zone
        and asked > 0
        and spoken <= {"NationalZone", "Zone"}
    )


def _is_by_a_neighbour(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether the things are joined only by a third one: that a zone has an industry which another
    zone has, too, says nothing of the other's further industries.  A third one of which the
    question speaks may join them: 生产光纤的企业获奖了吗.
    """
    subjects: dict[int, set[int]] = {}
    objects: dict[int, set[int]] = {}
    for fact in candidate.facts:
        if fact.object and fact.predicate not in _PART_OF and not fact.is_figure:
            subjects.setdefault(fact.object, set()).add(fact.subject)
            objects.setdefault(fact.subject, set()).add(fact.object)
    if any(len(several) > 1 for several in subjects.values()):
        return True
    named = set(coverage.question.named_things)
    words = [p for p in coverage.question.phrases_of("class") if p.mask & ~_names(coverage)]
    spoken = tuple(meaning for phrase in words for meaning in phrase.meanings)
    return any(
        third not in named
        and len(several & named) > 1
        and not vocabulary().is_a(coverage.file.thing(third).type, spoken)
        for third, several in objects.items()
    )


def _is_before(key: str, known: str, year: str) -> bool:
    """Whether a question asks for before or after a year, and the known year is so."""
    if _EARLIER.search(key):
        return known < year
    return bool(_LATER.search(key)) and known > year


def _class_left(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether the question speaks of a class that the facts do not: a rank is no 示范区."""
    covered = candidate.mask | _names(coverage)
    return any(phrase.mask & ~covered for phrase in coverage.question.phrases_of("class"))


def _implied(candidate: CandidateAnswer, coverage: Coverage) -> set[int]:
    """The things of which the facts hold: those that they name, and what these lie in or belong to.

    That a zone has new energy does not say that it has photovoltaics, which is a part of that.
    """
    upward = [f for f in candidate.facts if f.predicate in _PART_OF]
    named = set(coverage.question.named_things)
    found = {n for f in candidate.facts if f not in upward for n in (f.subject, f.object)}
    found |= candidate.nodes - {n for f in upward for n in (f.subject, f.object)}
    found = found or {f.subject for f in upward if f.subject in named}
    while more := {f.object for f in upward if f.subject in found} - found:
        found |= more
    return found


def _bounded(
    candidates: list[CandidateAnswer], bound: Expression, *, is_of_result: bool
) -> Verdict | None:
    """Compare a figure with the number in the question."""
    for candidate in candidates:
        fact = candidate.chain.last
        if candidate.why or not fact.is_figure or candidate.chain.end or fact.amount is None:
            continue
        if fact.is_promise and is_of_result:
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
    places, others = named_places(coverage)
    if len(places) != 1 or len(others) != 1:
        return None
    key = coverage.question.key
    is_asked = any(word in key for word in ("在", "位于", "属于"))
    if not is_asked and not _is_of(coverage, places[0]):
        return None
    above, facts = places_above(file, others[0])
    if places[0] in above:
        return Verdict("yes", tuple(facts), places[0])
    level = levels(file.thing(places[0]).key)
    same = [n for n in above if levels(file.thing(n).key) & level]
    return Verdict("no", tuple(facts), same[-1]) if same else None


def _is_of(coverage: Coverage, place: int) -> bool:
    """Whether the question ends with 是贵州的吗 or *in Guizhou*."""
    forms = [m.text for m in coverage.question.mentions if place in m.things]
    asked = "|".join(map(re.escape, forms))
    pattern = f"是(?:{asked})[省市区县]?的[吗么吧呀?]*$|in(?:{asked})(?:province)?[?]*$"
    return bool(re.search(pattern, coverage.question.key))
