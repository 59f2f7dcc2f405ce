"""Lookups have a deadline and a limit of memory, and their clients may go away."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from gaoxin.service.workers.failures import WorkerDied
from gaoxin.settings import Settings
from scripts.data_endpoint import environment_of
from tests.fixtures.service import ServiceProcess, counted, killed, service_process, until

PATH = {"from": "天津滨海高新区", "to": "合肥高新区", "max_hops": "8", "count": "100"}
HUNGRY = """
def find(asked):
    taken = bytearray(256 << 20)
    return {"rows": []}
"""


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


def test_lookup_that_needs_too_much_memory_is_stopped(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    """What a real lookup needs fits into what a process has left over, so this one is made up."""
    (tmp_path / "sitecustomize.py").write_text(
        HUNGRY
        + textwrap.dedent("""
            import sys
            if "gaoxin.service.workers.lookup_worker" in sys.orig_argv:
                from gaoxin.service.lookups.catalogue_of_lookups import LOOKUPS
                LOOKUPS["coverage"] = LOOKUPS["home"].__class__(find)
        """)
    )
    folders = os.pathsep.join([str(tmp_path), environment_of(shipped_settings.home)["PYTHONPATH"]])
    environment = {"GAOXIN_SERVICE_MEMORY": str(8 << 20), "PYTHONPATH": folders}
    with service_process(shipped_settings.home, environment=environment) as running:
        for _ in range(3):
            answer = running.client.get("/coverage")
            assert (answer.status_code, answer.json()["facts"]["reason"]) == (503, "memory")
        assert counted(running.client, killed("lookup", "memory")) == 3
        assert running.client.get("/zones").status_code == 200
        until(lambda: running.client.get("/healthz").status_code == 200)


def test_lookup_that_fits_into_its_memory_is_answered(shipped_settings: Settings) -> None:
    ended = _worker_in_which(HUNGRY, shipped_settings, memory=1 << 30)
    assert (ended.returncode, ended.stdout) == (0, "200\n"), ended.stderr


def test_lookup_that_fails_for_lack_of_memory_ends_its_worker(shipped_settings: Settings) -> None:
    """A library is imported when it is first needed; its error wraps what really happened."""
    ended = _worker_in_which(
        """
        def find(asked):
            try:
                raise ImportError("x.so: failed to map segment from shared object")
            except ImportError as cause:
                raise RuntimeError("no library") from cause
        """,
        shipped_settings,
        memory=1 << 30,
    )
    assert ended.returncode == 1
    assert WorkerDied(ended.stderr).facts["reason"] == "memory"


def _worker_in_which(
    find: str, settings: Settings, *, memory: int
) -> subprocess.CompletedProcess[str]:
    """A process that answers a lookup of the source ``find`` within ``memory`` bytes."""
    answer = """
        from gaoxin.service.workers import lookup_worker

        lookup_worker.LOOKUPS = {"odd": lookup_worker.LOOKUPS["home"].__class__(find)}
        reply = lookup_worker.answer({
            "lookup": "odd", "generation": 1, "language": "en", "form": "json", "values": {},
            "address": "/", "nonce": "", "day": "2026-01-01",
        })
        print(reply.status)
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(find) + textwrap.dedent(answer)],
        env=environment_of(settings.home) | {"GAOXIN_SERVICE_MEMORY": str(memory)},
        capture_output=True,
        text=True,
    )
