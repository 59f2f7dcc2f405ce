"""One worker process, as the front sees it."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress

from gaoxin.child_process import child_environment, module_command
from gaoxin.service.workers.failures import WorkerDied
from gaoxin.service.workers.frames import LENGTH, WorkerReply, frame, reply_of

START_SECONDS = 60.0
"""How long a worker may take until it is ready."""
_TOLD = 8192
"""How much of what a worker printed last is kept, in bytes."""
_LINES = 50
"""How many lines that a worker prints are logged for one request."""

_log = logging.getLogger("gaoxin.service.worker")


class Worker:
    """A process that answers one request at a time."""

    def __init__(
        self, process: asyncio.subprocess.Process, ended: Callable[[Worker], None]
    ) -> None:
        """``ended`` is called when the process has ended, for whatever reason."""
        self._process, self._ended = process, ended
        self._told, self._lines = b"", _LINES
        self._listening = asyncio.create_task(self._listen())
        self.answered = 0

    @classmethod
    async def start(
        cls, module: str, arguments: Sequence[str], ended: Callable[[Worker], None]
    ) -> Worker:
        """Start ``python -m module PARENT ARGUMENTS…``.

        Raises:
            OSError: the system starts no further process.
        """
        process = await asyncio.create_subprocess_exec(
            *module_command(module, str(os.getpid()), *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=child_environment(limited=True),
            start_new_session=True,  # Ctrl-C reaches the front only, which ends its workers
        )
        return cls(process, ended)

    @property
    def process_id(self) -> int:
        """The id of the process."""
        return self._process.pid

    async def ready(self) -> None:
        """Wait until the process has imported what it needs.

        Raises:
            WorkerDied: it ended, or is not ready in :data:`START_SECONDS`.
        """
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._receive()
        except TimeoutError as cause:
            self.kill()
            raise WorkerDied("") from cause

    async def exchange(self, request: bytes) -> WorkerReply:
        """Send a request and wait for the reply.

        Raises:
            WorkerDied: the process ended instead of answering.
        """
        sent = self._process.stdin
        assert sent is not None
        self._lines = _LINES
        try:
            sent.write(frame(request))
            await sent.drain()
        except ConnectionError as cause:
            raise WorkerDied(await self._last_words()) from cause
        head, body = await self._receive(), await self._receive()
        self.answered += 1
        return reply_of(head, body)

    async def _receive(self) -> bytes:
        received = self._process.stdout
        assert received is not None
        try:
            size = LENGTH.unpack(await received.readexactly(LENGTH.size))[0]
            return await received.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError) as cause:
            raise WorkerDied(await self._last_words()) from cause

    async def _listen(self) -> None:
        """Take what the process prints, because it would stand still if nobody did."""
        stream = self._process.stderr
        assert stream is not None
        while part := await stream.read(_TOLD):
            self._told = (self._told + part)[-_TOLD:]
            for line in part.decode(errors="replace").splitlines()[: self._lines]:
                self._lines -= 1
                _log.warning("%s", line[:500], extra={"worker": self.process_id})
        await self._process.wait()
        self._ended(self)

    async def _last_words(self) -> str:
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._listening), 1)
        return self._told.decode(errors="replace")

    def retire(self) -> None:
        """Let the process end by itself: it gets no further request."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def kill(self) -> None:
        """End the process at once."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def wait(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()
        await self._last_words()
