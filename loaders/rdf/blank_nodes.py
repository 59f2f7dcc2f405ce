"""Replace blank nodes by IRIs that depend on their content, not on their labels or their order.

The store has no blank nodes.  The IRIs ``{base}genid/<hash>`` of each group of connected blank
nodes are derived from the content of the whole group.  So reading a file again, or with its lines
in another order, gives the same IRIs, and groups with equal content become one.

The nodes of a group are distinguished by colour refinement: the colour of a node is the hash of its
triples and its neighbours' colours, repeated until nothing changes.  If nodes still have equal
colours, one of them gets a new colour and the refinement is repeated.  The standard algorithm
(RDFC-1.0) is not used, because it takes exponential time on small hostile graphs (2.6 s for 8 nodes
that are all linked to each other).  Here the work is bounded; only if a file exhausts the bound can
the IRIs depend on the order of its lines.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

SPARE_WORK = 2_000_000  # additional edges to hash after ROUNDS rounds over all: a few seconds
ROUNDS = 10
Edge = tuple[str, str]  # the content of the edge, and the label of the blank node at its end, or ""


def skolemise(quads: Iterable[ox.Quad], base: str) -> Iterator[ox.Quad]:
    """Yield ``quads`` with an IRI under ``base`` in place of every blank node."""
    quads = list(quads)
    iris: dict[str, ox.NamedNode] = {}
    budget = SPARE_WORK + 2 * ROUNDS * len(quads)
    for group in _groups(quads):
        ranks, work = _rank(_edges(group), budget)
        budget -= work
        content = hashlib.sha256()
        for line in sorted(_line(quad, ranks) for quad in group):
            content.update(line.encode("utf-8", "surrogatepass") + b"\n")
        for label, rank in ranks.items():
            name = hashlib.sha256(content.digest() + str(rank).encode()).hexdigest()[:16]
            iris[label] = ox.NamedNode(f"{base}genid/{name}")
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.BlankNode):
            subject = iris[subject.value]
        if isinstance(value, ox.BlankNode):
            value = iris[value.value]
        yield ox.Quad(subject, quad.predicate, value, quad.graph_name)


def _blank(quad: ox.Quad) -> list[str]:
    return [end.value for end in (quad.subject, quad.object) if isinstance(end, ox.BlankNode)]


def _groups(quads: list[ox.Quad]) -> Iterable[list[ox.Quad]]:
    """The quads of each group of blank nodes that are connected through blank nodes only."""
    parent: dict[str, str] = {}

    def root(label: str) -> str:
        while parent.setdefault(label, label) != label:
            parent[label] = label = parent[parent[label]]
        return label

    for quad in quads:
        ends = _blank(quad)
        parent[root(ends[-1])] = root(ends[0])
    groups: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        groups[root(_blank(quad)[0])].append(quad)
    return groups.values()


def _edges(group: list[ox.Quad]) -> dict[str, list[Edge]]:
    edges: dict[str, list[Edge]] = defaultdict(list)
    for quad in group:
        subject, value = quad.subject, quad.object
        said = f"{quad.predicate} {quad.graph_name}"
        if isinstance(subject, ox.BlankNode):
            if isinstance(value, ox.BlankNode):
                edges[subject.value].append((f"> {said}", value.value))
            else:
                edges[subject.value].append((f"> {said} {value}", ""))
        if isinstance(value, ox.BlankNode):
            if isinstance(subject, ox.BlankNode):
                edges[value.value].append((f"< {said}", subject.value))
            else:
                edges[value.value].append((f"< {said} {subject}", ""))
    return edges


def _rank(edges: dict[str, list[Edge]], budget: int) -> tuple[dict[str, int], int]:
    """Number the nodes of a group from 0, by content; also return the number of hashed edges."""
    colours = dict.fromkeys(edges, b"")
    size = sum(map(len, edges.values()))
    work = 0
    while True:
        distinct = 0
        while work <= budget:
            work += size
            colours = _refine(edges, colours)
            before, distinct = distinct, len(set(colours.values()))
            if distinct == before:
                break
        if distinct == len(edges) or work > budget:
            break
        alike: dict[bytes, list[str]] = defaultdict(list)
        for label, colour in colours.items():
            alike[colour].append(label)
        marked = min(colour for colour, labels in alike.items() if len(labels) > 1)
        colours[alike[marked][0]] = marked + b"!"
    # A stable sort: nodes that still have equal colours keep the order of the file.
    order = sorted(edges, key=colours.__getitem__)
    return {label: rank for rank, label in enumerate(order)}, work


def _refine(edges: dict[str, list[Edge]], colours: dict[str, bytes]) -> dict[str, bytes]:
    refined = {}
    for label, own in edges.items():
        lines = sorted(
            said.encode("utf-8", "surrogatepass")
            + b"\x00"
            + (b"=" if end == label else colours.get(end, b""))
            for said, end in own
        )
        refined[label] = hashlib.blake2b(
            colours[label] + b"\x01" + b"\x01".join(lines), digest_size=16
        ).digest()
    return refined


def _line(quad: ox.Quad, ranks: dict[str, int]) -> str:
    ends = [
        f"_:{ranks[end.value]}" if isinstance(end, ox.BlankNode) else str(end)
        for end in (quad.subject, quad.object)
    ]
    return f"{ends[0]} {quad.predicate} {ends[1]} {quad.graph_name}"
