"""A lock between processes that ends with its holder, however that one ends."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from gaoxin.errors import ServiceUnavailable


@contextlib.contextmanager
def exclusive(
    path: Path, seconds: float, waiting: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the lock file ``path`` (made when missing), waiting ``seconds`` for another holder.

    ``waiting`` is called once if somebody else holds it.  The system lets go of the lock when the
    holder dies, so a killed one leaves nothing behind.

    Raises:
        ServiceUnavailable: another process still holds it after that time.
    """
    try:
        import fcntl
    except ImportError as cause:
        raise ServiceUnavailable(
            "这个操作系统上不能由程序运行 Neo4j；请用 NEO4J_URI 指向自己的 Neo4j。",
            "Neo4j cannot be run by the program on this operating system; "
            "set NEO4J_URI to a Neo4j of your own.",
        ) from cause
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + seconds
        told = False
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as cause:
                if time.monotonic() > deadline:
                    raise ServiceUnavailable(
                        f"另一个进程仍占用着 {path}；请等它结束后再试。",
                        f"Another process still holds {path}; try again when it has ended.",
                        path=str(path),
                    ) from cause
            if waiting and not told:
                waiting()
                told = True
            time.sleep(0.1)
        yield
    finally:
        os.close(handle)
