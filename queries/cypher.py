"""Run the Cypher twin of a saved query on Neo4j, read-only, with limits on time and rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gaoxin.errors import QueryFailed
from gaoxin.model import Answer
from gaoxin.queries.binding import bind
from gaoxin.queries.limits import time_message, truncation_note
from gaoxin.queries.numbers import number

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import SavedQuery
    from gaoxin.settings import Settings


def run_cypher(
    generation: Generation | None,
    query: SavedQuery,
    parameters: Mapping[str, str],
    settings: Settings,
) -> Answer:
    """Answer a saved query on the Neo4j of ``settings``; see :func:`run_on` for the errors."""
    from gaoxin.neo4j.connection import driver
    from gaoxin.neo4j.endpoint import endpoint_in_use

    database = endpoint_in_use(settings).database
    with driver(settings, reading=True) as opened:
        return run_on(opened, database, generation, query, parameters, settings)


def run_on(
    driver: Driver,
    database: str,
    generation: Generation | None,
    query: SavedQuery,
    parameters: Mapping[str, str],
    settings: Settings,
) -> Answer:
    """Answer a saved query over an open driver; ``generation`` resolves the names of things.

    Raises:
        BadParameter, UnresolvedName, AmbiguousName: a parameter cannot be used.
        QueryFailed: the query reached the time limit, or Neo4j refused it.
        MirrorUnavailable: the connection was lost (raised by the code that opened the driver).
    """
    from neo4j import unit_of_work
    from neo4j.exceptions import ClientError, TransientError

    from gaoxin.graph.mirror.database.constraints import EXACT
    from gaoxin.neo4j.sessions import session_of

    values = {name: v.for_cypher() for name, v in bind(query, parameters, generation).items()}
    seconds, limit = settings.query_seconds, settings.query_rows

    @unit_of_work(timeout=seconds or None, metadata={"query": query.name})
    def work(transaction: ManagedTransaction) -> tuple[list[list[Any]], bool]:
        rows: list[list[Any]] = []
        result = transaction.run(query.cypher_with_parameters, values)
        columns = result.keys()
        for record in result:
            if len(rows) == limit:
                # The server discards rows that are not fetched.
                result.consume()
                return rows, True
            rows.append([_plain(record[c]) if c in columns else None for c in query.columns])
        return rows, False

    try:
        with session_of(driver, database, reading=True) as session:
            found, truncated = session.execute_read(work)
    except (ClientError, TransientError) as cause:
        if "Timeout" in str(cause.code) or "TimedOut" in str(cause.code):
            zh, en = time_message(seconds)
            raise QueryFailed(zh, en, reason="time", seconds=seconds) from cause
        if EXACT in str(cause.message):
            raise QueryFailed(
                f"Neo4j 中没有索引 {EXACT}，镜像出自较早的版本；请先执行 gaoxin mirror --full。",
                f"Neo4j has no index {EXACT}, because an earlier version filled it; run "
                "gaoxin mirror --full first.",
                reason="index",
            ) from cause
        if ".Statement." not in str(cause.code):
            raise
        raise QueryFailed(
            f"Neo4j 拒绝了查询 {query.name}：{cause.message}",
            f"Neo4j refused the query {query.name}: {cause.message}",
            reason="refused",
            code=cause.code,
        ) from cause
    columns = list(query.columns)
    notes = [truncation_note("rows", settings)] if truncated else []
    return Answer(columns, [dict(zip(columns, r, strict=True)) for r in found], truncated, notes)


def _plain(value: Any) -> Any:
    """Convert a value of the driver to a JSON value; dates become ISO 8601 strings."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    iso = getattr(value, "iso_format", None)
    return iso() if iso else value
