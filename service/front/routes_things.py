"""Routes: home, search, things."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from gaoxin.graph.citing.cited_facts import FACT_KINDS
from gaoxin.service.documents.searches import SearchDocument
from gaoxin.service.documents.things import (
    CiteDocument,
    FactDocument,
    NeighborsDocument,
    ThingDocument,
)
from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.negotiation import form_wanted
from gaoxin.service.front.parameters import (
    AsOfParameter,
    GenerationParameter,
    GradeParameter,
    KeyPath,
    KindPath,
    LimitParameter,
    OffsetParameter,
    RelationParameter,
    SectionParameter,
    SourceParameter,
)
from gaoxin.service.front.reviewing import may_review
from gaoxin.service.front.running import Running
from gaoxin.service.lookups.links import path_with, thing_link
from gaoxin.service.lookups.rdf_forms import RDF_FORMS

router = APIRouter()


@router.get("/", tags=["pages"])
async def home(request: Request, generation: GenerationParameter = None) -> Response:
    """What the graph holds."""
    running: Running = request.app.state.running
    reviews = may_review(request, running.settings)  # then it counts facts that wait by now
    values = {"generation": generation, "reviews": reviews}
    return await ask_lookup(request, "home", values, may_be_kept=not reviews)


@router.get("/search", tags=["lookups"], response_model=SearchDocument)
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


@router.get(
    "/things/{kind}/{key:path}/neighbors", tags=["lookups"], response_model=NeighborsDocument
)
async def neighbors(
    request: Request,
    kind: KindPath,
    key: KeyPath,
    relation: RelationParameter = None,
    direction: Annotated[
        Literal["", "out", "in"], Query(description="Of the thing (out) or to it (in).")
    ] = "",
    source: SourceParameter = "",
    grade: GradeParameter = "",
    as_of: AsOfParameter = None,
    limit: LimitParameter = 200,
    offset: OffsetParameter = 0,
    generation: GenerationParameter = None,
) -> Response:
    """The things that are directly related to a thing."""
    values = {
        "kind": kind,
        "key": key,
        "relation": relation,
        "direction": direction,
        "source": source,
        "grade": grade,
        "as_of": as_of,
        "limit": limit,
        "offset": offset,
        "generation": generation,
    }
    return await ask_lookup(request, "neighbors", values)


@router.get("/things/{kind}/{key:path}/cite", tags=["lookups"], response_model=CiteDocument)
async def cite(
    request: Request,
    kind: KindPath,
    key: KeyPath,
    fact: Annotated[
        str,
        Query(max_length=200, description="Cite the facts whose sentence or section has this."),
    ] = "",
    accessed: Annotated[
        str,
        Query(max_length=10, description="The day on which online sources were opened."),
    ] = "",
    generation: GenerationParameter = None,
) -> Response:
    """How a thing, a source or a fact is cited, by GB/T 7714-2015 and BibTeX."""
    values = {
        "kind": kind,
        "key": key,
        "fact": fact,
        "accessed": accessed,
        "generation": generation,
    }
    return await ask_lookup(request, "cite", values)


@router.get(
    "/things/{kind}/{key:path}", tags=["lookups"], response_model=ThingDocument | FactDocument
)
async def thing(
    request: Request,
    kind: KindPath,
    key: KeyPath,
    section: SectionParameter = None,
    source: SourceParameter = "",
    year: Annotated[
        int | None, Query(ge=1, le=9999, description="Only facts of this year.")
    ] = None,
    as_of: AsOfParameter = None,
    grade: GradeParameter = "",
    generation: GenerationParameter = None,
) -> Response:
    """A thing: key facts, sections of facts, sources; or a fact by its permanent key."""
    values = {
        "kind": kind,
        "key": key,
        "section": section,
        "source": source,
        "year": year,
        "as_of": as_of,
        "grade": grade,
        "generation": generation,
    }
    return await ask_lookup(request, "fact" if kind in FACT_KINDS else "thing", values)


@router.get("/id/{key:path}", tags=["lookups"])
async def permanent(
    request: Request,
    key: Annotated[str, Path(max_length=360, examples=["zone/tianjin-binhai"])],
    wanted: Annotated[
        str, Query(alias="as", max_length=20, description="The form: html, json, turtle …")
    ] = "",
) -> Response:
    """Where a permanent IRI leads: to the page of the thing, in the form that is wanted.

    A client that accepts an RDF form is sent to the address of that form.
    """
    given = [(n, v) for n, v in request.query_params.multi_items() if n != "as"]
    form = wanted or form_wanted(request, ("html", "json", *RDF_FORMS))
    given += [("format", form)] if wanted or form in RDF_FORMS else []
    return RedirectResponse(path_with(thing_link(key), given), 303)
