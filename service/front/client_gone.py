"""Give up work whose client has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

from starlette.requests import Request

Awaited = TypeVar("Awaited")
PATIENCE = 0.05
"""After how many seconds it is watched whether the client is still there.  Most answers are ready
before, and a watch costs as much as a short query.
"""


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
    begins = asyncio.get_running_loop().call_later(PATIENCE, watch.begin)
    try:
        return await work
    except asyncio.CancelledError:
        if not watch.has_gone:
            raise
        waiting.uncancel()
        raise ClientGone from None
    finally:
        begins.cancel()
        watch.end()


class _Watch:
    """Cancels a task when the client of a request closes its connection."""

    def __init__(self, request: Request, task: asyncio.Task[Any]) -> None:
        self._request, self._task = request, task
        self._watching: asyncio.Task[None] | None = None
        self.has_gone = False

    def begin(self) -> None:
        self._watching = asyncio.create_task(self._until_gone())

    def end(self) -> None:
        if self._watching is not None:
            self._watching.cancel()

    async def _until_gone(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self.has_gone = True
        self._task.cancel()
