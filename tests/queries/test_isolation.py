"""The worker cannot open a connection for any query, and it ends with its parent."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.errors import QueryFailed
from gaoxin.queries import sparql
from gaoxin.queries.isolation import _filter
from tests.queries.canary import BareEngine, Canary
from tests.queries.conftest import Shelf

linux = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is of Linux")

LIVE = [
    "SELECT * { SERVICE <TARGET> {?a ?b ?c} }",
    "SELECT * { BIND(1 AS ?x) FILTER(0e0<?x)SERVICE#>\n<TARGET> {?a ?b ?c} }",
    'SELECT * { BIND("z"@en--ltr AS ?x) FILTER("a"@en--ltr<?x)SERVICE#>\n<TARGET> {?a ?b ?c} }',
]


@linux
@pytest.mark.parametrize("query", LIVE)
def test_the_barrier_alone_lets_no_connection_out(
    query: str, canary: Canary, people: Shelf
) -> None:
    query = query.replace("TARGET", canary.address)
    assert BareEngine(canary).calls(query)
    before = canary.hits
    # Bypasses the guard, which run_text calls first.
    with pytest.raises(QueryFailed) as caught:
        sparql._evaluate(people.generation, query, {}, people.settings)
    assert "not permitted" in caught.value.facts["message"]
    assert canary.hits == before


ATTEMPTS = """
import ctypes, errno, os, socket, sys
from gaoxin.queries.isolation import isolate
held = os.open(__file__, os.O_RDONLY)
assert isolate()
for attempt in (
    socket.socket,
    lambda: socket.socket(socket.AF_UNIX),
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    socket.socketpair,
):
    try:
        attempt()
    except PermissionError:
        continue
    sys.exit("a socket was opened")
libc = ctypes.CDLL(None, use_errno=True)
numbers = [425]  # io_uring_setup
if os.uname().machine == "x86_64":
    numbers += [0x40000000 + 41, 0x40000000 + 39]  # x32: socket, getpid
for number in numbers:
    ctypes.set_errno(0)
    if libc.syscall(number, 2, 1, 0) != -1 or ctypes.get_errno() != errno.EPERM:
        sys.exit(f"call {number} was let through")
assert os.read(held, 7) and open(__file__).read() and os.listdir("/")
print("isolated")
"""


@linux
def test_no_socket_of_any_kind_while_files_stay_readable(tmp_path: Path) -> None:
    script = tmp_path / "attempts.py"
    script.write_text(ATTEMPTS)
    done = subprocess.run(
        [sys.executable, script],
        env=sparql._environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("isolated\n", "")


@linux
def test_doctor_can_tell() -> None:
    assert sparql.is_worker_isolated()


X86, ARM, I386 = 0xC000003E, 0xC00000B7, 0x40000003
REFUSED, ALLOWED = 0x00050001, 0x7FFF0000


@pytest.mark.parametrize(
    ("machine", "architecture", "number", "verdict"),
    [
        ("x86_64", X86, 0, ALLOWED),  # read
        ("x86_64", X86, 257, ALLOWED),  # openat
        ("x86_64", X86, 41, REFUSED),
        ("x86_64", X86, 42, REFUSED),
        ("x86_64", X86, 53, REFUSED),
        ("x86_64", X86, 425, REFUSED),
        ("x86_64", X86, 438, REFUSED),
        ("x86_64", X86, 0x40000000, REFUSED),
        ("x86_64", X86, 0x40000000 + 41, REFUSED),
        ("x86_64", I386, 0, REFUSED),
        ("x86_64", ARM, 63, REFUSED),
        ("aarch64", ARM, 63, ALLOWED),  # read
        ("aarch64", ARM, 56, ALLOWED),  # openat
        ("aarch64", ARM, 41, ALLOWED),  # pivot_root, not socket
        ("aarch64", ARM, 198, REFUSED),
        ("aarch64", ARM, 199, REFUSED),
        ("aarch64", ARM, 203, REFUSED),
        ("aarch64", ARM, 425, REFUSED),
        ("aarch64", X86, 0, REFUSED),
        ("aarch64", 0x40000028, 3, REFUSED),  # 32-bit ARM
    ],
)
def test_the_filter_of_each_architecture(
    machine: str, architecture: int, number: int, verdict: int
) -> None:
    assert run_filter(_filter(machine), architecture, number) == verdict


def run_filter(program: bytes, architecture: int, number: int) -> int:
    """Run classic BPF on struct seccomp_data, as the kernel does."""
    data = {0: number, 4: architecture}
    code = list(struct.iter_unpack("=HBBI", program))
    at = loaded = 0
    while True:
        operation, if_true, if_false, value = code[at]
        at += 1
        if operation == 0x20:
            loaded = data[value]
        elif operation == 0x15:
            at += if_true if loaded == value else if_false
        elif operation == 0x35:
            at += if_true if loaded >= value else if_false
        else:
            assert operation == 0x06
            return int(value)


PARENT = """
import sys
from pathlib import Path
from types import SimpleNamespace
import pyoxigraph as ox
from gaoxin.queries.sparql import run_text
from gaoxin.settings import read_settings
folder = Path(sys.argv[1])
settings = read_settings({"GAOXIN_HOME": str(folder), "GAOXIN_QUERY_SECONDS": sys.argv[2]})
store = ox.Store.read_only(str(folder / "store"))
run_text(SimpleNamespace(folder=folder, store=store), sys.argv[3], settings)
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@linux
@pytest.mark.parametrize("seconds", ["0", "600"])
@pytest.mark.parametrize("is_evaluating", [False, True])
def test_a_worker_ends_with_its_parent(people: Shelf, seconds: str, is_evaluating: bool) -> None:
    folder = str(people.generation.folder)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, folder, seconds, ENDLESS], env=sparql._environment()
    ) as parent:
        worker = wait_for(lambda: child_of(parent))
        handle = os.pidfd_open(worker)
        if is_evaluating:
            # It has read the request, so its processor time is spent on the query.
            wait_for(lambda: processor_ticks(worker) > 100)
        parent.send_signal(signal.SIGKILL)
    assert wait_for(lambda: has_ended(handle))
    os.close(handle)


WATCHING = """
import os, subprocess, sys
code = f"from gaoxin.queries.isolation import _watch; _watch({os.getpid()})"
subprocess.run([sys.executable, "-c", code])
"""


@linux
def test_where_the_kernel_does_not_tell_the_worker_watches() -> None:
    environment = sparql._environment()
    with subprocess.Popen([sys.executable, "-c", WATCHING], env=environment) as parent:
        handle = os.pidfd_open(wait_for(lambda: child_of(parent)))
        parent.send_signal(signal.SIGKILL)
    assert wait_for(lambda: has_ended(handle))
    os.close(handle)


def wait_for(probe: Callable[[], int]) -> int:
    """The result of ``probe`` as soon as it is not 0; fail after ten minutes."""
    deadline = time.monotonic() + 600  # so that a fault does not stop the whole run
    while not (found := probe()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)
    return found


def child_of(parent: subprocess.Popen[bytes]) -> int:
    """Process id of the first child of a process, 0 if it has none yet; fail if it has ended."""
    assert parent.poll() is None, "the parent ended by itself"
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    return int(children[0]) if children else 0


def processor_ticks(process: int) -> int:
    """User time of a process so far, in clock ticks."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11])


def has_ended(handle: int) -> bool:
    """Whether the process of a pidfd has ended; unlike an id, a pidfd is never reused."""
    return bool(select.select([handle], [], [], 0)[0])
