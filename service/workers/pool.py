"""A pool of worker processes, as many requests at a time as there are workers.

A worker that exceeds its time, or whose client has gone, is killed; one that dies (memory, a crash
of the engine) takes only its own request with it.  Another is started in its place.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from gaoxin.child_process import child_environment, module_command
from gaoxin.service.workers.failures import Overloaded, WorkerDied, WorkerSlow
from gaoxin.service.workers.frames import LENGTH, WorkerReply, frame, reply_of

_TOLD = 8192
"""How much of a dead worker's stderr is read, in bytes."""


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.answered = 0

    @classmethod
    async def start(cls, module: str, arguments: Sequence[str]) -> Worker:
        """Start ``python -m module PARENT ARGUMENTS…``."""
        process = await asyncio.create_subprocess_exec(
            *module_command(module, str(os.getpid()), *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=child_environment(limited=True),
            start_new_session=True,  # Ctrl-C reaches the front only, which ends its workers
        )
        return cls(process)

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.returncode is None

    async def exchange(self, request: bytes) -> WorkerReply:
        """Send a request and wait for the reply.

        Raises:
            WorkerDied: the process ended instead of answering.
        """
        sent, received = self._process.stdin, self._process.stdout
        assert sent is not None
        assert received is not None
        try:
            sent.write(frame(request))
            await sent.drain()
            parts = []
            for _ in range(2):
                size = LENGTH.unpack(await received.readexactly(LENGTH.size))[0]
                parts.append(await received.readexactly(size))
        except (asyncio.IncompleteReadError, ConnectionError) as cause:
            raise WorkerDied(await self._last_words()) from cause
        self.answered += 1
        return reply_of(*parts)

    async def _last_words(self) -> str:
        stream = self._process.stderr
        assert stream is not None
        with suppress(TimeoutError):
            text = await asyncio.wait_for(stream.read(_TOLD), 1)
            return text.decode(errors="replace")
        return ""

    def kill(self) -> None:
        """End the process at once."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def wait(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()


class WorkerPool:
    """At most ``size`` workers, started when they are first needed and kept.

    ``waiting`` requests may wait for a worker; a worker is replaced after ``lifetime`` answers, so
    that no process grows without end.
    """

    def __init__(
        self,
        module: str,
        size: int,
        arguments: Sequence[str] = (),
        *,
        waiting: int = 256,
        lifetime: int = 50_000,
    ) -> None:
        self._module, self._arguments = module, tuple(arguments)
        self._slots = asyncio.Semaphore(size)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting, self._most_waiting, self._lifetime = 0, waiting, lifetime
        self.size = size

    async def warm_up(self) -> None:
        """Start all workers."""
        for _ in range(self.size - len(self._all)):
            self._idle.append(await self._started())

    async def answer(self, request: Mapping[str, Any], seconds: float) -> WorkerReply:
        """The reply of a worker.

        Args:
            request: what is asked, as JSON values.
            seconds: how long the worker may take; 0 for no limit.

        Raises:
            Overloaded: too many requests wait already.
            WorkerSlow: there was no answer in time; the worker was stopped.
            WorkerDied: the worker ended instead of answering.
        """
        if self._slots.locked() and self._waiting >= self._most_waiting:
            raise Overloaded
        self._waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self._waiting -= 1
        try:
            return await self._answer(json.dumps(request).encode(), seconds)
        finally:
            self._slots.release()

    async def _answer(self, request: bytes, seconds: float) -> WorkerReply:
        worker = await self._taken()
        try:
            async with asyncio.timeout(seconds or None):
                reply = await worker.exchange(request)
        except TimeoutError as cause:
            self._drop(worker)
            raise WorkerSlow(seconds) from cause
        except BaseException:  # it died, or the client has gone: its answer must not be read later
            self._drop(worker)
            raise
        if worker.answered < self._lifetime:
            self._idle.append(worker)
        else:
            self._drop(worker)
        return reply

    async def _taken(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            self._all.discard(worker)
        return await self._started()

    async def _started(self) -> Worker:
        worker = await Worker.start(self._module, self._arguments)
        self._all.add(worker)
        return worker

    def _drop(self, worker: Worker) -> None:
        worker.kill()
        self._all.discard(worker)

    async def close(self) -> None:
        """End all workers."""
        workers = list(self._all)
        for worker in workers:
            self._drop(worker)
        await asyncio.gather(*(worker.wait() for worker in workers))
