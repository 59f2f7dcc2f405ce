"""Pictures that begin at named things: one thing, several side by side, the way between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from gaoxin.errors import BadParameter
from gaoxin.graph.facts.reader import Readable, Reader
from gaoxin.graph.lookup.paths import paths
from gaoxin.graph.view.arrangement import Arrangement
from gaoxin.graph.view.subgraph import Subgraph, fill, neighbourhood
from gaoxin.language import counted

# A thing with fewer neighbours is shown with what is two steps away, too.
FEW = 6
# So many things stand beside each other at most; more are a list of blocks.
MOST_COMPARED = 4
# Ways of equal length between two things that one picture holds.
MOST_WAYS = 12


def surroundings(
    generation: Readable,
    starts: Sequence[str],
    depth: int | None = None,
    *,
    relations: Iterable[str] | None = None,
    limit: int = 1000,
) -> tuple[Subgraph, Arrangement]:
    """What surrounds one thing, or two to four things beside each other.

    Without ``depth`` it is one step, and two where a thing has few neighbours.

    Raises:
        UnresolvedName, UnknownTerm, BadParameter: see :func:`neighbourhood`.
    """
    chosen = None if relations is None else list(relations)
    found = neighbourhood(
        generation, starts, 1 if depth is None else depth, relations=chosen, limit=limit
    )
    if len(found.starts) > MOST_COMPARED:
        return found, Arrangement("kinds")
    if len(found.starts) > 1:
        return found, Arrangement("compare")
    notes: tuple[tuple[str, str], ...] = ()
    around = len(found.nodes) - 1
    if depth is None and 0 < around < FEW:
        found = neighbourhood(generation, starts, 2, relations=chosen, limit=limit)
        if len(found.nodes) - 1 > around:
            notes = (
                (
                    f"直接相连的只有 {around} 个事物，因此也画出两步以内的。",
                    f"Directly linked: only {counted(around, 'thing')}, so those two steps away "
                    "are shown, too.",
                ),
            )
    return found, Arrangement("star", notes=notes)


def way_between(
    generation: Readable,
    start: str,
    end: str,
    *,
    relations: Iterable[str] | None = None,
    max_hops: int = 6,
) -> tuple[Subgraph, Arrangement]:
    """The shortest ways between two things, all of the same length.

    Raises:
        UnresolvedName: the store knows nothing of one of them.
        UnknownTerm: there is no such relation.
        BadParameter: nothing links them within ``max_hops`` steps, or they are one thing.
    """
    chosen = None if relations is None else list(relations)
    if start == end:
        raise BadParameter(
            "路径的两端是同一个事物；请写两个不同的名称。",
            "Both ends of the path are the same thing; name two different ones.",
        )
    search = paths(generation, start, end, max_hops, MOST_WAYS, chosen)
    reader = Reader(generation)
    if not search.paths:
        names = reader.entry(start).name, reader.entry(end).name
        raise BadParameter(
            f"「{names[0]}」与「{names[1]}」在 {max_hops} 步以内没有相连，画不出路径；"
            "可分别查看：gaoxin view 其中之一。",
            f"Nothing links {names[0]!r} with {names[1]!r} within {max_hops} steps, so there is no "
            "path to draw; view one of them instead.",
        )
    length = len(search.paths[0].nodes) - 1
    depths = dict.fromkeys(chain.from_iterable(way.nodes for way in search.paths), 1)
    depths[start] = depths[end] = 0
    found = Subgraph([start, end], length, len(depths))
    names_of = {term.name for term in reader.chosen_relations(chosen).values()}
    fill(reader, found, depths, names_of, {})
    notes: tuple[tuple[str, str], ...] = ()
    if search.more:
        notes = (
            (
                f"还有更多同样短的路径；这里画出 {MOST_WAYS} 条。",
                f"There are more paths of this length; {MOST_WAYS} of them are drawn.",
            ),
        )
    return found, Arrangement("path", notes=notes)
