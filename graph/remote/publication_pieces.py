"""What is sent to a SPARQL store, in pieces of bounded size.

The pieces of a plan and their order depend on the generation only, so a run that was interrupted is
continued at a piece.  Each can be sent twice: adding and deleting are operations on sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

import pyoxigraph as ox

from gaoxin.graph.store.digest import triple_line
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.patch import Patch
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

PIECE_BYTES = 2 << 20
"""The size of a piece, approximately."""
_GRAPHS_AT_ONCE = 200


@dataclass(slots=True)
class Piece:
    """Triples to delete and to add by graph IRI (``""``: the default graph), as N-Triples.

    ``drops`` are graphs that are emptied.
    """

    drops: list[str] = field(default_factory=list)
    removed: dict[str, list[bytes]] = field(default_factory=dict)
    added: dict[str, list[bytes]] = field(default_factory=dict)

    @property
    def only_graph(self) -> str | None:
        """The graph, if the piece only adds to one."""
        if self.drops or self.removed or len(self.added) != 1:
            return None
        return next(iter(self.added))

    def update(self) -> bytes:
        """The piece as a SPARQL update."""
        parts = [_drop(graph) for graph in self.drops]
        for verb, graphs in ((b"DELETE", self.removed), (b"INSERT", self.added)):
            if graphs:
                parts.append(verb + b" DATA {\n" + self.blocks(graphs) + b"}")
        return b" ;\n".join(parts)

    @staticmethod
    def blocks(graphs: dict[str, list[bytes]]) -> bytes:
        """Triples by graph as a part of an update."""
        return b"".join(_block(graph, lines) for graph, lines in graphs.items())


def _drop(graph: str) -> bytes:
    return f"DROP SILENT GRAPH <{graph}>".encode() if graph else b"DROP SILENT DEFAULT"


def _block(graph: str, lines: list[bytes]) -> bytes:
    body = b"".join(lines)
    return f"GRAPH <{graph}> {{\n".encode() + body + b"}\n" if graph else body


def dropping(graphs: Iterable[str]) -> Iterator[Piece]:
    """Pieces that empty these graphs."""
    listed = list(graphs)
    for start in range(0, len(listed), _GRAPHS_AT_ONCE):
        yield Piece(drops=listed[start : start + _GRAPHS_AT_ONCE])


def whole_pieces(generation: Generation, *, union: bool) -> Iterator[Piece]:
    """Everything that a generation holds, graph by graph; with ``union`` no default graph."""
    named = sorted(
        name.value for name in generation.store.named_graphs() if isinstance(name, ox.NamedNode)
    )
    graphs = named if union else [*named, ""]
    return _cut(chain.from_iterable(_added(generation, graph) for graph in graphs))


def _added(generation: Generation, graph: str) -> Iterator[tuple[bool, str, bytes]]:
    node = ox.NamedNode(graph) if graph else DEFAULT_GRAPH
    for quad in generation.store.quads_for_pattern(None, None, None, node):
        yield True, graph, triple_bytes(quad)


def patch_pieces(generation: Generation, patch: Patch, *, union: bool) -> Iterator[Piece]:
    """What turns the parent's content into that of ``generation``.

    The default graph loses a triple only if no named graph of the new generation has it.
    """
    return _cut(_patched(generation, patch, union=union))


def _patched(
    generation: Generation, patch: Patch, *, union: bool
) -> Iterator[tuple[bool, str, bytes]]:
    for is_added, quads in ((False, patch.removed), (True, patch.added)):
        for quad in sorted(quads, key=str):
            line = triple_bytes(quad)
            yield is_added, quad.graph_name.value, line  # type: ignore[union-attr]
            if union:
                continue
            triple = ox.Quad(quad.subject, quad.predicate, quad.object, DEFAULT_GRAPH)
            if (triple in generation.store) == is_added:
                yield is_added, "", line


def _cut(lines: Iterable[tuple[bool, str, bytes]]) -> Iterator[Piece]:
    piece, size = Piece(), 0
    for is_added, graph, line in lines:
        (piece.added if is_added else piece.removed).setdefault(graph, []).append(line)
        size += len(line)
        if size >= PIECE_BYTES:
            yield piece
            piece, size = Piece(), 0
    if size:
        yield piece


def triple_bytes(quad: ox.Quad) -> bytes:
    """A quad's triple as a line of N-Triples."""
    return f"{triple_line(quad)} .\n".encode("utf-8", "surrogatepass")
