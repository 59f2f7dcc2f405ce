"""Run SPARQL on a SPARQL store over HTTP, with the limits of time, rows and size of our own.

The guard has read the text before; a store that calls addresses by SERVICE is never asked to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, cast

import pyoxigraph as ox

from gaoxin.errors import QueryFailed
from gaoxin.graph.remote.sparql_connection import TRIPLES, BoundedAnswer, SparqlConnection
from gaoxin.graph.remote.sparql_results import unreadable
from gaoxin.model import Answer
from gaoxin.queries.limits import time_message, truncation_note
from gaoxin.queries.values_clause import Bound, with_values
from gaoxin.queries.worker import plain
from gaoxin.settings import Settings

_MOST_BYTES = 64 << 20
_PREFIX = re.compile(r"\bPREFIX\s+([A-Za-z0-9_.-]*):", re.IGNORECASE)


def run_remotely(
    connection: SparqlConnection,
    text: str,
    bound: Bound,
    prefixes: Mapping[str, str],
    settings: Settings,
) -> Answer:
    """The rows of a SELECT, the truth of an ASK (column ``answer``), or the triples of a graph.

    Raises:
        QueryFailed: the store refused the query, or a limit was reached.
        ServiceUnavailable: the store cannot be reached.
    """
    sent = with_prefixes(with_values(text, bound), prefixes)
    try:
        answer = connection.query(sent, seconds=settings.query_seconds, most=_MOST_BYTES)
        return _table(answer, settings)
    except QueryFailed as cause:
        if cause.facts.get("reason") == "time":
            zh, en = time_message(settings.query_seconds)
            raise QueryFailed(zh, en, reason="time", seconds=settings.query_seconds) from cause
        raise


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """The query with declarations of the prefixes that it does not declare itself."""
    own = set(_PREFIX.findall(text))
    lines = [f"PREFIX {name}: <{iri}>" for name, iri in prefixes.items() if name not in own]
    return "\n".join([*lines, text])


def _table(answer: BoundedAnswer, settings: Settings) -> Answer:
    columns: list[str] = []
    rows: list[dict[str, Any]] = []
    try:
        for row in _rows(answer):
            if not columns:
                columns = row
            elif len(rows) >= settings.query_rows:
                return Answer(columns, rows, True, [truncation_note("rows", settings)])
            else:
                rows.append(dict(zip(columns, row, strict=True)))
        return Answer(columns, rows)
    except (SyntaxError, ValueError, OSError) as cause:
        failure = answer.failure
        if isinstance(failure, QueryFailed) and failure.facts.get("reason") == "size" and rows:
            return Answer(columns, rows, True, [truncation_note("size", settings)])
        raise failure or unreadable(str(cause)) from cause
    finally:
        answer.close()


def _rows(answer: BoundedAnswer) -> Iterator[list[Any]]:
    """The columns, then the rows."""
    found = _parsed(answer)
    if isinstance(found, ox.QueryBoolean):
        yield ["answer"]
        yield [bool(found)]
    elif isinstance(found, ox.QuerySolutions):
        yield [variable.value for variable in found.variables]
        for solution in found:
            yield [plain(cell) for cell in solution]
    else:
        yield ["subject", "predicate", "object"]
        for triple in found:
            yield [plain(triple.subject), plain(triple.predicate), plain(triple.object)]


def _parsed(answer: BoundedAnswer) -> ox.QueryBoolean | ox.QuerySolutions | Iterator[ox.Triple]:
    body = cast(IO[bytes], answer)
    if answer.kind == TRIPLES:
        return (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, (ox.QueryBoolean, ox.QuerySolutions))
    return found


@contextmanager
def asked_remotely(
    connection: SparqlConnection,
    text: str,
    prefixes: Mapping[str, str],
    seconds: float,
    graphs: tuple[tuple[str, ...], tuple[str, ...]],
    base: str,
) -> Iterator[ox.QueryBoolean | ox.QuerySolutions | Iterator[ox.Triple]]:
    """The result of a query of a client, which is read within the block.

    ``graphs`` are the default and the named graphs that it asks, ``base`` is the IRI against which
    relative IRIs are resolved.

    Raises:
        QueryFailed: the store refused the query, or a limit was reached.
        ServiceUnavailable: the store cannot be reached.
    """
    sent = f"BASE <{base}>\n" + with_prefixes(text, prefixes)
    answer = connection.query(sent, seconds=seconds, most=_MOST_BYTES, graphs=graphs)
    try:
        yield _parsed(answer)
    except (SyntaxError, ValueError, OSError) as cause:
        raise answer.failure or unreadable(str(cause)) from cause
    finally:
        answer.close()
