"""Communities of a large graph: things that are more linked with each other than with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Smaller communities are gathered in one.
_LEAST = 4
_SEED = 20260721


def communities(
    things: Sequence[str], links: Iterable[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """The communities, the largest first, each with its best connected members first.

    Linked communities follow each other where possible.  Equal input gives equal communities.
    """
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(things)
    graph.add_edges_from(links)
    found = networkx.community.louvain_communities(graph, seed=_SEED)
    degree = dict(graph.degree())
    ordered = [
        tuple(sorted(group, key=lambda iri: (-degree[iri], iri)))
        for group in sorted(found, key=lambda group: (-len(group), min(group)))
    ]
    large = [group for group in ordered if len(group) >= _LEAST]
    rest = tuple(iri for group in ordered if len(group) < _LEAST for iri in group)
    return (*large, rest) if rest else tuple(large)
