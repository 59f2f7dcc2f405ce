"""Routes: questions in words, and saved queries."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from gaoxin.errors import BadParameter
from gaoxin.service.documents.questions import AskDocument, QueriesDocument, SavedQueryDocument
from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.parameters import (
    AsOfParameter,
    GenerationParameter,
    GradeParameter,
    LimitParameter,
    OffsetParameter,
)

router = APIRouter(tags=["lookups"])

_OURS = frozenset(("format", "lang", "as_of", "generation", "limit", "offset"))
"""Parameters of the route itself; all others are those of the query."""


@router.get("/ask", response_model=AskDocument)
async def ask(
    request: Request,
    q: Annotated[str, Query(max_length=500, description="A question in Chinese or English.")] = "",
    as_of: AsOfParameter = None,
    grade: GradeParameter = "",
    generation: GenerationParameter = None,
) -> Response:
    """The answer to a question in a person's words."""
    values = {"q": q, "as_of": as_of, "grade": grade, "generation": generation}
    return await ask_lookup(request, "ask", values)


@router.get("/queries", response_model=QueriesDocument)
async def queries(
    request: Request,
    q: Annotated[
        str,
        Query(max_length=500, description="A question or a word; the queries that fit it best."),
    ] = "",
    topic: Annotated[str, Query(max_length=60, description="Only this topic.")] = "",
    limit: LimitParameter = 200,
    offset: OffsetParameter = 0,
    generation: GenerationParameter = None,
) -> Response:
    """The saved queries."""
    values = {"q": q, "topic": topic, "limit": limit, "offset": offset, "generation": generation}
    return await ask_lookup(request, "queries", values)


@router.get("/queries/{name:path}", response_model=SavedQueryDocument)
async def saved_query(
    request: Request,
    name: Annotated[str, Path(max_length=120, examples=["industries/industries_of_zone"])],
    as_of: AsOfParameter = None,
    limit: LimitParameter = 1000,
    offset: OffsetParameter = 0,
    generation: GenerationParameter = None,
) -> Response:
    """The rows of a saved query; its parameters are parameters of the address."""
    given: dict[str, str] = {}
    for parameter, value in request.query_params.multi_items():
        if parameter in _OURS:
            continue
        if parameter in given:
            raise BadParameter(
                f"参数 {parameter} 写了两次；请只留一个。",
                f"The parameter {parameter} is given twice; keep one.",
                parameter=parameter,
            )
        given[parameter] = value
    values = {
        "name": name,
        "parameters": given,
        "as_of": as_of,
        "limit": limit,
        "offset": offset,
        "generation": generation,
    }
    return await ask_lookup(request, "saved_query", values)
