"""Processes are identified by more than their id, and only the right one is ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.neo4j import process

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True);"
    " time.sleep(600)",
]


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(SLEEP)
    yield child
    child.kill()
    child.wait()


def test_a_recycled_pid_is_not_the_process_that_was_started(
    sleeper: subprocess.Popen[bytes],
) -> None:
    this = process.identity_of(sleeper.pid)
    assert this is not None
    assert process.is_alive(this)
    earlier = replace(this, started=this.started + "0")
    assert not process.is_alive(earlier)
    assert process.end(earlier) is False
    assert sleeper.poll() is None, "a process that merely has the same id was ended"


def test_ends_its_own_process_and_leaves_no_zombie(tmp_path: Path) -> None:
    started = process.spawn(SLEEP, tmp_path / "out", dict(os.environ))
    assert process.is_alive(started)
    assert process.end(started) is True
    assert process.identity_of(started.pid) is None
    assert process.end(started) is False


def test_a_process_deaf_to_sigterm_is_killed(tmp_path: Path) -> None:
    output = tmp_path / "out"
    started = process.spawn(DEAF, output, dict(os.environ))
    while "deaf" not in output.read_text():
        assert process.is_alive(started)
    assert process.end(started, patience=0.2) is True
    assert not process.is_alive(started)


def test_spawned_process_has_a_session_of_its_own(tmp_path: Path) -> None:
    started = process.spawn(SLEEP, tmp_path / "out", dict(os.environ))
    try:
        assert os.getsid(started.pid) == started.pid
    finally:
        process.end(started)


def test_finds_processes_by_their_whole_command_line(tmp_path: Path) -> None:
    program = tmp_path / "sleeper"
    program.symlink_to("/bin/sleep")
    argument = "599.25"
    assert process.processes_of("sleeper", argument) == []
    started = process.spawn([str(program), argument], tmp_path / "out", dict(os.environ))
    more = process.spawn([str(program), argument, "1"], tmp_path / "more", dict(os.environ))
    try:
        for each in (started, more):
            while not Path(f"/proc/{each.pid}/cmdline").read_bytes():
                pass  # the system sets it shortly after the start
        assert process.processes_of("sleeper", argument) == [started]
        assert process.processes_of("sleep", argument) == []
        assert process.processes_of("sleeper", argument[:-1]) == []
    finally:
        process.end(started)
        process.end(more)


def test_no_process_has_an_identity_when_none_runs() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert process.identity_of(child.pid) is None


def test_a_zombie_is_not_alive() -> None:
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', ''], stdout=subprocess.PIPE)\n"
        "child.stdout.read()\n"  # ends with the child, for which it never waits
        "print(child.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        stat = Path(f"/proc/{pid}/stat")
        while stat.read_text().rpartition(")")[2].split()[0] != "Z":
            pass
        assert process.identity_of(pid) is None
    finally:
        parent.kill()
        parent.communicate()


def test_free_ports_keep_those_that_are_free_and_replace_those_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        assert not process.is_free(busy)
        assert process.accepts(busy)
        (free,) = process.free_ports([0])
        assert process.free_ports([free]) == [free]
        chosen = process.free_ports([busy, busy])
        assert busy not in chosen
        assert len(set(chosen)) == 2
    assert not process.accepts(busy)
