"""A lock between processes, held on a file; the system lifts it however its holder ends."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin.errors import GaoxinError, ServiceUnavailable

_POLL_SECONDS = 0.1

Refusal = Callable[[Path, str], GaoxinError]
"""Makes the error for a lock that somebody else holds, from its path and the holder's process."""


def _is_held(path: Path, holder: str) -> GaoxinError:
    return ServiceUnavailable(
        f"另一个进程（{holder}）仍占用着 {path}；请等它结束后再试。",
        f"Another process ({holder}) still holds {path}; try again when it has ended.",
        path=str(path),
        process=holder,
    )


@contextmanager
def exclusive(
    path: Path,
    seconds: float = 0,
    waiting: Callable[[], None] | None = None,
    refusal: Refusal = _is_held,
) -> Iterator[None]:
    """Hold the lock file ``path`` (made when missing), waiting ``seconds`` for another holder.

    ``waiting`` is called once if somebody else holds it.  The file names the holder's process
    while it is held.

    Raises:
        GaoxinError: what ``refusal`` makes, if another process still holds it after that time.
        ServiceUnavailable: the operating system has no such locks.
    """
    try:
        import fcntl
    except ImportError as cause:
        raise ServiceUnavailable(
            "这个操作系统没有文件锁；请在 Linux 或 macOS 上运行。",
            "This operating system has no file locks; run the program on Linux or macOS.",
        ) from cause
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + seconds
        is_told = False
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as cause:
                if time.monotonic() >= deadline:
                    holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
                    raise refusal(path, holder or "?") from cause
            if waiting and not is_told:
                waiting()
                is_told = True
            time.sleep(_POLL_SECONDS)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)
