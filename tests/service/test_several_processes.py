"""Several processes answer on one port."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from gaoxin.settings import Settings
from tests.fixtures.service import ServiceProcess, service_process


@pytest.fixture(scope="module")
def two(shipped_settings: Settings) -> Iterator[ServiceProcess]:
    """A service of two processes with one worker of each kind."""
    environment = {"GAOXIN_SERVICE_WORKERS": "1", "GAOXIN_SERVICE_SPARQL_WORKERS": "1"}
    with service_process(
        shipped_settings.home, "--processes", "2", environment=environment
    ) as running:
        until(lambda: len(fronts(running)) == 2)
        yield running


def until(condition: Callable[[], object]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within a minute")


def fronts(running: ServiceProcess) -> set[int]:
    """The processes that answered some requests, each over a connection of its own."""
    address = f"{running.client.base_url}/healthz"
    return {httpx.get(address, timeout=60).json()["process"] for _ in range(12)}


def test_numbers_are_those_of_all_processes(two: ServiceProcess) -> None:
    for _ in range(20):
        httpx.get(f"{two.client.base_url}/search?q=tjbhgxq", timeout=60)

    def counted() -> bool:
        text = httpx.get(f"{two.client.base_url}/metrics").text
        found = re.search(r'gaoxin_requests_total\{route="/search",status="200"\} (\d+)', text)
        workers = re.search(r'gaoxin_workers\{pool="lookup"\} (\d+)', text)
        return bool(found and workers) and (found[1], workers[1]) == ("20", "2")  # type: ignore[index]

    until(counted)


def test_process_that_dies_is_replaced_and_the_other_answers(two: ServiceProcess) -> None:
    before = fronts(two)
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    until(lambda: len(fronts(two) - before) == 1)
    assert httpx.get(f"{two.client.base_url}/search?q=tjbhgxq", timeout=60).json()["rows"]


def test_all_processes_end_together(shipped_settings: Settings) -> None:
    with service_process(shipped_settings.home, "--processes", "2") as running:
        until(lambda: len(fronts(running)) == 2)
        seen = fronts(running)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(60) == 0
    for process in seen:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    assert "Traceback" not in "".join(running.log)
