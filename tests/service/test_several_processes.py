"""Several processes answer on one port."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from gaoxin.settings import Settings
from tests.fixtures.interrupted_loads import wait_until_ended
from tests.fixtures.service import ServiceProcess, counted, get_anew, service_process, until


@pytest.fixture(scope="module")
def two(shipped_settings: Settings) -> Iterator[ServiceProcess]:
    """A service of two processes with one worker of each kind."""
    environment = {"GAOXIN_SERVICE_WORKERS": "1", "GAOXIN_SERVICE_SPARQL_WORKERS": "1"}
    with service_process(
        shipped_settings.home, "--processes", "2", environment=environment
    ) as running:
        both_fronts(running)
        yield running


def fronts(running: ServiceProcess) -> set[int]:
    """The processes that answered some requests, each over a connection of its own."""
    return {get_anew(running.client, "/healthz").json()["process"] for _ in range(12)}


def both_fronts(running: ServiceProcess) -> set[int]:
    """The two processes, once both have answered."""
    return until(lambda: found if len(found := fronts(running)) == 2 else set())


def test_numbers_are_those_of_all_processes(two: ServiceProcess) -> None:
    sample = 'gaoxin_requests_total{route="/search",status="200"}'
    before = counted(two.client, sample)
    for _ in range(20):
        get_anew(two.client, "/search?q=tjbhgxq")
    # Each process tells the other its numbers again and again.
    until(lambda: counted(two.client, sample) == before + 20)
    until(lambda: counted(two.client, 'gaoxin_workers{pool="lookup"}') == 2)


def test_process_that_dies_is_replaced_and_the_other_answers(two: ServiceProcess) -> None:
    before = both_fronts(two)
    os.kill(min(before), signal.SIGKILL)
    until(lambda: len(fronts(two) - before) == 1)
    assert get_anew(two.client, "/search?q=tjbhgxq").json()["rows"]


def test_all_processes_end_together(shipped_settings: Settings) -> None:
    with service_process(shipped_settings.home, "--processes", "2") as running:
        seen = both_fronts(running)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(300) == 0
    for process in seen:
        wait_until_ended(process)
    assert "Traceback" not in "".join(running.log)
