"""Reads the mirror's nodes, relationships and state out of Neo4j."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from gaoxin.graph.mirror.mapping.elements import Node, Pair, Properties, Relationship, Star
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, RESOURCE, STATE, VANISHED, Neo4jNames
from gaoxin.neo4j.sessions import session_of

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

STATE_KEY = "gaoxin"
_FEW = 200
"""Types with fewer pairs share one untyped query: planning each query costs at least 20 ms."""

_NODES = f"""UNWIND $uris AS uri MATCH (n:{RESOURCE} {{uri: uri}})
RETURN uri, elementId(n) AS element, labels(n) AS labels, properties(n) AS properties"""
_PAIRS = f"""UNWIND $ends AS ends
MATCH (a:{RESOURCE} {{uri: ends[0]}})-[r%s]->(b:{RESOURCE} {{uri: ends[1]}})
WHERE r.sources IS NOT NULL AND type(r) = ends[2]
RETURN ends AS ends, elementId(r) AS element, properties(r) AS properties"""
# If others draw a relationship of one of the mirror's types between two of its nodes, Neo4j says
# something that the graph does not.  $strict finds these relationships, too.
_OUTGOING = f"""COLLECT {{ MATCH (n)-[r]->(b)
  WHERE r.sources IS NOT NULL OR ($strict AND b:{MIRRORED} AND type(r) IN $types)
  RETURN [type(r), coalesce(toString(b.uri), ''), elementId(r), properties(r)] }}"""
_STARS = f"""UNWIND $uris AS uri MATCH (n:{RESOURCE} {{uri: uri}})
RETURN uri, elementId(n) AS element, labels(n) AS labels,
properties(n) AS properties, {_OUTGOING} AS outgoing"""
_ALL_STARS = f"""MATCH (n:{MIRRORED})
RETURN coalesce(toString(n.uri), '') AS uri, elementId(n) AS element, labels(n) AS labels,
properties(n) AS properties, {_OUTGOING} AS outgoing"""


@dataclass(frozen=True, slots=True)
class MirrorState:
    """The properties of the ``_Mirror`` node.

    ``identity`` is that of the last generation that Neo4j held completely (``""``: none yet).
    ``pending`` are the identities that unfinished runs since then were writing, oldest first.
    ``partial`` are the sources of the runs since then, if all of them were limited to a source.
    ``beside`` are the datasets in Neo4j that no generation has, by ``gaoxin spark mirror``.
    """

    identity: str = ""
    generation: int = 0
    pending: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    names_fingerprint: str = ""
    base: str = ""
    run: str = ""
    properties: Properties = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether the last run finished."""
        return bool(self.identity) and not self.pending


