"""One worker process, as the front sees it."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import cast

from gaoxin.child_process import child_environment, module_command
from gaoxin.service.workers.failures import WorkerDied
from gaoxin.service.workers.frames import ReplyReader, WorkerReply, request_frame

START_SECONDS = 60.0
"""How long a worker may take until it is ready."""
_TOLD = 8192
"""How much of what a worker printed last is kept, in bytes."""
_LINES = 50
"""How many lines that a worker prints are logged for one request."""

_log = logging.getLogger("gaoxin.service.worker")


class Worker(asyncio.SubprocessProtocol):
    """A process that answers one request at a time.

    The callbacks of asyncio put the reply together, without a task or a stream between the pipe and
    the request that waits.
    """

    def __init__(self, ended: Callable[[Worker], None]) -> None:
        """``ended`` is called when the process has ended, for whatever reason."""
        loop = asyncio.get_running_loop()
        self._ended = ended
        self._reader = ReplyReader()
        self._is_ready: asyncio.Future[None] = loop.create_future()
        self._reply: asyncio.Future[WorkerReply] | None = None
        self._gone: asyncio.Future[None] = loop.create_future()
        self._told, self._lines = b"", _LINES
        self.answered = 0

    @classmethod
    async def start(
        cls, module: str, arguments: Sequence[str], ended: Callable[[Worker], None]
    ) -> Worker:
        """Start ``python -m module PARENT ARGUMENTS…``.

        Raises:
            OSError: the system starts no further process.
        """
        _, worker = await asyncio.get_running_loop().subprocess_exec(
            lambda: cls(ended),
            *module_command(module, str(os.getpid()), *arguments),
            env=child_environment(limited=True),
            start_new_session=True,  # Ctrl-C reaches the front only, which ends its workers
        )
        return worker

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the pipes of the process."""
        self._process = cast("asyncio.SubprocessTransport", transport)
        self._requests = cast("asyncio.WriteTransport", self._process.get_pipe_transport(0))
        self.process_id = self._process.get_pid()
        """The id of the process."""

    async def ready(self) -> None:
        """Wait until the process has imported what it needs.

        Raises:
            WorkerDied: it ended, or is not ready in :data:`START_SECONDS`.
        """
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._is_ready
        except TimeoutError as cause:
            self.kill()
            raise WorkerDied("") from cause

    def ask(self, request: bytes) -> asyncio.Future[WorkerReply]:
        """Send a request; the reply comes in the future, or :exc:`WorkerDied` if the process ends
        instead of answering.
        """
        self._lines = _LINES
        self._reply = asyncio.get_running_loop().create_future()
        if self._gone.done():
            self._reply.set_exception(WorkerDied(self._last_words()))
        else:
            self._requests.write(request_frame(request))
        return self._reply

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Take a piece of a reply, or what the process prints."""
        if fd == 2:
            self._log(data)
        elif self._reader.feed(data):
            reply = self._reader.take()
            if reply is None:
                if not self._is_ready.done():
                    self._is_ready.set_result(None)
                return
            self.answered += 1
            if self._reply is not None and not self._reply.done():
                self._reply.set_result(reply)

    def _log(self, part: bytes) -> None:
        self._told = (self._told + part)[-_TOLD:]
        for line in part.decode(errors="replace").splitlines()[: self._lines]:
            self._lines -= 1
            _log.warning("%s", line[:500], extra={"worker": self.process_id})

    def connection_lost(self, exc: Exception | None) -> None:
        """The process has ended, and all that it wrote was read."""
        for waiting in (self._is_ready, self._reply):
            if waiting is not None and not waiting.done():
                waiting.set_exception(WorkerDied(self._last_words()))
        self._gone.set_result(None)
        self._process.close()
        self._ended(self)

    def _last_words(self) -> str:
        return self._told.decode(errors="replace")

    def retire(self) -> None:
        """Let the process end by itself: it gets no further request."""
        self._requests.close()

    def kill(self) -> None:
        """End the process at once."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def wait(self) -> None:
        """Wait until the process has ended."""
        await asyncio.shield(self._gone)
