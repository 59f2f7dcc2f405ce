"""Isolate the worker process before it evaluates SPARQL.

After :func:`isolate` the kernel refuses the process every new socket, so that a query cannot
connect even if the guard has a fault.

On Linux, prctl(2) provides this without privileges.  Other systems have no such filter; ``gaoxin
doctor`` reports this.  ``python -m gaoxin.queries.isolation`` exits with 0 if a process can be
isolated on this system, else with 1.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from gaoxin.child_process import prctl

_SET_SECCOMP = 22  # PR_SET_SECCOMP
_SET_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS; without it only root may set a filter
_FILTER_MODE = 2  # SECCOMP_MODE_FILTER

_ARCHITECTURES = {  # AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64
    "x86_64": 0xC000003E,
    "aarch64": 0xC00000B7,
}
_REFUSED_CALLS = {
    # socket, connect, socketpair, ptrace, io_uring_setup (it can open sockets) and pidfd_getfd (it
    # can copy sockets of other processes).
    "x86_64": (41, 42, 53, 101, 425, 438),
    "aarch64": (198, 203, 199, 117, 425, 438),
}
_X32 = 0x40000000  # set in the numbers of x32 system calls on x86_64

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # instructions of classic BPF
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET = 0, 4  # offsets in struct seccomp_data
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


class _Program(ctypes.Structure):
    """``struct sock_fprog`` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def isolate() -> bool:
    """Make the kernel refuse every new connection of this process; return whether it is in force.

    Running threads are not affected, so call this before any thread starts.  Files can still be
    opened, and open ones stay open.
    """
    machine = os.uname().machine
    if machine not in _ARCHITECTURES:
        return False
    program = _filter(machine)
    described = _Program(len(program) // 8, program)
    return prctl(_SET_NO_NEW_PRIVILEGES, 1) and prctl(
        _SET_SECCOMP, _FILTER_MODE, ctypes.addressof(described)
    )


def _filter(machine: str) -> bytes:
    """The BPF program: refuse the calls above, and all calls of other architectures and of x32."""
    tests = [(_AT_LEAST, _X32)] if machine == "x86_64" else []
    tests += [(_EQUAL, number) for number in _REFUSED_CALLS[machine]]
    # A jump's operand is the number of instructions to skip; "refuse" is the last instruction.
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


def is_isolated() -> bool:
    """Whether the kernel refuses this process a socket."""
    import socket  # imported here because the worker itself never asks, and starts sooner without

    try:
        socket.socket().close()
    except PermissionError:
        return True
    return False


if __name__ == "__main__":
    raise SystemExit(0 if isolate() and is_isolated() else 1)
