"""What the keeper of a service sees: health, numbers, log, ids of requests, a clean end."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from gaoxin.settings import Settings
from scripts.data_endpoint import environment_of
from tests.fixtures.homes import link_data
from tests.fixtures.interrupted_loads import wait_until_ended
from tests.fixtures.service import (
    ServiceProcess,
    busy_sparql_workers,
    counted,
    killed,
    service_process,
    until,
)
from tests.queries.hostile_queries import CROSS

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def watched(shipped_settings: Settings) -> Iterator[ServiceProcess]:
    """A service whose log the tests read."""
    with service_process(shipped_settings.home) as running:
        yield running


def workers_of(process: int) -> list[int]:
    """The process ids of a service's workers."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def test_health_tells_generation_and_workers(watched: ServiceProcess) -> None:
    response = watched.client.get("/healthz")
    assert response.status_code == 200
    body = response.json()
    assert body["status"] == "ok"
    assert body["generation"] == 1
    assert body["age_seconds"] >= 0
    for workers in body["workers"].values():
        assert workers["alive"] == workers["size"] > 0


def test_health_of_an_empty_store_is_bad_until_data_come(
    tmp_path: Path, shipped_settings: Settings
) -> None:
    with service_process(tmp_path) as running:
        assert "no data" in "".join(running.log)
        response = running.client.get("/healthz")
        assert (response.status_code, response.json()["status"]) == (503, "empty")
        assert running.client.get("/search", params={"q": "x"}).status_code == 503
        link_data(shipped_settings, tmp_path)
        until(lambda: running.client.get("/healthz").status_code == 200)
        assert running.client.get("/search", params={"q": "tjbhgxq"}).json()["rows"]


def test_numbers_count_requests_by_route_and_status(watched: ServiceProcess) -> None:
    route = 'route="/things/{kind}/{key:path}"'
    samples = {
        f'gaoxin_requests_total{{{route},status="200"}}': 2,
        f'gaoxin_requests_total{{{route},status="404"}}': 1,
        f'gaoxin_request_seconds_bucket{{{route},le="+Inf"}}': 3,
        'gaoxin_requests_total{route="other",status="404"}': 1,
    }
    before = {sample: counted(watched.client, sample) for sample in samples}
    for path in ("/things/zone/tianjin-binhai", "/things/zone/hefei", "/things/zone/nowhere"):
        watched.client.get(path)
    watched.client.get("/nowhere/at/all")
    after = {sample: counted(watched.client, sample) for sample in samples}
    assert {sample: after[sample] - before[sample] for sample in samples} == samples
    response = watched.client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    text = response.text
    assert "gaoxin_generation 1\n" in text
    assert re.search(r'gaoxin_workers\{pool="lookup"\} [1-9]', text)
    for line in text.splitlines():
        assert re.fullmatch(r"# (HELP|TYPE) .+|[a-z_]+(\{.+\})? [0-9.]+", line)


def test_numbers_tell_what_was_refused_and_killed(watched: ServiceProcess) -> None:
    watched.client.get("/", headers={"host": "attacker.example"})
    before = counted(watched.client, killed("sparql", "gone"))
    with pytest.raises(httpx.ReadTimeout):
        watched.client.get("/sparql", params={"query": CROSS}, timeout=httpx.Timeout(60, read=1))
    until(lambda: counted(watched.client, killed("sparql", "gone")) == before + 1)
    assert 'status="421"' in watched.client.get("/metrics").text


def test_request_has_an_id_in_the_answer_and_in_the_log(watched: ServiceProcess) -> None:
    made = watched.client.get("/healthz").headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{16}", made)
    given = watched.client.get("/healthz", headers={"x-request-id": "proxy-0815"})
    assert given.headers["x-request-id"] == "proxy-0815"
    odd = watched.client.get("/healthz", headers={"x-request-id": 'x"}{"evil": "1'})
    assert "evil" not in odd.headers["x-request-id"]
    until(lambda: watched.logged(id=made) and watched.logged(id="proxy-0815"))
    line = watched.logged(id=made)[0]
    assert line["path"] == "/healthz"
    assert line["status"] == 200
    assert line["client"] == "127.0.0.1"
    assert line["bytes"] > 0


