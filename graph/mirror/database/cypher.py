"""The Cypher statements of every kind of write.

Rows are grouped by what they share.  Labels, types and the properties that many bare relationships
have in common are sent once for a group, because packing parameters takes most of the Python time
of a full run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gaoxin.graph.mirror.mapping.elements import Node, Properties, Relationship
from gaoxin.graph.mirror.mapping.row_batch import RowBatch, shared_properties
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, RESOURCE, VANISHED

ELEMENT_ID = "elementId"
INTEGER_ID = "id"
"""Cypher functions that give a node's id.  ``id`` is faster, but only Neo4j 5 has it."""

_EACH = "UNWIND $groups AS g UNWIND g.rows AS row "
_PUT = _EACH + f"MERGE (n:{RESOURCE} {{uri: row.uri}}) SET n = row SET n:{MIRRORED}"
# The end may be a node that a later batch writes: then it is created with its key only.
_MAKE = (
    f"{_EACH} MATCH (a:{RESOURCE} {{uri: row[0]}}) "
    f"MERGE (b:{RESOURCE} {{uri: row[1]}}) ON CREATE SET b:{MIRRORED} "
    "CREATE (a)-[r:%s]->(b) SET r = %s RETURN count(r) AS written"
)
# For a first filling: the database is empty, so CREATE without MERGE.  The ids of the new nodes are
# returned, because finding the ends of relationships by id costs the server a third less.
_CREATE = (
    f"{_EACH} CREATE (n%s:{MIRRORED}) SET n = row RETURN collect([row.uri, elementId(n)]) AS ids"
)
_JOIN = (
    f"{_EACH} MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] "
    "CREATE (a)-[r:%s]->(b) SET r = %s RETURN count(r) AS written"
)


@dataclass(slots=True)
class CypherStatement:
    """One query with its ``groups``: (properties that the rows share, rows)."""

    text: str
    groups: list[tuple[Properties, list[Any]]]

    @property
    def rows(self) -> int:
        """The number of rows in all groups."""
        return sum(len(rows) for _, rows in self.groups)

    def parameters(self) -> dict[str, Any]:
        """The parameters of the query."""
        return {"groups": [shared | {"rows": rows} for shared, rows in self.groups]}


def batches(statements: Iterable[CypherStatement], size: int) -> Iterator[list[CypherStatement]]:
    """Pack statements into transactions of at most ``size`` rows."""
    batch: list[CypherStatement] = []
    room = size
    for statement in statements:
        part = CypherStatement(statement.text, [])
        for shared, rows in statement.groups:
            start = 0
            while start < len(rows):
                taken = rows[start : start + room]
                part.groups.append((shared, taken))
                start, room = start + len(taken), room - len(taken)
                if not room:
                    yield [*batch, part]
                    batch, room, part = [], size, CypherStatement(statement.text, [])
        if part.groups:
            batch.append(part)
    if batch:
        yield batch


def merge_nodes(
    puts: Iterable[tuple[Node, frozenset[str]]], *, is_dynamic: bool
) -> Iterator[CypherStatement]:
    """Create nodes or replace their labels and properties; ``puts`` are (node, labels to remove).

    Nodes that lose the same labels share a query.
    """
    groups: dict[tuple[frozenset[str], frozenset[str]], list[Any]] = defaultdict(list)
    for node, dropped in puts:
        groups[node.labels, dropped].append(node.properties)
    kept = [(labels, rows) for (labels, dropped), rows in groups.items() if not dropped]
    if is_dynamic and kept:
        shared = [({"labels": sorted(labels)}, rows) for labels, rows in kept]
        yield CypherStatement(_PUT + " SET n:$(g.labels)", shared)
    for (labels, dropped), rows in groups.items():
        if dropped or not is_dynamic:
            text = _PUT + f" SET n{quoted(sorted(labels))}"
            text += f" REMOVE n{quoted(sorted(dropped))}" if dropped else ""
            yield CypherStatement(text, [({}, rows)])


def create_relationships(batch: RowBatch, *, is_dynamic: bool) -> Iterator[CypherStatement]:
    """Create relationships, their ends found by IRI; a missing end node is created."""
    return _relationships(_MAKE, batch, is_dynamic)


def create_relationships_by_id(
    batch: RowBatch, *, is_dynamic: bool, id_of: str = ELEMENT_ID
) -> Iterator[CypherStatement]:
    """Create relationships; the rows of ``batch`` have Neo4j's ids in place of IRIs."""
    return _relationships(_JOIN.replace(ELEMENT_ID, id_of), batch, is_dynamic)


