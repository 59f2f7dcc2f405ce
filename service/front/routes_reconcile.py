"""Routes of the Reconciliation Service API 0.2, by which OpenRefine matches and completes lists.

``/reconcile`` without parameters is the manifest.  Names are asked for by ``queries``, values of
properties by ``extend``, in the address or in a form.  There is no JSONP (``callback``): a page of
another site could read the answers; the setting for origins opens the service to listed pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from gaoxin.errors import BadParameter
from gaoxin.service.documents.reconciliation import Extension, NamesToMatch
from gaoxin.service.front.ask_lookup import ask_lookup

router = APIRouter(prefix="/reconcile", tags=["reconciliation"])

Prefix = Annotated[str, Query(max_length=200, description="The beginning of a name.")]
Cursor = Annotated[int, Query(ge=0, le=10_000, description="How many to leave out.")]
_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20
_ASKED: list[dict[str, Any]] = [
    {
        "name": name,
        "description": description,
        "schema": {"type": "string", "contentMediaType": "application/json"},
        "example": example,
    }
    for name, description, example in (
        (
            "queries",
            "Names to be matched, by any keys.",
            '{"q0": {"query": "天津滨海高新区"}}',
        ),
        (
            "extend",
            "Things, by their keys, and properties of which values are wanted.",
            '{"ids": ["zone/hefei"], "properties": [{"id": "approved"}]}',
        ),
    )
]
"""What is asked for, in the address or in a form; for the description of the service."""
_Checked = TypeVar("_Checked")


@router.get("", openapi_extra={"parameters": [{**told, "in": "query"} for told in _ASKED]})
@router.post(
    "",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {
                            told["name"]: {**told["schema"], "description": told["description"]}
                            for told in _ASKED
                        },
                    }
                }
            },
        }
    },
)
async def reconcile(request: Request) -> Response:
    """The manifest of the service, or with ``queries`` the things that names may mean, or with
    ``extend`` values of things.
    """
    given = await _parameters(request)
    if "queries" in given:
        batch = _checked("queries", given["queries"], NamesToMatch.validate_json)
        names = {key: name.model_dump() for key, name in batch.items()}
        for key, name in batch.items():
            hints = [{"pid": hint.pid, "texts": hint.texts} for hint in name.properties]
            names[key]["properties"] = hints
        return await ask_lookup(request, "reconcile_names", {"names": names})
    if "extend" in given:
        wanted = _checked("extend", given["extend"], Extension.model_validate_json)
        return await ask_lookup(request, "reconcile_extend", wanted.model_dump())
    return await ask_lookup(request, "reconcile", {"service": _address(request)})


@router.get("/suggest/{what}")
async def suggest(request: Request, what: str, prefix: Prefix = "", cursor: Cursor = 0) -> Response:
    """Things, properties or types (``entity``, ``property``, ``type``) by parts of a name."""
    if what not in ("entity", "property", "type"):
        raise BadParameter(
            f"没有「{what}」这种建议；有：entity、property、type。",
            f"There are no suggestions of {what!r}, but of entity, property and type.",
            parameter="what",
        )
    values = {"what": what, "prefix": prefix, "cursor": cursor}
    return await ask_lookup(request, "reconcile_suggest", values)


@router.get("/properties")
async def properties(
    request: Request,
    type: Annotated[str, Query(max_length=200, description="The class of the things.")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """The properties whose values can be read of things of a class."""
    return await ask_lookup(request, "reconcile_properties", {"type": type, "limit": limit})


@router.get("/preview")
async def preview(
    request: Request, id: Annotated[str, Query(max_length=500, description="The key of a thing.")]
) -> Response:
    """A small page about a thing, to be shown in a frame."""
    response = await ask_lookup(request, "reconcile_preview", {"id": id})
    policy = response.headers.get("content-security-policy", "")
    allowed = request.app.state.running.settings.service_origins.replace(",", " ")
    framed = policy.replace("frame-ancestors 'self'", f"frame-ancestors 'self' {allowed}".rstrip())
    if policy:
        response.headers["content-security-policy"] = framed
    return response


async def _parameters(request: Request) -> dict[str, str]:
    """The parameters of the address and of the form.

    Raises:
        BadParameter: the form is not UTF-8, or has too many fields.
    """
    given = dict(request.query_params)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        try:
            if kind != _FORM:
                raise ValueError(kind)
            fields = parse_qsl(body.decode("utf-8", "strict"), max_num_fields=_MOST_FIELDS)
        except ValueError as cause:
            raise BadParameter(
                f"正文不是表单（{_FORM}，UTF-8）。",
                f"The body is no form ({_FORM}, UTF-8).",
                parameter="body",
            ) from cause
        given |= dict(fields)
    return given


def _checked(name: str, text: str, check: Callable[[str], _Checked]) -> _Checked:
    try:
        return check(text)
    except (ValidationError, json.JSONDecodeError, RecursionError) as cause:
        told = cause.errors()[0] if isinstance(cause, ValidationError) else {"msg": str(cause)}
        place = ".".join(str(part) for part in told.get("loc", ()))
        raise BadParameter(
            f"{name} 无法使用：{place} {told['msg']}；格式见 Reconciliation Service API 0.2。",
            f"{name} cannot be used: {place} {told['msg']}; for its form see the Reconciliation "
            "Service API 0.2.",
            parameter=name,
        ) from cause


def _address(request: Request) -> str:
    """Scheme and host under which the client reached the service."""
    return str(request.base_url).rstrip("/")
