"""Routes of lists: promises, disagreements, coverage, sources."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from gaoxin.service.documents.lists import ListDocument, ThingListDocument
from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.list_parameters import (
    ConflictParameters,
    CoverageParameters,
    SaidParameters,
    SourceParameters,
    TargetParameters,
    ThingParameters,
)
from gaoxin.service.front.parameters import KeyPath

router = APIRouter(tags=["lists"])


def _values(asked: ThingParameters, only: str = "") -> dict[str, Any]:
    return {**asked.model_dump(by_alias=True), "list": only}


@router.get("/things", response_model=ThingListDocument)
async def things(request: Request, asked: Annotated[ThingParameters, Query()]) -> Response:
    """All things of some classes, with the number of things by value; values can be combined."""
    return await ask_lookup(request, "things", _values(asked))


@router.get("/zones", response_model=ThingListDocument)
async def zones(request: Request, asked: Annotated[ThingParameters, Query()]) -> Response:
    """All high-tech zones, by province, industry, year, source and grade."""
    return await ask_lookup(request, "things", _values(asked, "Zone"))


@router.get("/industries", response_model=ThingListDocument)
async def industries(request: Request, asked: Annotated[ThingParameters, Query()]) -> Response:
    """All industries: trade names and classes of the official classifications."""
    return await ask_lookup(request, "things", _values(asked, "Industry"))


@router.get("/targets", response_model=ListDocument)
async def targets(request: Request, asked: Annotated[TargetParameters, Query()]) -> Response:
    """Every promise, and whether the figures of the sources show that it was kept."""
    return await ask_lookup(request, "targets", asked.model_dump())


@router.get("/conflicts", response_model=ListDocument)
async def conflicts(request: Request, asked: Annotated[ConflictParameters, Query()]) -> Response:
    """Where the sources disagree: one row for each side."""
    return await ask_lookup(request, "conflicts", asked.model_dump())


@router.get("/coverage", response_model=ListDocument)
async def coverage(request: Request, asked: Annotated[CoverageParameters, Query()]) -> Response:
    """How much is known of each zone, from how many sources, and how recent it is."""
    return await ask_lookup(request, "coverage", asked.model_dump())


@router.get("/sources", response_model=ListDocument)
async def sources(request: Request, asked: Annotated[SourceParameters, Query()]) -> Response:
    """Every source that states a fact; its link leads to everything that it says."""
    return await ask_lookup(request, "sources", asked.model_dump())


@router.get("/sources/{key:path}", response_model=ListDocument)
async def source_facts(
    request: Request, key: KeyPath, asked: Annotated[SaidParameters, Query()]
) -> Response:
    """Everything that a source says, with the place in it."""
    return await ask_lookup(request, "source_facts", {**asked.model_dump(), "key": key})
