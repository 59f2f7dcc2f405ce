"""The process that answers lookups: it keeps generations open, and makes documents and pages.

Started as ``python -m gaoxin.service.workers.lookup_worker PARENT``.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections import OrderedDict
from datetime import date
from functools import cache
from typing import Any

from gaoxin.child_process import limit_resources
from gaoxin.errors import GaoxinError, NoGeneration, ServiceUnavailable, StoreError
from gaoxin.graph.remote.open_published import is_published, open_published
from gaoxin.graph.store.generation import Generation
from gaoxin.language import choose_language
from gaoxin.queries.engine_errors import ran_out_of_memory
from gaoxin.service.lookups.catalogue_of_lookups import LOOKUPS
from gaoxin.service.lookups.choices import with_links
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.moved import Moved
from gaoxin.service.lookups.written_form import WrittenForm
from gaoxin.service.page_advice import advised
from gaoxin.service.pages.render import page
from gaoxin.service.problems import problem_of
from gaoxin.service.protocol.file_name import saved_as
from gaoxin.service.protocol.time_of_change import last_modified
from gaoxin.service.workers.frames import WorkerReply
from gaoxin.service.workers.isolated_unless_remote import isolate_unless_remote
from gaoxin.service.workers.serve_requests import serve_requests
from gaoxin.settings import Settings, read_settings

_OPEN = 3
"""How many generations a worker keeps open: the newest, and those that were asked for."""


@cache
def _settings() -> Settings:
    return read_settings()


_opened: OrderedDict[int, Generation] = OrderedDict()


def _generation(number: int) -> Generation:
    if number in _opened and not is_published(_opened[number]):
        _opened.clear()  # a SPARQL store has one generation only
    if number in _opened:
        _opened.move_to_end(number)
    else:
        is_first = not _opened
        _opened[number] = open_published(_settings(), number)
        if is_first:
            # After opening, because the stacks of RocksDB's threads must not count.
            limit_resources(_settings().service_memory, 0)
        while len(_opened) > _OPEN:
            _opened.popitem(last=False)
    return _opened[number]


def answer(request: dict[str, Any]) -> WorkerReply:
    """The reply to ``{"lookup", "generation", "language", "form", "values", …}``.

    An error is a reply, too: a problem document (RFC 9457), as JSON or as a page.
    """
    choose_language(request["language"])
    form = request["form"]
    try:
        asked = LookupRequest(
            _generation(request["generation"]),
            _settings(),
            request["values"],
            request["address"],
            request["nonce"],
            date.fromisoformat(request["day"]),
            form,
        )
        lookup = LOOKUPS[request["lookup"]]
        changed = {"last-modified": last_modified(asked.generation.manifest.time)}
        changed |= saved_as(form, request["address"])
        if form in lookup.direct:
            kind, make = lookup.direct[form]
            return _written(make(asked), kind, changed)
        document = advised(lookup.find(asked))
        if form == "html":
            return _page(request["lookup"], document, request, headers=changed)
        if form in lookup.forms:
            kind, write = lookup.forms[form]
            return _written(write(asked, document), kind, changed)
        return WorkerReply(_json(document), headers=changed)
    except Moved as moved:
        return WorkerReply(b"", status=301, headers={"location": moved.location})
    except Exception as error:  # noqa: BLE001 a fault of ours must not end the worker
        if ran_out_of_memory(error):
            traceback.print_exc(file=sys.stderr)
            print("MemoryError", file=sys.stderr)  # by which the front knows why
            os._exit(1)  # the front starts a worker that has room
        if isinstance(error, (StoreError, ServiceUnavailable)):  # the client is not told all of it
            print(error, file=sys.stderr)
        elif not isinstance(error, GaoxinError):
            traceback.print_exc(file=sys.stderr)
        return _problem(error, request)


def _written(made: bytes | WrittenForm, kind: str, headers: dict[str, str]) -> WorkerReply:
    written = made if isinstance(made, WrittenForm) else WrittenForm(made)
    return WorkerReply(written.body, kind, headers=headers | written.headers)


def _problem(error: Exception, request: dict[str, Any]) -> WorkerReply:
    problem = with_links(problem_of(error), request["address"])
    status = int(problem["status"])
    if request["form"] == "html":
        told = 0 if isinstance(error, NoGeneration) else request["generation"]
        return _page("problem", problem, request | {"generation": told}, status)
    return WorkerReply(_json(problem), "application/problem+json", status)


def _page(
    name: str,
    document: dict[str, Any],
    request: dict[str, Any],
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> WorkerReply:
    text = page(name, document, request["address"], request["nonce"], request["generation"])
    return WorkerReply(
        text.encode("utf-8", "replace"), "text/html; charset=utf-8", status, headers or {}
    )


def _json(document: dict[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace")


if __name__ == "__main__":
    isolate_unless_remote()
    raise SystemExit(serve_requests(answer))
