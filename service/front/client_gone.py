"""Give up work whose client has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

from starlette.requests import Request

Awaited = TypeVar("Awaited")


class ClientGone(Exception):
    """The client closed its connection before the answer was ready."""


async def while_connected(request: Request, work: Awaitable[Awaited]) -> Awaited:
    """What ``work`` returns; it is cancelled if the client goes away first.

    The body of the request must have been read.

    Raises:
        ClientGone: the client has gone.
    """
    waiting = asyncio.current_task()
    assert waiting is not None
    watch = _Watch(request, waiting)
    watching = asyncio.create_task(watch.until_gone())
    try:
        return await work
    except asyncio.CancelledError:
        if not watch.has_gone:
            raise
        waiting.uncancel()
        raise ClientGone from None
    finally:
        watching.cancel()


class _Watch:
    """Cancels a task when the client of a request closes its connection."""

    def __init__(self, request: Request, task: asyncio.Task[Any]) -> None:
        self._request, self._task = request, task
        self.has_gone = False

    async def until_gone(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self.has_gone = True
        self._task.cancel()
