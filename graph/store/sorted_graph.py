"""A graph as sorted lines, without a store: its stated quads and what follows from them.

It is read from its beginning to its end, subject by subject, any number of times.  So memory holds
the lines about one subject, whatever the size of the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.rules.inference import reachable
from gaoxin.graph.rules.relations import Relations, current_relations
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.lines import Chunks, Lines, Sorter, by_subject, merged, triple_of
from gaoxin.graph.store.mirror_digest import TermBytes

Block = list[bytes]
"""All lines about one subject, ascending."""


def inferred_lines(stated: Iterable[bytes], graph: ox.NamedNode, scratch: Path) -> Lines:
    """What follows from stated lines, as lines of the named graph ``graph``.

    These are the triples of :class:`gaoxin.graph.rules.inference.Inference`, and some that are
    stated, too.  Memory grows with the steps of transitive relations, which only catalogues have.
    """
    rules = current_relations()
    following = _following(rules)
    transitive = {f"<{iri}>".encode() for iri in rules.transitive}
    steps: dict[bytes, dict[bytes, set[bytes]]] = defaultdict(lambda: defaultdict(set))
    found, end = Sorter(scratch), f" {graph} .\n".encode()
    for line in stated:
        subject, predicate, rest = line.split(b" ", 2)
        if rest[:1] != b"<":
            continue
        for relation, turned in following.get(predicate, ()):
            value = rest[: rest.index(b" ")]
            start, target = (value, subject) if turned else (subject, value)
            found.add(b"%b %b %b%b" % (start, relation, target, end))
        if predicate in transitive:
            steps[predicate][subject].add(rest[: rest.index(b" ")])
    for predicate, known in steps.items():
        for start in list(known):
            found.extend(
                b"%b %b %b%b" % (start, predicate, o, end) for o in reachable(start, known)
            )
    return found.sorted()


def _following(rules: Relations) -> Mapping[bytes, list[tuple[bytes, bool]]]:
    return {
        f"<{relation}>".encode(): [(f"<{s.relation}>".encode(), s.turned) for s in steps]
        for relation, steps in rules.following.items()
    }


@dataclass(frozen=True, slots=True)
class SortedGraph:
    """``stated()`` gives the stated quads, ascending and distinct; ``inferred`` follows from them,
    in the named graph ``inferred_graph``.  ``sources`` has the key of the source of each other
    named graph.
    """

    stated: Callable[[], Chunks]
    inferred: Lines
    inferred_graph: ox.NamedNode
    sources: Mapping[str, str]

    def blocks(self) -> Iterator[tuple[bytes, Block]]:
        """Each subject, as written, with its lines: what is stated is not inferred, too."""
        marked = f" {self.inferred_graph} .\n".encode()
        lines = (
            line for chunk in merged([self.stated(), self.inferred.chunks()]) for line in chunk
        )
        for subject, group in by_subject(lines):
            block = list(group)
            drawn = [line for line in block if line.endswith(marked)]
            if drawn and len(drawn) < len(block):
                said = {triple_of(line) for line in block if not line.endswith(marked)}
                gone = {line for line in drawn if triple_of(line) in said}
                block = [line for line in block if line not in gone] if gone else block
            yield subject, block


@dataclass(slots=True)
class GraphCounts:
    """The counts and digests of a graph, as a manifest has them (``docs/architecture.md``).

    ``quads`` and ``digest`` are of the stated quads, ``triples`` counts the default graph.
    """

    quads: int = 0
    triples: int = 0
    digest: Digest = field(default_factory=Digest)
    mirror_digest: Digest = field(default_factory=Digest)


class GraphCounter:
    """Counts the blocks of a graph, each given once to :meth:`add`."""

    def __init__(self, graph: SortedGraph) -> None:
        self.counts = GraphCounts()
        self._terms = TermBytes()
        self._sources = {f"<{iri}>".encode(): key.encode() for iri, key in graph.sources.items()}
        self._inferred = str(graph.inferred_graph).encode()

    def add(self, block: Block) -> None:
        """Add all lines about one subject."""
        counts, said = self.counts, set[bytes]()
        mirrored: list[bytes] = []
        stated: list[bytes] = []
        last = b""
        for line in block:
            cut = line.rindex(b" ", 0, -3)
            triple, graph = line[:cut], line[cut + 1 : -3]
            if graph != self._inferred:
                stated.append(line[:-3])
            if triple != last:
                last = triple
                counts.triples += 1
                if self._terms.is_mirrored(line):
                    mirrored.append(triple)
            source = self._sources.get(graph)
            if source is not None and self._terms.is_attributed(line):
                said.add(triple + b"\t" + source)
        counts.quads += len(stated)
        counts.digest.add_bytes(stated)
        counts.mirror_digest.add_bytes(mirrored)
        counts.mirror_digest.add_bytes(said)
