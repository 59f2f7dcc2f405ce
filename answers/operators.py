"""Answers that are computed from several facts: paths, and things that have a date."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from gaoxin.answers.chains import FactChain
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownFact
from gaoxin.ontology.terms import vocabulary

_LONGEST = 4
_SEEN = 20_000


@dataclass(frozen=True, slots=True)
class Computed:
    """Values (a number with its unit, or a thing) and the facts that they were computed from.

    ``compared`` says in words among what the things were found; one that ``is_alone`` was compared
    with nothing.
    """

    values: tuple[tuple[float | int, str], ...] = ()
    things: tuple[int, ...] = ()
    facts: tuple[KnownFact, ...] = field(default=())
    mask: int = 0
    compared: str = ""
    is_alone: bool = False


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
