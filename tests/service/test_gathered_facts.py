"""The facts for questions are gathered when a generation is published, not within a request."""

from __future__ import annotations

import shutil
from pathlib import Path

from gaoxin.answers.fact_file import FOLDER
from gaoxin.settings import Settings
from tests.fixtures.service import running_service

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
