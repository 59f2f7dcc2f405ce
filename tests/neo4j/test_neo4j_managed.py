"""The managed server: start, stop and recovery, all with the real server."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gaoxin.errors import MirrorUnavailable, ServiceUnavailable
from gaoxin.neo4j import configuration, connection, jars, managed, process, state
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.neo4j.status import mirrored_generation, server_status
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer, quick

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def home(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home with its own server, which the tests of this module may kill, unlike the session's."""
    settings = quick(Settings(home=tmp_path_factory.mktemp("老家 home")))
    yield settings
    managed.stop(settings)


def count(settings: Settings) -> int:
    with connection.driver(settings) as driver:
        records = driver.execute_query("MATCH (n:Kept) RETURN count(n)", database_="neo4j").records
    return int(records[0][0])


def test_before_the_first_start_nothing_runs(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    server = server_status(settings)
    assert (server.running, server.pid, server.managed) == (False, None, True)
    assert mirrored_generation(settings) is None
    assert managed.stop(settings) is False
    assert not list(tmp_path.iterdir()), "looking must not write"
    with pytest.raises(MirrorUnavailable, match="gaoxin neo4j start"):
        endpoint_in_use(settings)


def test_starts_at_once_twice_make_one_server(home: Settings) -> None:
    code = (
        "import json, pathlib, sys\n"
        "from gaoxin.neo4j import managed\n"
        "from gaoxin.settings import Settings\n"
        "print(managed.start(Settings(home=pathlib.Path(sys.argv[1]))).pid)"
    )
    pair = [
        subprocess.Popen([sys.executable, "-c", code, str(home.home)], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    answers = [child.communicate()[0] for child in pair]
    assert [child.returncode for child in pair] == [0, 0]
    assert answers[0] == answers[1]
    assert len(process.processes_of("java", f"@{Layout.of(home).arguments}")) == 1


def test_server_without_a_state_file_is_found_again(home: Settings) -> None:
    running = managed.start(home)
    Layout.of(home).state.unlink()
    assert managed.start(home) == running
    Layout.of(home).state.write_text("{ half", encoding="utf-8")
    assert managed.start(home) == running


def test_survives_being_killed_and_its_port_being_taken(home: Settings) -> None:
    first = managed.start(home)
    assert first.running
    assert first.pid is not None
    assert first == managed.start(home), "a second start must find the first"
    with connection.driver(home) as driver:
        driver.execute_query("CREATE (:Kept {name: '高新'})", database_="neo4j")

    os.kill(first.pid, signal.SIGKILL)
    known = state.read_state(home)
    assert known is not None
    while process.is_alive(known.process):
        time.sleep(0.01)
    assert server_status(home).running is False
    with pytest.raises(MirrorUnavailable):
        endpoint_in_use(home)

    with socket.socket() as thief:
        thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        thief.bind(("127.0.0.1", known.bolt_port))
        thief.listen()
        second = managed.start(home)
    assert second.pid != first.pid
    assert second.uri != first.uri
    assert second.password_file == first.password_file
    assert count(home) == 1, "what was committed before the kill is still there"


def test_a_server_that_is_just_ending_is_waited_for_and_followed_by_another(home: Settings) -> None:
    managed.start(home)
    console = Layout.of(home).console
    for is_port_closed in (False, True):
        known = state.read_state(home)
        assert known is not None
        os.kill(known.process.pid, signal.SIGTERM)
        # Before that it still answers, so its end cannot be foreseen.
        while b"INFO  Stopping" not in console.read_bytes():
            pass
        while is_port_closed and process.accepts(known.bolt_port):
            pass
        second = managed.start(home)
        assert process.is_alive(known.process) is False
        assert second.pid != known.process.pid
        assert second.running


def test_state_of_another_process_is_stale(home: Settings) -> None:
    """The process id in the state file now belongs to another process, which is neither used nor
    ended.
    """
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        managed.start(home)
        assert managed.stop(home) is True
        assert server_status(home).running is False
        known = state.read_state(home)
        assert known is not None
        state.write_state(home, replace(known, pid=bystander.pid))
        assert server_status(home).pid is None
        assert managed.stop(home) is False
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_bystander_with_the_servers_argument_is_not_taken_for_it(tmp_path: Path) -> None:
    """Another program has the argument file in its command line; it is neither used nor ended."""
    settings = Settings(home=tmp_path)
    layout = Layout.of(settings)
    configuration.write_configuration(layout, 1, 2)
    sleeping = [sys.executable, "-c", "import time; time.sleep(600)"]
    bystander = subprocess.Popen([*sleeping, f"@{layout.arguments}"])
    try:
        while not Path(f"/proc/{bystander.pid}/cmdline").read_bytes():
            pass
        assert managed.stop(settings) is False
        assert bystander.poll() is None
        assert server_status(settings).pid is None
    finally:
        bystander.kill()
        bystander.wait()


def test_listens_on_this_machine_only(neo4j_server: Neo4jServer) -> None:
    pid = server_status(neo4j_server.settings).pid
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(link.readlink())
        except FileNotFoundError:  # closed in the meantime, so it is not listening
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    listening = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                listening.append(fields[1].partition(":")[0])
    assert len(listening) == 2
    # 127.0.0.1, as such or mapped into IPv6, in the kernel's byte order
    assert set(listening) <= {"0100007F", "0000000000000000FFFF00000100007F"}


def test_secrets_are_for_the_owner_only(neo4j_server: Neo4jServer) -> None:
    layout = Layout.of(neo4j_server.settings)
    password = layout.password.read_text()
    assert len(password) >= 20
    assert password == password.strip()
    assert stat.S_IMODE(layout.password.stat().st_mode) == 0o600
    assert stat.S_IMODE(layout.home.stat().st_mode) == 0o700
    assert not (layout.configuration / "admin-arguments").exists()
    for path in layout.home.rglob("*"):
        if path.is_file() and path != layout.password:
            assert password.encode() not in path.read_bytes(), path
    assert password not in repr(neo4j_server.connection)


def test_settings_that_the_server_took(neo4j_server: Neo4jServer) -> None:
    with connection.driver(neo4j_server.settings) as driver:
        records = driver.execute_query("SHOW SETTINGS YIELD name, value").records
    value: dict[str, str] = dict(map(tuple, records))
    assert value["client.allow_telemetry"] == "false"
    assert value["dbms.usage_report.enabled"] == "false"
    assert value["dbms.security.auth_enabled"] == "true"
    assert value["browser.remote_content_hostname_whitelist"] == "localhost,127.0.0.1"
    home = neo4j_server.settings.home
    folders = [v for n, v in value.items() if n.startswith("server.directories.") and "/" in v]
    assert len(folders) > 5
    assert all(Path(folder).is_relative_to(home) for folder in folders)


def test_generation_is_what_the_mirror_wrote(neo4j_server: Neo4jServer) -> None:
    neo4j_server.empty()
    assert mirrored_generation(neo4j_server.settings) is None
    with connection.driver(neo4j_server.settings) as driver:
        driver.execute_query("CREATE (:_Mirror {generation: 42})", database_="neo4j")
        assert mirrored_generation(neo4j_server.settings) == 42
        driver.execute_query("MATCH (m:_Mirror) SET m.generation = 'odd'", database_="neo4j")
        assert mirrored_generation(neo4j_server.settings) is None
    neo4j_server.empty()


def test_lost_password_says_how_to_begin_anew(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    (Layout.of(settings).home / "data" / "databases" / "system").mkdir(parents=True)
    with pytest.raises(MirrorUnavailable) as lost:
        managed.start(settings)
    assert str(Layout.of(settings).password) in lost.value.en
    assert "gaoxin mirror" in lost.value.zh


def test_server_that_gives_up_is_told_with_its_reason(
    tmp_path: Path, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path)
    layout = Layout.of(settings)
    (layout.home / "data" / "dbms").mkdir(parents=True)
    (layout.home / "data" / "dbms" / "auth.ini").write_text("")
    state.make_password(settings)
    write = configuration.write_configuration

    def write_wrongly(*given: Any) -> None:
        write(*given)
        with (layout.configuration / "neo4j.conf").open("a") as file:
            file.write("nonsense.setting=1\n")

    monkeypatch.setattr(configuration, "write_configuration", write_wrongly)
    with pytest.raises(ServiceUnavailable) as failed:
        managed.start(settings)
    assert "nonsense.setting" in failed.value.facts["reason"]
    assert str(layout.console) in failed.value.en
    assert state.running(settings) is None


@pytest.mark.parametrize(
    ("console", "reason"),
    [
        ("a ERROR Failed\nCaused by: x\nCaused by: bind: Address already in use\nStopped.", "bind"),
        ("a ERROR Failed\n\tat org.x\nCaused by: one\nCaused by: two\nINFO  Stopped.", "two"),
        ("2026 ERROR Failed to start\n2026 INFO  Stopped.", "Failed"),
        ("Exception in thread main: no setting\n\tat x.IllegalException\nStopped.", "no setting"),
        ("Error: Could not create the Java Virtual Machine.\n", "Virtual Machine"),
        ("", ""),
    ],
)
def test_reason_is_the_innermost_cause(tmp_path: Path, console: str, reason: str) -> None:
    layout = Layout(tmp_path)
    layout.console.parent.mkdir()
    layout.console.write_text(console)
    found = managed._reason(layout)
    assert reason in found
    assert bool(found) is bool(reason)


@pytest.mark.nightly
def test_taken_port_is_left_to_its_owner(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program takes both ports between the choice and the start; others are chosen."""
    choose, asked = process.free_ports, []
    with socket.socket() as bolt, socket.socket() as http:
        for thief in (bolt, http):
            thief.bind(("127.0.0.1", 0))
            thief.listen()
        taken = [thief.getsockname()[1] for thief in (bolt, http)]

        def choose_late(preferred: list[int]) -> list[int]:
            asked.append(preferred)
            return taken if len(asked) == 1 else choose(preferred)

        monkeypatch.setattr(process, "free_ports", choose_late)
        server = managed.start(home)
    assert len(asked) == 2
    assert server.running
    assert str(taken[0]) not in server.uri


def test_state_file_is_json_and_whole(neo4j_server: Neo4jServer) -> None:
    document = json.loads(Layout.of(neo4j_server.settings).state.read_text())
    assert document["version"] == jars.VERSION
    assert sorted(document) == ["bolt_port", "http_port", "pid", "started", "version"]