def test_log_does_not_say_what_was_asked(watched: ServiceProcess) -> None:
    response = watched.client.get("/search", params={"q": "secretword"})
    watched.client.post("/sparql", data={"query": "ASK { ?secretword ?p ?o }"})
    until(lambda: watched.logged(id=response.headers["x-request-id"]))
    until(lambda: watched.logged(method="POST", path="/sparql"))
    assert "secretword" not in "".join(watched.log)


def test_log_says_what_was_asked_if_it_shall(shipped_settings: Settings) -> None:
    environment = {"GAOXIN_SERVICE_LOG": "queries"}
    with service_process(shipped_settings.home, environment=environment) as running:
        running.client.get("/search", params={"q": "askedword"})
        running.client.post("/sparql", data={"query": "ASK { ?bodyword ?p ?o }"})
        until(lambda: running.logged(method="POST"))
    assert any("askedword" in line["query"] for line in running.logged(path="/search"))
    assert any("bodyword" in line["body"] for line in running.logged(path="/sparql"))


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_stop_lets_requests_end_and_leaves_no_worker(
    shipped_settings: Settings, told: signal.Signals
) -> None:
    with service_process(shipped_settings.home) as running:
        running.client.get("/search", params={"q": "天津"})
        process = running.process
        workers = workers_of(process.pid)
        assert workers
        answers: list[int] = []
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?c ?d ?e . ?e ?f ?g . ?g ?h ?i }"

        def ask() -> None:
            response = running.client.get("/sparql", params={"query": slow})
            answers.append(response.status_code)

        asking = threading.Thread(target=ask)
        asking.start()
        until(lambda: busy_sparql_workers(running.client))
        process.send_signal(told)
        assert process.wait(300) == 0
        asking.join(300)
    assert answers in ([200], [504])  # an answer of the service, not a broken connection
    for worker in workers:
        wait_until_ended(worker)
    assert "Traceback" not in "".join(running.log)


def test_stop_does_not_wait_for_ever(shipped_settings: Settings) -> None:
    environment = {"GAOXIN_SERVICE_STOP_SECONDS": "1", "GAOXIN_QUERY_SECONDS": "3000"}
    with service_process(shipped_settings.home, environment=environment) as running:

        def ask() -> None:
            with suppress(httpx.HTTPError):
                running.client.get("/sparql", params={"query": CROSS})

        asking = threading.Thread(target=ask)
        asking.start()
        until(lambda: busy_sparql_workers(running.client))
        workers = workers_of(running.process.pid)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(300) == 0
        asking.join(300)
    for worker in workers:
        wait_until_ended(worker)
    assert "Traceback" not in "".join(running.log)


def test_killed_front_leaves_no_worker(shipped_settings: Settings) -> None:
    with service_process(shipped_settings.home) as running:
        until(lambda: running.client.get("/healthz").status_code == 200)
        workers = workers_of(running.process.pid)
        assert workers
        running.process.kill()
        running.process.wait(300)
        for worker in workers:
            wait_until_ended(worker)


def test_listening_to_others_without_tokens_is_warned_of(shipped_settings: Settings) -> None:
    with service_process(shipped_settings.home, "--host", "0.0.0.0") as running:
        until(lambda: running.client.get("/healthz").status_code == 200)
    assert "gaoxin token add" in "".join(running.log)


def test_log_lines_are_json(watched: ServiceProcess) -> None:
    watched.client.get("/healthz")
    until(lambda: watched.logged(path="/healthz"))
    lines = [line for line in watched.log[1:] if line.strip()]
    assert lines
    for line in lines:
        assert {"time", "level", "event"} <= json.loads(line).keys()


def test_port_in_use_is_told(watched: ServiceProcess, shipped_settings: Settings) -> None:
    port = str(watched.client.base_url.port)
    ended = subprocess.run(
        [sys.executable, "-m", "gaoxin", "serve", "--port", port],
        env=environment_of(shipped_settings.home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 3
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr
