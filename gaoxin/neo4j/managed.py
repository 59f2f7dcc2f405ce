"""Start and stop the managed Neo4j."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from gaoxin.errors import MirrorUnavailable, ServiceUnavailable
from gaoxin.language import say
from gaoxin.locks import exclusive
from gaoxin.neo4j import (
    browser_pages,
    configuration,
    connection,
    neo4j_admin,
    process,
    recovery,
    state,
)
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.jars import VERSION, ready_jars
from gaoxin.neo4j.refusals import first_line
from gaoxin.neo4j.state import State
from gaoxin.neo4j.status import ServerStatus, server_status
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings

START_SECONDS = 300.0  # 8 s on an idle machine, but over a minute on a busy one
STOP_SECONDS = 60.0
_STARTED, _ENDING = b"INFO  Started.", b"INFO  Stopping"
LOCK_SECONDS = 600.0
ATTEMPTS = 3


class _PortTaken(Exception):
    """Another process took the port after it was chosen and before the server started."""


class _LogTorn(Exception):
    """The server cannot read the end of its transaction log."""


def start(
    settings: Settings, progress: Progress = silent, pages: Mapping[str, bytes] | None = None
) -> ServerStatus:
    """Start the managed server unless it runs, and wait until it answers.

    ``pages`` are files that it serves beside Neo4j Browser, by name; ``None`` keeps those of the
    last start.  With ``NEO4J_URI`` nothing is started; that server is described if it answers.

    Raises:
        ServiceUnavailable: the jars cannot be fetched, or the server does not start.
        MirrorUnavailable: the server of ``NEO4J_URI`` does not answer, or the password file is
            lost.
    """
    if settings.neo4j_uri:
        with connection.driver(settings):
            return server_status(settings, running=True)
    layout = Layout.of(settings)
    layout.home.mkdir(parents=True, exist_ok=True, mode=0o700)

    def waiting() -> None:
        progress(say("等待另一个启动", "waiting for another start"), 0, None)

    with exclusive(layout.lock, LOCK_SECONDS, waiting):
        _adopt(settings)
        current = state.running(settings)
        if current and _comes_up(settings, current, progress):
            return server_status(settings, running=True)
        jars = browser_pages.jars_with_pages(layout, ready_jars(progress), pages)
        java = configuration.java()
        is_taken = False
        further: dict[str, str] = {}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                _launch(settings, java, jars, progress, is_taken, further)
                break
            except _PortTaken as cause:
                if attempt == ATTEMPTS:
                    raise _failed(layout, str(cause)) from cause
                is_taken = True
            except _LogTorn as cause:
                if attempt == ATTEMPTS:
                    raise _failed(layout, str(cause)) from cause
                progress(
                    say("截去未写完的日志末尾", "removing an incomplete end of the log"), 0, None
                )
                further = {recovery.CUT_TORN_END: "false"}
    return server_status(settings, running=True)


def stop(settings: Settings) -> bool:
    """Stop the managed server; false if it was not running.

    Signals only a process that this project started, and never the server of ``NEO4J_URI``.
    """
    layout = Layout.of(settings)
    if not layout.home.is_dir():
        return False
    with exclusive(layout.lock, LOCK_SECONDS):
        _adopt(settings)
        current = state.running(settings)
        if current is None:
            return False
        # A server whose disk was full damages its log if it stops normally (see recovery).
        patience = 0.0 if recovery.has_stopped(settings) else STOP_SECONDS
        return process.end(current.process, patience)


def _adopt(settings: Settings) -> None:
    """Write the state file for a running server of this home that has none.

    Its starter was killed before it wrote the file, or the file was deleted.
    """
    if state.running(settings):
        return
    layout = Layout.of(settings)
    for found in process.processes_of("java", f"@{layout.arguments}"):
        ports = configuration.read_ports(layout)
        if ports:
            state.write_state(settings, State(found.pid, found.started, *ports, VERSION))
            return


def _launch(
    settings: Settings,
    java: Path,
    jars: list[Path],
    progress: Progress,
    avoid_last_ports: bool,
    further: dict[str, str],
) -> None:
    layout = Layout.of(settings)
    last = state.read_state(settings)
    preferred = (last.bolt_port, last.http_port) if last else state.DEFAULT_PORTS
    bolt, http = process.free_ports([0, 0] if avoid_last_ports else list(preferred))
    commands = browser_pages.commands_after_connecting(layout, http)
    configuration.write_configuration(layout, bolt, http, further, commands)
    _set_password(settings, jars, progress)
    arguments = configuration.write_server_arguments(layout, jars)
    length = recovery.log_length(layout)
    started = process.spawn(
        [str(java), f"@{arguments}"], layout.console, configuration.environment(layout)
    )
    current = State(started.pid, started.started, bolt, http, VERSION)
    state.write_state(settings, current)
    try:
        _wait(settings, current, progress)
    except (ServiceUnavailable, MirrorUnavailable, _PortTaken) as cause:
        process.end(current.process, patience=10.0)
        if not further and recovery.is_torn(layout, length):
            raise _LogTorn(str(cause)) from cause
        if recovery.is_offline(cause):
            raise recovery.lost(layout) from cause
        raise


def _set_password(settings: Settings, jars: list[Path], progress: Progress) -> None:
    """Give a new database its first password."""
    layout = Layout.of(settings)
    data = layout.home / "data"
    if (data / "dbms" / "auth.ini").exists() or (data / "databases" / "system").exists():
        state.read_password(settings)
        return
    progress(say("设置 Neo4j 的密码", "setting Neo4j's password"), 0, None)
    password = state.make_password(settings)
    done = neo4j_admin.run(layout, jars, ["dbms", "set-initial-password", password])
    if done.returncode:
        told = first_line((done.stderr + done.stdout).strip())
        raise _failed(layout, told.replace(password, "…"))


def _comes_up(settings: Settings, current: State, progress: Progress) -> bool:
    """Whether a running server answers; false if it was stopping and has stopped."""
    layout = Layout.of(settings)
    try:
        _wait(settings, current, progress)
    except (ServiceUnavailable, MirrorUnavailable, _PortTaken):
        deadline = time.monotonic() + STOP_SECONDS
        while process.is_alive(current.process):
            if not _says(layout, _ENDING) or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        return False
    return True


def _wait(settings: Settings, current: State, progress: Progress) -> None:
    """Wait until Bolt answers a query and HTTP listens."""
    layout = Layout.of(settings)
    begin = time.monotonic()
    while True:
        seconds = time.monotonic() - begin
        progress(say("等待 Neo4j 应答（秒）", "waiting for Neo4j (seconds)"), int(seconds), None)
        if not process.is_alive(current.process):
            reason = _reason(layout)
            if "already in use" in reason.lower():
                raise _PortTaken(reason)
            raise _failed(layout, reason)
        if _has_started(layout, current):
            with connection.driver(settings):
                return
        if seconds > START_SECONDS:
            raise _failed(layout, say("没有按时应答", "it did not answer in time"))
        time.sleep(0.1)


def _has_started(layout: Layout, current: State) -> bool:
    # By its output: another process may listen on its port, and then the server soon stops.
    if not layout.console.exists():
        return process.accepts(current.bolt_port) and process.accepts(current.http_port)
    return _says(layout, _STARTED) and not _says(layout, _ENDING)


def _says(layout: Layout, words: bytes) -> bool:
    """Whether the output of the last started server contains the words."""
    try:
        return words in layout.console.read_bytes()
    except OSError:
        return False


def _reason(layout: Layout) -> str:
    """The line of the server's output that tells why it stopped: the innermost cause."""
    try:
        text = layout.console.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for mark in ("already in use", "Caused by:", " ERROR ", "Exception", ""):
        found = [line for line in lines if mark in line]
        if found:
            return found[0 if mark == "Exception" else -1]
    return ""


def _failed(layout: Layout, reason: str) -> ServiceUnavailable:
    return ServiceUnavailable(
        f"Neo4j 未能启动：{reason}；详见 {layout.console}。",
        f"Neo4j did not start: {reason}; see {layout.console}.",
        reason=reason,
        log=str(layout.console),
    )