class Neo4jGraph:
    """Reads one database."""

    def __init__(self, driver: Driver, database: str, names: Neo4jNames) -> None:
        self.driver, self.database, self.names = driver, database, names

    def rows(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a read query; the driver repeats it after a lost connection."""

        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return [dict(record) for record in transaction.run(cypher, parameters)]

        with session_of(self.driver, self.database, reading=True) as session:
            return session.execute_read(work)

    def state(self) -> MirrorState:
        """The state; an empty one without a ``_Mirror`` node."""
        rows = self.rows(
            f"MATCH (m:{STATE} {{key: $key}}) RETURN properties(m) AS p", key=STATE_KEY
        )
        if not rows:
            return MirrorState()
        found = rows[0]["p"]
        return MirrorState(
            identity=found.get("identity", ""),
            generation=int(found.get("generation", 0)),
            pending=tuple(found.get("pending", ())),
            partial=tuple(found.get("partial", ())),
            beside=tuple(found.get("beside", ())),
            names_fingerprint=found.get("scheme", ""),
            base=found.get("base", ""),
            run=found.get("run", ""),
            properties=found,
        )

    def size(self) -> tuple[int, int]:
        """Number of the mirror's nodes and of all relationships, both from Neo4j's count store."""
        nodes = self.rows(f"MATCH (n:{MIRRORED}) RETURN count(n) AS n")[0]["n"]
        return nodes, self.rows("MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"]

    def is_empty(self) -> bool:
        """Whether there is no node of the mirror, and no other node that could clash with one."""
        query = f"MATCH (n:{RESOURCE}) RETURN count(n) AS n"
        return not self.rows(query)[0]["n"] and not self.size()[0]

    def has_dynamic_labels(self) -> bool:
        """Whether labels and relationship types may be query parameters."""
        from gaoxin.neo4j.versions import can_use_dynamic_labels

        return can_use_dynamic_labels(self.driver.get_server_info().agent)

    def has_integer_ids(self) -> bool:
        """Whether nodes can be found by integer ids instead of element ids."""
        from gaoxin.neo4j.versions import can_use_integer_ids

        return can_use_integer_ids(self.driver.get_server_info().agent)

    def nodes(self, uris: Iterable[str]) -> dict[str, Node]:
        """Nodes with these IRIs, also nodes that others made."""
        rows = self.rows(_NODES, uris=list(uris))
        return {r["uri"]: _node(r) for r in rows}

    def relationships(self, pairs: Iterable[Pair]) -> list[Relationship]:
        """The mirror's relationships that stand for these triples."""
        by_type: dict[str, list[list[str]]] = defaultdict(list)
        for start, predicate, end in pairs:
            kind = self.names.relationships[predicate]
            by_type[kind].append([start, end, kind])
        few: list[list[str]] = []
        out: list[Relationship] = []
        for kind, ends in by_type.items():
            if len(ends) < _FEW:
                few += ends
            else:
                out += self._pairs(f":`{kind}`", ends)
        return out + self._pairs("", few) if few else out

    def _pairs(self, pattern: str, ends: list[list[str]]) -> list[Relationship]:
        return [
            Relationship(start, kind, end, _plain(row["properties"]), row["element"])
            for row in self.rows(_PAIRS % pattern, ends=ends)
            for start, end, kind in (row["ends"],)
        ]

    def stars(self, uris: Sequence[str], *, strict: bool = False) -> dict[str, Star]:
        """Nodes with the mirror's relationships that start at them.

        With ``strict`` also relationships that others made, of a type that the mirror uses.
        """
        rows = self.rows(_STARS, uris=list(uris), strict=strict, types=self._types)
        return {row["uri"]: _star(row) for row in rows}

    def all_stars(self, *, strict: bool = True) -> Iterator[Star]:
        """All nodes of the mirror with their relationships, streamed in one transaction."""
        with session_of(self.driver, self.database, reading=True, fetch_size=2000) as session:
            transaction = session.begin_transaction()
            try:
                for row in transaction.run(_ALL_STARS, strict=strict, types=self._types):
                    yield _star(dict(row))
            finally:
                transaction.close()

    def all_nodes(self) -> Iterator[tuple[str, str]]:
        """IRI and element id of each node of the mirror, streamed."""
        with session_of(self.driver, self.database, reading=True, fetch_size=5000) as session:
            transaction = session.begin_transaction()
            try:
                query = f"MATCH (n:{MIRRORED}) RETURN toString(n.uri) AS uri, elementId(n) AS id"
                for row in transaction.run(query):
                    yield row["uri"] or "", row["id"]
            finally:
                transaction.close()

    def vanished(self) -> list[str]:
        """IRIs of nodes that left the mirror but stay for others' relationships."""
        return [r["uri"] for r in self.rows(f"MATCH (n:{VANISHED}) RETURN n.uri AS uri")]

    @property
    def _types(self) -> list[str]:
        return sorted(self.names.predicates_by_type)


def _node(row: dict[str, Any]) -> Node:
    return Node(row["uri"], frozenset(row["labels"]), _plain(row["properties"]), row["element"])


def _star(row: dict[str, Any]) -> Star:
    outgoing = (
        Relationship(row["uri"], kind, end, _plain(properties), element)
        for kind, end, element, properties in row["outgoing"]
    )
    return Star(_node(row), tuple(outgoing))


def _plain(properties: Properties) -> Properties:
    """Replace the driver's dates by Python's."""
    for key, value in properties.items():
        if isinstance(value, list):
            properties[key] = [_native(v) for v in value]
        elif not isinstance(value, str):
            properties[key] = _native(value)
    return properties


def _native(value: Any) -> Any:
    if hasattr(value, "to_native") and type(value).__name__ == "Date":
        found = value.to_native()
        assert isinstance(found, date)
        return found
    return value
