"""Loads of articles that pages asked for: one process each, one at a time, stopped at a limit."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from contextlib import suppress

from gaoxin.child_process import child_environment, module_command
from gaoxin.extraction.decisions.load_reviewed import keep_failure
from gaoxin.service.workers.load_article import REFUSED
from gaoxin.settings import Settings

_log = logging.getLogger("gaoxin.service.load")


class ArticleLoads:
    """The loads that run, by the keys of their articles."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: dict[str, asyncio.Task[None]] = {}
        self._turn = asyncio.Semaphore(1)  # the store has one writer at a time

    def is_running(self, key: str) -> bool:
        """Whether the article with this (whole) key is being loaded, or waits for its turn."""
        return key in self._running

    async def load(self, key: str, language: str, seconds: float, what: str = "all") -> bool:
        """Load an article; whether it has ended within ``seconds``.  If not, it goes on.

        ``what`` is ``all``, or ``rest`` to leave out facts that cannot be loaded.
        """
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(self._load(key, language, what))
        done, _ = await asyncio.wait({task}, timeout=seconds)
        return bool(done)

    async def _load(self, key: str, language: str, what: str) -> None:
        try:
            async with self._turn:
                await self._run(key, language, what)
        except OSError:
            _log.exception("the load of %s did not start", key)
            self._failed(
                key,
                "载入进程没有启动；原因见服务日志。",
                "The load did not start; the service's log says why.",
            )
        finally:
            del self._running[key]

    async def _run(self, key: str, language: str, what: str) -> None:
        process = await asyncio.create_subprocess_exec(
            *module_command("gaoxin.service.workers.load_article", str(os.getpid()), key),
            *(language, what),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env=child_environment(limited=False),
            start_new_session=True,
        )
        limit = self._settings.service_load_seconds
        try:
            async with asyncio.timeout(limit or None):
                _, told = await process.communicate()
        except TimeoutError:
            await _kill(process)
            self._failed(
                key,
                f"载入超过 {limit:g} 秒，已停止；什么也没有写入。"
                f"请在终端运行 gaoxin review --article {key[:12]} --load。",
                f"The load took longer than {limit:g} s and was stopped; nothing was written. Run "
                f"gaoxin review --article {key[:12]} --load in a terminal.",
            )
            return
        except asyncio.CancelledError:
            await _kill(process)
            raise
        if process.returncode not in (0, REFUSED):
            _log.error("%s", told.decode(errors="replace").strip())
            self._failed(
                key,
                "载入意外结束，什么也没有写入；原因见服务日志。",
                "The load ended unexpectedly and nothing was written; the service's log says why.",
            )

    def _failed(self, key: str, zh: str, en: str) -> None:
        with suppress(OSError):
            keep_failure(self._settings.home, key, zh, en)

    async def close(self) -> None:
        """Stop what runs."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _kill(process: asyncio.subprocess.Process) -> None:
    """End the process and those that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
