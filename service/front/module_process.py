"""A process of its own for work that takes longer than a request may."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from dataclasses import dataclass

from gaoxin.child_process import child_environment, module_command


@dataclass(frozen=True, slots=True)
class ProcessEnd:
    """How a process ended: its exit status, ``None`` if it was stopped at its limit, and what it
    wrote to its error output.
    """

    status: int | None
    told: str


async def run_module(module: str, *arguments: str, seconds: float = 0) -> ProcessEnd:
    """Run a module of this package until it ends, at most ``seconds`` (0: no limit).

    It is given the id of this process before ``arguments``.  If this task is cancelled, or at the
    limit, it is killed together with the processes that it started.

    Raises:
        OSError: it cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *module_command(module, str(os.getpid()), *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=child_environment(limited=False),
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(seconds or None):
            _, told = await process.communicate()
    except TimeoutError:
        await _kill(process)
        return ProcessEnd(None, "")
    except asyncio.CancelledError:
        await _kill(process)
        raise
    return ProcessEnd(process.returncode, told.decode(errors="replace").strip())


async def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
