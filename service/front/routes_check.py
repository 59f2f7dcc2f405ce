"""Route: a text checked against the graph."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.parameters import GenerationParameter

router = APIRouter()


@router.get("/check", tags=["lookups"])
async def check(
    request: Request,
    q: Annotated[str, Query(max_length=2000, description="A sentence or a short text.")] = "",
    generation: GenerationParameter = None,
) -> Response:
    """Whether the graph says what a text claims: each claim with a verdict, facts and sources."""
    return await ask_lookup(request, "check", {"q": q, "generation": generation})
