"""Lookups have a deadline and a limit of memory, and their clients may go away."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator

import httpx
import pytest

from gaoxin.service.workers.failures import WorkerDied
from gaoxin.settings import Settings
from scripts.data_endpoint import environment_of
from tests.fixtures.service import ServiceProcess, counted, killed, service_process, until

PATH = {"from": "天津滨海高新区", "to": "合肥高新区", "max_hops": "8", "count": "100"}


@pytest.fixture(scope="module")
def hurried(shipped_settings: Settings) -> Iterator[ServiceProcess]:
    """A service in which nothing may take longer than 0.03 s."""
    environment = {"GAOXIN_QUERY_SECONDS": "0.03"}
    with service_process(shipped_settings.home, environment=environment) as running:
        yield running


def test_heavy_lookup_is_stopped_at_its_deadline(hurried: ServiceProcess) -> None:
    response = hurried.client.get("/path", params=PATH)
    assert response.status_code == 504
    assert response.json()["title"] == "WorkerSlow"
    assert counted(hurried.client, killed("lookup", "time")) == 1
    workers = hurried.client.get("/healthz").json()["workers"]["lookup"]
    until(lambda: hurried.client.get("/healthz").json()["workers"]["lookup"]["alive"] == 2)
    assert workers["size"] == 2


def test_lookup_that_needs_too_much_memory_is_stopped(shipped_settings: Settings) -> None:
    """How much of its memory a process has left over varies, so several lookups are tried."""
    environment = {"GAOXIN_SERVICE_MEMORY": str(1 << 20)}
    with service_process(shipped_settings.home, environment=environment) as running:
        answers = [
            running.client.get(path) for path in ("/industries", "/coverage", "/targets") * 3
        ]
        stopped = [answer for answer in answers if answer.status_code == 503]
        assert stopped
        assert {answer.json()["facts"]["reason"] for answer in stopped} == {"memory"}
        until(lambda: running.client.get("/healthz").status_code == 200)


def test_lookup_of_a_client_that_has_gone_is_given_up(shipped_settings: Settings) -> None:
    """The client waits for a worker that another request holds."""
    environment = {"GAOXIN_SERVICE_WORKERS": "1"}
    with service_process(shipped_settings.home, environment=environment) as running:
        impatient = httpx.Timeout(60, read=0.01)
        for _ in range(5):
            with pytest.raises(httpx.ReadTimeout):
                running.client.get("/path", params=PATH, timeout=impatient)
        until(lambda: running.client.get("/healthz").json()["workers"]["lookup"]["busy"] == 0)
        health = running.client.get("/healthz").json()["workers"]["lookup"]
        assert (health["busy"], health["waiting"]) == (0, 0)
        assert running.client.get("/search", params={"q": "tjbhgxq"}).json()["rows"]


def test_lookup_that_fails_for_lack_of_memory_ends_its_worker(shipped_settings: Settings) -> None:
    """A library is imported when it is first needed; its error wraps what really happened."""
    program = """
        from gaoxin.service.workers import lookup_worker

        def find(asked):
            try:
                raise ImportError("x.so: failed to map segment from shared object")
            except ImportError as cause:
                raise RuntimeError("no library") from cause

        lookup_worker.LOOKUPS = {"odd": lookup_worker.LOOKUPS["home"].__class__(find)}
        lookup_worker.answer({
            "lookup": "odd", "generation": 1, "language": "en", "form": "json", "values": {},
            "address": "/", "nonce": "", "day": "2026-01-01",
        })
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env=environment_of(shipped_settings.home),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert WorkerDied(done.stderr).facts["reason"] == "memory"
