"""Compares wanted with found elements: what must be written so that Neo4j holds the graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gaoxin.graph.mirror.mapping.elements import Node, Relationship, differing_keys, same_properties
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, RESOURCE


@dataclass(slots=True)
class Operations:
    """What to write.

    ``puts`` are (node, labels to remove), ``created`` the IRIs of those that are new.  Nodes in
    ``vanished`` and relationships in ``gone`` are to be deleted.  Relationships in ``made`` are
    new, those in ``sets`` get new properties and carry Neo4j's id.
    """

    puts: list[tuple[Node, frozenset[str]]] = field(default_factory=list)
    vanished: list[Node] = field(default_factory=list)
    made: list[Relationship] = field(default_factory=list)
    sets: list[Relationship] = field(default_factory=list)
    gone: list[Relationship] = field(default_factory=list)
    created: set[str] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)

    def __len__(self) -> int:
        nodes = len(self.puts) + len(self.vanished)
        return nodes + len(self.made) + len(self.sets) + len(self.gone)

    def add(self, other: Operations) -> None:
        """Add the operations of ``other``."""
        self.puts += other.puts
        self.vanished += other.vanished
        self.made += other.made
        self.sets += other.sets
        self.gone += other.gone
        self.created |= other.created
        self.differences += other.differences


class Losses:
    """Counts what a run would delete for good, for the deletion guard.

    A replaced element is not lost: a figure with a new value has a new IRI, a changed statement is
    a new relationship between the same ends.  Relationships of a lost node count with the node.
    """

    def __init__(self, nary_labels: frozenset[str]) -> None:
        self._nary_labels = nary_labels
        self._things: set[str] = set()
        self._figures: Counter[frozenset[str]] = Counter()
        self._vanished: set[str] = set()
        self._relationships: Counter[tuple[str, str, str]] = Counter()

    def add(self, operations: Operations) -> None:
        """Count these operations."""
        for node in operations.vanished:
            self._vanished.add(node.uri)
            if nary := node.labels & self._nary_labels:
                self._figures[nary] += 1
            else:
                self._things.add(node.uri)
        for node, _ in operations.puts:
            if node.uri in operations.created and (nary := node.labels & self._nary_labels):
                self._figures[nary] -= 1
        self._relationships.update((r.start, r.type, r.end) for r in operations.gone)
        self._relationships.subtract((r.start, r.type, r.end) for r in operations.made)

    def total(self) -> int:
        """How many nodes and relationships would be lost."""
        alone = sum(
            count
            for (start, _, end), count in self._relationships.items()
            if count > 0 and start not in self._vanished and end not in self._vanished
        )
        return len(self._things) + (+self._figures).total() + alone


def exceeds(lost: int, elements: int, share: float) -> bool:
    """Whether the deletion guard stops a run that loses ``lost`` of the ``elements`` in Neo4j.

    ``share`` is the largest part that may be lost, from 0 to 1; exactly this part is still allowed.
    """
    # 0.29 * 100 is 28.999… in floating point.
    return lost > round(share * elements, 6)


@dataclass(frozen=True, slots=True)
class Difference:
    """One element that differs, for a report.

    ``change`` is ``changed``, ``missing`` (not in Neo4j) or ``added`` (not in the graph).
    ``detail`` names the labels or properties that differ.
    """

    kind: str
    change: str
    name: str
    detail: str

    def row(self) -> dict[str, str]:
        """As a row of a table."""
        return {
            "kind": self.kind,
            "change": self.change,
            "name": self.name,
            "detail": self.detail,
        }


def compare_nodes(
    wanted: Mapping[str, Node | None], found: Mapping[str, Node], *, explain: bool = False
) -> Operations:
    """Compare nodes by IRI; ``None``: no node is wanted.  ``explain`` lists the differences."""
    out = Operations()
    if not found and not explain:
        out.puts = [(node, frozenset()) for node in wanted.values() if node is not None]
        out.created = {node.uri for node, _ in out.puts}
        return out
    for uri, node in wanted.items():
        there = found.get(uri)
        if node is None:
            if there is not None:
                out.vanished.append(there)
                out.differences.append(Difference("node", "added", uri, _labels(there.labels)))
        elif there is None:
            out.puts.append((node, frozenset()))
            out.created.add(uri)
            out.differences.append(Difference("node", "missing", uri, _labels(node.labels)))
        else:
            labels = there.labels - {MIRRORED}
            is_same = same_properties(node.properties, there.properties)
            if labels != node.labels or not is_same or MIRRORED not in there.labels:
                out.puts.append((node, labels - node.labels))
                torn = [f":{name}" for name in sorted(labels ^ node.labels)]
                keys = differing_keys(node.properties, there.properties)
                detail = ", ".join([*torn, *keys])
                out.differences.append(Difference("node", "changed", uri, detail))
    return out


def compare_relationships(
    wanted: Iterable[Relationship], found: Iterable[Relationship], *, explain: bool = False
) -> Operations:
    """Compare relationships by start, type, end and Statement."""
    out = Operations()
    found = list(found)
    if not found and not explain:
        out.made = list(wanted)
        return out
    there: dict[tuple[str, str, str, str], list[Relationship]] = defaultdict(list)
    for relationship in found:
        there[relationship.key].append(relationship)
    for relationship in wanted:
        same = there.get(relationship.key)
        if not same:
            out.made.append(relationship)
            out.differences.append(
                Difference("relationship", "missing", relationship.name, relationship.uri)
            )
            continue
        # If there are several copies (somebody pasted one), keep a correct one.
        same.sort(key=lambda r: not same_properties(r.properties, relationship.properties))
        kept = same.pop(0)
        if not same_properties(kept.properties, relationship.properties):
            out.sets.append(
                Relationship(kept.start, kept.type, kept.end, relationship.properties, kept.element)
            )
            keys = ", ".join(differing_keys(kept.properties, relationship.properties))
            out.differences.append(Difference("relationship", "changed", relationship.name, keys))
    for rest in there.values():
        for relationship in rest:
            out.gone.append(relationship)
            out.differences.append(
                Difference("relationship", "added", relationship.name, relationship.uri)
            )
    return out


def _labels(labels: frozenset[str]) -> str:
    return " ".join(f":{name}" for name in sorted(labels - {RESOURCE, MIRRORED}))
