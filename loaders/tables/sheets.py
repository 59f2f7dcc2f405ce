"""Read spreadsheets and Parquet files as rows of text, in a separate process that may crash.

A cell whose content is lost (an error value, a formula that was never calculated, a number with
more digits than a spreadsheet stores) is a problem, never an empty or rounded value.  The other
process runs :mod:`.sheet_process`.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import IO

from gaoxin.child_process import child_environment, module_command
from gaoxin.loaders.problems import exceeded, refusal, refused
from gaoxin.loaders.tables.workbook_layout import SheetHead
from gaoxin.model import Problem
from gaoxin.settings import Bounds

BASE_MEMORY = 512 << 20
"""Bytes of memory that reading may use for any file, however small."""
_OUT_OF_MEMORY = ("memory allocation", "bad_alloc", "MemoryError", "out of memory")


def read_sheet(
    path: Path, name: str, problems: list[Problem], bounds: Bounds
) -> Iterator[tuple[int, list[str]] | SheetHead]:
    """Yield (row number, cells) of a spreadsheet, or (record number, cells) of a Parquet file.

    The head of each sheet of a spreadsheet comes before its rows.  Empty rows are left out.
    ``problems`` grows as rows are read.

    Raises:
        InvalidSource: the file cannot be read, or exceeds a bound.
    """
    size = path.stat().st_size
    grown = BASE_MEMORY + bounds.max_expansion * size
    memory = min(grown, bounds.max_read_memory)
    request = {
        "path": str(path.absolute()),
        "name": name,
        "bounds": {item.name: getattr(bounds, item.name) for item in fields(Bounds)},
        "memory": memory,
    }
    bound = "max_expansion" if grown < bounds.max_read_memory else "max_read_memory"
    is_late = threading.Event()
    with tempfile.TemporaryFile() as told, _start(told) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def stop() -> None:
            is_late.set()
            process.kill()

        seconds = bounds.max_read_seconds
        timer = threading.Timer(seconds, stop) if seconds else None
        try:
            if timer:
                timer.daemon = True
                timer.start()
            with contextlib.suppress(BrokenPipeError), process.stdin as given:
                given.write(json.dumps(request).encode())
            for raw in process.stdout:
                try:
                    line = json.loads(raw)
                except ValueError:
                    break  # incomplete, because the process ended while it wrote
                if "rows" in line:
                    yield from line["rows"]
                elif "sheet" in line:
                    yield SheetHead.load(line["sheet"])
                elif "problems" in line:
                    problems += [Problem(**problem) for problem in line["problems"]]
                elif "refused" in line:
                    raise refused([*problems, *(Problem(**found) for found in line["refused"])])
                elif "end" in line:
                    return
                else:
                    break
            status = process.wait()
        finally:
            if timer:
                timer.cancel()
            process.kill()  # also if the caller stops early; harmless if the process has ended
        told.seek(0)
        messages = told.read().decode("utf-8", "replace")
    if is_late.is_set() or status == -signal.SIGXCPU:
        raise exceeded(
            "max_read_seconds", bounds, name, "读取时间过长", "reading it takes too long"
        )
    if status in (0, -signal.SIGKILL) or any(sign in messages for sign in _OUT_OF_MEMORY):
        raise exceeded(
            bound,
            bounds,
            name,
            f"文件有 {size} 字节，读取它需要的内存超过 {memory} 字节",
            f"it has {size} bytes, and reading it takes more than {memory} bytes of memory",
        )
    raise refusal(
        name,
        f"读取程序因这个文件而中断（状态 {status}）；文件可能已损坏，请重新另存。",
        f"the reader failed on this file (status {status}); it may be damaged, save it again.",
    )


def _start(told: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the reading process; its stderr is written to ``told``."""
    return subprocess.Popen(
        module_command("gaoxin.loaders.tables.sheet_process"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=told,
        bufsize=1 << 20,
        env=child_environment(limited=True),
    )
