"""What the front asks of workers: the members of their requests, put together in one place."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gaoxin.graph.remote.sparql_addresses import is_remote
from gaoxin.queries.sparql import QUERY_PREFIXES
from gaoxin.service.front.running import Running
from gaoxin.service.lookups.catalogue_of_lookups import LOOKUPS
from gaoxin.service.workers.failures import FactsNotReady
from gaoxin.service.workers.frames import WorkerReply

_PATIENCE = 2.0
"""Seconds that a question waits for the facts of a new generation if the one before has them."""
NOT_KEPT = {"cache-control": "no-store"}
"""Header field of a reply that does not follow from the published generation alone."""
_MAY_BE_GONE = (404, 503)
"""The status of a reply that may mean that the generation is no longer there."""


def lookup_asked(
    lookup: str,
    generation: int,
    language: str,
    values: Mapping[str, Any],
    *,
    form: str = "json",
    address: str = "/",
    nonce: str = "",
    day: str = "",
) -> dict[str, Any]:
    """The request for a lookup, as :mod:`gaoxin.service.workers.lookup_worker` reads it.

    ``day`` is an ISO 8601 date, by default today; the others are members of
    :class:`gaoxin.service.lookups.lookup_request.LookupRequest`.
    """
    return {
        "lookup": lookup,
        "generation": generation,
        "language": language,
        "form": form,
        "values": dict(values),
        "address": address,
        "nonce": nonce,
        "day": day or date.today().isoformat(),
    }


async def lookup_answered(running: Running, asked: Mapping[str, Any]) -> WorkerReply:
    """The reply to a request for a lookup, when the files that it reads are there.

    If the facts are not there soon after a load, the generation before answers, and says so.

    Raises:
        FactsNotReady: they take longer to write than a request may wait.
        Overloaded, WorkerSlow, WorkerDied: there is no reply.
    """
    lookup, seconds = LOOKUPS[asked["lookup"]], running.settings.query_seconds
    is_pinned = bool(asked["values"].get("generation"))
    if lookup.reads_lists:
        await running.lists.ready(asked["generation"], seconds)
    if lookup.reads_facts and asked["values"].get("q"):
        earlier = 0 if is_pinned else running.facts.earlier(asked["generation"])
        try:
            await running.facts.ready(asked["generation"], _PATIENCE if earlier else seconds)
        except FactsNotReady:
            if not earlier:
                raise
            values = {**asked["values"], "generation": earlier}  # an answer tells it
            before = {**asked, "generation": earlier, "values": values}
            reply = await lookup_answered(running, before)
            return replace(reply, headers={**reply.headers, **NOT_KEPT})
    reply = await running.lookups.answer(asked, seconds)
    if reply.status in _MAY_BE_GONE and not is_pinned and is_remote(running.settings):
        # A SPARQL store has one generation only, and it may be another one by now.
        await asyncio.to_thread(running.current.look)
        newest = running.current.manifest.number
        if newest != asked["generation"]:
            return await lookup_answered(running, {**asked, "generation": newest})
    return reply


def sparql_asked(
    running: Running,
    generation: int,
    query: str | None,
    language: str,
    *,
    rows: int,
    size: int,
    accept: str,
    form: str = "",
    is_pinned: bool = False,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> dict[str, Any]:
    """The request for a query, as :mod:`gaoxin.service.workers.sparql_worker` reads it.

    ``size`` is the maximum length of the answer in characters.
    """
    base = running.settings.base
    return {
        "query": query,
        "store": running.current.store_folder(generation),
        "generation": generation,
        "is_pinned": is_pinned,
        "prefixes": QUERY_PREFIXES | {"id": base},
        "base": base,
        "default_graphs": list(default_graphs),
        "named_graphs": list(named_graphs),
        "format": form,
        "accept": accept,
        "rows": rows,
        "size": size,
        "language": language,
    }
