"""Errors of the front as problem documents."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gaoxin.errors import GaoxinError
from gaoxin.language import choose_language, say
from gaoxin.service.front.negotiation import language_wanted
from gaoxin.service.problems import RequestRefused, problem_of

PROBLEM = "application/problem+json"


def problem_response(request: Request, error: Exception) -> Response:
    """The problem document of an error, in the client's language."""
    choose_language(language_wanted(request))
    problem = problem_of(error)
    headers = error.headers if isinstance(error, RequestRefused) else None
    return JSONResponse(problem, problem["status"], headers, PROBLEM)


def answer_with_problems(application: FastAPI) -> None:
    """Make every error of a request a problem document (RFC 9457)."""

    async def ours(request: Request, error: Exception) -> Response:
        return problem_response(request, error)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = [
            {"parameter": str(item["loc"][-1]), "detail": str(item["msg"])}
            for item in error.errors()
        ]
        detail = "; ".join(f"{item['parameter']}: {item['detail']}" for item in told)
        problem = {"status": 400, "title": "BadParameter", "detail": detail, "facts": told}
        return JSONResponse(problem, 400, media_type=PROBLEM)

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
        return JSONResponse(problem, status, dict(error.headers or {}), PROBLEM)

    application.add_exception_handler(GaoxinError, ours)
    application.add_exception_handler(RequestValidationError, invalid)
    application.add_exception_handler(HTTPException, of_framework)
