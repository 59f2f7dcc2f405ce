"""Which generation the service answers from: the published one, followed as it changes."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from gaoxin.errors import QueryFailed, ServiceUnavailable, StoreEmpty, StoreError
from gaoxin.graph.remote.open_published import manifest_there
from gaoxin.graph.remote.sparql_addresses import is_remote
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import Manifest
from gaoxin.settings import Settings

INTERVAL = 0.3
"""Seconds between two looks at the pointer to the published generation."""
REMOTE_INTERVAL = 5.0
"""Seconds between two questions to a SPARQL store what it holds."""


class CurrentGeneration:
    """The manifest of the published generation; at most :data:`INTERVAL` old, or
    :data:`REMOTE_INTERVAL` if it is in a SPARQL store.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = StoreFolder(settings)
        self._manifest: Manifest | None = None
        self._stores: dict[int, str] = {}  # the one that was asked for last

    @property
    def manifest(self) -> Manifest:
        """The manifest.

        Raises:
            StoreEmpty: nothing was loaded yet.
        """
        if self._manifest is None:
            home = self._folder.home
            raise StoreEmpty(
                f"{home} 中还没有数据；请先运行 gaoxin load。",
                f"There is no data in {home} yet; run gaoxin load first.",
            )
        return self._manifest

    def store_folder(self, number: int) -> str:
        """Where the store of generation ``number`` is, if it is kept."""
        if number not in self._stores:
            self._stores = {number: str(self._folder.folder(number) / "store")}
        return self._stores[number]

    def look(self) -> None:
        """Read the pointer, and the manifest if it names another generation.

        If they cannot be read, the service goes on with the generation that it has.
        """
        with suppress(StoreError, ServiceUnavailable, QueryFailed, OSError):
            if is_remote(self._settings):
                self._manifest = manifest_there(self._settings, self._manifest)
                return
            number = self._folder.current()
            if number is not None and (self._manifest is None or self._manifest.number != number):
                self._manifest = self._folder.published() or self._manifest

    async def follow(self) -> None:
        """Look again and again until this task is cancelled."""
        while True:
            if is_remote(self._settings):
                await asyncio.to_thread(self.look)  # it waits for an answer
                await asyncio.sleep(REMOTE_INTERVAL)
            else:
                self.look()
                await asyncio.sleep(INTERVAL)
