"""``make demo``'s script: with a Neo4j and without one, the first time and again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def filled_home(shipped_settings: Settings, tmp_path: Path) -> Path:
    """A separate home in which the project's data are already loaded."""
    home = tmp_path / "demo"
    shutil.copytree(shipped_settings.home, home)
    return home


def demo(home: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "demo.py"), str(home)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "GAOXIN_LANG": "en", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "Traceback" not in done.stdout
    return done.stdout


def test_it_fits_two_screens(filled_home: Path) -> None:
    told = demo(filled_home, NEO4J_URI="bolt://127.0.0.1:1", GAOXIN_LANG="zh")
    lines = told.replace(f"GAOXIN_HOME={filled_home} ", "").replace(str(filled_home), "~")
    assert 30 < len(lines.splitlines()) <= 56  # pip says four more
    assert max(map(cell_len, lines.splitlines())) <= 80
    assert "另有" in told
    # The first question after a load tells that it takes longer; the answer is shown all the same.
    answered = told.partition("gaoxin ask 合肥高新区有哪些主导产业\n")[2]
    assert "智能语音" in answered or "新能源" in answered.partition("$ ")[0]
    assert "先整理事实" not in told


def test_its_commands_use_the_home_of_all_others(filled_home: Path) -> None:
    """Without an argument the script takes the home from the environment, as gaoxin does."""
    done = subprocess.run(
        [sys.executable, "-c", "from scripts.demo import Demo; print(Demo(None).typed(['load']))"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GAOXIN_HOME": str(filled_home), "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout == "gaoxin load\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Collecting lxml==6.1.3 (from -r requirements.txt)", "3/9 lxml"),
        (
            "  Downloading pyarrow-22.0-cp311.whl (42.1 MB)",
            "3/9 downloading pyarrow-22.0-cp311 (42.1 MB)",
        ),
        ("  Downloading lxml-6.1.3-cp311.whl.metadata (3.6 kB)", ""),
        ("Installing collected packages: a, b", "9/9 unpacking"),
        ("Requirement already satisfied: x", ""),
    ],
)
def test_what_pip_is_doing(line: str, told: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from scripts.install import state_of; print(state_of({line!r}, 3, 9))",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == told


def test_without_neo4j_the_rest_is_done(filled_home: Path) -> None:
    told = demo(filled_home, NEO4J_URI="bolt://127.0.0.1:1")
    assert "There is no Neo4j" in told
    assert "NEO4J_URI" in told
    assert told.count("\n$ GAOXIN_HOME=") == 6  # load, start, show, ask, query, view
    assert "industries_of_zone" in told
    assert "--engine" not in told
    assert (filled_home / "demo.html").stat().st_size > 100_000


@pytest.mark.neo4j
def test_with_neo4j_twice(filled_home: Path, neo4j_server: Neo4jServer) -> None:
    neo4j_server.empty()
    first = demo(filled_home, **neo4j_server.environment)
    assert first.count("--engine cypher") == 1
    assert "mirror --verify" in first
    assert (filled_home / "demo.html").as_uri() in first
    again = demo(filled_home, **neo4j_server.environment)
    assert "Nothing changed: still generation 1." in again
    assert "Neo4j holds generation 1 already; nothing changed." in again
