"""Routes: articles that were read, their facts, and what a person decides about them."""

from __future__ import annotations

import json
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.responses import JSONResponse, RedirectResponse

from gaoxin.language import choose_language
from gaoxin.service.documents.articles import (
    ArticleDocument,
    ArticlesDocument,
    DecisionDocument,
    LoadDocument,
)
from gaoxin.service.front.article_bodies import DecisionBody, decision_of
from gaoxin.service.front.ask_lookup import address_of, ask_lookup
from gaoxin.service.front.negotiation import form_wanted, language_wanted
from gaoxin.service.front.parameters import LimitParameter, OffsetParameter
from gaoxin.service.front.refusals import answered_problem
from gaoxin.service.front.reviewing import check_may_review, who_asks
from gaoxin.service.front.running import Running
from gaoxin.service.front.worker_requests import lookup_answered, lookup_asked


def _may_review(request: Request) -> None:
    """Let a request in that may see and settle articles; before its body is read."""
    running: Running = request.app.state.running
    check_may_review(request, running.settings)


router = APIRouter(prefix="/articles", tags=["articles"], dependencies=[Depends(_may_review)])

ArticleKey = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{6,64}$",
        description="The key of the article: the sha256 of its text, or its beginning.",
    ),
]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": DecisionBody.model_json_schema()},
            "application/x-www-form-urlencoded": {"schema": {"type": "object"}},
        },
    }
}
FactParameter = Annotated[str, Query(max_length=40, description="The fact to look at.")]


@router.get("", response_model=ArticlesDocument)
async def articles(
    request: Request, limit: LimitParameter = 100, offset: OffsetParameter = 0
) -> Response:
    """The articles that were read, and how much of each is settled."""
    values = {"limit": limit, "offset": offset}
    return await ask_lookup(request, "articles", values, may_be_kept=False)


@router.get("/{key}", response_model=ArticleDocument)
async def article(
    request: Request,
    key: ArticleKey,
    show: Annotated[
        Literal["", "waiting", "all"], Query(description="Facts that wait for a person, or all.")
    ] = "",
    fact: FactParameter = "",
    also: Annotated[
        str,
        Query(
            max_length=6000,
            description="Further facts to list: their ids, separated by commas.",
        ),
    ] = "",
    form: Annotated[
        Literal["", "correct", "add", "merge"],
        Query(description="The form that the page shows for the fact."),
    ] = "",
) -> Response:
    """The text of an article with the facts that it states, and what was decided about each."""
    values: dict[str, Any] = {"key": key, "show": show, "fact": fact, "also": also, "form": form}
    return await ask_lookup(request, "article", values, may_be_kept=False)


@router.post("/{key}/decisions", response_model=DecisionDocument, openapi_extra=_BODY)
async def article_decide(request: Request, key: ArticleKey) -> Response:
    """Keep a decision; a form is answered by the page of the article, JSON by what changed."""
    body, rest = await decision_of(request)
    values = {**body.model_dump(), "key": key, "by": who_asks(request)}
    wants_page = form_wanted(request, ("html", "json")) == "html"
    running: Running = request.app.state.running
    asked = lookup_asked(
        "article_decide",
        running.current.manifest.number,
        language_wanted(request),
        values,
        form="json",
        address=address_of(request),
    )
    reply = await lookup_answered(running, asked)
    if reply.status != 200:
        choose_language(language_wanted(request))
        return answered_problem(request, json.loads(reply.body))
    if not wants_page:
        return Response(reply.body, 200, {"cache-control": "no-store"}, reply.kind)
    return _to_page(key, body.what, body.fact, rest, reply.body)


@router.post("/{key}/load", response_model=LoadDocument)
async def article_load(
    request: Request,
    key: ArticleKey,
    what: Annotated[
        Literal["all", "rest"],
        Query(description="rest: leave out facts that cannot be loaded; the page says which."),
    ] = "all",
) -> Response:
    """Load the facts of an article that are sure or accepted, and what was decided about its names;
    all of it is published at once, or nothing.  202: the load goes on.
    """
    running: Running = request.app.state.running
    language = language_wanted(request)
    asked = partial(lookup_asked, "article_load", language=language, values={"key": key})
    reply = await lookup_answered(running, asked(generation=running.current.manifest.number))
    if reply.status != 200:
        choose_language(language)
        return answered_problem(request, json.loads(reply.body))
    whole = str(json.loads(reply.body)["key"])
    has_ended = await running.loads.load(whole, language, running.settings.query_seconds, what)
    running.current.look()
    if form_wanted(request, ("html", "json")) == "html":
        return RedirectResponse(f"/articles/{whole}", 303)
    reply = await lookup_answered(running, asked(generation=running.current.manifest.number))
    told = {"key": whole, "running": not has_ended, "load": json.loads(reply.body)["load"]}
    return JSONResponse(told, 200 if has_ended else 202, {"cache-control": "no-store"})


def _to_page(key: str, what: str, fact: str, rest: dict[str, str], body: bytes) -> Response:
    """Back to the article: to the next fact that waits, or to the one that is open again."""
    told: dict[str, Any] = json.loads(body)
    own = (told["fact"] or {}).get("id") or fact
    at = own if what in ("undo", "merge", "new", "add") else told["next"] or own
    given = {"show": rest.get("show", ""), "fact": at}
    query = urlencode({name: value for name, value in given.items() if value})
    return RedirectResponse(f"/articles/{key}?{query}#f-{at}", 303)
