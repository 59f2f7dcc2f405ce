"""Routes: the editor of SPARQL, and how to read the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.parameters import GenerationParameter

router = APIRouter()


@router.get("/sparql-editor", tags=["pages"])
async def sparql_editor(
    request: Request,
    query: Annotated[str, Query(max_length=20_000, description="The text to begin with.")] = "",
    generation: GenerationParameter = None,
) -> Response:
    """The editor of SPARQL: the terms that it completes, and examples."""
    values = {"query": query, "generation": generation}
    return await ask_lookup(request, "sparql_editor", values)


@router.get("/help", tags=["pages"])
async def help_page(request: Request, generation: GenerationParameter = None) -> Response:
    """How to read the pages: grades of sources, verdicts on promises."""
    return await ask_lookup(request, "help_page", {"generation": generation})