def _relationships(text: str, batch: RowBatch, is_dynamic: bool) -> Iterator[CypherStatement]:
    """One query for bare relationships, one for those with properties of their own."""
    bare = [({"t": s[0], "p": shared_properties(s)}, rows) for s, rows in batch.bare.items()]
    own = [({"t": kind}, rows) for kind, rows in batch.own.items()]
    found: list[tuple[str, list[tuple[Properties, list[Any]]]]] = [("g.p", bare), ("row[2]", own)]
    for given, groups in found:
        if is_dynamic and groups:
            yield CypherStatement(text % ("$(g.t)", given), groups)
        elif groups:
            by_type: dict[str, list[tuple[Properties, list[Any]]]] = defaultdict(list)
            for shared, rows in groups:
                by_type[shared["t"]].append((shared, rows))
            for kind, same in by_type.items():
                yield CypherStatement(text % (quoted([kind])[1:], given), same)


def create_nodes(
    nodes: Mapping[tuple[str, ...], list[Properties]],
    *,
    is_dynamic: bool,
    id_of: str = ELEMENT_ID,
) -> Iterator[CypherStatement]:
    """Create nodes; the answer's ``ids`` are pairs of IRI and Neo4j's id."""
    create = _CREATE.replace(ELEMENT_ID, id_of)
    if is_dynamic:
        groups = [({"labels": list(labels)}, rows) for labels, rows in nodes.items()]
        yield CypherStatement(create % f":{RESOURCE}:$(g.labels)", groups)
        return
    for labels, rows in nodes.items():
        yield CypherStatement(create % quoted(labels), [({}, rows)])


def replace_node_properties(rows: list[Properties]) -> Iterator[CypherStatement]:
    """Replace all properties of existing nodes, found by IRI."""
    if rows:
        text = f"{_EACH} MATCH (n:{RESOURCE} {{uri: row.uri}}) SET n = row "
        yield CypherStatement(text + "RETURN count(n) AS written", [({}, rows)])


def replace_relationship_properties(sets: Iterable[Relationship]) -> Iterator[CypherStatement]:
    """Replace all properties of existing relationships."""
    rows = [[r.element, r.properties] for r in sets]
    if rows:
        text = _EACH + "MATCH ()-[r]->() WHERE elementId(r) = row[0] SET r = row[1] "
        yield CypherStatement(text + "RETURN count(r) AS written", [({}, rows)])


def delete_relationships(gone: Iterable[Relationship]) -> Iterator[CypherStatement]:
    """Delete relationships."""
    rows = [r.element for r in gone]
    if rows:
        text = _EACH + "MATCH ()-[r]->() WHERE elementId(r) = row DELETE r"
        yield CypherStatement(text, [({}, rows)])


def delete_nodes(nodes: Iterable[Node]) -> Iterator[CypherStatement]:
    """Delete the mirror's relationships of these nodes, then the nodes.

    A node that still has relationships, which others made, stays.
    """
    rows = [node.element for node in nodes]
    if rows:
        match = _EACH + f"MATCH (n:{MIRRORED}) WHERE elementId(n) = row"
        ours = "MATCH (n)-[r]-() WHERE r.sources IS NOT NULL WITH DISTINCT r DELETE r"
        yield CypherStatement(f"{match} {ours}", [({}, rows)])
        yield CypherStatement(f"{match} AND NOT (n)--() DELETE n", [({}, rows)])


def mark_vanished(held: Iterable[tuple[str, list[str]]]) -> Iterator[CypherStatement]:
    """Take nodes (element id, labels) out of the mirror, but keep them for others.

    Relationships that others made still hold these nodes.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for element, labels in held:
        groups[tuple(sorted(labels))].append(element)
    for names, rows in groups.items():
        text = _EACH + "MATCH (n) WHERE elementId(n) = row SET n = {uri: n.uri, name: n.name} "
        yield CypherStatement(text + f"SET n:{VANISHED} REMOVE n{quoted(names)}", [({}, rows)])


def restore_vanished(uris: list[str]) -> CypherStatement:
    """Take nodes back into the mirror that :func:`mark_vanished` took out of it."""
    text = _EACH + f"MATCH (n:{VANISHED} {{uri: row}}) SET n:{RESOURCE}:{MIRRORED} "
    return CypherStatement(text + f"REMOVE n:{VANISHED}", [({}, uris)])


def quoted(names: Iterable[str]) -> str:
    """Labels in the form of Cypher: ``:`A`:`B```."""
    return "".join(":`" + name.replace("`", "``") + "`" for name in names)
