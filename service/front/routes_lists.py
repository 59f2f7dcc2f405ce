"""Routes of lists: promises, disagreements, coverage, sources."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.list_parameters import (
    ConflictParameters,
    CoverageParameters,
    SourceParameters,
    TargetParameters,
)

router = APIRouter(tags=["lists"])


@router.get("/targets")
async def targets(request: Request, asked: Annotated[TargetParameters, Query()]) -> Response:
    """Every promise, and whether the figures of the sources show that it was kept."""
    return await ask_lookup(request, "targets", asked.model_dump())


@router.get("/conflicts")
async def conflicts(request: Request, asked: Annotated[ConflictParameters, Query()]) -> Response:
    """Where the sources disagree: one row for each side."""
    return await ask_lookup(request, "conflicts", asked.model_dump())


@router.get("/coverage")
async def coverage(request: Request, asked: Annotated[CoverageParameters, Query()]) -> Response:
    """How much is known of each zone, from how many sources, and how recent it is."""
    return await ask_lookup(request, "coverage", asked.model_dump())


@router.get("/sources")
async def sources(request: Request, asked: Annotated[SourceParameters, Query()]) -> Response:
    """Every source that states a fact; its link leads to everything that it says."""
    return await ask_lookup(request, "sources", asked.model_dump())
