"""Write lines into a store by a second thread: pyoxigraph's bulk loader lets other threads run."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.store.default_graph import write_lines
from gaoxin.graph.store.lines import Lines


class StoreWriter:
    """Writes in the order in which it is asked to; :meth:`wait` raises what went wrong."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1)
        self._begun: list[Future[None]] = []

    def write(self, *added: Lines, removed: Lines, default: bool = False) -> None:
        """Begin to write lines; ``default`` as in :func:`.default_graph.write_lines`."""
        self._begun.append(
            self._thread.submit(write_lines, self._store, added, removed, default=default)
        )

    def load_file(self, path: Path) -> None:
        """Begin to add the N-Quads lines of a file; it must stay there."""
        self._begun.append(
            self._thread.submit(
                self._store.bulk_load, path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True
            )
        )

    def wait(self) -> None:
        """Wait until everything is in the store."""
        for begun in self._begun:
            begun.result()
        self._begun.clear()

    def close(self) -> None:
        """End the thread; what was not begun is dropped."""
        self._thread.shutdown(cancel_futures=True)
        del self._store, self._begun
