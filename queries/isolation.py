"""What the worker process does to itself before it evaluates SPARQL.

It gives up connections: from then on the kernel refuses it a socket, whatever the query says and
whatever the guard overlooked.  And it ends with its parent: a query without a time limit must not
go on when nobody waits for the answer.

Linux does both through prctl(2), without privileges.  Elsewhere there is no such filter, and
``gaoxin doctor`` says so.  Run as ``python -m gaoxin.queries.isolation``, it exits with 0 if a
process can be isolated here, else with 1.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import socket
import struct
import sys
import threading
import time

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_SET_SECCOMP = 22  # PR_SET_SECCOMP
_SET_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS, without which only root may set a filter
_FILTER_MODE = 2  # SECCOMP_MODE_FILTER

_ARCHITECTURES = {  # AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64
    "x86_64": 0xC000003E,
    "aarch64": 0xC00000B7,
}
_REFUSED_CALLS = {
    # socket, connect, socketpair, ptrace, io_uring_setup (it opens sockets by itself) and
    # pidfd_getfd (it takes them from other processes).
    "x86_64": (41, 42, 53, 101, 425, 438),
    "aarch64": (198, 203, 199, 117, 425, 438),
}
_X32 = 0x40000000  # the second set of call numbers on x86_64 has this bit

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # instructions of classic BPF
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET = 0, 4  # in struct seccomp_data
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def isolate() -> bool:
    """Refuse this process every new connection; return whether the kernel agreed.

    Threads that already run are not affected, so call it first.  Open files stay open, and files
    can still be opened.
    """
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return False
    program = _filter(machine)
    described = _Program(len(program) // 8, program)
    return _prctl(_SET_NO_NEW_PRIVILEGES, 1) and _prctl(
        _SET_SECCOMP, _FILTER_MODE, ctypes.addressof(described)
    )


def _filter(machine: str) -> bytes:
    """The BPF program: refuse the calls above, calls of another architecture, and x32."""
    tests = [(_AT_LEAST, _X32)] if machine == "x86_64" else []
    tests += [(_EQUAL, number) for number in _REFUSED_CALLS[machine]]
    # A jump counts the instructions that it skips: "refuse" is the last one.
    code = [
        _instruction(_LOAD, _ARCHITECTURE_OFFSET),
        _instruction(_EQUAL, _ARCHITECTURES[machine], 0, len(tests) + 2),
        _instruction(_LOAD, _NUMBER_OFFSET),
    ]
    for place, (test, value) in enumerate(tests):
        code.append(_instruction(test, value, len(tests) - place, 0))
    return b"".join([*code, _instruction(_RETURN, _ALLOW), _instruction(_RETURN, _REFUSE)])


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def end_with_parent(parent: int) -> None:
    """End this process when its parent, the process ``parent``, has ended."""
    if not _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL):
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before it could be watched
        os.kill(os.getpid(), signal.SIGKILL)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)


def _prctl(option: int, *arguments: int) -> bool:
    """Call prctl(2); whether there is one and it succeeded."""
    if sys.platform != "linux":
        return False
    padded = [*arguments, 0, 0, 0, 0][:4]
    return bool(ctypes.CDLL(None).prctl(option, *map(ctypes.c_ulong, padded)) == 0)


def is_isolated() -> bool:
    """Whether this process is refused a socket."""
    try:
        socket.socket().close()
    except PermissionError:
        return True
    return False


if __name__ == "__main__":
    raise SystemExit(0 if isolate() and is_isolated() else 1)
