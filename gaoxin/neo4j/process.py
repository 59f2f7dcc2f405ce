"""Identifies, starts and ends processes, and finds free ports.

The system reuses process ids.  So a process is identified by its id *and* its start time (with the
boot that it belongs to), and is signalled only if both are equal.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """One process; ``started`` tells it from a later process with the same id."""

    pid: int
    started: str


def identity_of(pid: int) -> ProcessIdentity | None:
    """The identity of the running process ``pid``; ``None`` if there is none, or a zombie."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a dead child: remove the zombie
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            # The fields after the command, which is in parentheses and may contain anything.
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()
        except OSError:
            return None
        # A killed process is a zombie while its other threads end, and these still hold its ports
        # and files.  It is gone only when it has no other thread.
        gone = fields[0] in "ZX" and int(fields[17]) <= 1
        return None if gone else ProcessIdentity(pid, f"{boot}/{fields[19]}")
    told = subprocess.run(  # macOS
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    ).stdout.split(maxsplit=1)
    return ProcessIdentity(pid, told[1].strip()) if len(told) == 2 and told[0][0] != "Z" else None


def is_alive(process: ProcessIdentity) -> bool:
    """Whether this process still runs."""
    return identity_of(process.pid) == process


def end(process: ProcessIdentity, patience: float = 60.0) -> bool:
    """End this process: SIGTERM, up to ``patience`` seconds, then SIGKILL (0: at once).

    Returns whether it was running.  Never signals another process with the same id.
    """
    found = False
    steps = ((signal.SIGTERM, patience), (signal.SIGKILL, 10.0))
    for number, seconds in steps if patience else steps[1:]:
        if not _signal(process, number):
            return found
        found = True
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not is_alive(process):
                return True
            time.sleep(0.05)
    return True


def _signal(process: ProcessIdentity, number: int) -> bool:
    if not hasattr(os, "pidfd_open"):
        if not is_alive(process):
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, number)
        return True
    try:
        handle = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return False
    try:
        # The handle belongs to this process, so both the check and the signal concern it.
        if not is_alive(process):
            return False
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, number)
        return True
    finally:
        os.close(handle)


def spawn(command: list[str], output: Path, environment: dict[str, str]) -> ProcessIdentity:
    """Start ``command`` in a new session, detached from this process.

    The file ``output`` is replaced by its standard output and error.
    """
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    pid = os.posix_spawn(
        command[0],
        command,
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(output), write, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )
    return identity_of(pid) or ProcessIdentity(pid, "")


def processes_of(program: str, argument: str) -> list[ProcessIdentity]:
    """The processes whose command line is exactly a ``program`` and this ``argument``.

    Exactly: an editor or a search with the same argument must not be taken for the server.  Works
    on Linux only; elsewhere the list is empty.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            command = [os.fsdecode(word) for word in entry.read_bytes().split(b"\0")[:-1]]
            if command[1:] == [argument] and Path(command[0]).name == program:
                identity = identity_of(int(entry.parent.name))
                if identity:
                    found.append(identity)
    return found


def is_free(port: int) -> bool:
    """Whether a server can listen on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def accepts(port: int) -> bool:
    """Whether a process listens on this port of 127.0.0.1."""
    try:
        with socket.create_connection((HOST, port), timeout=1.0):
            return True
    except OSError:
        return False


def free_ports(preferred: list[int]) -> list[int]:
    """One free port for each of ``preferred``, if possible the preferred one."""
    chosen: list[int] = []
    with contextlib.ExitStack() as held:
        for port in preferred:
            if port and port not in chosen and is_free(port):
                chosen.append(port)
                continue
            probe = held.enter_context(socket.socket())
            probe.bind((HOST, 0))
            chosen.append(int(probe.getsockname()[1]))
    return chosen
