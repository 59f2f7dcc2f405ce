"""The part of the graph around some things, for views.

Statements, figures, rankings and positions are not nodes: a position is a link with a title, a
figure is a fact of its subject.  Each fact carries its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import log2

from gaoxin.errors import BadParameter
from gaoxin.graph.facts.finding import Finding, outgoing
from gaoxin.graph.facts.reader import Readable, Reader
from gaoxin.graph.lookup.thing import require
from gaoxin.ontology.rdf_terms import ALTERNATIVE

# Of a node at the outermost level, read at most so many links to count neighbours not drawn.
RIM_LINKS = 2000
# Of any other node so many: of the hundred thousand firms of a zone a thousand are drawn.
MOST_LINKS = 25_000

_NAME_PREDICATES = frozenset({"skos:prefLabel", "skos:altLabel", "skos:hiddenLabel"})


@dataclass(frozen=True, slots=True)
class DrawnThing:
    """A thing to be drawn.

    ``cls`` is the local name of its main class; ``depth`` its distance from the nearest start;
    ``facts`` its attributes and figures; ``beyond`` how many neighbours the subgraph leaves out
    (``RIM_LINKS`` at most are counted, of those further in ``MOST_LINKS``).
    """

    iri: str
    cls: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    depth: int
    facts: tuple[Finding, ...]
    beyond: int

    @property
    def name(self) -> str:
        """A name in any language, else the end of the IRI."""
        return self.zh or self.en or self.iri.rstrip("/").rsplit("/", 1)[-1]


@dataclass(slots=True)
class Subgraph:
    """Things and the relations among them; ``edges`` are findings between two of ``nodes``.

    ``left_out`` counts the things within ``depth`` that ``limit`` kept out, on the last level that
    was reached; ``names`` gives things that facts mention without being drawn (indicators), as
    ``{iri: (zh, en)}``.
    """

    starts: list[str]
    depth: int
    limit: int
    nodes: list[DrawnThing] = field(default_factory=list)
    edges: list[Finding] = field(default_factory=list)
    left_out: int = 0
    names: dict[str, tuple[str, str]] = field(default_factory=dict)


def neighbourhood(
    generation: Readable,
    start_iris: Sequence[str],
    depth: int,
    *,
    relations: Iterable[str] | None = None,
    limit: int = 1000,
) -> Subgraph:
    """Everything within ``depth`` links of the starts, ``limit`` nodes at most.

    If a level does not fit, nodes are ranked by the sum over their neighbours of 1/log2(2 +
    degree): one of a hub's thousand firms says less than one of a firm's two products.

    Raises:
        UnresolvedName: the store knows nothing of one of the starts.
        UnknownTerm: there is no such relation.
        BadParameter: there is no start, or ``depth`` is negative, or ``limit`` below the starts.
    """
    starts = list(dict.fromkeys(start_iris))
    if not starts or depth < 0 or limit < len(starts):
        raise BadParameter(
            f"视图需要至少一个起点、不小于 0 的步数和不小于起点数的上限"
            f"（起点 {len(starts)} 个，步数 {depth}，上限 {limit}）。",
            "A view needs a start, a depth of 0 or more and a limit not below the number of "
            f"starts (starts: {len(starts)}, depth: {depth}, limit: {limit}).",
            depth=depth,
            limit=limit,
        )
    reader = Reader(generation)
    chosen = reader.chosen_relations(relations)
    for iri in starts:
        require(reader, iri)
    found = Subgraph(starts, depth, limit)
    depths = dict.fromkeys(starts, 0)
    around: dict[str, set[str]] = {}
    frontier = starts
    for level in range(1, depth + 1):
        scores: dict[str, float] = {}
        for iri in frontier:
            links = islice(reader.links(iri, chosen), MOST_LINKS)
            around[iri] = {other for other, _relation, _out in links}
            share = 1 / log2(2 + len(around[iri]))
            for other in around[iri] - depths.keys():
                scores[other] = scores.get(other, 0.0) + share
        ranked = sorted(scores, key=lambda iri: (-round(scores[iri], 9), iri))
        frontier = ranked[: limit - len(depths)]
        depths.update(dict.fromkeys(frontier, level))
        found.left_out = len(ranked) - len(frontier)
        if found.left_out or not frontier:
            break
    for iri in frontier:
        links = islice(reader.links(iri, chosen), RIM_LINKS)
        around.setdefault(iri, {other for other, _relation, _out in links})
    names = {term.name for term in chosen.values()}
    beyond = {iri: sum(other not in depths for other in a) for iri, a in around.items()}
    fill(reader, found, depths, names, beyond)
    return found


def fill(
    reader: Reader,
    found: Subgraph,
    depths: dict[str, int],
    relations: set[str],
    beyond: dict[str, int],
) -> None:
    """Read the facts of the chosen things: those of ``relations`` between two of them are edges.

    ``depths`` are the things, each with its distance from a start; ``beyond`` how many of its
    neighbours are left out.
    """
    all_relations = {term.name for term in reader.relations.values()}
    for iri in sorted(depths, key=lambda iri: (depths[iri], iri)):
        facts: list[Finding] = []
        for fact in outgoing(reader, iri):
            if fact.echo or fact.predicate in _NAME_PREDICATES:
                continue
            if fact.predicate not in all_relations:
                facts.append(fact)
            elif fact.predicate in relations and fact.object in depths and fact.object != iri:
                found.edges.append(fact)
        found.names.update(_mentioned(reader, facts))
        entry = reader.entry(iri)
        aliases = tuple(
            alias for alias in reader.labels(iri, ALTERNATIVE) if alias not in (entry.zh, entry.en)
        )
        found.nodes.append(
            DrawnThing(
                iri,
                entry.cls,
                entry.zh,
                entry.en,
                aliases,
                depths[iri],
                tuple(facts),
                beyond.get(iri, 0),
            )
        )


def _mentioned(reader: Reader, facts: Iterable[Finding]) -> Iterator[tuple[str, tuple[str, str]]]:
    for fact in facts:
        if fact.object:
            entry = reader.entry(fact.object)
            yield fact.object, (entry.zh or entry.name, entry.en)
