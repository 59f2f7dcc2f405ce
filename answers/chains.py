"""Candidates for an answer: chains of one to three facts that begin at what the question names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gaoxin.answers.coverage import Coverage
from gaoxin.answers.known import KnownFact
from gaoxin.graph.names.keys import has_han, match_key

DEEPEST = 3
_BEAM = 120
_HUB = 400  # facts around a thing, above which a chain does not go on through it unasked
_NEW = 0.25  # weight that a further fact has to add
_SHARE = 0.55  # share of a name that must stand in the question for a thing to be a beginning
_UNNAMED = 2.5  # weight of the words of a fact about things that the question does not name
_LEAST = 1.0  # weight of a beginning
_ALIKE = frozenset({"exactMatch", "closeMatch"})
_CONNECTING = frozenset(
    {"locatedIn", "hosts", "holdsPosition", "participatesIn", "produces", "implements"}
)


@dataclass(frozen=True, slots=True)
class FactChain:
    """Facts, each of which shares a thing with the one before.

    ``nodes`` are the things from the beginning to the end; the last is 0 if the chain ends in a
    value.  ``mask`` is what the chain covers, without the name of the thing at its end.
    """

    facts: tuple[KnownFact, ...]
    nodes: tuple[int, ...]
    mask: int

    @property
    def end(self) -> int:
        """The thing at the end, 0 if it is a value."""
        return self.nodes[-1]

    @property
    def last(self) -> KnownFact:
        """The fact that holds the answer."""
        return self.facts[-1]


@dataclass(frozen=True, slots=True)
class CandidateAnswer:
    """A chain, with further chains to the same end that meet further conditions."""

    chain: FactChain
    further: tuple[FactChain, ...]
    mask: int
    score: float
    why: str = ""

    @property
    def facts(self) -> tuple[KnownFact, ...]:
        """All facts, those of the first chain first."""
        return tuple(f for chain in (self.chain, *self.further) for f in chain.facts)

    @property
    def nodes(self) -> set[int]:
        """All things on the chains."""
        return {n for chain in (self.chain, *self.further) for n in chain.nodes if n}


def beginnings(coverage: Coverage) -> list[int]:
    """The things that the question names, in full or in large part."""
    linked = coverage.question.named_things
    if not has_han(coverage.question.key):
        return list(dict.fromkeys(linked + _indicators(coverage)))
    near = sorted(coverage.near_things.items(), key=lambda item: -item[1])[:400]
    named = coverage.named
    for phrase in coverage.question.phrases_of("class"):
        named |= phrase.mask
    partly = [
        number
        for number, points in near
        if points >= _LEAST
        for mask, share in [coverage.thing(number)]
        if share >= _SHARE and coverage.weight(mask & ~named) >= _LEAST
    ]
    return list(dict.fromkeys(linked + partly + _indicators(coverage) + _told_of(coverage)))


def _told_of(coverage: Coverage) -> list[int]:
    """The indicators that have the name of a policy or event of the question in theirs."""
    file = coverage.file
    words = [
        match_key(mention.text)
        for mention in coverage.question.mentions
        if not {file.thing(thing).kind for thing in mention.things} & _NOT_TOLD_OF
    ]
    if not words or not coverage.question.phrases_of("indicator"):
        return []
    return [
        number
        for number in coverage.near_things
        if file.thing(number).kind == "indicator"
        and any(word in match_key(file.thing(number).zh) for word in words)
    ]


_NOT_TOLD_OF = frozenset({"zone", "division", "industry", "indicator", "award"})


def _indicators(coverage: Coverage) -> list[int]:
    """The indicators that phrases of the question stand for (GDP → 生产总值)."""
    names = [n for p in coverage.question.phrases_of("indicator") for n in (p.text, *p.names)]
    found = coverage.file.named(list(dict.fromkeys(map(match_key, names))))
    return [thing for _, thing in found if coverage.file.thing(thing).kind == "indicator"]


def chains(coverage: Coverage) -> list[FactChain]:
    """All chains that may answer the question."""
    started = list(_first(coverage))
    found = list(started)
    frontier = started
    for _ in range(DEEPEST - 1):
        ranked = sorted(frontier, key=lambda c: -coverage.weight(c.mask))
        grown = [longer for chain in _spread(ranked) for longer in _longer(coverage, chain)]
        found += grown
        frontier = grown
    return found


def _spread(ranked: list[FactChain]) -> list[FactChain]:
    """The best chains, at most so many of the same end."""
    taken: list[FactChain] = []
    ends: dict[int, int] = {}
    for chain in ranked:
        if chain.end and ends.get(chain.end, 0) < 6:
            ends[chain.end] = ends.get(chain.end, 0) + 1
            taken.append(chain)
            if len(taken) == _BEAM:
                break
    return taken


def _first(coverage: Coverage) -> Iterator[FactChain]:
    seen: set[tuple[int, int]] = set()
    for thing in beginnings(coverage):
        for fact in coverage.file.around(thing):
            yield from _chains_of(coverage, fact, thing, seen)
    if not has_han(coverage.question.key):
        return  # pieces of three letters stand in too many words
    near = sorted(coverage.near_facts.items(), key=lambda item: -item[1])[:200]
    numbers = [number for number, points in near if points >= _LEAST]
    for fact in coverage.file.facts(numbers):
        named = [t for t in (fact.subject, fact.object) if t and _is_named(coverage, t)]
        text = coverage.text(fact.qualifier) | coverage.text(fact.title)
        if not named and not fact.literal and coverage.weight(text) < _UNNAMED:
            continue
        for thing in named or [fact.subject, fact.object]:
            if thing and not (fact.is_figure and thing == fact.object):
                yield from _chains_of(coverage, fact, thing, seen)


def _chains_of(
    coverage: Coverage, fact: KnownFact, thing: int, seen: set[tuple[int, int]]
) -> Iterator[FactChain]:
    """The chains of one fact: from a thing to the other one or to the value; of a figure also to
    the thing that it is about.
    """
    if fact.is_figure:
        ways = [(fact.subject, 0)]
        if thing == fact.object:
            ways.append((fact.object, fact.subject))
    else:
        ways = [(thing, fact.other(thing))]
    for start, end in ways:
        if (fact.number, start) in seen:
            continue
        seen.add((fact.number, start))
        mask = coverage.words(fact) | _node(coverage, start)
        yield FactChain((fact,), (start, end), mask | (_node(coverage, end) if end else 0))


def _is_named(coverage: Coverage, thing: int) -> bool:
    """Whether the question names a thing, not an industry of a longer name (新能源)."""
    mask, share = coverage.thing(thing)
    if share < _SHARE or coverage.file.thing(thing).kind != "industry":
        return share >= _SHARE
    return not any(
        thing not in m.things and mask != m.mask and not mask & ~m.mask
        for m in coverage.question.mentions
    )


def _longer(coverage: Coverage, chain: FactChain) -> Iterator[FactChain]:
    if not _is_named(coverage, chain.nodes[0]):
        return
    if chain.last.is_figure and _is_named(coverage, chain.end):
        return
    around = coverage.file.around(chain.end)
    is_called = bool(_class(coverage, chain.end)) or _is_named(coverage, chain.end)
    covered = chain.mask | _node(coverage, chain.end)
    for fact in around:
        if fact.number in {f.number for f in chain.facts}:
            continue
        if fact.is_figure and (chain.end == fact.object or chain.last.is_figure):
            continue
        if fact.predicate in _ALIKE and not coverage.relation(fact.predicate):
            continue
        end = fact.other(chain.end)
        if end in chain.nodes and end:
            continue
        is_code = fact.predicate == "notation" and coverage.relation("notation")
        is_place = fact.predicate == "locatedIn" and fact.subject == chain.end
        is_part = (
            chain.last.predicate == "subIndustryOf"
            and chain.last.subject == chain.end
            and coverage.relation(fact.predicate)
        )  # who has a part of an industry has the industry
        if not (is_called or is_place or is_code or is_part):
            continue
        if fact.predicate == chain.last.predicate and _bounces(coverage, chain, fact):
            continue
        mask = covered | coverage.words(fact)
        if end:
            mask |= _node(coverage, end)
        new = coverage.weight(mask & ~covered)
        if new < _NEW and not (len(around) < _HUB and fact.predicate in _CONNECTING):
            continue
        yield replace(chain, facts=(*chain.facts, fact), nodes=(*chain.nodes, end), mask=mask)


def _bounces(coverage: Coverage, chain: FactChain, fact: KnownFact) -> bool:
    """Whether a chain goes to a thing and back by the same relation, as from a zone to its
    neighbour in the province, although the question does not speak of what lies between.
    """
    between = chain.end
    both_in = fact.object == between and chain.last.object == between
    both_out = fact.subject == between and chain.last.subject == between
    return (both_in or both_out) and _unsaid(coverage, between)


def _unsaid(coverage: Coverage, thing: int) -> bool:
    return not _class(coverage, thing) and not _is_named(coverage, thing)


def _node(coverage: Coverage, thing: int) -> int:
    """What a thing on a chain covers: the words of its name and its class in the question."""
    return coverage.thing(thing)[0] | _class(coverage, thing)


def _class(coverage: Coverage, thing: int) -> int:
    return coverage.of_class(coverage.file.thing(thing).type)
