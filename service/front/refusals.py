"""Errors of the front as problem documents."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Match, Route

from gaoxin.errors import BadParameter, GaoxinError, StoreError
from gaoxin.language import choose_language, say
from gaoxin.service.front.ask_lookup import address_of, page_policy
from gaoxin.service.front.negotiation import form_wanted, language_wanted
from gaoxin.service.front.parameter_faults import told_faults
from gaoxin.service.pages.render import page
from gaoxin.service.problems import RequestRefused, problem_of

PROBLEM = "application/problem+json"


def problem_response(request: Request, error: Exception) -> Response:
    """The problem document of an error, in the client's language and form."""
    choose_language(language_wanted(request))
    headers = error.headers if isinstance(error, RequestRefused) else None
    return answered_problem(request, problem_of(error), headers)


def answered_problem(
    request: Request, problem: dict[str, Any], headers: Mapping[str, str] | None = None
) -> Response:
    """The problem as JSON, or as a page for a client that wants one; the language is chosen."""
    status = int(problem["status"])
    try:
        wants_page = form_wanted(request, ("html", "json")) == "html"
    except BadParameter:  # the format is what is wrong
        wants_page = False
    if not wants_page:
        return JSONResponse(problem, status, headers, PROBLEM)
    nonce = secrets.token_urlsafe(16)
    text = page("problem", problem, address_of(request), nonce, _generation(request))
    policy = {"content-security-policy": page_policy(nonce)}
    return HTMLResponse(text, status, {**(headers or {}), **policy})


def _generation(request: Request) -> int:
    """The number of the published generation, 0 if there is none."""
    try:
        return int(request.app.state.running.current.manifest.number)
    except (AttributeError, KeyError, StoreError):  # refused at the gate, starting, or no data
        return 0


def _allowed_methods(request: Request, routers: Iterable[APIRouter]) -> str:
    found: set[str] = set()
    for route in (route for router in routers for route in router.routes):
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return ", ".join(sorted(found))


def answer_with_problems(application: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Make every error of a request a problem document (RFC 9457)."""

    async def ours(request: Request, error: Exception) -> Response:
        return problem_response(request, error)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        choose_language(language_wanted(request))
        return answered_problem(request, told_faults(list(error.errors())))

    async def of_framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if isinstance(error.__cause__, RequestRefused):  # FastAPI was reading the body
            return problem_response(request, error.__cause__)
        choose_language(language_wanted(request))
        details = {
            404: say("没有这个地址。", "There is nothing at this address."),
            405: say("这个地址不接受这种方法。", "This address does not take this method."),
        }
        status = error.status_code
        title = HTTPStatus(status).phrase.replace(" ", "")
        detail = details.get(status, str(error.detail))
        problem = {"status": status, "title": title, "detail": detail}
        headers = error.headers
        if status == 405:  # the framework names the methods of one route of the address only
            headers = {"allow": _allowed_methods(request, routers)}
        return answered_problem(request, problem, headers)

    application.add_exception_handler(GaoxinError, ours)
    application.add_exception_handler(RequestValidationError, invalid)
    application.add_exception_handler(HTTPException, of_framework)
