"""Shortest paths between two things, found from both ends at once.

Links are followed in both directions, inferred ones included.  Only paths of the shortest length
are returned, in the order of their IRIs; longer ones through hubs are too many to be useful.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter
from gaoxin.graph.facts.finding import Finding, outgoing
from gaoxin.graph.facts.reader import Readable, Reader
from gaoxin.graph.lookup.thing import Keeps, any_fact, kept_links, label_of, require
from gaoxin.language import say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.ontology.terms import PropertyTerm

COLUMNS = [
    "path",
    "step",
    "from",
    "from_iri",
    "predicate",
    "label",
    "direction",
    "to",
    "to_iri",
    "time",
    "status",
    "qualifier",
    "source",
    "grade",
    "inferred",
]


@dataclass(frozen=True, slots=True)
class Path:
    """``nodes``: the IRIs from end to end; ``steps``: the facts that link each to the next."""

    nodes: tuple[str, ...]
    steps: tuple[tuple[Finding, ...], ...]


@dataclass(slots=True)
class PathSearch:
    """The paths found between ``a`` and ``b``; ``more`` is true if there are others."""

    a: str
    b: str
    max_hops: int
    paths: list[Path] = field(default_factory=list)
    more: bool = False


def paths(
    generation: Readable,
    a: str,
    b: str,
    max_hops: int = 6,
    k: int = 3,
    relations: Iterable[str] | None = None,
    keeps: Keeps = any_fact,
) -> PathSearch:
    """Find the shortest paths between two things, ``k`` at most, of ``max_hops`` links at most.

    Only facts that ``keeps`` wants are steps; a link that nothing but unwanted facts make is not
    walked, so the paths may be longer.  If there is no path within ``max_hops``, ``paths`` is
    empty.  From a thing to itself there is one path without steps.

    Raises:
        UnresolvedName: the store knows nothing of one of the IRIs.
        UnknownTerm: there is no such relation.
        BadParameter: ``k`` or ``max_hops`` is below 1.
    """
    for name, number in (("k", k), ("max_hops", max_hops)):
        if number < 1:
            raise BadParameter(
                f"参数 {name} 至少为 1，而不是 {number}。",
                f"The parameter {name} must be 1 or more, not {number}.",
                parameter=name,
                value=number,
            )
    reader = Reader(generation)
    chosen = reader.chosen_relations(relations)
    require(reader, a)
    require(reader, b)
    search = PathSearch(a, b, max_hops)
    evidence: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for nodes in _shortest(reader, a, b, max_hops, chosen, keeps):
        if len(search.paths) == k:
            search.more = True
            break
        steps = []
        for ends in pairwise(nodes):
            if ends not in evidence:
                facts = _facts_between(reader, *ends, chosen)
                evidence[ends] = tuple(fact for fact in facts if keeps(fact))
            steps.append(evidence[ends])
        search.paths.append(Path(nodes, tuple(steps)))
    return search


def _facts_between(
    reader: Reader, a: str, b: str, chosen: dict[str, PropertyTerm]
) -> tuple[Finding, ...]:
    names = {term.name for term in chosen.values()}
    facts = [
        fact
        for subject, target in ((a, b), (b, a))
        for fact in outgoing(reader, subject, target)
        if fact.object == target and fact.predicate in names
    ]
    plain = [fact for fact in facts if not fact.echo]
    return tuple(sorted(plain or facts, key=lambda fact: fact.inferred))


Levels = dict[str, list[str]]


def _shortest(
    reader: Reader,
    a: str,
    b: str,
    max_hops: int,
    chosen: dict[str, PropertyTerm],
    keeps: Keeps,
) -> Iterator[tuple[str, ...]]:
    """The node sequences of all shortest paths, in the order of their IRIs."""
    if a == b:
        yield (a,)
        return
    # before[side][node]: the neighbours of node that are one link closer to that end, sorted.
    before: tuple[Levels, Levels] = ({a: []}, {b: []})
    frontiers: list[list[str]] = [[a], [b]]
    for _ in range(max_hops):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        reached: dict[str, set[str]] = {}
        for node in frontiers[side]:
            for other, _relation, _out in kept_links(reader, node, chosen, keeps):
                if other not in before[side]:
                    reached.setdefault(other, set()).add(node)
        if not reached:
            return
        before[side].update((node, sorted(nearer)) for node, nearer in reached.items())
        frontiers[side] = sorted(reached)
        other_end = set(frontiers[1 - side])
        meeting = [node for node in frontiers[side] if node in other_end]
        if meeting:
            yield from _joined(before, meeting, a, b)
            return


def _joined(
    before: tuple[Levels, Levels], meeting: list[str], a: str, b: str
) -> Iterator[tuple[str, ...]]:
    """Walk from ``a`` to ``b`` through the meeting nodes, smallest IRIs first."""
    onward: dict[str, set[str]] = defaultdict(set)
    for node, nearer in _links_to_end(before[0], meeting):
        onward[nearer].add(node)
    for node, nearer in _links_to_end(before[1], meeting):
        onward[node].add(nearer)
    stack: list[tuple[str, ...]] = [(a,)]
    while stack:
        path = stack.pop()
        if path[-1] == b:
            yield path
            continue
        stack.extend((*path, node) for node in sorted(onward[path[-1]], reverse=True))


def _links_to_end(before: Levels, meeting: list[str]) -> Iterator[tuple[str, str]]:
    """Every link between the meeting nodes and one end: a node, and the one closer to the end."""
    waiting, seen = list(meeting), set(meeting)
    while waiting:
        node = waiting.pop()
        for nearer in before[node]:
            yield node, nearer
            if nearer not in seen:
                seen.add(nearer)
                waiting.append(nearer)


def answer(generation: Readable, search: PathSearch) -> Answer:
    """The paths as rows, one for each fact on a path; a note says if there is none."""
    reader = Reader(generation)
    found: list[dict[str, object]] = []
    for number, path in enumerate(search.paths, start=1):
        for step, facts in enumerate(path.steps, start=1):
            ends = path.nodes[step - 1], path.nodes[step]
            for fact in facts:
                found.append(
                    {
                        "path": number,
                        "step": step,
                        "from": reader.entry(ends[0]).name,
                        "from_iri": ends[0],
                        "predicate": fact.predicate,
                        "label": label_of(fact.predicate),
                        "direction": "out" if fact.subject == ends[0] else "in",
                        "to": reader.entry(ends[1]).name,
                        "to_iri": ends[1],
                        "time": fact.time,
                        "status": fact.status,
                        "qualifier": fact.remark,
                        "source": "; ".join(source.key for source in fact.sources),
                        "grade": "; ".join(source.grade for source in fact.sources),
                        "inferred": fact.inferred,
                    }
                )
    notes = []
    if not search.paths:
        ends = reader.entry(search.a).name, reader.entry(search.b).name
        notes.append(
            say(
                f"{search.max_hops} 步之内未找到「{ends[0]}」与「{ends[1]}」之间的路径。",
                f"Not found within {search.max_hops} steps: a path between {ends[0]} "
                f"and {ends[1]}.",
            )
        )
    return Answer(COLUMNS, found, truncated=search.more, notes=notes)
