"""Child processes that run a module of this package: their command, environment and limits."""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from pathlib import Path

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module with this Python.

    ``-P`` keeps the working directory out of its imports, unless it is in this process's
    ``sys.path``.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def child_environment(*, limited: bool) -> dict[str, str]:
    """The environment in which a child imports the same packages as this process.

    ``limited`` is for a child that calls :func:`limit_resources`.
    """
    folders = os.pathsep.join(str(Path(folder).resolve()) for folder in sys.path)
    environment = os.environ | {"PYTHONPATH": folders}
    if limited:
        environment["RUST_BACKTRACE"] = "0"
        environment["MALLOC_ARENA_MAX"] = "2"  # else each thread reserves 64 MB of the limit
    return environment


def limit_resources(memory: int, seconds: float) -> None:
    """Limit this process's additional address space (bytes) and its processor time (s; 0: none).

    Nothing is limited that the system cannot limit.
    """
    try:
        import resource
    except ImportError:
        return
    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory + _mapped())]
    if seconds:
        # If the caller is killed, nobody stops this process; this limit ends it.
        limits.append((resource.RLIMIT_CPU, math.ceil(seconds) + 2))
    for kind, value in limits:
        hard = resource.getrlimit(kind)[1]
        capped = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (capped, capped))
        except (ValueError, OSError):  # macOS: RLIMIT_AS is below the mapped size
            continue


def end_with_parent(parent: int) -> None:
    """End this process when its parent, the process with id ``parent``, ends."""
    if not prctl(_SET_DEATH_SIGNAL, signal.SIGKILL):
        import threading  # imported here because Linux needs no thread for it

        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # the parent ended before it could be watched
        os.kill(os.getpid(), signal.SIGKILL)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)


def prctl(option: int, *arguments: int) -> bool:
    """Call prctl(2); return whether it exists and succeeded."""
    import ctypes  # imported here because only children need it

    if sys.platform != "linux":
        return False
    padded = [*arguments, 0, 0, 0, 0][:4]
    return bool(ctypes.CDLL(None).prctl(option, *map(ctypes.c_ulong, padded)) == 0)


def _mapped() -> int:
    """Bytes of address space already in use; 0 if the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
