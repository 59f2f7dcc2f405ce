"""The picture that a person asks for: by names, a class or a source, or of the whole graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.graph.view.arrangement import Title
from gaoxin.graph.view.gatherings import (
    PROVINCE,
    class_picture,
    class_title,
    source_picture,
    whole_picture,
)
from gaoxin.graph.view.surroundings import way_between
from gaoxin.graph.view.write import Picture, picture_around

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def asked_picture(
    generation: Generation,
    names: Sequence[str],
    of: str | None = None,
    by: str | None = None,
    source: str | None = None,
    kind: str | None = None,
    *,
    way: bool = False,
    depth: int | None = None,
    limit: int | None = None,
    relations: list[str] | None = None,
) -> tuple[Picture, str]:
    """The picture, and a file name for it without its ending.

    Args:
        generation: the graph.
        names: things from which it starts; several are compared, and none means the whole graph.
        of: all things of this class instead, ``by`` province or another class.
        by: see ``of``.
        source: what this source says instead: its key.
        kind: the names are looked up among this class only.
        way: the ways between the first two names instead.
        depth: how many steps from the starts are drawn, or the longest way.
        limit: how many things are drawn at most.
        relations: only these relations.

    Raises:
        UnresolvedName, AmbiguousName, UnknownTerm, BadParameter: it cannot be drawn.
    """
    if of is not None:
        found = class_picture(generation, of, by or PROVINCE, limit=limit or 20_000)
        return Picture(*found, class_title(of, by or PROVINCE)), "gaoxin-" + (by or PROVINCE)
    if source is not None:
        subgraph, arrangement, title = source_picture(generation, source, limit=limit or 1000)
        return Picture(subgraph, arrangement, title), source
    if not names:
        found = whole_picture(generation, limit=limit or 20_000)
        return Picture(*found, Title("整个图谱", "The whole graph")), "gaoxin-whole"
    resolved = [generation.names.resolve(name, kind) for name in names]
    starts = list({start.iri: start for start in resolved}.values())
    stem = starts[0].key.replace("/", "-")
    if way:
        ends = resolved[0].iri, resolved[1].iri
        found = way_between(generation, *ends, relations=relations, max_hops=depth or 6)
        zh = " 至 ".join(end.name for end in resolved)
        en = " to ".join(end.name_en or end.name for end in resolved)
        return Picture(*found, Title(zh, en)), stem
    iris = [start.iri for start in starts]
    picture = picture_around(generation, iris, depth, limit=limit or 1000, relations=relations)
    return picture, stem
