"""A pool of worker processes, as many requests at a time as there are workers.

A worker that exceeds its time is killed; one that dies (memory, a crash of the engine) takes only
its own request with it.  Another is started in its place at once, not when the next request comes.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter, deque
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from gaoxin.service.workers.failures import NoWorkers, Overloaded, WorkerDied, WorkerSlow
from gaoxin.service.workers.frames import WorkerReply
from gaoxin.service.workers.worker import Worker

GRACE = 1.0
"""How long a worker may go on after its client has gone, in seconds: most answers are ready before,
and a new process costs more than they do.
"""
_LONGEST_PAUSE = 5.0
"""The longest pause between two starts that failed, in seconds."""

_log = logging.getLogger("gaoxin.service.worker")


class WorkerPool:
    """At most ``size`` workers, started when they are first needed and kept.

    ``waiting`` requests may wait for a worker; a worker is replaced after ``lifetime`` answers, so
    that no process grows without end.  ``killed`` counts the workers that were killed or died, by
    reason: ``time``, ``memory``, ``crash``, ``gone`` (of a client), ``start``.
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
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()  # whose processes have not ended yet
        self._alive: set[Worker] = set()
        self._busy: set[Worker] = set()
        self._starting = 0
        self._queue: deque[asyncio.Future[Worker]] = deque()
        self._most_waiting, self._lifetime = waiting, lifetime
        self._failed_starts, self._is_closed = 0, False
        self._tasks: set[asyncio.Task[None]] = set()
        self.size = size
        self.killed: Counter[str] = Counter()

    @property
    def alive(self) -> int:
        """How many workers can answer or are answering."""
        return len(self._alive)

    @property
    def busy(self) -> int:
        """How many workers are answering."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many requests wait for a worker."""
        return sum(not waiter.done() for waiter in self._queue)

    async def warm_up(self) -> None:
        """Start all workers and wait until they are ready, or a start has failed."""
        self._fill()
        await asyncio.gather(*list(self._tasks))

    async def answer(self, request: Mapping[str, Any], seconds: float) -> WorkerReply:
        """The reply of a worker.

        Args:
            request: what is asked, as JSON values.
            seconds: how long it may take, with the time for which it waits; 0 for no limit.

        Raises:
            Overloaded: too many requests wait already, or no worker was free in time.
            NoWorkers: no worker can be started.
            WorkerSlow: there was no answer in time; the worker was stopped.
            WorkerDied: the worker ended instead of answering.
        """
        payload = json.dumps(request).encode()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds if seconds else None
        worker = await self._taken(deadline)
        self._busy.add(worker)
        working = worker.ask(payload)
        try:
            # When this request is cancelled, the reply is not.
            left = None if deadline is None else max(0.0, deadline - loop.time())
            await asyncio.wait((working,), timeout=left)
        except asyncio.CancelledError:  # the client has gone
            self._keep(self._finish(worker, working))
            raise
        if not working.done():
            working.cancel()
            self._kill(worker, "time")
            raise WorkerSlow(seconds)
        return self._result(worker, working)

    async def _finish(self, worker: Worker, working: asyncio.Future[WorkerReply]) -> None:
        """Let a worker end what nobody reads, or kill it."""
        try:
            await asyncio.wait((working,), timeout=GRACE)
        except asyncio.CancelledError:  # the pool is closed
            working.cancel()
            raise
        if working.done():
            try:
                self._result(worker, working)
            except WorkerDied:
                return
        else:
            working.cancel()
            self._kill(worker, "gone")

    def _result(self, worker: Worker, working: asyncio.Future[WorkerReply]) -> WorkerReply:
        try:
            reply = working.result()
        except WorkerDied as error:
            self._kill(worker, str(error.facts["reason"]))
            raise
        except BaseException:
            self._kill(worker, "crash")
            raise
        self._busy.discard(worker)
        if worker.answered < self._lifetime:
            self._give(worker)
        else:
            self._alive.discard(worker)
            worker.retire()
            self._fill()
        return reply

    async def _taken(self, deadline: float | None) -> Worker:
        if self._idle:
            return self._idle.pop()
        if self.waiting >= self._most_waiting:
            raise Overloaded
        self._fill()
        waiter: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._queue.append(waiter)
        try:
            async with asyncio.timeout_at(deadline):
                return await waiter
        except (TimeoutError, asyncio.CancelledError) as cause:
            if waiter in self._queue:
                self._queue.remove(waiter)
            elif not waiter.cancelled():  # a worker came at the same moment
                self._give(waiter.result())
            if isinstance(cause, TimeoutError):
                raise Overloaded from cause
            raise

    def _give(self, worker: Worker) -> None:
        """Hand a free worker to the request that has waited longest."""
        if worker not in self._all:  # it ended just after its answer
            self._kill(worker, "crash")
            return
        while self._queue:
            waiter = self._queue.popleft()
            if not waiter.done():
                waiter.set_result(worker)
                return
        self._idle.append(worker)

    def _kill(self, worker: Worker, reason: str) -> None:
        self.killed[reason] += 1
        _log.warning("stopped: %s", reason, extra={"worker": worker.process_id})
        worker.kill()
        self._forget(worker)
        self._fill()

    def _forget(self, worker: Worker) -> None:
        self._alive.discard(worker)
        self._busy.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)

    def _ended(self, worker: Worker) -> None:
        """A process has ended; if nobody asked it anything, nobody else will notice."""
        self._all.discard(worker)
        if worker in self._idle:
            self._kill(worker, "crash")

    def _fill(self) -> None:
        """Start workers in place of those that are missing."""
        for _ in range(self.size - len(self._alive) - self._starting):
            if not self._is_closed:
                self._starting += 1
                self._keep(self._start())

    async def _start(self) -> None:
        if self._failed_starts:
            await asyncio.sleep(min(_LONGEST_PAUSE, 0.1 * 2**self._failed_starts))
        try:
            worker = await Worker.start(self._module, self._arguments, self._ended)
            self._all.add(worker)
            await worker.ready()
        except (OSError, WorkerDied) as error:
            self._failed_starts += 1
            self.killed["start"] += 1
            _log.error("a worker does not start: %s", error)
            self._starting -= 1
            if not self._alive:
                self._refuse_all()
            if self._failed_starts == 1 or self._queue:  # else the next request tries again
                self._fill()
            return
        self._starting -= 1
        self._failed_starts = 0
        self._alive.add(worker)
        self._give(worker)

    def _refuse_all(self) -> None:
        while self._queue:
            waiter = self._queue.popleft()
            if not waiter.done():
                waiter.set_exception(NoWorkers())

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """End all workers."""
        self._is_closed = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        workers = list(self._all)
        for worker in workers:
            self._forget(worker)
            worker.kill()
        await asyncio.gather(*(worker.wait() for worker in workers))
