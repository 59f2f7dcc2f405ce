"""Routes: how things are related, compared, and what happened when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from gaoxin.service.documents.relations import (
    ChainDocument,
    CompareDocument,
    PathDocument,
    TimelineDocument,
)
from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.parameters import (
    AsOfParameter,
    GenerationParameter,
    GradeParameter,
    LimitParameter,
    OffsetParameter,
    RelationParameter,
    SectionParameter,
    SourceParameter,
    TypeParameter,
)

router = APIRouter(tags=["lookups"])


@router.get("/path", response_model=PathDocument)
async def path(
    request: Request,
    start: Annotated[str, Query(alias="from", max_length=200, description="One end.")] = "",
    to: Annotated[str, Query(max_length=200, description="The other end.")] = "",
    max_hops: Annotated[int, Query(ge=1, le=8, description="Most steps of a path.")] = 6,
    count: Annotated[int, Query(ge=1, le=100, description="Most paths.")] = 3,
    relation: RelationParameter = None,
    grade: GradeParameter = "",
    generation: GenerationParameter = None,
) -> Response:
    """The shortest paths between two things, with the facts on them."""
    values = {
        "from": start,
        "to": to,
        "max_hops": max_hops,
        "count": count,
        "relation": relation,
        "grade": grade,
        "generation": generation,
    }
    return await ask_lookup(request, "path", values)


@router.get("/compare", response_model=CompareDocument)
async def compare(
    request: Request,
    name: Annotated[
        list[str] | None,
        Query(max_length=4, description="Two to four names, one parameter for each."),
    ] = None,
    type: TypeParameter = None,
    section: SectionParameter = None,
    grade: GradeParameter = "",
    as_of: AsOfParameter = None,
    generation: GenerationParameter = None,
) -> Response:
    """Things of one kind side by side."""
    values = {
        "name": name,
        "type": type,
        "section": section,
        "grade": grade,
        "as_of": as_of,
        "generation": generation,
    }
    return await ask_lookup(request, "compare", values)


@router.get("/chain", response_model=ChainDocument)
async def chain(
    request: Request,
    name: Annotated[str, Query(max_length=200, description="Of which industry.")] = "",
    limit: LimitParameter = 200,
    offset: OffsetParameter = 0,
    generation: GenerationParameter = None,
) -> Response:
    """An industry as a chain: its parts, and the zones that lead in, have or plan each."""
    values = {"name": name, "limit": limit, "offset": offset, "generation": generation}
    return await ask_lookup(request, "chain", values)


@router.get("/timeline", response_model=TimelineDocument)
async def timeline(
    request: Request,
    name: Annotated[str, Query(max_length=200, description="Of which thing.")] = "",
    type: TypeParameter = None,
    section: SectionParameter = None,
    source: SourceParameter = "",
    grade: GradeParameter = "",
    as_of: AsOfParameter = None,
    limit: LimitParameter = 200,
    offset: OffsetParameter = 0,
    generation: GenerationParameter = None,
) -> Response:
    """The dated facts of a thing, the oldest first."""
    values = {
        "name": name,
        "type": type,
        "section": section,
        "source": source,
        "grade": grade,
        "as_of": as_of,
        "limit": limit,
        "offset": offset,
        "generation": generation,
    }
    return await ask_lookup(request, "timeline", values)
