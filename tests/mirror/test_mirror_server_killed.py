"""``kill -9`` of Neo4j while a run writes to it; then it is started again as users do."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial

import pytest

from gaoxin.neo4j import managed, process, state
from gaoxin.neo4j.status import server_status
from gaoxin.settings import Settings
from tests.fixtures.bolt_proxy import BoltProxy, Volume
from tests.fixtures.neo4j import quick
from tests.mirror.interruptions import KINDS, SECONDS, Story, Tally, begin_run, end_of

pytestmark = pytest.mark.neo4j

KILLS = 10 if os.environ.get("GAOXIN_NIGHTLY") else 2
SEED = int(os.environ.get("GAOXIN_SEED", "20261123"))


@pytest.fixture
def home(usual: dict[str, Volume], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home with its own server, which may be killed, unlike the session's."""
    settings = quick(Settings(home=tmp_path_factory.mktemp("killed-server")))
    managed.start(settings)
    yield settings
    managed.stop(settings)


def _start_again(settings: Settings) -> None:
    """Start the server when the killed one has ended, because it keeps its port for a moment."""
    known = state.read_state(settings)
    assert known is not None
    while process.is_alive(known.process):
        time.sleep(0.05)
    managed.start(settings)


def _port(settings: Settings) -> int:
    known = state.read_state(settings)
    assert known is not None
    return known.bolt_port


def test_server_killed_at_any_moment_and_started_again(
    home: Settings, usual: dict[str, Volume], tmp_path_factory: pytest.TempPathFactory
) -> None:
    story, tally = Story(home, tmp_path_factory.mktemp("tables")), Tally(SEED)
    chance, killed = tally.chance, 0
    with BoltProxy(lambda: _port(home)) as proxy:
        for case in range(KILLS):
            kind = KINDS[-case % len(KINDS)]
            arguments = story.prepare(kind)
            moment = usual[kind].moment(chance)
            pid = server_status(home, running=True).pid
            assert pid is not None
            # Every second run has a driver that waits until the server is back.
            is_patient = case % 2 == 1
            run = begin_run(home, proxy.uri, arguments, patience=120 if is_patient else 1)
            proxy.arm(moment, partial(os.kill, pid, signal.SIGKILL))
            if is_patient:
                assert proxy.struck.wait(SECONDS)
                _start_again(home)
            status, text = end_of(run)
            assert status in (0, 3), text
            if proxy.struck.is_set():
                killed += 1
                assert is_patient or status == 3, text
                if not is_patient:
                    _start_again(home)
            tally.note(kind, moment, f"exit {status}{', patient' * is_patient}")
            if status:
                story.next_run()
            story.assert_whole()
    assert killed >= KILLS * 0.8, "runs that end before the server is killed prove nothing"
