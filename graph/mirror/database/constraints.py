"""Creates the constraints and indexes that the mirror and its users need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.graph.mirror.mapping.term_names import NAME_KEY, RESOURCE, STATE, Neo4jNames
from gaoxin.neo4j.sessions import session_of

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Record, Session

FULL_TEXT = "gaoxin_names"
EXACT = "gaoxin_exact"
"""Finds a thing by one whole name, or by its IRI; saved queries use it."""
_AWAIT_SECONDS = 3600
_INDEXES = (
    "SHOW INDEXES YIELD name, state, owningConstraint "
    "RETURN name, state, owningConstraint AS constraint"
)


def statements(names: Neo4jNames) -> list[str]:
    """The Cypher statements; running one again changes nothing.

    The constraint has the name that the neosemantics plug-in gives it, so tools for that plug-in
    find it.
    """
    out = [
        f"CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (n:{RESOURCE}) "
        "REQUIRE n.uri IS UNIQUE",
        f"CREATE CONSTRAINT gaoxin_state IF NOT EXISTS FOR (m:{STATE}) REQUIRE m.key IS UNIQUE",
    ]
    out += [
        f"CREATE INDEX gaoxin_{label} IF NOT EXISTS FOR (n:`{label}`) ON (n.{NAME_KEY})"
        for label in sorted(names.indexed_labels)
    ]
    out.append(
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:{RESOURCE}) "
        "ON EACH [n.name, n.nameOthers, n.nameEn, n.nameEnOthers, n.aliases, n.aliasesEn] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    # An index of a property cannot look into lists; a full-text index can.  Its analyzer keyword
    # takes every name as one word, so that 合肥高新区 does not find 合肥高新区管委会.
    out.append(
        f"CREATE FULLTEXT INDEX {EXACT} IF NOT EXISTS "
        f"FOR (n:{'|'.join(f'`{label}`' for label in sorted(names.indexed_labels))}) "
        "ON EACH [n.uri, n.name, n.nameOthers, n.nameEn, n.nameEnOthers, n.aliases, n.aliasesEn, "
        "n.hiddenNames, n.hiddenNamesEn, n.code] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}"
    )
    return out


def ensure_constraints(driver: Driver, database: str, names: Neo4jNames) -> None:
    """Create the constraints that the mirror itself needs, and wait until they are online.

    A first filling creates the indexes later, when all nodes exist.
    """
    wanted = [s for s in statements(names) if s.startswith("CREATE CONSTRAINT")]
    _make_and_wait(driver, database, wanted)


def begin_schema(driver: Driver, database: str, names: Neo4jNames) -> None:
    """Create missing constraints and indexes; Neo4j fills the indexes in the background."""
    with session_of(driver, database) as session:
        _make(session, statements(names))


def ensure_schema(driver: Driver, database: str, names: Neo4jNames) -> None:
    """Create missing constraints and indexes, and wait until all are online."""
    _make_and_wait(driver, database, statements(names))


def _make_and_wait(driver: Driver, database: str, wanted: list[str]) -> None:
    with session_of(driver, database) as session:
        if _make(session, wanted):
            return
        session.execute_read(_await, set(map(_name, wanted)))


def _make(session: Session, wanted: list[str]) -> bool:
    """Create missing ones; true if none was missing and all are online."""
    from gaoxin.graph.mirror.database.neo4j_writer import execute_write

    found = session.execute_read(_indexes)
    missing = []
    for statement in wanted:
        name = _name(statement)
        if name not in found:
            missing.append(statement)
        elif found[name]["state"] == "FAILED" and not found[name]["constraint"]:
            # Neo4j never fills a failed index again, but IF NOT EXISTS finds it.
            session.execute_write(_drop, name)
            missing.append(statement)

    def work(transaction: ManagedTransaction) -> None:
        # In one transaction Neo4j fills all indexes in one scan of the nodes.
        for statement in missing:
            transaction.run(statement).consume()

    if missing:
        execute_write(session, work)
    return not missing and all(found[_name(s)]["state"] == "ONLINE" for s in wanted)


# Managed transactions, because the driver repeats them when a connection breaks.  A session reads
# what it has written, from a follower too.
def _indexes(transaction: ManagedTransaction) -> dict[str, Record]:
    return {record["name"]: record for record in transaction.run(_INDEXES)}


def _await(transaction: ManagedTransaction, wanted: set[str]) -> None:
    # Wait only for our own.  Neo4j does not create an index if one of another name is equal.
    for name in sorted(wanted & _indexes(transaction).keys()):
        transaction.run("CALL db.awaitIndex($name, $s)", name=name, s=_AWAIT_SECONDS).consume()


def _drop(transaction: ManagedTransaction, name: str) -> None:
    transaction.run(f"DROP INDEX {name} IF EXISTS").consume()


def _name(statement: str) -> str:
    return statement.partition(" IF NOT EXISTS")[0].split()[-1]
