"""The process that runs the SPARQL of clients: it keeps a generation open, and writes answers.

Started as ``python -m gaoxin.service.workers.sparql_worker PARENT``.  pyoxigraph cannot be
interrupted, aborts the process when memory runs out, and overflows the stack on some queries; the
front kills this process, or starts another when it dies.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from gaoxin.child_process import limit_resources
from gaoxin.errors import (
    BadParameter,
    GaoxinError,
    NoGeneration,
    QueryFailed,
    ServiceUnavailable,
    StoreError,
)
from gaoxin.graph.remote.open_published import open_published
from gaoxin.graph.remote.publication_record import whole_record
from gaoxin.graph.remote.sparql_addresses import addresses_in, is_remote
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.store.failures import failure_of_store
from gaoxin.language import choose_language
from gaoxin.queries.engine_errors import engine_error
from gaoxin.queries.guard import check_query
from gaoxin.queries.limits import MEMORY
from gaoxin.queries.remote_sparql import asked_remotely
from gaoxin.service.problems import problem_of
from gaoxin.service.protocol.formats import AnswerFormat, choose_format
from gaoxin.service.protocol.graph_writers import write_graph
from gaoxin.service.protocol.row_cap import AnswerCap, WrittenAnswer
from gaoxin.service.protocol.service_description import service_description
from gaoxin.service.protocol.table_writers import write_table, write_truth
from gaoxin.service.workers.frames import WorkerReply
from gaoxin.service.workers.isolated_unless_remote import isolate_unless_remote
from gaoxin.service.workers.serve_requests import serve_requests
from gaoxin.settings import Settings, read_settings

_OPEN = 2
"""How many stores are kept open: the published one, and one that was asked for by its number."""


@cache
def _settings() -> Settings:
    return read_settings()


_stores: OrderedDict[str, ox.Store] = OrderedDict()
_is_limited = False
_connection: SparqlConnection | None = None


def answer(request: dict[str, Any]) -> WorkerReply:
    """The reply to a request, whose members are:

    - ``query``: the SPARQL, or ``null`` for the service description
    - ``store``: the folder of the store; ``generation``: its number; ``is_pinned``: whether the
      client named it
    - ``prefixes``: those that need no declaration; ``base``: the IRI against which relative IRIs
      are resolved if the query names none, so that ``<zone/hefei>`` is a thing
    - ``default_graphs``, ``named_graphs``: IRIs; if both are empty, the query names the dataset
    - ``format`` and ``accept``: the form that the client wants
    - ``rows``, ``size``: the limits of the answer
    - ``language``: of messages
    - ``endpoint``, ``triples``: only for the service description

    An error is a reply, too: a problem document (RFC 9457).
    """
    choose_language(request["language"])
    try:
        return _answered(request)
    except GaoxinError as error:
        if isinstance(error, (StoreError, ServiceUnavailable)):  # the client is not told all of it
            print(error, file=sys.stderr)
        return _problem(error)
    except MemoryError:
        return _problem(engine_error("memory", ""))
    except (SyntaxError, RuntimeError, ValueError, OSError) as cause:
        if failure_of_store(cause):
            return _problem(_unreadable(request, str(cause)))
        return _problem(engine_error("refused", str(cause)))
    except Exception as error:  # noqa: BLE001 a fault of ours must not end the worker
        traceback.print_exc(file=sys.stderr)
        return _problem(error)


def _answered(request: dict[str, Any]) -> WorkerReply:
    cap = AnswerCap(request["rows"], request["size"])
    text = request["query"]
    if text is None:
        there = _settings() if is_remote(_settings()) else None
        store = open_published(there).store if there else _store(request)
        graphs = (name for name in store.named_graphs() if isinstance(name, ox.NamedNode))
        described = service_description(request["endpoint"], request["triples"], graphs)
        form = choose_format("graph", request["format"], request["accept"])
        return _reply(form, write_graph(described, form.name, cap))
    check_query(text)
    if is_remote(_settings()):
        return _asked_remotely(request, text, cap)
    given: dict[str, Any] = {}
    if request["default_graphs"] or request["named_graphs"]:
        given["default_graph"] = [_graph(iri) for iri in request["default_graphs"]]
        given["named_graphs"] = [_graph(iri) for iri in request["named_graphs"]]
    result = _store(request).query(
        text, base_iri=request["base"], prefixes=request["prefixes"], **given
    )
    return _written(request, result, cap)


def _written(request: dict[str, Any], result: Any, cap: AnswerCap) -> WorkerReply:
    if isinstance(result, ox.QuerySolutions):
        form = choose_format("table", request["format"], request["accept"])
        columns = [variable.value for variable in result.variables]
        return _reply(form, write_table(columns, result, form.name, cap))
    if isinstance(result, ox.QueryBoolean):
        form = choose_format("truth", request["format"], request["accept"])
        return _reply(form, write_truth(bool(result), form.name))
    form = choose_format("graph", request["format"], request["accept"])
    return _reply(form, write_graph(result, form.name, cap))


def _asked_remotely(request: dict[str, Any], text: str, cap: AnswerCap) -> WorkerReply:
    """The reply of the SPARQL store that the settings name."""
    global _connection
    settings = _settings()
    if _connection is None:
        place = addresses_in(settings)
        assert place is not None
        _connection = SparqlConnection(place)
    if request["is_pinned"] and whole_record(_connection).number != request["generation"]:
        raise _gone(request)
    graphs = tuple(request["default_graphs"]), tuple(request["named_graphs"])
    prefixes = request["prefixes"]
    with asked_remotely(
        _connection, text, prefixes, settings.query_seconds, graphs, request["base"]
    ) as result:
        return _written(request, result, cap)


def _reply(form: AnswerFormat, written: WrittenAnswer) -> WorkerReply:
    headers = {}
    if written.cut:
        headers["gaoxin-truncated"] = f"{written.cut}; rows={written.rows}"
        # The name under which the answer is saved says it, too: CSV and TSV have no other place.
        name = f"first-{written.rows}-rows.{form.name}"
        headers["content-disposition"] = f'inline; filename="{name}"'
    return WorkerReply(written.body, form.content_type, headers=headers)


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as cause:
        raise BadParameter(
            f"图的名称「{iri}」不是完整的 IRI。",
            f"The name of a graph, {iri!r}, is not an absolute IRI.",
        ) from cause


def _store(request: dict[str, Any]) -> ox.Store:
    global _is_limited
    folder = request["store"]
    if folder in _stores:
        _stores.move_to_end(folder)
        return _stores[folder]
    while len(_stores) >= _OPEN:
        _stores.popitem(last=False)
    store = ox.Store.read_only(folder)
    if not _is_limited:
        # After opening, because the stacks of RocksDB's threads must not count towards the limit.
        limit_resources(MEMORY, 0)
        _is_limited = True
    _stores[folder] = store
    return store


def _unreadable(request: dict[str, Any], message: str) -> GaoxinError:
    """The error for a store that cannot be read: it may be there no longer."""
    if Path(request["store"]).is_dir():
        return engine_error("store", message)
    return _gone(request)


def _gone(request: dict[str, Any]) -> GaoxinError:
    number = request["generation"]
    zh = f"没有第 {number} 代，或它的图库已不再保留；gaoxin log 列出现有的各代。"
    en = (
        f"There is no generation {number}, or its store is no longer kept; gaoxin log lists those "
        "that are."
    )
    if request["is_pinned"]:
        return NoGeneration(zh, en, parameter="generation", generation=number)
    return QueryFailed(zh, en, reason="removed", generation=number)


def _problem(error: Exception) -> WorkerReply:
    problem = problem_of(error)
    body = json.dumps(problem, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return WorkerReply(body, "application/problem+json", int(problem["status"]))


if __name__ == "__main__":
    isolate_unless_remote()  # before RocksDB starts threads, which the filter does not affect
    raise SystemExit(serve_requests(answer))
