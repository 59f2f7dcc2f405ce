"""An endpoint over any RDF, for tests: each dataset is a generation of one home.

The service that answers is the one that ``gaoxin serve`` runs, with its workers and guards; only
the generations are written by hand, without checks and patches.  A request chooses its
dataset by ``?generation=``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from gaoxin.child_process import child_environment
from gaoxin.graph.names.index_writing import rebuild_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import NAMES_FILE, Manifest
from gaoxin.settings import read_settings

_SERVE = """
from gaoxin.service.front.server import run_service
from gaoxin.settings import read_settings
run_service(read_settings(), "127.0.0.1", 0, listening=lambda at: print(at, flush=True))
"""


class DataHome:
    """A home whose generations hold the datasets that are added."""

    def __init__(self, home: Path) -> None:
        self.home = home
        settings = read_settings({"GAOXIN_HOME": str(home)})
        self._folder, self._minter = StoreFolder(settings), Minter(settings)
        self._count = 0

    def add(self, quads: Iterable[ox.Quad]) -> int:
        """Write a dataset and publish it; return the number of its generation."""
        self._count += 1
        number = self._count
        folder = self._folder.folder(number)
        folder.mkdir(parents=True)
        store = ox.Store(str(folder / "store"))
        store.extend(quads)
        size = len(store)
        store.flush()
        rebuild_names(folder / NAMES_FILE, store, self._minter)
        del store
        manifest = Manifest(
            number, None, "2026-01-01T00:00:00Z", "test", "0", "0", size, size, 0, size, 0
        )
        manifest.write(folder)
        self._folder.point_to(number)
        return number


def environment_of(home: Path, language: str = "en") -> dict[str, str]:
    """The environment of a child that uses a home, without the settings of the caller."""
    kept = {k: v for k, v in child_environment(limited=False).items() if not k.startswith("GAOXIN")}
    return kept | {"GAOXIN_HOME": str(home), "GAOXIN_LANG": language}


@contextmanager
def serving(home: Path, environment: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """Run the service on a home; give its address and the id of its process."""
    given = {"GAOXIN_SERVICE_WORKERS": "1", "GAOXIN_SERVICE_LOG": "errors"}
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE],
        env=environment_of(home) | given | dict(environment or {}),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            if not address:
                raise ChildProcessError("the service ended at its start")
            yield address, process.pid
        finally:
            process.terminate()


def workers_of(parent: int) -> dict[int, tuple[str, int]]:
    """The SPARQL workers of a service: state (``R`` runs, ``S`` sleeps) and resident KiB by id."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=,rss=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "1000"},
    ).stdout
    found = (line.split(maxsplit=3) for line in listed.splitlines() if "sparql_worker" in line)
    return {int(pid): (state[:1], int(size)) for pid, state, size, _ in found}
