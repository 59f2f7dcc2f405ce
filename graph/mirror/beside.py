"""The walk over a large store in a process of its own, beside the one that writes.

Python lets one thread run at a time, and reading a million triples takes as long as packing and
sending them: side by side on two cores both take half.  The rows come back through a pipe, pickled;
nobody else can write into it.  ``python -m gaoxin.graph.mirror.beside`` is the other end.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from gaoxin.graph.mirror.extraction import Extraction
from gaoxin.graph.mirror.target import Target
from gaoxin.graph.mirror.walking import Part, Walk

LARGE = 200_000
"""Triples from which on a process of its own, which takes a quarter of a second, pays."""


def walk_of(target: Target, size: int, *, objects_first: bool = True) -> Walk | WalkBeside:
    """The walk over what the target says, beside this process if that is much."""
    walk = Walk(target.extraction, size, objects_first)
    if target.folder is None or target.triples < LARGE or not sys.executable:
        return walk
    return WalkBeside(walk, target.folder)


class WalkBeside:
    """Iterates over what ``walk`` would give, read by another process from the store ``folder``.

    ``held`` stays false where that process came to no end; its caller then finds the cause itself.
    """

    def __init__(self, walk: Walk, folder: Path) -> None:
        self._walk, self._folder = walk, folder
        self.held = False

    def __iter__(self) -> Generator[Part, None, None]:
        """Walk."""
        extraction, walk = self._walk.extraction, self._walk
        known = extraction.sources, extraction.inferred, extraction.source_iri, extraction.scheme
        job = str(self._folder.resolve()), known, walk.size, walk.objects_first
        with _another_process() as (given, taken):
            with contextlib.suppress(BrokenPipeError):
                pickle.dump(job, given)
                given.close()
            while (part := _next(taken)) is not None:
                if isinstance(part, bool):
                    self.held = part
                    return
                yield part


def _next(taken: IO[bytes]) -> Part | bool | None:
    try:
        return cast("Part | bool", pickle.load(taken))
    except (EOFError, pickle.UnpicklingError):
        return None


@contextlib.contextmanager
def _another_process() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Its input and output; it is ended with the block, and ends itself should this one vanish."""
    places = os.pathsep.join(str(Path(place).resolve()) for place in sys.path)
    with subprocess.Popen(
        [sys.executable, "-P", "-m", __name__],  # -P: no module of the current folder is met
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=1 << 20,
        env=os.environ | {"PYTHONPATH": places},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdin, process.stdout
        finally:
            process.kill()


def _main() -> None:
    folder, known, size, objects_first = pickle.load(sys.stdin.buffer)
    gc.disable()  # rows are no cycles
    walk = Walk(Extraction(ox.Store.read_only(folder), *known), size, objects_first)
    with os.fdopen(sys.stdout.fileno(), "wb", buffering=1 << 20) as out:
        for part in walk:
            pickle.dump(part, out, pickle.HIGHEST_PROTOCOL)
        pickle.dump(walk.held, out)


if __name__ == "__main__":
    _main()
