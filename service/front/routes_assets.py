"""Route: the style sheet and the scripts of the pages."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from gaoxin.errors import UnresolvedName
from gaoxin.service.pages.assets import assets

router = APIRouter()

_YEAR = 31_536_000


@router.get("/static/{name}", include_in_schema=False)
async def asset(request: Request, name: str) -> Response:
    """A file of the pages.  Clients may keep it for a year if the address names its version."""
    found = assets().get(name)
    if found is None:
        raise UnresolvedName(f"没有文件「{name}」。", f"There is no file {name!r}.", name=name)
    named = request.query_params.get("v") == found.version
    kept = f"public, max-age={_YEAR}, immutable" if named else "no-cache"
    return Response(found.content, media_type=found.kind, headers={"cache-control": kept})
