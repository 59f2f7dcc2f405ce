"""What a run of the mirror did, and what a verification found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.term_names import RESOURCE
from gaoxin.graph.mirror.plan.difference import Difference, Operations


@dataclass(slots=True)
class MirrorReport:
    """Counts of one run.

    ``mode`` is ``full``, ``incremental``, ``source``, ``unchanged``, ``repair`` or ``bulk``.
    ``is_whole`` tells whether Neo4j holds the whole generation afterwards; after ``source`` it may
    not.  Labels count a node once for each of its classes.  ``written`` counts new and changed
    elements.  ``kept`` are the IRIs of nodes that left the mirror but stay for others'
    relationships.  ``triples`` is the size of the default graph for a full run, else that of the
    patch.  ``reader_failure`` says why a first filling could not read everything, if it could not.
    """

    generation: int
    mode: str = "unchanged"
    dry_run: bool = False
    nodes_created: int = 0
    nodes_changed: int = 0
    nodes_removed: int = 0
    relationships_created: int = 0
    relationships_changed: int = 0
    relationships_removed: int = 0
    written: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    triples: int = 0
    seconds: float = 0.0
    is_whole: bool = True
    reader_failure: str = ""

    def confine(self, triples: int, *, is_whole: bool) -> None:
        """Note that the run was limited to what one source says, in ``triples`` triples."""
        self.mode, self.triples, self.is_whole = "source", triples, is_whole

    def count(self, operations: Operations) -> None:
        """Count operations that are written, or would be."""
        for node, _ in operations.puts:
            self.written.update(node.labels - {RESOURCE})
            self.nodes_created += node.uri in operations.created
            self.nodes_changed += node.uri not in operations.created
        for node in operations.vanished:
            self.nodes_removed += 1
            self.removed.update(label for label in node.labels if label[0] != "_")
            self.removed.subtract({RESOURCE: 1})
        for r in operations.made:
            self.relationships_created += 1
            self.written[r.type] += 1
        for r in operations.sets:
            self.relationships_changed += 1
            self.written[r.type] += 1
        for r in operations.gone:
            self.relationships_removed += 1
            self.removed[r.type] += 1

    def count_nodes(self, batch: RowBatch) -> None:
        """Count nodes that a first filling creates."""
        for labels, rows in batch.nodes.items():
            self.nodes_created += len(rows)
            self.written.update(dict.fromkeys(set(labels) - {RESOURCE}, len(rows)))

    def count_relationships(self, batch: RowBatch) -> None:
        """Count relationships that a first filling creates."""
        groups: list[tuple[str, int]] = [(s[0], len(rows)) for s, rows in batch.bare.items()]
        groups += [(kind, len(rows)) for kind, rows in batch.own.items()]
        for kind, count in groups:
            self.relationships_created += count
            self.written[kind] += count

    @property
    def changes(self) -> int:
        """How many elements were created, changed or removed."""
        return (
            self.nodes_created
            + self.nodes_changed
            + self.nodes_removed
            + self.relationships_created
            + self.relationships_changed
            + self.relationships_removed
        )

    @property
    def triples_per_second(self) -> float:
        """Speed; 0 if nothing changed."""
        return self.triples / self.seconds if self.seconds and self.changes else 0.0

    def rows(self) -> list[dict[str, Any]]:
        """One row for each label and relationship type that was written or removed."""
        names = sorted(+self.written | +self.removed)
        return [
            {"name": n, "written": self.written[n], "removed": max(self.removed[n], 0)}
            for n in names
        ]

    def summary(self) -> dict[str, Any]:
        """The counts as one row."""
        fields = (
            "generation",
            "mode",
            "dry_run",
            "nodes_created",
            "nodes_changed",
            "nodes_removed",
            "relationships_created",
            "relationships_changed",
            "relationships_removed",
            "triples",
        )
        return (
            {name: getattr(self, name) for name in fields}
            | {
                "kept": len(self.kept),
                "is_whole": self.is_whole,
                "seconds": round(self.seconds, 3),
                "triples_per_second": round(self.triples_per_second),
            }
            | ({"reader_failure": self.reader_failure} if self.reader_failure else {})
        )


@dataclass(slots=True)
class VerifyReport:
    """Whether Neo4j holds what a generation says, by digest and element by element.

    ``is_current`` tells whether that generation is the published one.  If ``beside`` names
    datasets, Neo4j holds these, too, and only the digest was compared.
    """

    generation: int
    is_current: bool
    store_digest: str
    neo4j_digest: str
    nodes: int = 0
    relationships: int = 0
    differences: list[Difference] = field(default_factory=list)
    seconds: float = 0.0
    beside: tuple[str, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Same digest, and no element differs in any property."""
        return self.store_digest == self.neo4j_digest and not self.differences

    @property
    def drifted_nodes(self) -> int:
        """How many nodes differ."""
        return sum(d.kind == "node" for d in self.differences)

    @property
    def drifted_relationships(self) -> int:
        """How many relationships differ."""
        return sum(d.kind == "relationship" for d in self.differences)

    def rows(self) -> list[dict[str, str]]:
        """One row for each element that differs."""
        return [difference.row() for difference in self.differences]

    def summary(self) -> dict[str, Any]:
        """The result as one row."""
        return {
            "equal": self.is_equal,
            "generation": self.generation,
            "is_current": self.is_current,
            "store_digest": self.store_digest,
            "neo4j_digest": self.neo4j_digest,
            "nodes": self.nodes,
            "relationships": self.relationships,
            "drifted_nodes": self.drifted_nodes,
            "drifted_relationships": self.drifted_relationships,
            "seconds": round(self.seconds, 3),
        }
