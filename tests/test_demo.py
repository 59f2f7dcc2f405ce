"""``make demo``'s script: with a Neo4j and without one, the first time and again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_without_neo4j_the_rest_is_done(filled_home: Path) -> None:
    told = demo(filled_home, NEO4J_URI="bolt://127.0.0.1:1")
    assert "There is no Neo4j" in told
    assert "NEO4J_URI" in told
    assert told.count("$ GAOXIN_HOME=") == 7  # validate, load, 3 queries, start, view
    assert (filled_home / "demo.html").stat().st_size > 100_000


@pytest.mark.neo4j
def test_with_neo4j_twice(filled_home: Path, neo4j_server: Neo4jServer) -> None:
    neo4j_server.empty()
    first = demo(filled_home, **neo4j_server.environment)
    assert first.count("--engine cypher") == 3
    assert "Neo4j equals generation 1." in first
    assert (filled_home / "demo.html").as_uri() in first
    again = demo(filled_home, **neo4j_server.environment)
    assert "Nothing changed: still generation 1." in again
    assert "Neo4j holds generation 1 already; nothing changed." in again
