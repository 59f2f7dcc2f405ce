"""Reads a large graph in a second process, so that reading and writing run at the same time.

Python runs one thread at a time, and reading would keep the writers waiting.  The other process is
``python -m gaoxin.graph.mirror.fill.reader_process``.  It sends pickled batches through a pipe that
only these two processes share.
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
from typing import IO, Any

import pyoxigraph as ox

from gaoxin.child_process import child_environment, module_command
from gaoxin.graph.mirror.fill.batch_reader import BatchReader
from gaoxin.graph.mirror.fill.subject_reader import Incomplete
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.graph.mirror.plan.report import MirrorReport

LARGE = 200_000
"""Minimum number of triples for which the process saves more than its start costs (0.25 s)."""


def read_batches(
    goal: MirrorGoal, size: int, report: MirrorReport, *, ends_first: bool = True
) -> Generator[RowBatch, None, None]:
    """Read the goal in batches of about ``size`` rows (see :class:`BatchReader`).

    If the process fails before its first batch, this process reads instead.  ``report`` takes the
    reason of any failure.

    Raises:
        Incomplete: not everything was read.
    """
    reader = BatchReader(goal.elements, size, ends_first, goal.chain())
    try:
        if goal.folder is not None and goal.triples >= LARGE and sys.executable:
            has_begun = False
            try:
                for batch in _read_in_process(reader, goal.folder):
                    has_begun = True
                    yield batch
                return
            except Incomplete as cause:
                if has_begun:
                    raise
                report.reader_failure = str(cause)
        yield from reader
    except Incomplete as cause:
        report.reader_failure = str(cause)
        raise


def _read_in_process(reader: BatchReader, folder: Path) -> Generator[RowBatch, None, None]:
    """The batches of ``reader``, whose store lies in ``folder``.

    Raises:
        Incomplete: the process could not start, died, or did not read everything.
    """
    elements = reader.elements
    job = (
        str(folder.resolve()),
        (elements.sources, elements.inferred, elements.source_iri, elements.names),
        (reader.size, reader.ends_first, reader.chain),
    )
    with contextlib.ExitStack() as stack:
        try:
            errors = stack.enter_context(tempfile.TemporaryFile())
            process = stack.enter_context(_start(errors))
        except OSError as cause:
            raise Incomplete(str(cause)) from cause
        stack.callback(process.kill)
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError), process.stdin as jobs:
            pickle.dump(job, jobs)
        while isinstance(received := _receive(process.stdout), RowBatch):
            yield received
        if isinstance(received, Incomplete):
            raise received
        if received is not None:
            return
        raise Incomplete(_reason(process, errors))


def _start(errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the process; when its pipe closes it ends, even if this process is killed."""
    return subprocess.Popen(
        module_command(__name__),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        bufsize=1 << 20,
        env=child_environment(limited=False),
    )


def _receive(pipe: IO[bytes]) -> Any:
    """A batch; at the end ``True`` or an :class:`Incomplete`; ``None`` if the process died."""
    try:
        return pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError):
        return None


def _reason(process: subprocess.Popen[bytes], errors: IO[bytes]) -> str:
    """Exit status and last error line of a process that died."""
    if process.stdout:
        process.stdout.close()  # a process that still writes would never end
    status = process.wait()
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return f"exit status {status}: {lines[-1]}" if lines else f"exit status {status}"


def _main() -> None:
    """Read a job from standard input and write its batches to standard output."""
    folder, known, how = pickle.load(sys.stdin.buffer)
    gc.disable()  # the rows contain no reference cycles
    reader = BatchReader(GraphElements(ox.Store.read_only(folder), *known), *how)
    with os.fdopen(sys.stdout.fileno(), "wb", buffering=1 << 16) as out:
        end: Incomplete | bool = True
        try:
            for batch in reader:
                pickle.dump(batch, out, pickle.HIGHEST_PROTOCOL)
        except Incomplete as cause:
            end = cause
        pickle.dump(end, out)


if __name__ == "__main__":
    _main()
