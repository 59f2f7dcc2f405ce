"""See to it that what is derived from a generation is there before a worker is asked.

The file of facts by which questions are answered, and the file of lists, are written once for each
generation, each by a process of its own, as soon as the generation is published.  Requests wait.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from gaoxin.answers.fact_file import path_of_facts
from gaoxin.errors import GaoxinError
from gaoxin.graph.remote.open_published import manifest_of
from gaoxin.graph.remote.sparql_addresses import is_remote
from gaoxin.service.front.current_generation import CurrentGeneration
from gaoxin.service.front.module_process import run_module
from gaoxin.service.workers.failures import FactsNotReady
from gaoxin.settings import Settings

INTERVAL = 0.5
"""Seconds between two looks at the number of the published generation."""

_log = logging.getLogger("gaoxin.service.facts")


class GatheredFacts:
    """Which generations have their file of facts, and the processes that write one.

    ``path_of`` and ``module`` are for another derived file: where it lies, and what writes it.
    """

    def __init__(
        self,
        settings: Settings,
        path_of: Callable[[Settings, int, str], Path] = path_of_facts,
        module: str = "gaoxin.service.workers.gather_facts",
    ) -> None:
        self._settings, self._path_of, self._module = settings, path_of, module
        self._paths: dict[int, Path] = {}
        self._gathering: dict[int, asyncio.Task[None]] = {}
        self._failed: set[int] = set()
        self._turn = asyncio.Semaphore(1)  # however many generations are asked for at once

    async def follow(self, current: CurrentGeneration) -> None:
        """Gather the facts of each generation that is published, until this task is cancelled."""
        last = 0
        while True:
            with suppress(GaoxinError):
                if current.manifest.number != last:
                    last = current.manifest.number
                    await self.ready(last)
            await asyncio.sleep(INTERVAL)

    async def ready(self, number: int, seconds: float = 0) -> None:
        """Wait until a worker can answer questions about generation ``number``.

        If the file cannot be written, the worker gathers the facts itself, in memory; if there is
        no such generation, it says so.

        Raises:
            FactsNotReady: it takes longer than ``seconds`` (0 for no limit); it goes on.
        """
        if self._is_there(number):
            return
        task = self._gathering.get(number)
        if task is None:
            task = self._gathering[number] = asyncio.create_task(self._gather(number))
        try:
            async with asyncio.timeout(seconds or None):
                await asyncio.shield(task)
        except TimeoutError as cause:
            raise FactsNotReady from cause

    def earlier(self, number: int) -> int:
        """The newest generation before ``number`` that is kept and has its file, else 0."""
        if is_remote(self._settings):
            return 0  # a SPARQL store has one generation only
        return max((one for one in self._paths if one < number and self._is_kept(one)), default=0)

    def _is_kept(self, number: int) -> bool:
        try:
            return self._paths[number].exists() and manifest_of(self._settings, number).has_store
        except (GaoxinError, OSError):
            return False

    def _is_there(self, number: int) -> bool:
        if number in self._failed:
            return True
        if number not in self._paths:
            try:
                manifest = manifest_of(self._settings, number)
            except (GaoxinError, OSError):
                return True  # the worker says what is wrong
            if not manifest.has_store:
                return True
            self._paths[number] = self._path_of(self._settings, number, manifest.digest)
        return self._paths[number].exists()

    async def _gather(self, number: int) -> None:
        async with self._turn:
            await self._run(number)

    async def _run(self, number: int) -> None:
        try:
            ended = await run_module(self._module, str(number))
            if ended.status:
                self._failed.add(number)
                _log.warning("%s", ended.told)
        except OSError:
            self._failed.add(number)
            _log.exception("%s failed for generation %s", self._module, number)
        finally:
            del self._gathering[number]

    async def close(self) -> None:
        """End the processes."""
        tasks = list(self._gathering.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
