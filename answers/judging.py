"""Score the candidates for an answer: what they cover, less what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from gaoxin.answers.chains import CandidateAnswer, FactChain, beginnings
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fit_of_kind import OF_INDUSTRY, fit, is_of_place
from gaoxin.answers.industry_owners import said_of
from gaoxin.answers.known import KnownFact
from gaoxin.answers.vetoes import forbidden, is_leading_asked
from gaoxin.ontology.terms import vocabulary

_HOP = 0.7
_LACKING = 0.45
_JOINED = 0.3
_UNSAID_PROMISE = 0.3
_NEAREST = 0.4
_WRONG_END = 1.5
_UNCUED, _CUE = 0.8, 0.2
_UNSPOKEN = 0.3
_NOT_LEADING = 1.5
_CONDITION, _CONDITION_COST = 0.8, 0.3
_OTHERS = re.compile(
    r"一样|同样|也|其[他它余]|别的|另外|还有|除|\b(?:same|also|too|other|else|besides)\b"
)
"""Words by which others are asked for that are like what the question names."""
_HEAD = 2
"""Last characters of a name that say what it is: 电阻 for 新型贴片电阻."""


def judge(
    found: Iterable[FactChain], coverage: Coverage, expected: ExpectedAnswer
) -> list[CandidateAnswer]:
    """The candidates, best first; ``why`` is set for those that are forbidden."""
    listed = list(found)
    neighbours = _neighbours(coverage)
    scored = [_scored(coverage, expected, chain, (), neighbours) for chain in listed]
    scored += _joined(listed, coverage, expected, neighbours)
    scored = [c for c in scored if c.score > -50]
    return sorted(
        (replace(c, why=forbidden(c, coverage, expected)) for c in scored),
        key=lambda c: -c.score,
    )


def _neighbours(coverage: Coverage) -> list[tuple[int, dict[int, list[KnownFact]]]]:
    """For each thing that the question names: the facts that it shares with other things."""
    named = coverage.question.named_things
    out = []
    for thing in dict.fromkeys([*named, *beginnings(coverage)]):
        beside: dict[int, list[KnownFact]] = {}
        for fact in coverage.file.around(thing):
            other = fact.other(thing)
            if other:
                beside.setdefault(other, []).append(fact)
        if vocabulary().is_a(coverage.file.thing(thing).type, ("AdministrativeDivision",)):
            _add_lower(coverage, thing, beside)
        out.append((thing, beside))
    return out


def _add_lower(coverage: Coverage, place: int, beside: dict[int, list[KnownFact]]) -> None:
    """What lies in a place by way of smaller places."""
    layer = [place]
    for _ in range(3):
        inside = [
            fact
            for one in layer
            for fact in coverage.file.around(one)
            if fact.predicate == "locatedIn" and fact.object == one
        ]
        for fact in inside:
            beside.setdefault(fact.subject, []).append(fact)
        types = {fact.subject: coverage.file.thing(fact.subject).type for fact in inside}
        layer = [
            thing for thing, type_ in types.items() if vocabulary().is_a(type_, ("Territory",))
        ]


def _scored(
    coverage: Coverage,
    expected: ExpectedAnswer,
    chain: FactChain,
    further: tuple[FactChain, ...],
    neighbours: list[tuple[int, dict[int, list[KnownFact]]]],
) -> CandidateAnswer:
    mask = chain.mask
    hops = len(chain.facts) - 1
    for other in further:
        mask |= other.mask
        hops += len(other.facts) - 1
    conditions: list[FactChain] = []
    said = said_of(coverage)
    on_chain = {n for c in (chain, *further) for n in c.nodes if n}
    on_chain |= {f.subject for f in chain.facts}
    score = fit(chain, expected, coverage.file)
    if score > -50:
        for thing, beside in neighbours:
            name = coverage.thing(thing)[0]
            if thing in on_chain or coverage.weight(name & ~mask) < _CONDITION:
                continue
            classes = said.get(thing)
            for node in _nearest_first(on_chain & beside.keys(), thing, beside, chain.end):
                if not _is_called(coverage, chain, node):
                    continue
                if classes and not vocabulary().is_a(coverage.file.thing(node).type, classes):
                    continue
                tied = [f for f in beside[node] if not _is_rival(coverage, chain, thing, f)]
                if expected.is_doer:
                    tied = [f for f in tied if not _is_of_place(chain, node, f)]
                if not tied:
                    continue
                fact = max(tied, key=lambda f: coverage.weight(coverage.words(f) & ~mask))
                conditions.append(FactChain((fact,), (thing, node), 0))
                mask |= name | coverage.words(fact)
                score -= _CONDITION_COST
                break
    score += coverage.weight(mask) - _HOP * hops - _JOINED * len(further)
    last_named = max(coverage.question.mentions, key=lambda m: m.end, default=None)
    wants_promise = any("target" in p.meanings for p in coverage.question.phrases_of("status"))
    leading = is_leading_asked(coverage.question)
    if chain.end:
        cues = coverage.words(chain.last) | coverage.of_class(coverage.file.thing(chain.end).type)
        cues |= coverage.thing(chain.end)[0]
        score -= _UNCUED * (coverage.weight(cues) < _CUE)
        score -= _UNSPOKEN * (not coverage.relation(chain.last.predicate))
    score -= _WRONG_END * _is_wrong_end(coverage, chain)
    if last_named and set(last_named.things) & {chain.last.subject, chain.last.object}:
        score += _NEAREST
    for fact in (f for c in (chain, *further) for f in c.facts):
        if fact.is_figure:
            score -= _LACKING * coverage.indicator(fact.object)[1]
        if fact.predicate == "hasIndustry" and leading:
            score -= _NOT_LEADING
        if fact.is_promise and not wants_promise:
            score -= _UNSAID_PROMISE
    return CandidateAnswer(chain, (*further, *conditions), mask, score)


def _nearest_first(
    nodes: set[int], thing: int, beside: dict[int, list[KnownFact]], end: int
) -> list[int]:
    """Nodes in the order in which a condition is said of them: those that a fact joins with the
    thing, and first the answer rather than what lies on the way to it.
    """

    def is_far(node: int) -> bool:
        return not any(thing in (fact.subject, fact.object) for fact in beside[node])

    return sorted(nodes, key=lambda node: (is_far(node), node != end, node))


def _is_rival(coverage: Coverage, chain: FactChain, thing: int, fact: KnownFact) -> bool:
    """Whether a fact says of a thing what is asked of the answers.

    合肥高新区谁在做人工智能 does not ask for other zones that have this industry as it has.
    """
    last = chain.last
    if not chain.end or chain.end != last.subject or fact.predicate != last.predicate:
        return False
    is_alike = (fact.subject, fact.object) == (thing, last.object)
    return is_alike and not _OTHERS.search(coverage.question.key)


def _is_of_place(chain: FactChain, node: int, fact: KnownFact) -> bool:
    """Whether a condition speaks of the place in which somebody does something, not of who does it:
    it has the industry, or it is itself the answer because a thing of the question lies in it.
    """
    if node == chain.end:
        return fact.predicate == "locatedIn" and fact.object == node
    return fact.predicate in OF_INDUSTRY


def _is_called(coverage: Coverage, chain: FactChain, node: int) -> bool:
    """Whether the question speaks of a thing on the chain, so that a condition may be on it."""
    if node == chain.end or coverage.thing(node)[1] >= 1:
        return True
    if coverage.of_class(coverage.file.thing(node).type):
        return True
    said = coverage.text(coverage.file.thing(node).zh[-_HEAD:]) & ~coverage.named
    return chain.last.is_figure and coverage.weight(said) > 0


def _is_wrong_end(coverage: Coverage, chain: FactChain) -> bool:
    """Whether the question asks for the other end of the relation."""
    if not chain.end:
        return False
    if chain.last.predicate == "subIndustryOf":
        wants_upper = any(word in coverage.question.key for word in ("属于", "归属", "归", "算"))
        return (chain.last.object == chain.end) != wants_upper
    asked = {
        phrase.asks
        for phrase in coverage.question.phrases_of("relation")
        if chain.last.predicate in phrase.meanings
    }
    end = "subject" if chain.last.subject == chain.end else "object"
    return bool(asked - {""}) and not asked & {end, ""}


def _joined(
    found: list[FactChain],
    coverage: Coverage,
    expected: ExpectedAnswer,
    neighbours: list[tuple[int, dict[int, list[KnownFact]]]],
) -> list[CandidateAnswer]:
    """Chains from several beginnings that meet in one end."""
    by_end: dict[int, list[FactChain]] = {}
    for chain in found:
        if chain.end and len(chain.facts) < 3:
            by_end.setdefault(chain.end, []).append(chain)
    named = set(coverage.question.named_things)
    out: list[CandidateAnswer] = []
    for meeting in by_end.values():
        if len(meeting) < 2 or len({chain.nodes[0] for chain in meeting}) < 2:
            continue
        meeting = [c for c in meeting if c.nodes[0] in named or len(c.facts) == 1]
        if len(meeting) < 2:
            continue
        meeting.sort(key=lambda c: len(c.facts) * _HOP - coverage.weight(c.mask))
        for first in meeting[:4]:
            mask, further, taken = first.mask, [], {first.nodes[0]}
            for other in meeting:
                new = coverage.weight(other.mask & ~mask)
                if other.nodes[0] in taken or other.nodes[0] not in named:
                    continue
                if expected.is_doer and is_of_place(other, coverage.file):
                    continue
                if new > 0.6 + _HOP * (len(other.facts) - 1):
                    further.append(other)
                    taken.add(other.nodes[0])
                    mask |= other.mask
            if further:
                out.append(_scored(coverage, expected, first, tuple(further[:3]), neighbours))
    return out
