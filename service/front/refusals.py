"""Errors of the front as problem documents."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from gaoxin.errors import GaoxinError
from gaoxin.service.problems import problem_of

PROBLEM = "application/problem+json"


def answer_with_problems(application: FastAPI) -> None:
    """Make every error of a request a problem document (RFC 9457)."""

    async def ours(request: Request, error: Exception) -> Response:
        problem = problem_of(error)
        return JSONResponse(problem, problem["status"], media_type=PROBLEM)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = [
            {"parameter": str(item["loc"][-1]), "detail": str(item["msg"])}
            for item in error.errors()
        ]
        detail = "; ".join(f"{item['parameter']}: {item['detail']}" for item in told)
        problem = {"status": 400, "title": "BadParameter", "detail": detail, "facts": told}
        return JSONResponse(problem, 400, media_type=PROBLEM)

    application.add_exception_handler(GaoxinError, ours)
    application.add_exception_handler(RequestValidationError, invalid)
