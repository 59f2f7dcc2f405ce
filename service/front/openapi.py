"""The description of the service (OpenAPI 3.1), completed with what all routes have in common.

Routes declare their parameters and the model of their document.  Here the forms of a lookup, the
language, the problem documents and an example of an answer are added to each.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from functools import cache
from importlib import resources
from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool

from gaoxin.service.documents.problem import ProblemDocument
from gaoxin.service.front.negotiation import MEDIA_TYPES
from gaoxin.service.lookups.catalogue_of_lookups import LOOKUPS

_LOOKUPS = {
    "zones": "things",
    "industries": "things",
    "thing_view": "view",
    "suggest": "reconcile_suggest",
    "properties": "reconcile_properties",
    "preview": "reconcile_preview",
}
"""The lookups of routes that have another name."""
_PROBLEM = "application/problem+json"
_PROBLEMS = {
    "400": "A parameter is wrong; `detail` says which, and what to write.",
    "404": "There is no such thing, query or generation; `candidates` are the nearest.",
    "409": "A name means several things; `candidates` are all of them.",
    "503": "The service cannot answer now; try again later.",
    "504": "The answer took longer than the limit.",
}
_REFUSALS = {
    "401": "The service needs a token.",
    "403": "The token or the page that asks may not do this.",
    "408": "The request took too long to come.",
    "413": "The body is too large.",
    "414": "The address is too long.",
    "421": "The service does not answer for this host.",
    "431": "The header fields are too large.",
}
"""Answers to any request, before its route is asked."""
_FORM = "The form of the answer, instead of the one that `Accept` asks for."
_LANGUAGE = "The language of texts and names, instead of the one that `Accept-Language` asks for."


def describe(application: FastAPI) -> None:
    """Make ``application.openapi()`` give the completed description; it is made once.

    That takes about a second: routes call it in a thread (:func:`description_of`).
    """
    making = Lock()

    def openapi() -> dict[str, Any]:
        with making:
            if application.openapi_schema is None:
                application.openapi_schema = _completed(application)
            return application.openapi_schema

    application.openapi = openapi  # type: ignore[method-assign]


async def description_of(application: FastAPI) -> dict[str, Any]:
    """The description, made beside the other requests."""
    if application.openapi_schema is not None:
        return application.openapi_schema
    return await run_in_threadpool(application.openapi)


def _completed(application: FastAPI) -> dict[str, Any]:
    with warnings.catch_warnings(action="ignore"):  # about routes with several methods
        schema = get_openapi(
            title=application.title,
            version=application.version,
            description=application.description,
            routes=application.routes,
        )
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas["ProblemDocument"] = ProblemDocument.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)  # wrong parameters are problem documents
    for path in schema["paths"].values():
        for method, operation in path.items():
            if method != "get":
                operation["operationId"] += f"_{method}"
            operation["responses"].pop("422", None)
            name = _LOOKUPS.get(operation["operationId"], operation["operationId"])
            if name in LOOKUPS:
                _complete(operation, name)
            _add_problems(operation["responses"], _PROBLEMS | _REFUSALS)
    return schema


def _add_problems(responses: dict[str, Any], descriptions: Mapping[str, str]) -> None:
    for status, description in descriptions.items():
        content = {
            _PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}},
            "text/html": {"schema": {"type": "string"}},
        }
        responses.setdefault(status, {"description": description, "content": content})


def _complete(operation: dict[str, Any], name: str) -> None:
    lookup, responses = LOOKUPS[name], operation["responses"]
    told = operation.setdefault("parameters", [])
    told.append(_choice("format", _FORM, list(lookup.offered)))
    told.append(_choice("lang", _LANGUAGE, ["zh", "en"]))
    content = responses["200"].setdefault("content", {})
    for form in lookup.offered:
        if form != "json":
            schema = {"type": "string"} if form != "xlsx" else {}  # a file of bytes
            content[MEDIA_TYPES[form][0]] = {"schema": schema}
    if name in examples() and operation["operationId"] == name:
        content["application/json"]["example"] = examples()[name]["document"]
    responses["301"] = {"description": "It stands at another address now, in `Location`."}
    responses["304"] = {"description": "The client has this answer already."}


def _choice(name: str, description: str, values: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string", "enum": values},
    }


@cache
def examples() -> dict[str, Any]:
    """For lookups by name: the ``address`` and the ``document`` of an answer from the shipped data,
    with long lists cut (``scripts/service_examples.py`` writes them).
    """
    file = resources.files("gaoxin.service.documents") / "examples.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found
