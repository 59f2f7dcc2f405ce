"""The network of a page: a networkx graph of the things and their lines, given to pyvis.

pyvis gives each node and edge the form that the page's scripts read: shape, colour, size, dashes
and arrows.  Positions are computed in the page, because they change with what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gaoxin.graph.appearance.design_tokens import tokens
from gaoxin.graph.appearance.palette import DASHES, look
from gaoxin.graph.view.subgraph import DrawnThing


class _NodeNumbers(list[int]):
    """pyvis looks up every end of every edge in its list of node ids: 20,000 nodes took 20 s.

    The ids are 0, 1, 2 …, so that a comparison with the length answers the same.
    """

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and 0 <= number < len(self)


def drawn_network(nodes: Sequence[DrawnThing], lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Nodes and edges as pyvis describes them; ids are places in ``nodes`` and ``lines``."""
    import networkx
    from pyvis.network import Network

    graph = networkx.DiGraph()
    for number, node in enumerate(nodes):
        drawn = look(node.cls)
        graph.add_node(
            number, label=node.name, shape=drawn.shape, color=drawn.colour, size=drawn.size
        )
    for number, line in enumerate(lines):
        kind = line["kind"]
        graph.add_edge(
            line["a"],
            line["b"],
            id=number,
            color=tokens()[kind],
            dashes=DASHES[kind],
            arrows=line["arrows"],
        )
    network = Network(directed=True)
    network.node_ids = _NodeNumbers()
    for number, looks in graph.nodes(data=True):
        network.add_node(number, **looks)
    for one, other, looks in graph.edges(data=True):
        network.add_edge(one, other, **looks)
    network.toggle_physics(False)
    found_nodes, edges, _heading, _height, _width, _options = network.get_network_data()
    return {
        "nodes": [_kept(node, ("id", "shape", "color", "size")) for node in found_nodes],
        "edges": [_kept(edge, ("id", "from", "to", "dashes", "arrows")) for edge in edges],
    }


def _kept(described: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """The keys that the page reads; names are in the page's own data already."""
    return {key: described[key] for key in keys if key in described}
