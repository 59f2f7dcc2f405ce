"""The facts for questions are gathered when a generation is published, not within a request."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.answers.fact_file import FOLDER
from gaoxin.graph.remote.remote_names import FOLDER as KEPT_REMOTE
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.service.front.gathered_facts import GatheredFacts
from gaoxin.settings import Settings
from tests.fixtures.service import running_service, until
from tests.fixtures.tables import write_sources, write_statements

QUESTION = {"q": "鹰潭高新区2024年工业营收是多少"}


def test_first_question_is_answered_though_gathering_takes_longer_than_a_request(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(shipped_settings.home, home, ignore=shutil.ignore_patterns(FOLDER, "inputs"))
    with running_service(home, environment={"GAOXIN_QUERY_SECONDS": "2"}) as client:
        statuses = []
        for _ in range(300):  # each waits up to the limit
            statuses.append(client.get("/ask", params=QUESTION).status_code)
            if statuses[-1] == 200:
                break
        assert statuses[-1] == 200
        assert list((home / FOLDER).glob("*.sqlite"))


def test_home_that_cannot_be_written_to_is_no_obstacle(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(shipped_settings.home, home, ignore=shutil.ignore_patterns(FOLDER, "inputs"))
    (home / FOLDER).write_text("a file where the folder should be")
    with running_service(home, environment={"GAOXIN_QUERY_SECONDS": "300"}) as client:
        client.timeout = 600
        answer = client.get("/ask", params=QUESTION)
        assert answer.status_code == 200
        assert answer.json()["rows"][0]["answer"] == 1258


@pytest.mark.skipif(sys.platform != "linux", reason="it looks for a process in /proc")
def test_a_question_after_a_load_is_answered_from_what_was_known_before(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(shipped_settings.home, home, ignore=shutil.ignore_patterns(FOLDER))
    with running_service(home, environment={"GAOXIN_QUERY_SECONDS": "300"}) as client:
        client.timeout = 600
        first = client.get("/ask", params=QUESTION)
        assert (first.status_code, first.json()["basis"]) == (200, "")
        before = client.get("/healthz").json()["generation"]
        table = write_statements(tmp_path, "a.csv", ["甲公司|Enterprise|locatedIn|合肥市|City"])
        load_paths(replace(shipped_settings, home=home), [write_sources(tmp_path), table])
        gatherer = until(lambda: process_of("gaoxin.service.workers.gather_facts", before + 1))
        os.kill(gatherer, signal.SIGSTOP)
        try:
            answer = client.get("/ask", params=QUESTION)
            assert answer.status_code == 200
            assert answer.json()["rows"] == first.json()["rows"]
            assert str(before) in answer.json()["basis"]
            assert answer.headers["cache-control"] == "no-store"
            assert "etag" not in answer.headers
        finally:
            os.kill(gatherer, signal.SIGCONT)
        until(lambda: client.get("/ask", params=QUESTION).json()["basis"] == "")


def test_a_sparql_store_has_no_generation_before(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    """Not even if its manifest and its file of facts are still here."""
    number = Store(shipped_settings).read().number
    home = replace(shipped_settings, home=tmp_path)
    remote = replace(home, sparql_endpoint="http://127.0.0.1:9/sparql")
    shutil.copytree(shipped_settings.home / "generations", tmp_path / "generations")
    shutil.copytree(
        Store(shipped_settings).folder(number),
        tmp_path / KEPT_REMOTE / "before",
        dirs_exist_ok=True,
    )
    written = tmp_path / "facts.sqlite"
    written.touch()
    for settings, earlier in ((home, number), (remote, 0)):
        facts = GatheredFacts(settings, lambda *_: written)
        asyncio.run(facts.ready(number))
        assert facts.earlier(number + 1) == earlier


def process_of(module: str, number: int) -> int:
    """The id of the process that runs a module for a generation; 0 if there is none."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = path.read_bytes().decode(errors="replace").split("\0")
            if module in words and str(number) in words:
                return int(path.parent.name)
    return 0
