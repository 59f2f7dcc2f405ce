"""``gaoxin neo4j``: the output and exit statuses of the commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gaoxin.neo4j.status import server_status
from gaoxin.queries.catalogue import catalogue
from tests.fixtures.neo4j import Neo4jServer

pytestmark = pytest.mark.neo4j


def gaoxin(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("NEO4J_")}
    return subprocess.run(
        [sys.executable, "-m", "gaoxin", *arguments],
        env={**kept, "GAOXIN_HOME": str(home), "GAOXIN_LANG": "en", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def row(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["ok"] is True
    assert len(document["rows"]) == 1
    return dict(document["rows"][0])


def test_status_of_the_running_server(neo4j_server: Neo4jServer) -> None:
    neo4j_server.empty()
    told = row(gaoxin("neo4j", "status", "--format", "json", home=neo4j_server.settings.home))
    server = server_status(neo4j_server.settings)
    assert told == {
        "uri": server.uri,
        "username": "neo4j",
        "password_file": str(server.password_file),
        "database": "neo4j",
        "browser": server.browser,
        "running": True,
        "generation": None,
    }


def test_status_where_nothing_runs(tmp_path: Path) -> None:
    told = row(gaoxin("neo4j", "status", "--format", "json", home=tmp_path))
    assert told["running"] is False
    assert told["generation"] is None


def test_start_finds_the_running_server(neo4j_server: Neo4jServer) -> None:
    told = row(gaoxin("neo4j", "start", "--format", "json", home=neo4j_server.settings.home))
    assert told["uri"] == neo4j_server.connection.uri


def test_own_neo4j_is_used_and_not_started(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    done = gaoxin("neo4j", "start", home=tmp_path, **neo4j_server.environment)
    assert done.returncode == 0
    assert "NEO4J_URI is set" in done.stderr
    assert neo4j_server.connection.password not in done.stdout + done.stderr


def test_stop_where_nothing_runs(tmp_path: Path) -> None:
    assert row(gaoxin("neo4j", "stop", "--format", "json", home=tmp_path)) == {"stopped": False}


def test_open_prints_the_address(neo4j_server: Neo4jServer) -> None:
    told = row(gaoxin("neo4j", "open", "--format", "json", home=neo4j_server.settings.home))
    assert told["browser"] == server_status(neo4j_server.settings).browser


@pytest.mark.parametrize("language", ["zh", "en"])
def test_open_prints_three_lines(neo4j_server: Neo4jServer, language: str) -> None:
    home = neo4j_server.settings.home
    done = gaoxin("neo4j", "open", "shared_industries", home=home, GAOXIN_LANG=language)
    assert done.returncode == 0
    address, login, favourites = done.stdout.splitlines()
    asked = parse_qs(urlsplit(address.split()[-1]).query)
    assert asked["cmd"] == ["edit"]
    assert asked["arg"][0].endswith(catalogue().get("shared_industries").cypher_text.drawn.strip())
    assert str(home / "neo4j" / "password") in login
    assert "gaoxin neo4j favourites -o" in favourites


def test_open_takes_cypher_and_knows_what_is_no_query(neo4j_server: Neo4jServer) -> None:
    home = neo4j_server.settings.home
    text = "MATCH (z:Zone) RETURN z LIMIT 3"
    told = row(gaoxin("neo4j", "open", text, "--format", "json", home=home))
    assert parse_qs(urlsplit(told["browser"]).query)["arg"] == [text]
    done = gaoxin("neo4j", "open", "shared_industry", home=home)
    assert done.returncode != 0
    assert "comparisons/shared_industries" in done.stderr
    assert "Traceback" not in done.stderr


def test_favourites_are_written(tmp_path: Path) -> None:
    done = gaoxin("neo4j", "favourites", "-o", str(tmp_path / "收藏.zip"), home=tmp_path)
    assert done.returncode == 0
    assert "收藏.zip" in "".join(done.stderr.split())
    assert zipfile.ZipFile(tmp_path / "收藏.zip").testzip() is None
    done = gaoxin("neo4j", "favourites", "-o", str(tmp_path / "x.cypher"), home=tmp_path)
    assert done.returncode == 2
    assert ".zip" in done.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_open_where_nothing_runs_exits_3(tmp_path: Path, language: str) -> None:
    done = gaoxin("neo4j", "open", home=tmp_path, GAOXIN_LANG=language)
    assert done.returncode == 3
    assert "gaoxin neo4j start" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_password_exits_3(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    environment = {**neo4j_server.environment, "NEO4J_PASSWORD": "wrong"}
    done = gaoxin("neo4j", "start", home=tmp_path, **environment)
    assert done.returncode == 3
    assert "NEO4J_PASSWORD" in done.stderr


def test_missing_extra_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "shadow" / "jgo").mkdir(parents=True)
    (tmp_path / "shadow" / "jgo" / "__init__.py").write_text("raise ImportError('not installed')")
    path = os.pathsep.join([str(tmp_path / "shadow"), str(Path(__file__).parents[2])])
    done = gaoxin(
        "neo4j",
        "start",
        home=tmp_path / "home",
        GAOXIN_NEO4J_JARS=str(tmp_path / "jars"),
        PYTHONPATH=path,
    )
    assert done.returncode == 3
    assert "gaoxin[neo4j-local]" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_network_tells_of_a_neo4j_of_ones_own(tmp_path: Path) -> None:
    closed = "http://127.0.0.1:9"  # the discard port: nobody listens
    done = gaoxin(
        "neo4j",
        "start",
        home=tmp_path / "home",
        GAOXIN_NEO4J_JARS=str(tmp_path / "jars"),
        https_proxy=closed,
        http_proxy=closed,
        no_proxy="",
    )
    assert done.returncode == 3
    assert "NEO4J_URI" in done.stderr
    assert "Traceback" not in done.stderr
    # One message, folded at 80 columns; it names the file that was asked for first, which differs.
    assert done.stderr.count("Error:") == 1
    assert len(done.stderr.strip().splitlines()) <= 3
