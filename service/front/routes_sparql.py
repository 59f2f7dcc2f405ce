"""Route ``/sparql``: the SPARQL 1.1 protocol."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from gaoxin.service.front import sparql_openapi
from gaoxin.service.front.client_gone import ClientGone, while_connected
from gaoxin.service.front.negotiation import language_wanted
from gaoxin.service.front.plain_routes import PlainRoute
from gaoxin.service.front.running import Running
from gaoxin.service.front.worker_requests import sparql_asked
from gaoxin.service.protocol.accept import accepted_values, quality_of
from gaoxin.service.protocol.sparql_request import SparqlRequest, read_request
from gaoxin.service.workers.frames import WorkerReply

ANSWER = 16 << 20
"""Maximum size of an answer, in characters; a longer one is truncated."""
ALLOWED = "GET, HEAD, POST, OPTIONS"

router = APIRouter(route_class=PlainRoute)


@router.post("/sparql", tags=["sparql"], response_class=Response, openapi_extra=sparql_openapi.POST)
@router.head("/sparql", include_in_schema=False)
@router.get("/sparql", tags=["sparql"], response_class=Response, openapi_extra=sparql_openapi.GET)
async def sparql(request: Request) -> Response:
    """Answer a SPARQL 1.1 query; without a query, describe the endpoint."""
    asked = read_request(
        request.method,
        request.scope["query_string"],
        request.headers.get("content-type", ""),
        await request.body() if request.method == "POST" else b"",
    )
    if asked.query is None and not asked.format and _is_browser(request):
        return Response(status_code=303, headers={"location": "/sparql-editor"})
    try:
        reply, number = await while_connected(request, _answer(request, asked))
    except ClientGone:
        return Response(status_code=499)  # nobody reads it
    headers = {
        "vary": "Accept, Accept-Language, Cookie",
        "gaoxin-generation": str(number),
        **reply.headers,
    }
    return Response(reply.body, reply.status, headers, reply.kind)


@router.options("/sparql", include_in_schema=False)
async def options(request: Request) -> Response:
    """What the endpoint allows."""
    return Response(status_code=204, headers={"allow": ALLOWED})


async def _answer(request: Request, asked: SparqlRequest) -> tuple[WorkerReply, int]:
    """The reply and the number of its generation.

    If a load removes the published generation meanwhile, the next one is asked.
    """
    running: Running = request.app.state.running
    while True:
        number = asked.generation or running.current.manifest.number
        reply = await running.sparql.answer(
            _request(request, asked, running, number), running.settings.query_seconds
        )
        if reply.status != 503 or asked.generation:
            return reply, number
        running.current.look()
        if running.current.manifest.number == number:
            return reply, number


def _request(
    request: Request, asked: SparqlRequest, running: Running, number: int
) -> dict[str, Any]:
    told = sparql_asked(
        running,
        number,
        asked.query,
        language_wanted(request),
        rows=running.settings.query_rows,
        size=ANSWER,
        accept=request.headers.get("accept", ""),
        form=asked.format,
        is_pinned=asked.generation is not None,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
    )
    if asked.query is None:
        told["endpoint"] = str(request.url.replace(query="", fragment=""))
        told["triples"] = running.current.manifest.triples
    return told


def _is_browser(request: Request) -> bool:
    """Whether a page is wanted rather than a graph."""
    accepted = accepted_values(request.headers.get("accept", ""))
    return quality_of("text/html", accepted) > quality_of("text/turtle", accepted)
