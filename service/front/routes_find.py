"""Route: the one box for names and questions."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from gaoxin.service.front.negotiation import language_wanted
from gaoxin.service.front.running import Running
from gaoxin.service.front.worker_requests import lookup_answered, lookup_asked

router = APIRouter()


@router.get("/find", tags=["pages"], include_in_schema=False)
async def find(
    request: Request, q: Annotated[str, Query(max_length=2000)] = "", lang: str = ""
) -> Response:
    """Where a name or a question leads: to a thing, a search, or an answer."""
    running: Running = request.app.state.running
    number, language = running.current.manifest.number, language_wanted(request)
    reply = await lookup_answered(running, lookup_asked("find", number, language, {"q": q}))
    if reply.status != 200:
        return Response(reply.body, reply.status, reply.headers, reply.kind)
    link = str(json.loads(reply.body)["link"])
    if lang in ("zh", "en"):
        link += ("&" if "?" in link else "?") + f"lang={lang}"
    return RedirectResponse(link, 303)
