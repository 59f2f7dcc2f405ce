"""Routes: interactive pictures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.parameters import GenerationParameter, KeyPath, KindPath

router = APIRouter()

DepthParameter = Annotated[
    int | None, Query(ge=1, le=3, description="How many steps from the starts are drawn.")
]


@router.get("/things/{kind}/{key:path}/view", tags=["pages"])
async def thing_view(
    request: Request,
    kind: KindPath,
    key: KeyPath,
    depth: DepthParameter = None,
    generation: GenerationParameter = None,
) -> Response:
    """The interactive picture of what surrounds a thing."""
    values = {"name": [f"{kind}/{key}"], "depth": depth, "generation": generation}
    return await ask_lookup(request, "view", values)


@router.get("/view", tags=["pages"])
async def view(
    request: Request,
    name: Annotated[
        list[str] | None,
        Query(max_length=60, description="Where it starts; two to four are compared."),
    ] = None,
    way: Annotated[bool, Query(description="Draw the ways between the first two names.")] = False,
    of: Annotated[
        str, Query(max_length=60, description="Draw all things of this class instead.")
    ] = "",
    by: Annotated[str, Query(max_length=60, description="Group them by this class.")] = "",
    source: Annotated[
        str, Query(max_length=200, description="Draw what this source says instead.")
    ] = "",
    depth: DepthParameter = None,
    generation: GenerationParameter = None,
) -> Response:
    """An interactive picture: of some things, of a class, of a source, or of the whole graph."""
    values = {
        "name": name,
        "way": way,
        "of": of,
        "by": by,
        "source": source,
        "depth": depth,
        "generation": generation,
    }
    return await ask_lookup(request, "view", values)
