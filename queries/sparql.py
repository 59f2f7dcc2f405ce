"""Run SPARQL on a generation: in a process of its own, with limits on time, rows and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaoxin.errors import QueryFailed, StoreCorrupt, StoreError
from gaoxin.graph.store.failures import unreadable_store
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import PREFIXES
from gaoxin.queries.binding import ParameterValue, bind
from gaoxin.queries.guard import check_query
from gaoxin.queries.limits import time_message, truncation_note

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import SavedQuery
    from gaoxin.settings import Settings

MEMORY = 1 << 30
"""Address space of a worker, in bytes."""
CHARACTERS = 64 << 20
"""Size of an answer, in characters of JSON, beyond which it is truncated."""

QUERY_PREFIXES = {
    name: PREFIXES[name] for name in ("gx", "rdf", "rdfs", "owl", "xsd", "skos", "dct", "prov")
}
"""Prefixes that need no declaration, beside ``id:`` for the things of the base."""


def run_sparql(
    generation: Generation,
    query: SavedQuery,
    parameters: Mapping[str, str],
    settings: Settings,
) -> Answer:
    """Answer a saved query with the given parameters (texts, as people type them).

    Raises:
        BadParameter, UnresolvedName, AmbiguousName: a parameter cannot be used.
        QueryFailed: the time or the memory ran out (``facts["reason"]``: ``time``, ``memory``).
    """
    bound = bind(query, parameters, generation)
    answer = _evaluate(generation, query.sparql, bound, settings)
    rows = [{column: row.get(column) for column in query.columns} for row in answer.rows]
    return Answer(list(query.columns), rows, answer.truncated, answer.notes)


def run_text(generation: Generation, text: str, settings: Settings) -> Answer:
    """Answer somebody's own SPARQL: SELECT, ASK (column ``answer``), CONSTRUCT, DESCRIBE.

    Raises:
        QueryFailed: it is refused by the guard or the engine, or stopped at a limit.
    """
    check_query(text)
    return _evaluate(generation, text, {}, settings)


def _evaluate(
    generation: Generation, text: str, bound: Mapping[str, ParameterValue], settings: Settings
) -> Answer:
    request = {
        "store": str(generation.folder / "store"),
        "query": text,
        "prefixes": QUERY_PREFIXES | {"id": settings.base},
        "bound": {name: value.for_sparql() for name, value in bound.items()},
        "rows": settings.query_rows,
        "seconds": settings.query_seconds,
        "memory": MEMORY,
        "characters": CHARACTERS,
    }
    try:
        body = json.dumps(request).encode()
    except UnicodeEncodeError as cause:  # pragma: no cover - json escapes lone surrogates
        raise _refused(str(cause)) from cause
    output, errors, status = _work(body, settings.query_seconds)
    try:
        return _read_answer(output, errors, status, settings)
    except StoreCorrupt as cause:
        if (generation.folder / "store").exists():
            raise
        # Each load publishes a new generation and removes old ones; nothing is damaged.
        raise QueryFailed(
            "查询期间，所查的一代图库被新的写入删除；请重新运行查询。",
            "A newer load removed the generation that was asked, while it was asked; "
            "run the query again.",
            reason="removed",
        ) from cause


def _work(body: bytes, seconds: float) -> tuple[bytes, bytes, int]:
    """Send the request to a new worker; return its output, its messages and its exit status."""
    with subprocess.Popen(
        _command("worker", str(os.getpid())),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    ) as worker:
        try:
            output, errors = worker.communicate(body, timeout=seconds or None)
        except subprocess.TimeoutExpired as cause:
            zh, en = time_message(seconds)
            raise QueryFailed(zh, en, reason="time", seconds=seconds) from cause
        finally:
            # Also on Ctrl-C: no worker outlives its question.
            if worker.poll() is None:
                worker.kill()
    return output, errors, worker.returncode


def _command(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", f"gaoxin.queries.{module}", *arguments]


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    # The child finds what the parent found, wherever that was installed.
    environment["PYTHONPATH"] = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    environment["PYTHONIOENCODING"] = "utf-8:surrogatepass"
    environment["RUST_BACKTRACE"] = "0"
    environment["MALLOC_ARENA_MAX"] = "2"  # else each thread reserves 64 MB of the cap
    return environment


def is_worker_isolated() -> bool:
    """Whether the system refuses connections to workers, beside the guard (tried in a process)."""
    tried = subprocess.run(
        _command("isolation"), env=_environment(), capture_output=True, check=False
    )
    return tried.returncode == 0


def _read_answer(output: bytes, errors: bytes, status: int, settings: Settings) -> Answer:
    columns: list[str] = []
    rows: list[dict[str, Any]] = []
    for raw in output.splitlines():
        try:
            line = json.loads(raw)
        except ValueError:
            break  # cut off when the worker died
        if "columns" in line:
            columns = line["columns"]
        elif "row" in line:
            rows.append(dict(zip(columns, line["row"], strict=True)))
        elif "error" in line:
            raise _error(line["error"], line["message"])
        else:
            notes = [truncation_note(line["reason"], settings)] if line["truncated"] else []
            return Answer(columns, rows, line["truncated"], notes)
    told = errors.decode(errors="replace")
    memory = ("memory allocation", "bad_alloc", "MemoryError")
    if any(sign in told for sign in memory):
        raise _error("memory", "")
    raise QueryFailed(
        "查询使引擎崩溃，已被停止；请把它写得简单些。",
        "The query crashed the engine and was stopped; write it more simply.",
        reason="crash",
        status=status,
    )


def _error(kind: str, message: str) -> QueryFailed | StoreError:
    if kind == "memory":
        size = f"{MEMORY >> 20} MB"
        return QueryFailed(
            f"查询所需内存超过 {size}，已被停止；请缩小范围。",
            f"The query needed more than {size} of memory and was stopped; ask for less.",
            reason="memory",
        )
    if kind == "store":
        return unreadable_store(message)
    return _refused(message)


def _refused(message: str) -> QueryFailed:
    return QueryFailed(
        f"SPARQL 引擎拒绝了查询：{message}",
        f"The SPARQL engine refused the query: {message}",
        reason="refused",
        message=message,
    )
