"""Routes: what programs can ask."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from gaoxin.service.documents.service import ApiDocument
from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.openapi import description_of, examples

router = APIRouter(tags=["service"])


@router.get("/api", response_model=ApiDocument)
async def api(request: Request) -> Response:
    """The routes, with their parameters, forms and an address to try."""
    return await ask_lookup(request, "api", {"routes": _routes(await description_of(request.app))})


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request) -> Response:
    """The description of the service (OpenAPI 3.1)."""
    return JSONResponse(await description_of(request.app))


def _routes(description: dict[str, Any]) -> list[dict[str, Any]]:
    """Each route as the page lists it, taken from the description."""
    found = []
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            content = operation["responses"].get("200", {}).get("content", {})
            found.append(
                {
                    "path": path,
                    "method": method.upper(),
                    "tag": (operation.get("tags") or ["service"])[0],
                    "summary": operation.get("description", "").partition("\n\n")[0],
                    "parameters": [_parameter(p) for p in operation.get("parameters", [])],
                    "forms": list(content),
                    "example": examples().get(operation["operationId"], {}).get("address", ""),
                }
            )
    return found


def _parameter(told: dict[str, Any]) -> dict[str, Any]:
    choices = told["schema"].get("enum") or []
    return {
        "name": told["name"],
        "in": told["in"],
        "required": told.get("required", False),
        "description": told.get("description", ""),
        "choices": [choice for choice in choices if choice],
    }
