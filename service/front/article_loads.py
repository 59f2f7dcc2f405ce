"""Loads of articles that pages asked for: one process each, one at a time, stopped at a limit."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from gaoxin.errors import GaoxinError, StoreLocked
from gaoxin.extraction.decisions.load_reviewed import keep_failure
from gaoxin.extraction.decisions.running_loads import load_of
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.service.front.module_process import run_module
from gaoxin.service.workers.load_article import REFUSED
from gaoxin.settings import Settings

_log = logging.getLogger("gaoxin.service.load")


class ArticleLoads:
    """The loads that run, by the keys of their articles."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = StoreFolder(settings)
        self._running: dict[str, asyncio.Task[bool]] = {}
        self._turn = asyncio.Semaphore(1)  # the store has one writer at a time

    async def load(self, key: str, language: str, seconds: float, what: str = "all") -> bool:
        """Load an article; whether it has ended within ``seconds``.  If not, it goes on, as does a
        load of this article by another process.

        ``what`` is ``all``, or ``rest`` to leave out facts that cannot be loaded.
        """
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(self._load(key, language, what))
        done, _ = await asyncio.wait({task}, timeout=seconds)
        return bool(done) and task.result()

    async def _load(self, key: str, language: str, what: str) -> bool:
        """Whether it has ended; ``False`` if another process is at it."""
        try:
            with load_of(self._settings.home, key):
                async with self._turn:
                    await self._run(key, language, what)
        except StoreLocked:
            return False
        except OSError:
            _log.exception("the load of %s did not start", key)
            self._failed(
                key,
                "载入进程没有启动；原因见服务日志。",
                "The load did not start; the service's log says why.",
            )
        finally:
            del self._running[key]
        return True

    async def _run(self, key: str, language: str, what: str) -> None:
        limit, before = self._settings.service_load_seconds, self._published()
        ended = await run_module(
            "gaoxin.service.workers.load_article", key, language, what, seconds=limit
        )
        if ended.status in (0, REFUSED):
            return
        # A generation is published at once, but the process may have ended right after that.
        now = self._published()
        if now is not None and now == before:
            zh, en = "什么也没有写入", "nothing was written"
        else:
            zh, en = (
                "但有新的一代已发布，请先看“变化”",
                "but a generation was published: see Changes",
            )
        if ended.status is None:
            self._failed(
                key,
                f"载入超过 {limit:g} 秒，已停止；{zh}。请管理员在终端运行 "
                f"gaoxin review --article {key[:12]} --load。",
                f"The load took longer than {limit:g} s and was stopped; {en}. The keeper can run "
                f"gaoxin review --article {key[:12]} --load in a terminal.",
            )
        else:
            _log.error("%s", ended.told)
            self._failed(
                key,
                f"载入意外结束；{zh}。原因见服务日志。",
                f"The load ended unexpectedly; {en}. The service's log says why.",
            )

    def _published(self) -> int | None:
        """The number of the published generation, ``None`` if it cannot be told."""
        with suppress(GaoxinError, OSError):
            return self._folder.current()
        return None

    def _failed(self, key: str, zh: str, en: str) -> None:
        with suppress(OSError):
            keep_failure(self._settings.home, key, zh, en)

    async def close(self) -> None:
        """Stop what runs."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
