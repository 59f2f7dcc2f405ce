"""The walk over a large store in a process of its own, beside the one that writes.

Python lets one thread run at a time, and reading keeps it busy most of the time, so that what the
server asks for would wait.  The rows come back through a pipe, pickled; nobody else can write into
it.  ``python -m gaoxin.graph.mirror.fill.reader_process`` is the other end.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from gaoxin.graph.mirror.fill.batch_reader import Part, Walk
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.plan.goal import MirrorGoal

LARGE = 200_000
"""Triples from which on a process of its own, which takes a quarter of a second, pays."""


_End = tuple[str, bool]
"""What comes last: the walk's ``failure`` and ``held``."""


def walk_of(goal: MirrorGoal, size: int, *, objects_first: bool = True) -> Walk | WalkBeside:
    """The walk over what the goal says, beside this process if that is much."""
    walk = Walk(goal.elements, size, objects_first, goal.chain())
    if goal.folder is None or goal.triples < LARGE or not sys.executable:
        return walk
    return WalkBeside(walk, goal.folder)


class WalkBeside:
    """Iterates over what ``walk`` would give, read by another process from the store ``folder``.

    Where there can be no such process, or it ends before it gave anything, this one reads.
    ``held`` stays false where it ended in the middle; ``failure`` says in a line why it failed.
    """

    def __init__(self, walk: Walk, folder: Path) -> None:
        self._walk, self._folder = walk, folder
        self.held, self.failure = False, ""

    def __iter__(self) -> Generator[Part, None, None]:
        """Walk."""
        has_begun = False
        with contextlib.closing(self._beside()) as parts:
            for part in parts:
                has_begun = True
                yield part
        if self.failure and not has_begun:
            yield from self._walk
            self.held = self._walk.held
            self.failure = self._walk.failure or self.failure

    def _beside(self) -> Generator[Part, None, None]:
        elements, walk = self._walk.elements, self._walk
        known = elements.sources, elements.inferred, elements.source_iri, elements.names
        job = str(self._folder.resolve()), known, (walk.size, walk.objects_first, walk.chain)
        with contextlib.ExitStack() as stack:
            try:
                told = stack.enter_context(tempfile.TemporaryFile())
                process = stack.enter_context(_begin(told))
            except OSError as cause:
                self.failure = str(cause)
                return
            stack.callback(process.kill)
            assert process.stdin is not None
            assert process.stdout is not None
            with contextlib.suppress(BrokenPipeError), process.stdin as given:
                pickle.dump(job, given)
            while (part := _next(process.stdout)) is not None:
                if isinstance(part[0], str):
                    self.failure, self.held = part
                    return
                yield part
            self.failure = _reason(process, told)


def _begin(told: IO[bytes]) -> subprocess.Popen[bytes]:
    """It is ended with the walk, and ends by itself should this process vanish."""
    places = os.pathsep.join(str(Path(place).resolve()) for place in sys.path)
    return subprocess.Popen(
        # -P: a module that lies in the folder where one works is met only where it is here, too.
        [sys.executable, "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=told,
        bufsize=1 << 20,
        env=os.environ | {"PYTHONPATH": places},
    )


def _next(taken: IO[bytes]) -> Part | _End | None:
    try:
        return cast("Part | _End", pickle.load(taken))
    except (EOFError, pickle.UnpicklingError):
        return None


def _reason(process: subprocess.Popen[bytes], told: IO[bytes]) -> str:
    if process.stdout:
        process.stdout.close()  # else one that still writes would be waited for in vain
    status = process.wait()
    told.seek(0)
    lines = told.read().decode("utf-8", "replace").strip().splitlines()
    return f"exit status {status}: {lines[-1]}" if lines else f"exit status {status}"


def _main() -> None:
    folder, known, how = pickle.load(sys.stdin.buffer)
    gc.disable()  # rows are no cycles
    walk = Walk(GraphElements(ox.Store.read_only(folder), *known), *how)
    with os.fdopen(sys.stdout.fileno(), "wb", buffering=1 << 16) as out:
        for part in walk:
            pickle.dump(part, out, pickle.HIGHEST_PROTOCOL)
        pickle.dump((walk.failure, walk.held), out)


if __name__ == "__main__":
    _main()
