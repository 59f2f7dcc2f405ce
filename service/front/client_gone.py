"""Give up work whose client has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

Awaited = TypeVar("Awaited")


class ClientGone(Exception):
    """The client closed its connection before the answer was ready."""


async def while_connected(request: Request, work: Coroutine[Any, Any, Awaited]) -> Awaited:
    """What ``work`` returns; it is cancelled if the client goes away first.

    The body of the request must have been read.

    Raises:
        ClientGone: the client has gone.
    """
    working = asyncio.ensure_future(work)
    going = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, going), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone
        return working.result()
    finally:
        working.cancel()
        going.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
