"""Routes: home, search, things."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from gaoxin.service.front.ask_lookup import ask_lookup

router = APIRouter()

GenerationParameter = Annotated[
    int | None,
    Query(ge=1, le=999_999_999, description="Answer from this generation, which must be kept."),
]


@router.get("/", tags=["pages"])
async def home(request: Request, generation: GenerationParameter = None) -> Response:
    """What the graph holds."""
    return await ask_lookup(request, "home", {"generation": generation})


@router.get("/search", tags=["lookups"])
async def search(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="Name, pinyin, initials or key.")] = "",
    type: Annotated[str | None, Query(max_length=60, description="Class of the things.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    generation: GenerationParameter = None,
) -> Response:
    """Things by their names."""
    values = {"q": q, "type": type, "limit": limit, "generation": generation}
    return await ask_lookup(request, "search", values)


@router.get("/things/{kind}/{key:path}", tags=["lookups"])
async def thing(
    request: Request,
    kind: str,
    key: str,
    source: Annotated[str, Query(max_length=200)] = "",
    year: Annotated[int | None, Query(ge=1, le=9999)] = None,
    grade: Annotated[Literal["", "A", "D", "B", "C", "I", "U"], Query()] = "",
    generation: GenerationParameter = None,
) -> Response:
    """A thing: key facts, sections of facts, sources."""
    values = {
        "kind": kind,
        "key": key,
        "source": source,
        "year": year,
        "grade": grade,
        "generation": generation,
    }
    return await ask_lookup(request, "thing", values)


@router.get("/id/{key:path}", tags=["lookups"])
async def permanent(key: str) -> Response:
    """Where a permanent IRI leads: to the page of the thing."""
    return RedirectResponse(f"/things/{key}", 303)
