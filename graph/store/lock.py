"""One writer at a time: an advisory lock that the system lifts when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin.errors import StoreLocked


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold ``home/writer.lock``.

    Raises:
        StoreLocked: another process holds it; its process id is told.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / "writer.lock"
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            file.seek(0)
            holder = file.read().strip() or "?"
            raise StoreLocked(
                f"另一个写入程序（进程 {holder}）正在使用 {path}；请等它结束后再试。",
                f"Another writer (process {holder}) holds {path}; wait until it ends, then "
                "try again.",
                path=str(path),
                process=holder,
            ) from cause
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)
