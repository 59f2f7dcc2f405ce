"""Run SPARQL on a generation in a separate process, with limits on time, rows and memory.

A generation in a SPARQL store is asked over HTTP instead (:mod:`gaoxin.queries.remote_sparql`).
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gaoxin.child_process import child_environment, module_command
from gaoxin.errors import QueryFailed, StoreCorrupt
from gaoxin.graph.remote.open_published import connection_of
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import PREFIXES
from gaoxin.queries.binding import ParameterValue, bind
from gaoxin.queries.engine_errors import engine_error, is_out_of_memory
from gaoxin.queries.guard import check_query
from gaoxin.queries.limits import MEMORY, time_message, truncation_note

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import SavedQuery
    from gaoxin.settings import Settings

CHARACTERS = 64 << 20
"""Maximum size of an answer, in characters of JSON; a longer one is truncated."""

QUERY_PREFIXES = {
    name: PREFIXES[name] for name in ("gx", "rdf", "rdfs", "owl", "xsd", "skos", "dct", "prov")
}
"""Prefixes that need no declaration; ``id:`` (the base IRI of things) is added to them."""


def run_sparql(
    generation: Generation,
    query: SavedQuery,
    parameters: Mapping[str, str],
    settings: Settings,
) -> Answer:
    """Answer a saved query; the values of ``parameters`` are texts as a user types them.

    Raises:
        BadParameter, UnresolvedName, AmbiguousName: a parameter cannot be used.
        QueryFailed: the query reached a limit (``facts["reason"]`` is ``time`` or ``memory``).
    """
    bound = bind(query, parameters, generation)
    answer = _evaluate(generation, query.sparql, bound, settings)
    rows = [{column: row.get(column) for column in query.columns} for row in answer.rows]
    return Answer(list(query.columns), rows, answer.truncated, answer.notes)


def run_text(generation: Generation, text: str, settings: Settings) -> Answer:
    """Answer a user's own SPARQL: SELECT, ASK (column ``answer``), CONSTRUCT or DESCRIBE.

    Raises:
        QueryFailed: the guard or the engine refused the query, or it reached a limit.
    """
    check_query(text)
    return _evaluate(generation, text, {}, settings)


def _evaluate(
    generation: Generation, text: str, bound: Mapping[str, ParameterValue], settings: Settings
) -> Answer:
    prefixes = QUERY_PREFIXES | {"id": settings.base}
    values = {name: value.for_sparql() for name, value in bound.items()}
    if connection := connection_of(generation):
        from gaoxin.queries.remote_sparql import run_remotely
        from gaoxin.queries.worker import term

        terms = {name: term(value) for name, value in values.items()}
        return run_remotely(connection, text, terms, prefixes, settings)
    request = {
        "store": str(generation.folder / "store"),
        "query": text,
        "prefixes": prefixes,
        "bound": values,
        "rows": settings.query_rows,
        "seconds": settings.query_seconds,
        "memory": MEMORY,
        "characters": CHARACTERS,
    }
    output, errors, status = _work(json.dumps(request).encode(), settings.query_seconds)
    try:
        return _read_answer(output, errors, status, settings)
    except StoreCorrupt as cause:
        if (generation.folder / "store").exists():
            raise
        # Nothing is damaged: a load published a new generation and removed this one.
        raise QueryFailed(
            "查询期间，所查的一代图库被新的写入删除；请重新运行查询。",
            "A newer load removed the generation that was asked, while it was asked; "
            "run the query again.",
            reason="removed",
        ) from cause


def _work(body: bytes, seconds: float) -> tuple[bytes, bytes, int]:
    """Send the request to a new worker; return its stdout, its stderr and its exit status."""
    with subprocess.Popen(
        module_command("gaoxin.queries.worker", str(os.getpid())),
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
            # Also on Ctrl-C, so that no worker goes on without its caller.
            if worker.poll() is None:
                worker.kill()
    return output, errors, worker.returncode


def _environment() -> dict[str, str]:
    return child_environment(limited=True) | {"PYTHONIOENCODING": "utf-8:surrogatepass"}


def is_worker_isolated() -> bool:
    """Whether the kernel refuses workers a connection; tested in a separate process."""
    tried = subprocess.run(
        module_command("gaoxin.queries.isolation"),
        env=_environment(),
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


def _read_answer(output: bytes, errors: bytes, status: int, settings: Settings) -> Answer:
    columns: list[str] = []
    rows: list[dict[str, Any]] = []
    for raw in output.splitlines():
        try:
            line = json.loads(raw)
        except ValueError:
            break  # incomplete, because the worker ended while it wrote
        if "columns" in line:
            columns = line["columns"]
        elif "row" in line:
            rows.append(dict(zip(columns, line["row"], strict=True)))
        elif "error" in line:
            raise engine_error(line["error"], line["message"])
        else:
            notes = [truncation_note(line["reason"], settings)] if line["truncated"] else []
            return Answer(columns, rows, line["truncated"], notes)
    told = errors.decode(errors="replace")
    if is_out_of_memory(told):
        raise engine_error("memory", "")
    raise QueryFailed(
        "查询使引擎崩溃，已被停止；请把它写得简单些。",
        "The query crashed the engine and was stopped; write it more simply.",
        reason="crash",
        status=status,
    )
